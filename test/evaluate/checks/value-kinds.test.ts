import { describe, expect, it } from 'vitest';
import { CHECK_KINDS } from '../../../src/evaluate/checks/index.ts';
import type { Lookup } from '../../../src/model/lookup.ts';
import type { Check, WhenAbsent } from '../../../src/model/rule.ts';
import { absent, CONFLICT, dword, multi, PROFILE_NAMES, raw, unobserved, untyped, utf16 } from '../fake-snapshot.ts';
import type { ProfileName } from '../fake-snapshot.ts';
import { judgeOne } from './judge-one.ts';

type Row = readonly [
  name: string,
  check: Check,
  lookup: Lookup,
  documented: string,
  strict?: string,
  effective?: string,
];

const EQUALS_1: Check = { kind: 'equals', type: 'REG_DWORD', data: 1 };
const LENIENT_1: Check = { ...EQUALS_1, acceptNonZero: true };
const QWORD: Check = { kind: 'equals', type: 'REG_QWORD', data: '18446744073709551615' };
const ONE_OF: Check = { kind: 'oneOf', type: 'REG_DWORD', data: [1, -1] };
const NON_ZERO: Check = { kind: 'nonZero', type: 'REG_DWORD' };
const ZERO: Check = { kind: 'zero', type: 'REG_DWORD' };
const MIN: Check = { kind: 'min', type: 'REG_DWORD', data: 2048 };
const MAX: Check = { kind: 'max', type: 'REG_DWORD', data: 5 };
const BITS_SET: Check = { kind: 'bitsSet', type: 'REG_DWORD', data: 0x800 };
const BITS_CLEAR: Check = { kind: 'bitsClear', type: 'REG_DWORD', data: 0xa8 };
const TEXT: Check = { kind: 'equals', type: 'REG_SZ', data: 'yes' };
const MULTI: Check = { kind: 'equals', type: 'REG_MULTI_SZ', data: ['a', 'b'] };
const BYTES: Check = { kind: 'equals', type: 'REG_BINARY', data: '0AFF' };
const DOTNET: Check = { kind: 'dotnetSwitch' };
const PRESENT: Check = { kind: 'present' };
const ABSENT: Check = { kind: 'absent' };

const STATED: readonly Row[] = [
  ['equals: the value', EQUALS_1, dword(1), 'pass equal'],
  ['equals: another', EQUALS_1, dword(0), 'fail differs'],
  ['equals: -1 without acceptNonZero', EQUALS_1, dword(-1), 'fail differs'],
  [
    'equals: -1 with acceptNonZero',
    LENIENT_1,
    dword(-1),
    'pass nonstandard-nonzero',
    'fail differs',
    'pass nonstandard-nonzero',
  ],
  ['equals: 0 with acceptNonZero', LENIENT_1, dword(0), 'fail differs'],
  ['equals: a pack that writes -1', { ...EQUALS_1, data: -1 }, dword(0xffffffff), 'pass equal'],
  ['equals: QWORD', QWORD, raw('REG_QWORD', 255, 255, 255, 255, 255, 255, 255, 255), 'pass equal'],
  ['equals: another QWORD', QWORD, raw('REG_QWORD', 1, 0, 0, 0, 0, 0, 0, 0), 'fail differs'],
  [
    'equals: big endian',
    { ...EQUALS_1, type: 'REG_DWORD_BIG_ENDIAN' },
    raw('REG_DWORD_BIG_ENDIAN', 0, 0, 0, 1),
    'pass equal',
  ],
  ['equals: text', TEXT, utf16('REG_SZ', 'yes'), 'pass equal'],
  ['equals: text differs in case', TEXT, utf16('REG_SZ', 'Yes'), 'fail differs'],
  ['equals: list', MULTI, multi('a', 'b'), 'pass equal'],
  ['equals: list in another order', MULTI, multi('b', 'a'), 'fail differs'],
  ['equals: longer list', MULTI, multi('a', 'b', 'c'), 'fail differs'],
  ['equals: bytes', BYTES, raw('REG_BINARY', 10, 255), 'pass equal'],
  ['equals: other bytes', BYTES, raw('REG_BINARY', 10), 'fail differs'],
  ['oneOf: first', ONE_OF, dword(1), 'pass equal'],
  ['oneOf: second, unsigned', ONE_OF, dword(0xffffffff), 'pass equal'],
  ['oneOf: none', ONE_OF, dword(2), 'fail differs'],
  ['oneOf: text', { kind: 'oneOf', type: 'REG_SZ', data: ['a', 'b'] }, utf16('REG_SZ', 'b'), 'pass equal'],
  ['nonZero: 5', NON_ZERO, dword(5), 'pass equal'],
  ['nonZero: 0', NON_ZERO, dword(0), 'fail differs'],
  ['zero: 0', ZERO, dword(0), 'pass equal'],
  ['zero: 5', ZERO, dword(5), 'fail differs'],
  ['min: at it', MIN, dword(2048), 'pass equal'],
  ['min: below', MIN, dword(2047), 'fail differs'],
  ['min: unsigned', MIN, dword(-1), 'pass equal'],
  ['max: at it', MAX, dword(5), 'pass equal'],
  ['max: above', MAX, dword(6), 'fail differs'],
  ['max: unsigned', MAX, dword(-1), 'fail differs'],
  ['bitsSet: all', BITS_SET, dword(0x2800), 'pass equal'],
  ['bitsSet: missing', BITS_SET, dword(0x2000), 'fail differs'],
  ['bitsSet: the top bit', { ...BITS_SET, data: 0x80000000 }, dword(0x80000001), 'pass equal'],
  ['bitsClear: none', BITS_CLEAR, dword(0x2800), 'pass equal'],
  ['bitsClear: one', BITS_CLEAR, dword(0x80), 'fail differs'],
  ['present: there', PRESENT, utf16('REG_SZ', ''), 'pass present'],
  ['present: without a type', PRESENT, untyped(1), 'pass present'],
  ['absent: there', ABSENT, dword(0), 'fail present'],
  ['dotnetSwitch: 1', DOTNET, dword(1), 'pass equal'],
  ['dotnetSwitch: 0', DOTNET, dword(0), 'fail differs'],
  ['dotnetSwitch: 2', DOTNET, dword(2), 'unknown depends-on-target-framework'],
  ['dotnetSwitch: text', DOTNET, utf16('REG_SZ', '1'), 'unknown depends-on-target-framework'],
  ['dotnetSwitch: two bytes', DOTNET, raw('REG_DWORD', 1, 0), 'unknown depends-on-target-framework'],
  ['dotnetSwitch: number without a type', DOTNET, untyped(1), 'unknown type-unstated'],
  ['dotnetSwitch: text without a type', DOTNET, untyped('1'), 'unknown depends-on-target-framework'],
];

const WRONG: readonly Row[] = [
  ['text for a number', EQUALS_1, utf16('REG_SZ', '1'), 'fail wrong-type'],
  ['QWORD for a DWORD', EQUALS_1, raw('REG_QWORD', 1, 0, 0, 0, 0, 0, 0, 0), 'fail wrong-type'],
  ['big endian for a DWORD', EQUALS_1, raw('REG_DWORD_BIG_ENDIAN', 0, 0, 0, 1), 'fail wrong-type'],
  ['two bytes in a DWORD', EQUALS_1, raw('REG_DWORD', 1, 0), 'fail wrong-type'],
  ['no bytes in a DWORD', ZERO, raw('REG_DWORD'), 'fail wrong-type'],
  ['binary for nonZero', NON_ZERO, raw('REG_BINARY', 1, 0, 0, 0), 'fail wrong-type'],
  ['EXPAND_SZ for SZ', TEXT, utf16('REG_EXPAND_SZ', 'yes'), 'fail wrong-type'],
  ['SZ for MULTI_SZ', MULTI, utf16('REG_SZ', 'a'), 'fail wrong-type'],
  ['DWORD for text', TEXT, dword(1), 'fail wrong-type'],
  ['text without a type for a number', EQUALS_1, untyped('1'), 'fail wrong-type'],
  ['a fraction for a number', EQUALS_1, untyped(1.5), 'fail wrong-type'],
  ['too large for a DWORD', NON_ZERO, untyped(4294967296), 'fail wrong-type'],
  ['too small for a DWORD', NON_ZERO, untyped(-2147483649), 'fail wrong-type'],
  ['number without a type for text', TEXT, untyped(1), 'fail wrong-type'],
];

const UNSTATED: readonly Row[] = [
  ['the number', EQUALS_1, untyped(1), 'pass type-unstated', 'unknown type-unstated', 'unknown type-unstated'],
  ['another number', EQUALS_1, untyped(0), 'fail type-unstated', 'unknown type-unstated', 'unknown type-unstated'],
  ['-1', LENIENT_1, untyped(-1), 'pass type-unstated', 'unknown type-unstated', 'unknown type-unstated'],
  ['-1 is 4294967295', ONE_OF, untyped(-1), 'pass type-unstated', 'unknown type-unstated', 'unknown type-unstated'],
  ['text', TEXT, untyped('yes'), 'pass type-unstated', 'unknown type-unstated', 'unknown type-unstated'],
  ['what is no list', MULTI, untyped('a'), 'unknown type-unstated'],
  ['what are no bytes', BYTES, untyped('0aff'), 'unknown type-unstated'],
];

const named = (rows: readonly Row[]): readonly (readonly [string, Row])[] => rows.map((row) => [row[0], row]);

function expectRow([, check, lookup, documented, strict = documented, effective = documented]: Row): void {
  const actual = PROFILE_NAMES.map((profile) => judgeOne(check, lookup, profile));
  expect(actual).toEqual([documented, strict, effective]);
}

describe('a value of the stated type', () => {
  it.each(named(STATED))('%s', (_, row) => expectRow(row));
});

describe('another type fails without an effective check', () => {
  it.each(named(WRONG))('%s', (_, row) => expectRow(row));
});

describe('another type is unknown in an effective check', () => {
  it.each(named(WRONG))('%s', (_, [, check, lookup]) => {
    expect(judgeOne(check, lookup, 'effective', { effective: check })).toBe('unknown wrong-type');
  });
});

describe('an unstated type', () => {
  it.each(named(UNSTATED))('%s', (_, row) => expectRow(row));
});

/** One check of every kind that compares a value. */
const COMPARING: readonly Check[] = [
  EQUALS_1,
  ONE_OF,
  NON_ZERO,
  ZERO,
  MIN,
  MAX,
  BITS_SET,
  BITS_CLEAR,
  { kind: 'list', type: 'REG_MULTI_SZ', match: 'containsNone', items: ['x'] },
];
const SINGLE = [...COMPARING, PRESENT, ABSENT, DOTNET];

describe.each(SINGLE.map((check) => [check.kind, check] as const))('%s', (_, check) => {
  it.each(PROFILE_NAMES)('gives the reason of what is not there (%s)', (profile: ProfileName) => {
    for (const because of ['not-collected', 'tainted', 'truncated', 'control-set-unstated', 'two-computers'] as const) {
      expect(judgeOne(check, unobserved(because), profile)).toBe(`unknown ${because}`);
      expect(judgeOne({ kind: 'not', check }, unobserved(because), profile)).toBe(`unknown ${because}`);
    }
    expect(judgeOne(check, CONFLICT, profile)).toBe('unknown conflict');
    expect(judgeOne({ kind: 'not', check }, CONFLICT, profile)).toBe('unknown conflict');
  });
});

describe('a proven absence', () => {
  it.each(COMPARING.map((check) => [check.kind, check] as const))('%s: whenAbsent decides', (_, check) => {
    for (const whenAbsent of ['fail', 'pass', 'unknown', 'notapplicable'] satisfies WhenAbsent[]) {
      const more = { whenAbsent };
      expect(judgeOne(check, absent(), 'documented', more)).toBe(`${whenAbsent} value-absent`);
      expect(judgeOne(check, absent('key'), 'strict', more)).toBe(`${whenAbsent} key-absent`);
      expect(judgeOne({ kind: 'not', check }, absent(), 'documented', more)).toBe(`${whenAbsent} value-absent`);
      expect(judgeOne(check, absent(), 'effective', { ...more, effective: check })).toBe('unknown value-absent');
    }
  });

  it('decides present and absent by itself', () => {
    expect(judgeOne(PRESENT, absent(), 'documented', { whenAbsent: 'pass' })).toBe('fail value-absent');
    expect(judgeOne(ABSENT, absent('key'), 'documented', { whenAbsent: 'fail' })).toBe('pass key-absent');
    expect(judgeOne({ kind: 'not', check: ABSENT }, absent(), 'documented')).toBe('fail value-absent');
  });

  it('leaves a .NET switch to the target framework', () => {
    expect(judgeOne(DOTNET, absent(), 'effective')).toBe('unknown depends-on-target-framework');
  });
});

describe('a defect of the pack', () => {
  const defects: readonly (readonly [string, Check, Lookup])[] = [
    ['a number check on text', { kind: 'min', type: 'REG_SZ', data: 1 }, utf16('REG_SZ', '1')],
    ['a list check on bytes', { kind: 'list', type: 'REG_BINARY', match: 'exact', items: [] }, raw('REG_BINARY')],
    ['a number that is none', { kind: 'equals', type: 'REG_DWORD', data: 'one' }, dword(1)],
  ];
  it.each(defects)('%s is an error, not a verdict', (_, check, lookup) => {
    expect(judgeOne(check, lookup, 'documented')).toMatch(/^error internal-error: ./u);
  });
});

it('has a row for every kind under its own name', () => {
  expect(Object.keys(CHECK_KINDS).toSorted()).toEqual(
    [...new Set([...SINGLE.map((check) => check.kind), 'allOf', 'anyOf', 'not', 'schannelProtocol'])].toSorted(),
  );
});
