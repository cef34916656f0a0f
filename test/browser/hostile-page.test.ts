import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileFile, hostileHost } from '../report/hostile-host.ts';
import { HOSTILE_TEXTS } from '../report/hostile-text.ts';
import { htmlReport } from '../report/html/html-report.ts';
import { openChromium, skipsBrowserTests } from './open-chromium.ts';
import { withPage } from './watched-page.ts';

/** What the page is made of: counts of elements that nothing from evidence may add to, and attributes that act. */
interface Anatomy {
  readonly counts: Readonly<Record<string, number>>;
  readonly handlers: readonly string[];
  readonly unknown: readonly string[];
  readonly comments: number;
}

const HOSTILE_OPTIONS = (text: string) => ({ title: text, classification: text, period: text, recipients: text });

describe.skipIf(skipsBrowserTests())('hostile text in Chromium', () => {
  let browser: Browser;
  let plain: Anatomy | null = null;
  beforeAll(async () => {
    browser = await openChromium();
    plain = (await anatomyOf('plain')).anatomy;
  });
  afterAll(async () => browser.close());

  async function anatomyOf(
    hostile: string,
  ): Promise<{ readonly anatomy: Anatomy; readonly complaints: readonly string[] }> {
    const html = await htmlReport([hostileHost(hostile)], {
      options: HOSTILE_OPTIONS(hostile),
      diagnostics: [hostileFile(hostile)],
    });
    return withPage(browser, html, {}, async ({ page, requests, complaints }) => {
      const anatomy = await page.evaluate(() => {
        const elements = [...document.querySelectorAll('*')];
        const count = (name: string): number => document.getElementsByTagName(name).length;
        const comments = document.createNodeIterator(document, NodeFilter.SHOW_COMMENT);
        let commentCount = 0;
        while (comments.nextNode()) commentCount += 1;
        return {
          counts: Object.fromEntries(
            ['script', 'style', 'img', 'iframe', 'object', 'form', 'link', 'meta', 'base', 'title', 'h1', 'main'].map(
              (name) => [name, count(name)],
            ),
          ),
          handlers: elements
            .flatMap((element) => element.getAttributeNames())
            .filter((name) => name.startsWith('on') || name === 'style' || name === 'srcdoc'),
          unknown: elements.filter((element) => element instanceof HTMLUnknownElement).map(({ tagName }) => tagName),
          comments: commentCount,
        };
      });
      return { anatomy, complaints: [...complaints, ...requests] };
    });
  }

  it.each(HOSTILE_TEXTS)('%s', async (_, hostile) => {
    const { anatomy, complaints } = await anatomyOf(hostile);
    expect(complaints).toEqual([]);
    expect(anatomy).toEqual(plain);
    expect(anatomy.counts['script']).toBe(1);
    expect(anatomy.handlers).toEqual([]);
  });
});
