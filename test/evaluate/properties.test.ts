import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import type { Judgement } from '../../src/model/result.ts';
import { SCHANNEL_PROTOCOLS } from '../../src/model/rule.ts';
import type { Check, Rule } from '../../src/model/rule.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import {
  absent,
  buildFacts,
  CONFLICT,
  dword,
  fakeRule,
  fakeSelection,
  fakeSnapshot,
  KEY,
  multi,
  PROFILE_NAMES,
  raw,
  unobserved,
  untyped,
  utf16,
} from './fake-snapshot.ts';
import type { FakeValue, ProfileName } from './fake-snapshot.ts';

const SCHANNEL = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols';
const PROTOCOLS = SCHANNEL_PROTOCOLS.filter((name) => ['SSL 2.0', 'TLS 1.2', 'TLS 1.3'].includes(name));
const NAMES = ['Value', 'Other'];

/** Every place that a generated check can look at. */
const PLACES: readonly (readonly [key: string, name: string])[] = [
  ...NAMES.map((name) => [KEY, name] as const),
  ...PROTOCOLS.flatMap((protocol) =>
    ['Client', 'Server'].flatMap((side) =>
      ['Enabled', 'DisabledByDefault'].map((name) => [`${SCHANNEL}\\${protocol}\\${side}`, name] as const),
    ),
  ),
];

const lookups: fc.Arbitrary<Lookup> = fc.oneof(
  fc.constantFrom(0, 1, 2, -1).map(dword),
  fc.constantFrom('0', '1', 'a').map((text) => utf16('REG_SZ', text)),
  fc.constantFrom<Lookup>(multi('a', 'b'), raw('REG_DWORD', 1, 0), raw('REG_BINARY', 1), absent(), absent('key')),
  fc.constantFrom(0, 1, -1, '1', 'a').map(untyped),
  fc.constantFrom<Lookup>(unobserved(), unobserved('tainted'), unobserved('truncated'), CONFLICT),
);

const values: fc.Arbitrary<readonly FakeValue[]> = fc
  .array(lookups, { minLength: PLACES.length, maxLength: PLACES.length })
  .map((answers) => PLACES.map(([key, name], i) => [key, name, answers[i] ?? unobserved()] as const));

const builds = fc.constantFrom(null, 7601, 9600, 17763, 20348, 22631);

const target = fc.constantFrom(...NAMES).map((value) => ({ key: KEY, value }));
const number = fc.constantFrom(0, 1, 2, 0xffffffff);
const type = 'REG_DWORD' as const;

const leaf: fc.Arbitrary<Check> = fc.oneof(
  fc.tuple(target, number, fc.boolean()).map(([at, data, acceptNonZero]): Check => ({
    ...at,
    kind: 'equals',
    type,
    data,
    acceptNonZero,
  })),
  fc.tuple(target, fc.array(number)).map(([at, data]): Check => ({ ...at, kind: 'oneOf', type, data })),
  fc
    .tuple(target, fc.constantFrom('nonZero' as const, 'zero' as const))
    .map(([at, kind]): Check => ({ ...at, kind, type })),
  fc
    .tuple(target, number, fc.constantFrom('min' as const, 'max' as const))
    .map(([at, data, kind]): Check => ({ ...at, kind, type, data })),
  fc
    .tuple(target, number, fc.constantFrom('bitsSet' as const, 'bitsClear' as const))
    .map(([at, data, kind]): Check => ({ ...at, kind, type, data })),
  fc
    .tuple(
      target,
      fc.constantFrom('REG_SZ' as const, 'REG_MULTI_SZ' as const),
      fc.constantFrom('exact' as const, 'order' as const, 'contains' as const, 'containsNone' as const),
      fc.array(fc.constantFrom('a', 'B', '*'), { maxLength: 2 }),
    )
    .map(([at, listType, match, items]): Check => ({ ...at, kind: 'list', type: listType, match, items })),
  fc
    .tuple(target, fc.constantFrom('present' as const, 'absent' as const))
    .map(([at, kind]): Check => ({ ...at, kind })),
  target.map((at): Check => ({ ...at, kind: 'dotnetSwitch' })),
  fc
    .tuple(
      fc.constantFrom(...PROTOCOLS),
      fc.constantFrom('client' as const, 'server' as const),
      fc.constantFrom('enabled' as const, 'disabled' as const),
    )
    .map(([protocol, side, want]): Check => ({ kind: 'schannelProtocol', protocol, side, want })),
);

const checks: fc.Arbitrary<Check> = fc.letrec<{ check: Check }>((tie) => ({
  check: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc
      .tuple(fc.constantFrom('allOf' as const, 'anyOf' as const), fc.array(tie('check'), { maxLength: 4 }))
      .map(([kind, operands]): Check => ({ kind, checks: operands })),
    tie('check').map((check): Check => ({ kind: 'not', check })),
  ),
})).check;

const rules: fc.Arbitrary<Rule> = fc
  .tuple(
    checks,
    fc.option(checks),
    fc.constantFrom('fail' as const, 'pass' as const, 'unknown' as const, 'notapplicable' as const),
  )
  .map(([check, effective, whenAbsent]) => fakeRule(check, { whenAbsent, ...(effective ? { effective } : {}) }));

const profiles: fc.Arbitrary<ProfileName> = fc.constantFrom(...PROFILE_NAMES);

/** Both judgements of a rule, and whether its check would head the report. */
function judge(snapshot: Snapshot, rule: Rule, profile: ProfileName): readonly Judgement[] {
  const headline = { id: 'h', text: '', when: rule.check };
  const { results, headlines } = evaluate(snapshot, [fakeSelection([rule], profile, [headline])], 'H');
  const [result] = results;
  if (!result || result.error !== undefined) throw new Error(result?.error ?? 'no result');
  const headed: Judgement = { outcome: headlines[0]?.id === 'h' ? 'pass' : 'unknown', reason: 'combined' };
  return [result.documented, result.effective, headed];
}

/** Less evidence leaves each outcome as it was, or makes it unknown. */
function expectOnlyLost(before: readonly Judgement[], after: readonly Judgement[]): void {
  before.forEach(({ outcome }, i) => expect([outcome, 'unknown']).toContain(after[i]?.outcome));
}

describe('less coverage', () => {
  it('never turns anything into a pass, or into any other verdict', () => {
    fc.assert(
      fc.property(
        rules,
        values,
        builds,
        profiles,
        fc.constantFrom('not-collected', 'tainted'),
        (rule, table, build, profile, because) => {
          const before = judge(fakeSnapshot(table, buildFacts(build)), rule, profile);
          for (const lost of table) {
            const less = table.map((value) =>
              value === lost ? ([value[0], value[1], unobserved(because)] as const) : value,
            );
            expectOnlyLost(before, judge(fakeSnapshot(less, buildFacts(build)), rule, profile));
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('of the build never does either', () => {
    fc.assert(
      fc.property(rules, values, builds, profiles, (rule, table, build, profile) => {
        const before = judge(fakeSnapshot(table, buildFacts(build)), rule, profile);
        expectOnlyLost(before, judge(fakeSnapshot(table, buildFacts(null)), rule, profile));
      }),
      { numRuns: 1500 },
    );
  });
});

/** The same check with the operands of every combination turned round by `by`. */
function turned(check: Check, by: number): Check {
  switch (check.kind) {
    case 'allOf':
    case 'anyOf': {
      const operands = check.checks.map((operand) => turned(operand, by));
      const at = operands.length === 0 ? 0 : by % operands.length;
      const rotated = [...operands.slice(at), ...operands.slice(0, at)];
      return { ...check, checks: by % 2 === 0 ? rotated : rotated.toReversed() };
    }
    case 'not':
      return { ...check, check: turned(check.check, by) };
    default:
      return check;
  }
}

it('the order of operands never matters, neither to the outcome nor to the reason', () => {
  fc.assert(
    fc.property(rules, values, builds, profiles, fc.nat({ max: 11 }), (rule, table, build, profile, by) => {
      const snapshot = fakeSnapshot(table, buildFacts(build));
      const other = { ...rule, check: turned(rule.check, by) };
      const otherRule: Rule = rule.effective ? { ...other, effective: turned(rule.effective, by) } : other;
      expect(judge(snapshot, otherRule, profile)).toEqual(judge(snapshot, rule, profile));
    }),
    { numRuns: 2000 },
  );
});

describe('evaluate never throws', () => {
  it('whatever the lookups do', () => {
    fc.assert(
      fc.property(
        fc.array(rules, { maxLength: 4 }),
        values,
        profiles,
        fc.func(fc.boolean()),
        (given, table, profile, isBroken) => {
          const good = fakeSnapshot(table);
          const snapshot: Snapshot = {
            ...good,
            lookup: (key, name) => {
              if (isBroken(key, name)) throw new Error('broken');
              return good.lookup(key, name);
            },
          };
          const headlines = given.map((rule, i) => ({ id: `h${i}`, text: '', when: rule.check }));
          const { results } = evaluate(snapshot, [fakeSelection(given, profile, headlines)], 'H');
          expect(results.map(({ rule }) => rule)).toEqual(given);
        },
      ),
    );
  });

  it('whatever stands where a check should be', () => {
    fc.assert(
      fc.property(fc.anything(), values, (anything, table) => {
        const rule = fakeRule(anything as Check);
        const { results } = evaluate(fakeSnapshot(table), [fakeSelection([rule])], 'H');
        expect(results).toHaveLength(1);
      }),
    );
  });
});
