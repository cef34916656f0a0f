import { describe, expect, it } from 'vitest';
import type { HostReport } from '../../../src/model/result.ts';
import { codeQualityErrors } from '../consumers/code-quality-schema.ts';
import { hostileFile, hostileHost } from '../hostile-host.ts';
import { HOSTILE_TEXTS } from '../hostile-text.ts';
import { runReport } from '../run-report.ts';
import {
  emptyHost,
  found,
  HEADER,
  host,
  partialHost,
  passing,
  result,
  rule,
  sampleHosts,
  summaryOf,
  text,
} from '../sample-run.ts';

interface Entry {
  readonly description: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

async function entries(hosts: readonly HostReport[], run: Parameters<typeof runReport>[3] = {}) {
  return JSON.parse(await runReport('gitlab-codequality', hosts, {}, run)) as readonly Entry[];
}

const UNREADABLE = { summary: summaryOf(sampleHosts(), undefined, [hostileFile('a'), hostileFile('a')]) };

describe('gitlab-codequality', () => {
  it('reads as this document', async () => {
    await expect(await runReport('gitlab-codequality', [partialHost()])).toMatchFileSnapshot(
      '../__snapshots__/gitlab-codequality.txt',
    );
  });

  it.each([
    ['all sample hosts', sampleHosts(), {}],
    ['no host', [], {}],
    ['nothing wrong', [host('A', passing())], {}],
    ['unusable files', sampleHosts(), UNREADABLE],
    ['hostile text', HOSTILE_TEXTS.map(([, hostile]) => hostileHost(hostile)), {}],
    ['a host without files', [host('A', emptyHost().results, { artifacts: [] })], {}],
  ] as const)('is what GitLab imports: %s', async (_, hosts, run) => {
    expect(codeQualityErrors(await entries(hosts, run))).toEqual([]);
  });

  it('has an entry a problem, at its place', async () => {
    expect((await entries([partialHost()])).map(({ location }) => `${location.path}:${location.lines.begin}`)).toEqual([
      'exports/dc01.reg:9',
      'exports/dc01.reg:12',
      'exports/dc01.reg:21',
    ]);
  });

  it('takes its severity from the rule', async () => {
    const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
    const results = severities.map((severity, i) =>
      result(rule({ severity, id: `rule-${i}` }), 'fail', 'differs', found(text('1'))),
    );
    expect((await entries([host('H', results)])).map(({ severity }) => severity)).toEqual([
      'blocker',
      'critical',
      'major',
      'minor',
      'info',
    ]);
  });

  it.each([
    ['fail', ['critical']],
    ['warn', ['info']],
    ['ignore', []],
  ] as const)('makes of an unknown under --missing-evidence %s: %j', async (missingEvidence, expected) => {
    const header = { ...HEADER, gate: { failOn: 'low', missingEvidence } as const };
    const unknown = (await entries([partialHost()], { header })).filter(({ description }) =>
      description.startsWith('not'),
    );
    expect(unknown.map(({ severity }) => severity)).toEqual(expected);
  });

  it('is never empty for a host of which nothing is decided', async () => {
    const header = { ...HEADER, gate: { failOn: 'low', missingEvidence: 'ignore' } as const };
    expect(await entries([emptyHost()], { header })).toMatchObject([{ severity: 'blocker' }]);
  });
});

describe('canaries: what the check must refuse', () => {
  it.each([
    ['no fingerprint', '"fingerprint"', '"print"'],
    ['an unknown severity', '"severity":"critical"', '"severity":"high"'],
    ['a line that is text', '"begin":9', '"begin":"9"'],
    ['an absolute path', '"path":"exports', '"path":"/exports'],
    ['a path that leaves the project', '"path":"exports', '"path":"a/../exports'],
    ['a repeated fingerprint', /"fingerprint":"\w+"/g, '"fingerprint":"a"'],
  ])('%s', async (_, from, to) => {
    const report = await runReport('gitlab-codequality', [partialHost()]);
    expect(report.replace(from, to)).not.toBe(report);
    expect(codeQualityErrors(JSON.parse(report.replace(from, to)))).not.toEqual([]);
  });
});
