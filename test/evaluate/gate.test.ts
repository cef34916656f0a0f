import { describe, expect, it } from 'vitest';
import { createTally } from '../../src/evaluate/tally.ts';
import type { Outcome, Severity } from '../../src/model/outcome.ts';
import type { GateOptions, HostReport, RuleResult } from '../../src/model/result.ts';
import { fakeRule, unobserved } from './fake-snapshot.ts';

type Given = readonly (Outcome | readonly [Outcome, Severity])[];

function host(name: string, outcomes: Given): Pick<HostReport, 'name' | 'artifacts' | 'results'> {
  const results = outcomes.map((entry): RuleResult => {
    const [outcome, severity] = typeof entry === 'string' ? [entry, 'high' as const] : entry;
    const judgement = { outcome, reason: 'combined' } as const;
    return {
      host: name,
      pack: 'p',
      rule: fakeRule({ kind: 'present' }, { severity }),
      ...judgement,
      reading: 'documented',
      documented: judgement,
      effective: judgement,
      lookup: unobserved(),
      consulted: [],
    };
  });
  return { name, artifacts: [], results };
}

const DEFAULTS: GateOptions = { failOn: 'low', missingEvidence: 'fail' };

function gateOf(hosts: readonly Given[], options: Partial<GateOptions> = {}, unreadableInputs = 0): string {
  const tally = createTally();
  hosts.forEach((outcomes, i) => tally.add(host(`H${i}`, outcomes)));
  const { exitCode, causes } = tally.summary({
    gate: { ...DEFAULTS, ...options },
    unreadableInputs,
    diagnostics: [],
  }).gate;
  return [exitCode, ...causes.map((cause) => `${cause.kind}=${cause.count}`)].join(' ');
}

const ROWS: readonly (readonly [string, string, readonly Given[], Partial<GateOptions>?, number?])[] = [
  ['all pass', '0', [['pass', 'pass']]],
  ['pass and not applicable', '0', [['pass', 'notapplicable', 'informational']]],
  ['a failure', '1 findings=1', [['pass', 'fail']]],
  ['an info failure', '0', [['pass', ['fail', 'info']]]],
  ['only an info failure is still decided', '0', [[['fail', 'info']]]],
  ['an info failure, asked for', '1 findings=1', [[['fail', 'info']]], { failOn: 'info' }],
  ['a low failure', '1 findings=1', [[['fail', 'low']]]],
  ['a low failure below the bar', '0', [[['fail', 'low']]], { failOn: 'medium' }],
  ['a failure at the bar', '1 findings=1', [[['fail', 'medium']]], { failOn: 'medium' }],
  ['only critical', '0', [['fail']], { failOn: 'critical' }],
  ['an unknown', '1 missing-evidence=1', [['pass', 'unknown']]],
  ['an unknown of severity info', '1 missing-evidence=1', [['pass', ['unknown', 'info']]]],
  ['an unknown, warned', '0', [['pass', 'unknown']], { missingEvidence: 'warn' }],
  ['an unknown, ignored', '0', [['pass', 'unknown']], { missingEvidence: 'ignore' }],
  ['failure and unknown', '1 findings=1 missing-evidence=2', [['fail', 'unknown', 'unknown']]],
  ['nothing decided', '1 missing-evidence=1 undecided-host=1', [['unknown']]],
  ['nothing decided, ignored', '1 undecided-host=1', [['unknown']], { missingEvidence: 'ignore' }],
  ['nothing applicable', '1 undecided-host=1', [['notapplicable', 'notapplicable']], { missingEvidence: 'ignore' }],
  ['one host of two undecided', '1 undecided-host=1', [['pass'], ['notapplicable']]],
  ['a host without results', '1 undecided-host=1', [[]]],
  ['an error', '2 internal-error=1', [['pass', 'error']]],
  ['an error beats a failure', '2 internal-error=1 findings=1', [['fail', 'error']]],
  ['unreadable input beats a failure', '2 unreadable-input=3 findings=1', [['fail']], {}, 3],
  ['unreadable input without a host', '2 unreadable-input=1', [], {}, 1],
  ['no host', '2 unreadable-input=0', []],
];

describe('judgeGate over a tally', () => {
  it.each(ROWS.map((row) => [row[0], row[1], row] as const))(
    '%s: %s',
    (_, expected, [, , hosts, options, unreadable]) => {
      expect(gateOf(hosts, options, unreadable)).toBe(expected);
    },
  );
});

describe('createTally', () => {
  it('counts hosts, outcomes and failures by severity', () => {
    const tally = createTally();
    tally.add(host('A', ['pass', 'fail', ['fail', 'info'], 'unknown']));
    tally.add(host('B', ['pass']));
    const summary = tally.summary({ gate: DEFAULTS, unreadableInputs: 0, diagnostics: [] });
    expect(summary).toMatchObject({
      hosts: 2,
      artifacts: 0,
      outcomes: { pass: 2, fail: 2, unknown: 1, error: 0, notapplicable: 0, informational: 0 },
      failures: { critical: 0, high: 1, medium: 0, low: 0, info: 1 },
    });
  });

  it('names the first undecided hosts, whatever the order, and counts them all', () => {
    const names = Array.from({ length: 500 }, (_, i) => `H${String(i).padStart(3, '0')}`);
    const causes = [names, names.toReversed()].map((order) => {
      const tally = createTally();
      for (const name of order) tally.add(host(name, ['unknown']));
      return tally.summary({ gate: { ...DEFAULTS, missingEvidence: 'ignore' }, unreadableInputs: 0, diagnostics: [] })
        .gate.causes;
    });
    expect(causes[0]).toEqual([{ kind: 'undecided-host', count: 500, hosts: names.slice(0, 20) }]);
    expect(causes[1]).toEqual(causes[0]);
  });
});
