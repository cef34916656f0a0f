import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { HostReport } from '../../src/model/result.ts';
import type { ReportFormatName } from '../../src/report/index.ts';
import { isReportFormatName, REPORT_FORMATS } from '../../src/report/index.ts';
import { renderShowTable, SHOW_FORMATS } from '../../src/report/show-table.ts';
import { HOSTILE_TEXTS } from './hostile-text.ts';
import { runReport } from './run-report.ts';
import {
  artifact,
  at,
  conflict,
  evidence,
  found,
  host,
  NO_FACTS,
  result,
  RULES,
  summaryOf,
  text,
  unobserved,
} from './sample-run.ts';

// oxlint-disable-next-line no-control-regex
const ACTIVE = /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Surrogate}/u;

/** A host that says the hostile text wherever evidence can put text. */
function hostileHost(hostile: string): HostReport {
  const [first, second, third] = RULES;
  if (!first || !second || !third) throw new Error('no rules');
  const value = { ...first, value: hostile };
  const place = evidence(3, hostile.slice(0, 200), 'a.reg');
  const diagnostics: readonly Diagnostic[] = [
    { code: 'parse/ignored-line', level: 'warning', args: { actual: hostile }, location: at(1) },
    { code: 'normalise/two-computers', level: 'warning', args: { names: [hostile, 'b'] }, location: null },
  ];
  return host(
    hostile,
    [
      result(value, 'fail', 'wrong-type', found(text(hostile), { name: hostile, evidence: place })),
      result(second, 'unknown', 'conflict', conflict([text(hostile), place], [null, place])),
      result(third, 'error', 'internal-error', unobserved('not-collected'), { error: hostile }),
    ],
    {
      source: hostile,
      diagnostics,
      facts: { ...NO_FACTS, computerName: { value: hostile, lookup: null } },
      headlines: [{ pack: 'azure-ad-connect-tls12', id: 'x', text: hostile }],
      artifacts: [
        artifact({ parts: [{ form: { kind: 'export' }, roots: [{ path: hostile, location: at(1) }], lastKey: null }] }),
      ],
    },
  );
}

/** What a CI service would take for a command (see src/report/neutralise.ts). */
function commandLines(report: string): readonly string[] {
  return report.split('\n').filter((line) => /^\s*::|##\[|##vso\[/.test(line));
}

const FORMATS = Object.keys(REPORT_FORMATS) as ReportFormatName[];

describe.each(FORMATS)('hostile text through %s', (format) => {
  it.each(HOSTILE_TEXTS)('%s', async (_, hostile) => {
    const hosts = [hostileHost(hostile)];
    const diagnostics: readonly Diagnostic[] = [
      { code: 'cli/unreadable', level: 'error', args: { because: hostile }, location: at(1) },
    ];
    const report = await runReport(
      format,
      hosts,
      { verbose: true },
      { summary: summaryOf(hosts, undefined, diagnostics) },
    );
    expect(ACTIVE.exec(report)).toBeNull();
    expect(commandLines(report)).toEqual([]);
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
