import { describe, expect, it } from 'vitest';
import type { ReportFormatName } from '../../src/report/index.ts';
import { isReportFormatName, REPORT_FORMATS } from '../../src/report/index.ts';
import { renderShowTable, SHOW_FORMATS } from '../../src/report/show-table.ts';
import { hostileFile, hostileHost } from './hostile-host.ts';
import { HOSTILE_TEXTS } from './hostile-text.ts';
import { runReport } from './run-report.ts';
import { found, summaryOf, text } from './sample-run.ts';

// oxlint-disable-next-line no-control-regex
const ACTIVE = /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Surrogate}/u;

/** What a CI service would take for a command (see src/report/neutralise.ts). */
function commandLines(report: string): readonly string[] {
  return report.split('\n').filter((line) => /^\s*::|##\[|##vso\[/.test(line));
}

const FORMATS = Object.keys(REPORT_FORMATS) as ReportFormatName[];

describe.each(FORMATS)('hostile text through %s', (format) => {
  it.each(HOSTILE_TEXTS)('%s', async (_, hostile) => {
    const hosts = [hostileHost(hostile)];
    const report = await runReport(
      format,
      hosts,
      { verbose: true },
      { summary: summaryOf(hosts, undefined, [hostileFile(hostile)]) },
    );
    expect(ACTIVE.exec(format === 'csv' ? report.replaceAll('\r\n', '\n') : report)).toBeNull();
    // Commands are what that format is made of; github.test.ts looks into each of them.
    if (format !== 'github') expect(commandLines(report)).toEqual([]);
    if (format === 'json') {
      const document = JSON.parse(report) as { hosts: { name: string }[]; results: { value: string }[] };
      expect(document.hosts[0]?.name).toBe(hostile);
      expect(document.results[0]?.value).toBe(hostile);
    }
    if (format === 'jsonl')
      for (const line of report.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('host', hostile);
  });
});

describe.each(SHOW_FORMATS)('hostile text through the %s of show', (format) => {
  it.each(HOSTILE_TEXTS)('%s', (_, hostile) => {
    const rows = [{ key: 'HKEY_LOCAL_MACHINE\\SOFTWARE', name: hostile, lookup: found(text(hostile)) }];
    const shown = renderShowTable(rows, format);
    expect(ACTIVE.exec(shown.replaceAll('\r\n', '\n'))).toBeNull();
    expect(commandLines(shown)).toEqual([]);
  });
});

describe('console and long text', () => {
  it('stays short when a value has 64 KB', async () => {
    const report = await runReport('console', [hostileHost('A'.repeat(65_536))]);
    expect(report.split('\n').filter((line) => line.length > 200_000)).toEqual([]);
  });
});

describe('the table of formats', () => {
  it('does not take a name from the prototype for a format', () => {
    expect(FORMATS.every(isReportFormatName)).toBe(true);
    for (const name of ['__proto__', 'constructor', 'toString', '', 'CONSOLE'])
      expect(isReportFormatName(name)).toBe(false);
  });
});
