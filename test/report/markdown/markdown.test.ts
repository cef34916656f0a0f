import { describe, expect, it } from 'vitest';
import { markdownCode, markdownText } from '../../../src/report/markdown/markdown-text.ts';
import { hostileFile, hostileHost } from '../hostile-host.ts';
import { HOSTILE_TEXTS } from '../hostile-text.ts';
import { runReport } from '../run-report.ts';
import { conflictHost, disabledHost, host, partialHost, passing, sampleHosts, summaryOf } from '../sample-run.ts';

/** The HTML that the reporter itself writes. */
const OWN_TAGS = /<\/?(?:code|details|summary)>|<br>/g;

/** What Markdown or a service would act on, in a report whose own marks are taken away; empty when there is nothing. */
function activeMarkup(report: string): readonly string[] {
  const problems: string[] = [];
  let columns: number | null = null;
  for (const line of report.split('\n')) {
    const cells = line.split('|').length;
    if (line.startsWith('| ') || line.startsWith('|  ')) {
      if (columns !== null && cells !== columns) problems.push(`${cells} bars, not ${columns}: ${line.slice(0, 200)}`);
      columns ??= cells;
    } else {
      columns = null;
      if (cells > 1) problems.push(`a bar outside a table: ${line.slice(0, 200)}`);
    }
    const rest = line
      .replace(OWN_TAGS, '')
      .replace(/^(?:#{2,3} |- |\*\*Cut:\*\*)/, '')
      .replace(/^\|( --- \|)+$/, '');
    const found = /[<>`[\]*_~\\@]|(?<!&)#|https?:/.exec(rest);
    if (found)
      problems.push(`${JSON.stringify(found[0])} in ${rest.slice(Math.max(0, found.index - 40), found.index + 40)}`);
    if (/&(?!#\d+;)/.test(rest)) problems.push(`a bare ampersand: ${rest.slice(0, 200)}`);
  }
  return problems;
}

describe('markdown', () => {
  it('reads as this document', async () => {
    await expect(await runReport('markdown', [partialHost(), conflictHost()])).toMatchFileSnapshot(
      '../__snapshots__/markdown.txt',
    );
  });

  it('puts the worst host first', async () => {
    const report = await runReport('markdown', sampleHosts());
    const order = [...report.matchAll(/^\| \S+ \| <code>(\w+)<\/code>/gm)].map((match) => match[1]);
    expect(order).toEqual(['DC01', 'DC02', 'SQL01', 'WEB07', 'APP01']);
  });

  it.each([...HOSTILE_TEXTS, ['nothing hostile', 'DC01'] as const])('shows as text: %s', async (_, hostile) => {
    const hosts = [hostileHost(hostile), partialHost()];
    const summary = summaryOf(hosts, undefined, [hostileFile(hostile)]);
    expect(activeMarkup(await runReport('markdown', hosts, {}, { summary }))).toEqual([]);
  });

  it('stays below 1,024 KiB and says what it leaves out, the best hosts', async () => {
    const bad = Array.from({ length: 400 }, (_, i) => host(`BAD${i}\u6f22`, disabledHost().results));
    const good = Array.from({ length: 4000 }, (_, i) => host(`GOOD${i}`, passing()));
    const report = await runReport('markdown', [...good, ...bad]);
    expect(new TextEncoder().encode(report).length).toBeLessThan(1024 * 1024);
    expect(new TextEncoder().encode(report).length).toBeGreaterThan(500 * 1024);
    expect(report).toMatch(/\*\*Cut:\*\* \d+ more hosts not shown/);
    const shown = [...report.matchAll(/^\| \S+ \| <code>(BAD|GOOD)/gm)].map((match) => match[1]);
    const cut = Number(/\*\*Cut:\*\* (\d+)/.exec(report)?.[1]);
    expect(shown.length + cut).toBe(4400);
    expect(shown.slice(0, Math.min(400, shown.length))).not.toContain('GOOD');
  });

  it('says what was scanned and under which options', async () => {
    const report = await runReport('markdown', [partialHost()]);
    for (const part of ['b'.repeat(64), 'a'.repeat(64), '--missing-evidence fail', 'regaudit 0.1.0'])
      expect(report).toContain(part);
  });

  it.each([
    ['a|b`c<d>', 'a&#124;b&#96;c&#60;d&#62;'],
    ['@team #12 www.example.com', '&#64;team &#35;12 www&#46;example.com'],
    ['a\nb', 'a&#92;u&#123;a&#125;b'],
    ['http://x :smile: 12:30', 'http&#58;//x &#58;smile: 12:30'],
  ])('writes %j as %j', (text, expected) => {
    expect(markdownText(text)).toBe(expected);
  });

  it('has a word for empty code', () => {
    expect(markdownCode('')).toBe('(empty)');
  });
});

describe('canaries: what the check must refuse', () => {
  it.each([
    ['a bar in a cell', '<code>DC01</code>', '<code>DC|01</code>'],
    ['a tag', '<code>DC01</code>', '<code><img></code>'],
    ['a link', 'Remarks', '[Remarks](x)'],
    ['a mention', 'Remarks', '@team'],
    ['an address', 'Remarks', 'https://x'],
    ['an entity of ours', 'Remarks', '&lt;'],
  ])('%s', async (_, from, to) => {
    const report = (await runReport('markdown', [partialHost()])).replace(from, to);
    expect(activeMarkup(report)).not.toEqual([]);
  });
});
