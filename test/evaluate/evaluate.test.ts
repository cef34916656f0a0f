import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import { wantedValues } from '../../src/evaluate/wanted-values.ts';
import type { Check, Rule } from '../../src/model/rule.ts';
import type { HostFacts, Snapshot } from '../../src/model/snapshot.ts';
import {
  absent,
  CONFLICT,
  dword,
  fact,
  fakeRule,
  fakeSelection,
  fakeSnapshot,
  KEY,
  NO_FACTS,
} from './fake-snapshot.ts';

const EQUALS_1: Check = { kind: 'equals', type: 'REG_DWORD', data: 1 };
const SERVER =
  'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server';
const TLS12_SERVER_ON: Check = { kind: 'schannelProtocol', protocol: 'TLS 1.2', side: 'server', want: 'enabled' };
const SERVER_RULE: Rule = fakeRule(
  { ...EQUALS_1, acceptNonZero: true },
  { id: 'server-enabled', key: SERVER, value: 'Enabled', effective: TLS12_SERVER_ON },
);

describe('evaluate', () => {
  it('gives every selected rule once, in the order of the packs', () => {
    const rules = ['c', 'a', 'b'].map((id) => fakeRule(EQUALS_1, { id }));
    const snapshot = fakeSnapshot([[KEY, 'Value', dword(1)]]);
    const { results } = evaluate(snapshot, [fakeSelection(rules), fakeSelection(rules.slice(0, 1), 'strict')], 'DC01');
    expect(results.map(({ rule, host, outcome }) => [rule.id, host, outcome])).toEqual([
      ['c', 'DC01', 'pass'],
      ['a', 'DC01', 'pass'],
      ['b', 'DC01', 'pass'],
      ['c', 'DC01', 'pass'],
    ]);
  });

  it('carries both readings and lets the profile decide', () => {
    const facts: HostFacts = { ...NO_FACTS, osBuild: fact(20348) };
    const snapshot = fakeSnapshot(
      [
        [SERVER, 'Enabled', absent('key')],
        [SERVER, 'DisabledByDefault', absent('key')],
      ],
      facts,
    );
    const outcomes = (['documented', 'strict', 'effective'] as const).map((profile) => {
      const [result] = evaluate(snapshot, [fakeSelection([SERVER_RULE], profile)], 'H').results;
      return [result?.reading, result?.outcome, result?.reason, result?.documented.outcome, result?.effective.outcome];
    });
    expect(outcomes).toEqual([
      ['documented', 'fail', 'key-absent', 'fail', 'pass'],
      ['documented', 'fail', 'key-absent', 'fail', 'pass'],
      ['effective', 'pass', 'os-default', 'fail', 'pass'],
    ]);
  });

  it('lists what the deciding check looked at, the own value first', () => {
    const rule = { ...SERVER_RULE, value: 'DisabledByDefault' };
    const snapshot = fakeSnapshot([
      [SERVER, 'Enabled', dword(0)],
      [SERVER, 'DisabledByDefault', CONFLICT],
    ]);
    const consulted = (profile: 'documented' | 'effective'): unknown =>
      evaluate(snapshot, [fakeSelection([rule], profile)], 'H').results[0]?.consulted.map((value) => [
        value.name,
        value.lookup.answer,
      ]);
    expect(consulted('documented')).toEqual([['DisabledByDefault', 'conflict']]);
    expect(consulted('effective')).toEqual([
      ['DisabledByDefault', 'conflict'],
      ['Enabled', 'found'],
    ]);
  });

  it('contains a throw: the rule is an error, the others are judged', () => {
    const good = fakeSnapshot([[KEY, 'Value', dword(1)]]);
    const snapshot: Snapshot = {
      ...good,
      lookup: (key, name) => {
        if (name === 'Broken') throw new Error('out of range');
        return good.lookup(key, name);
      },
    };
    const rules = [fakeRule(EQUALS_1, { value: 'Broken' }), fakeRule(EQUALS_1)];
    const headline = { id: 'h', text: 'H', when: { ...EQUALS_1, key: KEY, value: 'Broken' } };
    const { results, headlines } = evaluate(snapshot, [fakeSelection(rules, 'documented', [headline])], 'H');
    expect(results.map(({ outcome, reason, error }) => [outcome, reason, error])).toEqual([
      ['error', 'internal-error', 'out of range'],
      ['pass', 'equal', undefined],
    ]);
    expect(headlines).toEqual([{ pack: 'test-pack', id: null, text: null }]);
  });
});

describe('applicability', () => {
  const snapshotWith = (facts: Partial<HostFacts>): Snapshot =>
    fakeSnapshot([[KEY, 'Value', dword(1)]], { ...NO_FACTS, ...facts });
  const server2022: Rule['applicability'] = { osBuild: { min: 20348, max: 26100 } };

  it.each([
    ['below', server2022, { osBuild: fact(17763) }, 'notapplicable not-applicable'],
    ['at the lower end', server2022, { osBuild: fact(20348) }, 'pass equal'],
    ['at the upper end', server2022, { osBuild: fact(26100) }, 'pass equal'],
    ['above', server2022, { osBuild: fact(26200) }, 'notapplicable not-applicable'],
    ['build unknown', server2022, {}, 'pass equal'],
    ['another bitness', { bitness: 64 }, { bitness: fact(32) }, 'notapplicable not-applicable'],
    ['its bitness', { bitness: 64 }, { bitness: fact(64) }, 'pass equal'],
    ['bitness unknown', { bitness: 64 }, {}, 'pass equal'],
  ] as const)('%s', (_, applicability, facts, expected) => {
    const rule = fakeRule(EQUALS_1, { applicability });
    const [result] = evaluate(snapshotWith(facts as Partial<HostFacts>), [fakeSelection([rule])], 'H').results;
    expect(`${result?.outcome} ${result?.reason}`).toBe(expected);
  });
});

describe('headlines', () => {
  const off = (side: 'client' | 'server'): Check => ({
    kind: 'schannelProtocol',
    protocol: 'TLS 1.2',
    side,
    want: 'disabled',
  });
  const headlines = [
    { id: 'all-off', text: 'TLS 1.2 is disabled', when: { kind: 'allOf', checks: [off('client'), off('server')] } },
    { id: 'server-off', text: 'TLS 1.2 is disabled for the server side', when: off('server') },
  ] as const;
  const headlineOf = (snapshot: Snapshot): string | null | undefined =>
    evaluate(snapshot, [fakeSelection([], 'documented', headlines)], 'H').headlines[0]?.id;

  it('takes the first that holds; unknown does not hold', () => {
    const client = SERVER.replace('Server', 'Client');
    expect(
      headlineOf(
        fakeSnapshot([
          [SERVER, 'Enabled', dword(0)],
          [client, 'Enabled', dword(0)],
        ]),
      ),
    ).toBe('all-off');
    expect(headlineOf(fakeSnapshot([[SERVER, 'Enabled', dword(0)]]))).toBe('server-off');
    expect(headlineOf(fakeSnapshot([]))).toBeNull();
  });
});

describe('wantedValues', () => {
  it('holds what rules, effective checks and headlines consult, sorted, each once', () => {
    const rules = [
      SERVER_RULE,
      fakeRule({
        kind: 'not',
        check: { kind: 'anyOf', checks: [EQUALS_1, { kind: 'present', key: 'hklm\\software\\a' }] },
      }),
      fakeRule({ kind: 'absent', value: 'VALUE' }, { value: '' }),
    ];
    const headline = { id: 'h', text: 'H', when: { ...EQUALS_1, key: 'HKLM:\\SOFTWARE\\Z', value: 'Q' } };
    expect(wantedValues([fakeSelection(rules, 'documented', [headline]), fakeSelection(rules)])).toEqual([
      { key: 'HKEY_LOCAL_MACHINE\\software\\a', name: 'Value' },
      { key: KEY, name: '' },
      { key: KEY, name: 'VALUE' },
      { key: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Z', name: 'Q' },
      { key: SERVER, name: 'DisabledByDefault' },
      { key: SERVER, name: 'Enabled' },
    ]);
  });
});
