import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/evaluate/evaluate.ts';
import type { Lookup } from '../../../src/model/lookup.ts';
import type { Judgement } from '../../../src/model/result.ts';
import type { Check, SchannelProtocol } from '../../../src/model/rule.ts';
import {
  absent,
  buildFacts,
  CONFLICT,
  dword,
  fakeRule,
  fakeSelection,
  fakeSnapshot,
  raw,
  unobserved,
  untyped,
  utf16,
} from '../fake-snapshot.ts';

const PROTOCOLS = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols';

/** Builds by what TLS 1.2 is on them by default; 22631 is not in the table. */
const BUILDS = { none: null, unlisted: 22631, off: 7601, on: 20348 } as const;
type BuildName = keyof typeof BUILDS;
const BUILD_NAMES = ['none', 'unlisted', 'off', 'on'] as const satisfies readonly BuildName[];

interface Case {
  readonly protocol?: SchannelProtocol;
  readonly side?: 'client' | 'server';
  readonly want?: 'enabled' | 'disabled';
  readonly enabled: Lookup;
  readonly disabledByDefault: Lookup;
  readonly build: number | null;
}

function judge({ protocol = 'TLS 1.2', side = 'server', want = 'enabled', ...given }: Case): Judgement {
  const key = `${PROTOCOLS}\\${protocol}\\${side}`;
  const check: Check = { kind: 'schannelProtocol', protocol, side, want };
  const snapshot = fakeSnapshot(
    [
      [key, 'Enabled', given.enabled],
      [key, 'DisabledByDefault', given.disabledByDefault],
    ],
    buildFacts(given.build),
  );
  const rule = fakeRule({ kind: 'present' }, { effective: check });
  const [result] = evaluate(snapshot, [fakeSelection([rule], 'effective')], 'HOST').results;
  if (!result) throw new Error('no result');
  return result.effective;
}

const LOOKUPS = {
  0: dword(0),
  1: dword(1),
  ff: dword(-1),
  5: dword(5),
  absent: absent(),
  'no key': absent('key'),
  text: utf16('REG_SZ', '0'),
  short: raw('REG_DWORD', 0, 0),
  'untyped 0': untyped(0),
  'untyped 1': untyped(1),
  'untyped text': untyped('0'),
  unseen: unobserved(),
  tainted: unobserved('tainted'),
  conflict: CONFLICT,
} satisfies Record<string, Lookup>;
type LookupName = keyof typeof LOOKUPS;
const ANY = Object.keys(LOOKUPS) as LookupName[];

/** What both settings come to for TLS 1.2 on each kind of build, as `outcome of want enabled/disabled: reason`. */
type Cells = readonly [none: string, unlisted: string, off: string, on: string];
const same = (cell: string): Cells => [cell, cell, cell, cell];

const ENABLED = same('pass/fail protocol-enabled');
const DISABLED = same('fail/pass protocol-disabled');
const REQUESTABLE = same('fail/fail protocol-disabled-by-default');
const ALONE: Cells = [
  'unknown/unknown os-build-unknown',
  'unknown/unknown os-build-not-in-table',
  'unknown/unknown os-default-unclear',
  'pass/fail protocol-enabled',
];
const DEFAULT: Cells = [
  'unknown/unknown os-build-unknown',
  'unknown/unknown os-build-not-in-table',
  'fail/fail os-default',
  'pass/fail os-default',
];
const open = (reason: string): Cells => same(`unknown/unknown ${reason}`);

const TABLE: readonly (readonly [enabled: LookupName, disabledByDefault: LookupName, cells: Cells])[] = [
  ...ANY.map((name) => [0, name, DISABLED] as const),
  [1, 0, ENABLED],
  ['ff', 0, ENABLED],
  [5, 0, ENABLED],
  [1, 1, REQUESTABLE],
  ['ff', 5, REQUESTABLE],
  [1, 'ff', REQUESTABLE],
  [1, 'absent', ALONE],
  ['ff', 'absent', ALONE],
  ['absent', 0, ENABLED],
  ['absent', 1, REQUESTABLE],
  ['absent', 5, REQUESTABLE],
  ['absent', 'absent', DEFAULT],
  ['no key', 'no key', DEFAULT],
  [1, 'text', open('wrong-type')],
  ['text', 0, open('wrong-type')],
  ['short', 'absent', open('wrong-type')],
  ['absent', 'short', open('wrong-type')],
  ['untyped text', 0, open('wrong-type')],
  ['untyped 0', 'absent', open('type-unstated')],
  ['untyped 1', 0, open('type-unstated')],
  [1, 'untyped 0', open('type-unstated')],
  ['untyped 1', 'text', open('wrong-type')],
  [1, 'unseen', open('not-collected')],
  ['absent', 'tainted', open('tainted')],
  ['unseen', 0, open('not-collected')],
  ['unseen', 'tainted', open('not-collected')],
  ['tainted', 'conflict', open('tainted')],
  ['conflict', 0, open('conflict')],
  [1, 'conflict', open('conflict')],
  ['text', 'unseen', open('not-collected')],
  ['untyped 0', 'conflict', open('conflict')],
];

describe('TLS 1.2, every cell of the truth table on every kind of build', () => {
  for (const [enabled, disabledByDefault, cells] of TABLE) {
    it.each(BUILD_NAMES.map((name, i) => [name, cells[i]] as const))(
      `Enabled ${enabled}, DisabledByDefault ${disabledByDefault}, build %s: %s`,
      (name, expected) => {
        for (const side of ['client', 'server'] as const) {
          const given = {
            side,
            enabled: LOOKUPS[enabled],
            disabledByDefault: LOOKUPS[disabledByDefault],
            build: BUILDS[name],
          };
          const on = judge({ ...given, want: 'enabled' });
          const off = judge({ ...given, want: 'disabled' });
          expect(`${on.outcome}/${off.outcome} ${on.reason}`).toBe(expected);
          expect(off.reason).toBe(on.reason);
          expect(on.protocol).toEqual({ name: 'TLS 1.2', side });
        }
      },
    );
  }
});

describe('a build without the protocol', () => {
  const tls13 = { protocol: 'TLS 1.3', build: 17763 } as const;
  it.each([
    ['both explicit', dword(1), dword(0)],
    ['both explicit, requestable', dword(1), dword(1)],
    ['Enabled alone', dword(1), absent()],
    ['DisabledByDefault alone', absent(), dword(0)],
    ['nothing', absent('key'), absent('key')],
  ])('%s', (_, enabled, disabledByDefault) => {
    const on = judge({ ...tls13, want: 'enabled', enabled, disabledByDefault });
    const off = judge({ ...tls13, want: 'disabled', enabled, disabledByDefault });
    expect(on).toMatchObject({ outcome: 'fail', reason: 'protocol-unsupported' });
    expect(off).toMatchObject({ outcome: 'pass', reason: 'protocol-unsupported' });
    expect(on.osDefault).toEqual({ build: 17763, row: 'Windows 10 1809 / Windows Server 2019' });
  });

  it('leaves Enabled = 0 and what is not read as they are', () => {
    const zero = judge({ ...tls13, enabled: dword(0), disabledByDefault: unobserved() });
    expect(zero).toMatchObject({ outcome: 'fail', reason: 'protocol-disabled' });
    const unseen = judge({ ...tls13, want: 'disabled', enabled: unobserved(), disabledByDefault: absent() });
    expect(unseen).toMatchObject({ outcome: 'unknown', reason: 'not-collected' });
    const text = judge({ ...tls13, want: 'disabled', enabled: utf16('REG_SZ', '1'), disabledByDefault: absent() });
    expect(text).toMatchObject({ outcome: 'unknown', reason: 'wrong-type' });
  });

  it('is possible where the build is not known: only a verdict that holds there too is given', () => {
    const explicit = { protocol: 'TLS 1.3', build: null, enabled: dword(1) } as const;
    expect(judge({ ...explicit, disabledByDefault: dword(0) })).toMatchObject({
      outcome: 'unknown',
      reason: 'os-build-unknown',
    });
    expect(judge({ ...explicit, build: 22631, disabledByDefault: dword(0) }).reason).toBe('os-build-not-in-table');
    expect(judge({ ...explicit, build: 20348, disabledByDefault: dword(0) }).outcome).toBe('pass');
    expect(judge({ ...explicit, disabledByDefault: dword(1) })).toMatchObject({
      outcome: 'fail',
      reason: 'protocol-disabled-by-default',
    });
  });
});

describe('operating system defaults', () => {
  const nothing = { enabled: absent(), disabledByDefault: absent() };

  it('names the build and the row', () => {
    expect(judge({ ...nothing, build: 20348 })).toEqual({
      outcome: 'pass',
      reason: 'os-default',
      protocol: { name: 'TLS 1.2', side: 'server' },
      osDefault: { build: 20348, row: 'Windows Server 2022' },
    });
    expect(judge({ enabled: dword(1), disabledByDefault: absent(), build: 7601 }).osDefault).toEqual({
      build: 7601,
      row: 'Windows 7 SP1 / Windows Server 2008 R2 SP1',
    });
  });

  it('tells the sides of SSL 2.0 apart', () => {
    const ssl2 = { ...nothing, protocol: 'SSL 2.0', build: 7601, want: 'enabled' } as const;
    expect(judge({ ...ssl2, side: 'server' }).outcome).toBe('pass');
    expect(judge({ ...ssl2, side: 'client' }).outcome).toBe('fail');
  });
});
