import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlReport } from '../report/html/html-report.ts';
import { longRun } from '../report/html/long-run.ts';
import { host, passing, sampleHosts } from '../report/sample-run.ts';
import { openChromium, skipsBrowserTests } from './open-chromium.ts';
import { withPage } from './watched-page.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const SCREENS = [
  { name: 'light', options: { colorScheme: 'light', viewport: { width: 1280, height: 900 } }, media: 'screen' },
  { name: 'dark', options: { colorScheme: 'dark', viewport: { width: 1280, height: 900 } }, media: 'screen' },
  { name: 'phone', options: { colorScheme: 'light', viewport: { width: 360, height: 740 } }, media: 'screen' },
  { name: 'dark phone', options: { colorScheme: 'dark', viewport: { width: 360, height: 740 } }, media: 'screen' },
  { name: 'paper', options: { colorScheme: 'light', viewport: { width: 794, height: 1123 } }, media: 'print' },
  {
    name: 'paper from a dark screen',
    options: { colorScheme: 'dark', viewport: { width: 794, height: 1123 } },
    media: 'print',
  },
] as const;

/** What axe finds wrong, as `rule: element`. */
async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ content: axe.source });
  return page.evaluate(async (tags) => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { runOnly: tags });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
    );
  }, WCAG);
}

/** Elements that stick out of the page, or out of the block that would cut them off. */
async function overflowsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    if (document.documentElement.scrollWidth > window.innerWidth)
      found.push(`page: ${document.documentElement.scrollWidth}`);
    for (const block of document.querySelectorAll('.rule, .host, .finding, .card, .cover, .command, .section')) {
      const { right } = block.getBoundingClientRect();
      for (const element of block.querySelectorAll('*')) {
        if (element.closest('.scroll') !== null && !element.matches('.scroll')) continue;
        if (element.closest('.unseen') !== null || element.getClientRects().length === 0) continue;
        if (element.getBoundingClientRect().right > right + 1)
          found.push(`${block.className}: ${element.tagName} ${element.textContent.slice(0, 40)}`);
      }
    }
    return found;
  });
}

/** How many of the elements take room on the page. */
async function visibleCount(page: Page, selector: string): Promise<number> {
  return page.evaluate(
    (wanted) => [...document.querySelectorAll(wanted)].filter((each) => each.getClientRects().length > 0).length,
    selector,
  );
}

const ITEMS = '.rule, .host, .finding, .brief, .brief li, .results tbody tr';

describe.skipIf(skipsBrowserTests())('the HTML report in Chromium', () => {
  let browser: Browser;
  let report = '';
  beforeAll(async () => {
    browser = await openChromium();
    report = await htmlReport(sampleHosts());
  });
  afterAll(async () => browser.close());

  it.each(SCREENS)('has no accessibility violation: $name', async ({ options, media }) => {
    await withPage(browser, report, { ...options, bypassCSP: true }, async ({ page }) => {
      await page.emulateMedia({ media });
      expect(await violationsOf(page)).toEqual([]);
    });
  });

  it.each([360, 768, 1024, 1280, 1920])(
    'fits a page of %i pixels, loads nothing and complains of nothing',
    async (width) => {
      const options = { viewport: { width, height: 900 } };
      await withPage(browser, report, options, async ({ page, requests, complaints }) => {
        expect(await overflowsOf(page)).toEqual([]);
        await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
        expect(requests).toEqual([]);
        expect(complaints).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.className)).toBe('scripted');
      });
    },
  );

  it.each([360, 768, 1280])('holds words without end on a page of %i pixels', async (width) => {
    const { header, hosts } = longRun();
    const long = await htmlReport(hosts, { header });
    await withPage(browser, long, { viewport: { width, height: 900 }, bypassCSP: true }, async ({ page }) => {
      expect(await overflowsOf(page)).toEqual([]);
      expect(await violationsOf(page)).toEqual([]);
    });
  });

  it('is complete without JavaScript, and offers no filter then', async () => {
    const [withScript, without] = await Promise.all(
      [true, false].map(async (javaScriptEnabled) =>
        withPage(browser, report, { javaScriptEnabled }, async ({ page }) => ({
          text: await page.locator('.section').allInnerTexts(),
          form: await page.locator('#filter').isVisible(),
        })),
      ),
    );
    const plain = (texts: readonly string[] | undefined): string | undefined =>
      texts?.join('\n').replaceAll(/\s*\nCopy\n/g, '\n');
    expect(without?.form).toBe(false);
    expect(withScript?.form).toBe(true);
    expect(plain(without?.text)).toBe(plain(withScript?.text));
    expect(without?.text.join('\n')).toContain('"SchUseStrongCrypto"="1"');
  });

  it('filters by host, outcome, rule and text', async () => {
    await withPage(browser, report, {}, async ({ page }) => {
      const findings = await visibleCount(page, '.finding, .brief li');
      await page.selectOption('#filter-host', { label: 'DC02' });
      await page.waitForFunction(() => document.getElementById('filter-state')?.textContent !== '');
      expect(await page.textContent('#filter-state')).toContain('8 of 8 rules and 1 of 5 hosts');
      expect(await visibleCount(page, '.finding, .brief li')).toBe(8);
      await page.selectOption('#filter-rule', '5');
      await expect.poll(async () => visibleCount(page, '.finding, .brief li')).toBe(1);
      expect(await visibleCount(page, '.host')).toBe(1);
      await page.click('#filter-clear');
      await expect.poll(async () => visibleCount(page, '.finding, .brief li')).toBe(findings);
      await page.selectOption('#filter-outcome', 'unknown');
      await expect.poll(async () => visibleCount(page, '.finding.fail')).toBe(0);
      await page.click('#filter-clear');
      await page.fill('#filter-text', 'dword:0000000g');
      await expect.poll(async () => visibleCount(page, '.finding')).toBe(1);
      await page.fill('#filter-text', 'no such text anywhere');
      await expect.poll(async () => visibleCount(page, '.rule, .host')).toBe(0);
    });
  });

  it('shows what a link leads to even when the filter hides it', async () => {
    await withPage(browser, report, {}, async ({ page }) => {
      await page.fill('#filter-text', 'no such text anywhere');
      await expect.poll(async () => visibleCount(page, '.rule')).toBe(0);
      await page.click('.matrix thead a');
      await expect.poll(async () => page.isVisible('#rule-1')).toBe(true);
    });
  });

  it('prints everything, filtered or not', async () => {
    await withPage(browser, report, {}, async ({ page }) => {
      const all = await visibleCount(page, ITEMS);
      await page.selectOption('#filter-host', { label: 'WEB07' });
      await expect.poll(async () => visibleCount(page, ITEMS)).toBeLessThan(all);
      await page.emulateMedia({ media: 'print' });
      expect(await visibleCount(page, ITEMS)).toBe(all);
      expect(await page.isVisible('#filter')).toBe(false);
      expect(await visibleCount(page, '[data-off]')).toBeGreaterThan(0);
    });
  });

  it('prints what is folded away on the screen, with and without JavaScript', async () => {
    const clean = await htmlReport([host('APP01', passing())]);
    for (const javaScriptEnabled of [true, false]) {
      await withPage(browser, clean, { javaScriptEnabled }, async ({ page }) => {
        expect(await page.locator('.rule .about').first().isVisible()).toBe(false);
        await page.emulateMedia({ media: 'print' });
        expect(await page.locator('.rule .about').first().isVisible()).toBe(true);
        const pdf = await page.pdf({ preferCSSPageSize: true, tagged: true });
        expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      });
    }
  });

  it('marks the current section in the contents', async () => {
    await withPage(browser, report, { viewport: { width: 1280, height: 900 } }, async ({ page }) => {
      await page.click('.contents a[href="#method"]');
      await expect.poll(async () => page.textContent('.contents a[aria-current]')).toBe('Method');
    });
  });

  it('can be read with the keyboard: the first stop skips to the report', async () => {
    await withPage(browser, report, {}, async ({ page }) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the report');
      await page.keyboard.press('Enter');
      await expect.poll(async () => page.evaluate(() => document.activeElement?.id)).toBe('main');
    });
  });

  describe('canaries: what these checks must notice', () => {
    it('axe refuses a bad page', async () => {
      const bad =
        '<html><body><div style="color:#aaa;background:#fff">pale</div><img src="data:,"><input></body></html>';
      await withPage(browser, bad, { bypassCSP: true }, async ({ page }) => {
        const ids = (await violationsOf(page)).map((line) => line.split(':')[0]);
        for (const id of ['color-contrast', 'image-alt', 'label', 'html-has-lang']) expect(ids).toContain(id);
      });
    });

    it('a page that is too wide is noticed', async () => {
      const wide = report.replace('<main', '<p><svg width="3000" height="1"></svg></p><main');
      await withPage(browser, wide, {}, async ({ page }) => {
        expect(await overflowsOf(page)).not.toEqual([]);
      });
    });

    it('the policy blocks a foreign image, a foreign style and a foreign script, and says so', async () => {
      const foreign =
        '<img id="foreign" src="http://127.0.0.1:9/x.png" alt=""><style>body { color: rgb(1, 2, 3); }</style>' +
        '<script>document.title = "injected";</script><p onclick="1" id="inline" style="color: rgb(1, 2, 3)">x</p></main>';
      await withPage(
        browser,
        report.replace('</main>', () => foreign),
        {},
        async ({ page, complaints }) => {
          expect(await page.title()).not.toBe('injected');
          expect(await page.evaluate(() => getComputedStyle(document.body).color)).not.toBe('rgb(1, 2, 3)');
          expect(
            await page.evaluate(() => getComputedStyle(document.getElementById('inline') as Element).color),
          ).not.toBe('rgb(1, 2, 3)');
          expect(await page.evaluate(() => (document.getElementById('foreign') as HTMLImageElement).naturalWidth)).toBe(
            0,
          );
          expect(complaints.filter((line) => line.includes('Content Security Policy')).length).toBeGreaterThanOrEqual(
            4,
          );
        },
      );
    });

    it('a page without a policy is seen to ask for its image', async () => {
      const open = '<!DOCTYPE html><title>x</title><img src="http://127.0.0.1:9/x.png">';
      await withPage(browser, open, {}, async ({ requests }) => {
        expect(requests).toEqual(['http://127.0.0.1:9/x.png']);
      });
    });
  });
});
