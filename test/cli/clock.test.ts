import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluationTime, isoInstant } from '../../src/cli/clock.ts';

test('an instant is spelt as Date spells it', () => {
  const years1to9999 = fc.integer({ min: Date.UTC(1, 0, 1) - 1.9e12, max: Date.UTC(9999, 11, 31, 23, 59, 59, 999) });
  fc.assert(
    fc.property(years1to9999, (milliseconds) => {
      fc.pre(milliseconds >= Date.parse('0001-01-01T00:00:00Z'));
      expect(isoInstant(milliseconds)).toBe(new Date(milliseconds).toISOString());
    }),
  );
  for (const leap of ['2000-02-29', '2024-02-29', '2100-03-01', '1970-01-01', '1969-12-31']) {
    expect(isoInstant(Date.parse(`${leap}T23:59:59.999Z`))).toBe(`${leap}T23:59:59.999Z`);
  }
});

test('without --now and SOURCE_DATE_EPOCH it is the clock', () => {
  const before = new Date().toISOString();
  const time = evaluationTime(undefined, undefined);
  expect(time >= before && time <= new Date().toISOString()).toBe(true);
});
