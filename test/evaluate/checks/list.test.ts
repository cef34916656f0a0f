import { describe, expect, it } from 'vitest';
import type { Lookup } from '../../../src/model/lookup.ts';
import type { Check } from '../../../src/model/rule.ts';
import { multi, untyped, utf16 } from '../fake-snapshot.ts';
import { judgeOne } from './judge-one.ts';

type Match = Extract<Check, { kind: 'list' }>['match'];

const CURVES = multi('NistP384', 'NistP256');
const SUITES = utf16('REG_SZ', 'TLS_AES_128_GCM_SHA256,TLS_RSA_WITH_RC4_128_SHA');

const ROWS: readonly (readonly [string, Match, readonly string[], Lookup, string])[] = [
  ['exact in any case', 'exact', ['nistp384', 'NISTP256'], CURVES, 'pass equal'],
  ['exact in another order', 'exact', ['NistP256', 'NistP384'], CURVES, 'fail differs'],
  ['exact with one too many', 'exact', ['NistP384'], CURVES, 'fail differs'],
  ['exact with one missing', 'exact', ['NistP384', 'NistP256', 'x'], CURVES, 'fail differs'],
  ['exact, one of two globs unmatched', 'exact', ['*', 'x'], CURVES, 'fail differs'],
  ['exactly none', 'exact', [], multi(), 'pass equal'],
  ['order', 'order', ['NistP384', 'NistP256'], CURVES, 'pass equal'],
  ['another order', 'order', ['NistP256', 'NistP384'], CURVES, 'fail differs'],
  ['order with others between', 'order', ['a', 'c*'], multi('x', 'A', 'b', 'c1', 'c2'), 'pass equal'],
  ['order with one missing', 'order', ['NistP384', 'NistP256', '*'], CURVES, 'fail differs'],
  ['contains', 'contains', ['NistP256'], CURVES, 'pass equal'],
  ['contains, missing', 'contains', ['NistP256', 'curve25519'], CURVES, 'fail differs'],
  ['contains by glob', 'contains', ['*p3*4'], CURVES, 'pass equal'],
  ['containsNone', 'containsNone', ['*_RC2_*', '*_3DES_*'], SUITES, 'wrong'],
  ['a letter that only looks alike', 'contains', ['NıstP256'], CURVES, 'fail differs'],
  ['an empty list lacks', 'contains', ['x'], multi(), 'fail differs'],
  ['an empty list has none', 'containsNone', ['x'], multi(), 'pass equal'],
];

describe('list of REG_MULTI_SZ', () => {
  it.each(ROWS)('%s', (_, match, items, lookup, expected) => {
    const outcome = expected === 'wrong' ? 'fail wrong-type' : expected;
    expect(judgeOne({ kind: 'list', type: 'REG_MULTI_SZ', match, items }, lookup, 'documented')).toBe(outcome);
  });
});

describe('list of REG_SZ', () => {
  const judge = (match: Match, items: readonly string[], lookup: Lookup): string =>
    judgeOne({ kind: 'list', type: 'REG_SZ', match, items }, lookup, 'documented');

  it('splits at commas', () => {
    expect(judge('order', ['TLS_AES_128_GCM_SHA256', 'TLS_RSA_WITH_RC4_128_SHA'], SUITES)).toBe('pass equal');
    expect(judge('containsNone', ['*_RC4_*'], SUITES)).toBe('fail differs');
    expect(judge('containsNone', ['*_3DES_*'], SUITES)).toBe('pass equal');
    expect(judge('contains', ['*_AES_*'], untyped('X_AES_Y'))).toBe('pass type-unstated');
  });

  it('lets a blank neither add a suite nor hide one', () => {
    const blanks = utf16('REG_SZ', 'A, B ,,');
    expect(judge('contains', ['B'], blanks)).toBe('fail differs');
    expect(judge('containsNone', ['B'], blanks)).toBe('fail differs');
  });

  it('matches a hostile glob in bounded time', () => {
    expect(judge('contains', [`${'*a'.repeat(40)}*b`], utf16('REG_SZ', 'a'.repeat(4000)))).toBe('fail differs');
  });
});
