import { describe, expect, it } from 'vitest';
import type { HostReport } from '../../../src/model/result.ts';
import { displayWidth } from '../../../src/report/text-line.ts';
import { runReport } from '../run-report.ts';
import {
  absent,
  disabledHost,
  emptyHost,
  host,
  partialHost,
  passing,
  result,
  RULES,
  sampleHosts,
} from '../sample-run.ts';

function failing(name: string, count: number): HostReport {
  const results = RULES.map((rule, i) => (i < count ? result(rule, 'fail', 'value-absent', absent('value')) : null));
  const passed = passing();
  return host(
    name,
    results.map((failed, i) => failed ?? passed[i]).flatMap((each) => each ?? []),
  );
}

/** The table of a report: its rows as `name marks counts`. */
function tableOf(text: string): readonly string[] {
  const [, table = ''] = /\nHosts and rules.*?\n\n[^\n]*\n(.*?)\n\n/su.exec(text) ?? [];
  return table.split('\n').filter((line) => line !== '');
}

describe('the matrix of hosts and rules', () => {
  it.each([
    ['plain', {}],
    ['narrow', { width: 40 }],
    ['colour', { color: true }],
    ['quiet', { quiet: true }],
  ])('reads as this text: %s', async (name, options) => {
    const text = await runReport('console', sampleHosts(), options);
    const from = text.search(/(?:\x1b\[\d+m)?Hosts and rules/u);
    await expect(text.slice(from)).toMatchFileSnapshot(`__snapshots__/matrix-${name}.txt`);
  });

  it('has a row a host, worst first, and agrees with the results', async () => {
    const hosts = sampleHosts();
    const rows = tableOf(await runReport('console', hosts));
    expect(rows.map((row) => row.trim().split(/\s/u)[0])).toEqual(['DC02', 'DC01', 'WEB07', 'SQL01', 'APP01']);
    for (const { name, results } of hosts) {
      const row = rows.find((line) => line.trim().startsWith(name)) ?? '';
      const marks = row.trim().slice(name.length);
      expect(marks.split('✗').length - 1, name).toBe(results.filter(({ outcome }) => outcome === 'fail').length);
      expect(marks.split('?').length - 1, name).toBe(results.filter(({ outcome }) => outcome === 'unknown').length);
    }
  });

  it('is not there for one host, or when everything passes', async () => {
    expect(await runReport('console', [disabledHost()])).not.toContain('Hosts and rules');
    expect(await runReport('console', [host('A', passing()), host('B', passing())])).not.toContain('Hosts and rules');
  });

  it('leaves out the rules without problems and says so', async () => {
    const text = await runReport('console', [failing('A', 2), failing('B', 1), host('C', passing())]);
    expect(tableOf(text)).toEqual(['  A  ✗ ✗  6 pass, 2 fail', '  B  ✗ ✓  7 pass, 1 fail', '  C  ✓ ✓  8 pass']);
    expect(text).toContain(`1 ${RULES[0]?.id ?? ''}: 2 fail of 3 hosts`);
    expect(text).toContain('6 rules without problems: not in this table');
  });

  it('of 500 hosts shows the 40 worst and counts all', async () => {
    const hosts = Array.from({ length: 500 }, (_, i) => failing(`H${String(i).padStart(3, '0')}`, (i % 8) + 1));
    const text = await runReport('console', hosts);
    const rows = tableOf(text);
    expect(rows).toHaveLength(40);
    expect(rows.every((row) => row.endsWith('0 pass, 8 fail'))).toBe(true);
    expect(text).toContain(`1 ${RULES[0]?.id ?? ''}: 500 fail of 500 hosts`);
    expect(text).toBe(await runReport('console', hosts.toReversed()));
  });

  it('has nothing of hosts that pass with --quiet', async () => {
    const rows = tableOf(await runReport('console', [host('OK', passing()), failing('BAD', 1)], { quiet: true }));
    expect(rows.map((row) => row.trim().split(' ')[0])).toEqual(['BAD']);
  });

  it.each([40, 60, 100])('keeps to %i columns, and shortens names in the middle', async (width) => {
    const long = (i: number): string => `server-of-the-department-of-${'long names '.repeat(6)}number ${i}`;
    const text = await runReport('console', [failing(long(1), 8), failing(long(2), 7)], { width });
    const rows = tableOf(text);
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(displayWidth(row)).toBeLessThanOrEqual(width);
    expect(rows[0]).toMatch(/^ {2}serve.*….*number 1 /u);
  });

  it('neutralises names', async () => {
    const text = await runReport('console', [
      failing('a\x1b[31m', 1),
      failing('::error::x', 2),
      emptyHost(),
      partialHost(),
    ]);
    expect(text).not.toContain('\x1b');
    expect(text).not.toMatch(/^\s*::/mu);
  });
});

describe('links', () => {
  const linkOf = (artifact: string): string => `file:///evidence/${artifact}`;

  it('stand around every place, and change nothing else', async () => {
    const plain = await runReport('console', sampleHosts(), { verbose: true });
    const text = await runReport('console', sampleHosts(), { verbose: true, linkOf });
    const link = /\x1b\]8;;(file:[!-~]+)\x1b\\([^\x1b]+)\x1b\]8;;\x1b\\/gu;
    const linked = [...text.matchAll(link)];
    expect(linked.length).toBeGreaterThan(20);
    for (const [, url = '', words = ''] of linked) expect(url).toBe(linkOf(words.replace(/:\d+:\d+$/u, '')));
    expect(text.replaceAll(link, '$2')).toBe(plain);
  });

  it('go round colours', async () => {
    const text = await runReport('console', [partialHost()], { color: true, linkOf });
    expect(text).toContain('\x1b]8;;file:///evidence/exports/dc01.reg\x1b\\exports/dc01.reg:9:1\x1b]8;;\x1b\\');
  });

  it.each([
    ['an escape', 'file:///a\x1b\\b'],
    ['a bell', 'file:///a\x07b'],
    ['a blank', 'file:///a b'],
    ['a letter that is not ASCII', 'file:///ä'],
    ['nothing', ''],
    ['far too long', `file:///${'a'.repeat(3000)}`],
  ])('with %s in them are left out', async (_, url) => {
    expect(await runReport('console', [partialHost()], { linkOf: () => url })).toBe(
      await runReport('console', [partialHost()]),
    );
  });
});

describe('--verbose', () => {
  it('states what the report stands on', async () => {
    const text = await runReport('console', [partialHost()], { verbose: true });
    expect(text).toContain('How this report was made:');
    expect(text).toMatch(/ {4}sha256 [0-9a-f]{64}\n/u);
    expect(await runReport('console', [partialHost()])).not.toContain('How this report was made:');
  });
});
