import { describe, expect, it } from 'vitest';
import { countLabel, numberLabel, rangesLabel } from '../../../src/report/html/parts/number-label.ts';
import { instantLabel } from '../../../src/report/html/sections/cover.tsx';

describe('numberLabel', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_000, '1,000'],
    [1_234_567, '1,234,567'],
  ])('%i', (value, text) => expect(numberLabel(value)).toBe(text));

  it('countLabel knows one', () => {
    expect([countLabel(1, 'host'), countLabel(1_000, 'host'), countLabel(2, 'query', 'queries')]).toEqual([
      '1 host',
      '1,000 hosts',
      '2 queries',
    ]);
  });
});

describe('rangesLabel', () => {
  it.each([
    [[], ''],
    [[3], '3'],
    [[1, 2], '1, 2'],
    [[1, 2, 3, 7, 9, 10, 11, 12], '1–3, 7, 9–12'],
  ])('%j', (numbers, text) => expect(rangesLabel(numbers)).toBe(text));
});

describe('instantLabel', () => {
  it.each([
    ['2026-01-02T03:04:05.000Z', '2026-01-02 03:04:05 UTC'],
    ['2026-01-02T03:04Z', '2026-01-02 03:04 UTC'],
    ['2026-01-02T03:04:05+01:00', '2026-01-02T03:04:05+01:00'],
  ])('%s', (iso, text) => expect(instantLabel(iso)).toBe(text));
});
