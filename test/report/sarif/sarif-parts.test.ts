import { describe, expect, it } from 'vitest';
import type { HostReport } from '../../../src/model/result.ts';
import { REPORT_FORMATS } from '../../../src/report/index.ts';
import { partFile, splitNotice } from '../../../src/report/part-files.ts';
import type { ReportPiece } from '../../../src/report/reporter.ts';
import type { SarifLimits } from '../../../src/report/sarif/sarif-reporter.ts';
import { GITHUB_LIMITS, sarifParts } from '../../../src/report/sarif/sarif-reporter.ts';
import type { SarifLog } from '../consumers/sarif-lint.ts';
import { lintSarif } from '../consumers/sarif-lint.ts';
import { runReport } from '../run-report.ts';
import { artifact, disabledHost, HEADER, host, passing, sampleHosts, summaryOf } from '../sample-run.ts';

const OPTIONS = { color: false, width: null, verbose: false, quiet: false };

function manyHosts(count: number): readonly HostReport[] {
  return Array.from({ length: count }, (_, i) =>
    host(`H${i}`, disabledHost().results, { artifacts: [artifact({ artifact: `exports/h${i}.reg` })] }),
  );
}

/** The files that a run is split over. */
function files(hosts: readonly HostReport[], limits?: SarifLimits): readonly string[] {
  const reporter = sarifParts(OPTIONS, limits);
  const pieces: readonly ReportPiece[] = [
    ...reporter.begin(HEADER),
    ...hosts.flatMap((each) => reporter.host(each)),
    ...reporter.end(summaryOf(hosts)),
  ];
  const texts: string[] = [];
  for (const { part, text } of pieces) texts[part - 1] = (texts[part - 1] ?? '') + text;
  return texts;
}

function read(texts: readonly string[]): readonly SarifLog[] {
  return texts.map((text) => JSON.parse(text) as SarifLog);
}

describe('a split SARIF report', () => {
  it('is one file, the same as unsplit, below the limits', async () => {
    expect(files(sampleHosts())).toEqual([await runReport('sarif', sampleHosts())]);
  });

  it.each([
    ['results', { results: 20, bytes: Infinity }],
    ['bytes', { results: Infinity, bytes: 40_000 }],
  ])('is several whole files at the limit of %s', (_, limits) => {
    const texts = files(manyHosts(10), limits);
    const logs = read(texts);
    expect(logs.length).toBeGreaterThan(2);
    for (const each of logs) expect(lintSarif(each)).toEqual([]);
    for (const [i, each] of logs.entries()) {
      expect(each.runs[0]?.results?.length).toBeLessThanOrEqual(limits.results);
      expect(new TextEncoder().encode(texts[i]).length).toBeLessThan(limits.bytes + 5000);
    }
    const prints = logs.flatMap(({ runs }) =>
      (runs[0]?.results ?? []).map((each) => each.partialFingerprints?.['primaryLocationLineHash']),
    );
    expect(new Set(prints).size).toBe(80);
    expect(prints).toHaveLength(80);
  });

  it('gives each file a category of its own and says which part it is', () => {
    const logs = read(files(manyHosts(5), { results: 20, bytes: Infinity }));
    expect(logs.map(({ runs }) => runs[0]?.automationDetails?.id)).toEqual(['regaudit/', 'regaudit/part-2/']);
    expect(logs.map(({ runs }) => runs[0]?.invocations?.[0]?.toolExecutionNotifications?.at(-1)?.message.text)).toEqual(
      ['This is part 1 of 2 of one report.', 'This is part 2 of 2 of one report.'],
    );
  });

  it('counts the evidence of hosts without problems too', () => {
    const hosts = Array.from({ length: 100 }, (_, i) =>
      host(`H${i}`, passing(), { artifacts: [artifact({ artifact: `exports/h${i}.reg` })] }),
    );
    const logs = read(files(hosts, { results: Infinity, bytes: 40_000 }));
    expect(logs.length).toBeGreaterThan(1);
    expect(logs.flatMap(({ runs }) => runs[0]?.artifacts ?? [])).toHaveLength(100);
  });

  it('keeps to the limits of GitHub for 30,000 results, in pieces of bounded size', () => {
    const results = disabledHost().results;
    const reporter = sarifParts(OPTIONS);
    const counts = new Map<number, { bytes: number; results: number }>();
    let most = 0;
    const take = (pieces: readonly ReportPiece[], isResult: boolean): void => {
      for (const { part, text } of pieces) {
        const count = counts.get(part) ?? { bytes: 0, results: 0 };
        count.bytes += text.length;
        if (isResult && text.includes('"ruleId"')) count.results += 1;
        counts.set(part, count);
        most = Math.max(most, text.length);
      }
    };
    take(reporter.begin(HEADER), false);
    for (let i = 0; i < 3750; i++)
      take(reporter.host(host(`H${i}`, results, { artifacts: [artifact({ artifact: `exports/h${i}.reg` })] })), true);
    take(reporter.end(summaryOf([])), false);
    expect([...counts.values()].reduce((sum, { results: count }) => sum + count, 0)).toBe(30_000);
    for (const { bytes, results: count } of counts.values()) {
      expect(bytes).toBeLessThan(10_000_000);
      expect(count).toBeLessThanOrEqual(GITHUB_LIMITS.results);
    }
    expect(most).toBeLessThan(30_000);
  });

  it('is what the table of formats offers', async () => {
    const reporter = await REPORT_FORMATS.sarif.createParted(OPTIONS);
    expect(reporter.begin(HEADER)[0]).toMatchObject({ part: 1 });
  });
});

describe('the files of a split report', () => {
  it.each([
    ['out.sarif', 1, 'out.sarif'],
    ['out.sarif', 2, 'out-2.sarif'],
    ['a.b/out', 3, 'a.b/out-3'],
    ['CodeAnalysisLogs/out.sarif.json', 2, 'CodeAnalysisLogs/out-2.sarif.json'],
    ['C:\\a.b\\out.sarif', 2, 'C:\\a.b\\out-2.sarif'],
    ['.sarif', 2, '.sarif-2'],
  ])('%s, part %i: %s', (file, part, expected) => {
    expect(partFile(file, part)).toBe(expected);
  });

  it('are told in one line, and only when there are several', () => {
    const { limits } = REPORT_FORMATS.sarif;
    expect(splitNotice('out.sarif', 1, limits)).toBeNull();
    expect(splitNotice('out.sarif', 3, limits)).toBe(
      'out.sarif goes on in out-2.sarif to out-3.sarif (3 files): GitHub takes at most 25,000 results and 10 MB in one SARIF file; upload each of them',
    );
  });
});
