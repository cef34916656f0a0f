import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countEdits, suggest } from '../../src/packs/suggest.ts';

describe('suggest', () => {
  const known = ['severity', 'high', 'low', 'documented', 'effective'];

  it.each([
    { word: 'sevrity', meant: 'severity' },
    { word: 'Severity', meant: 'severity' },
    { word: 'hihg', meant: 'high' },
    { word: 'lo', meant: 'low' },
    { word: 'efective', meant: 'effective' },
    { word: 'documnetd', meant: 'documented' },
    { word: 'urgent', meant: null },
    { word: 'foo', meant: null },
    { word: '', meant: null },
    { word: 'x'.repeat(1_000_000), meant: null },
  ])('$word', ({ word, meant }) => {
    expect(suggest(word, known)).toBe(meant);
  });

  it('takes the first of equally near words', () => {
    expect(suggest('bat', ['cat', 'hat'])).toBe('cat');
  });
});

describe('countEdits', () => {
  it.each([
    { a: '', b: '', edits: 0 },
    { a: 'abc', b: '', edits: 3 },
    { a: 'abc', b: 'abc', edits: 0 },
    { a: 'abc', b: 'acb', edits: 1 },
    { a: 'ca', b: 'abc', edits: 3 }, // 2 without the restriction
    { a: 'kitten', b: 'sitting', edits: 3 },
  ])('$a to $b', ({ a, b, edits }) => {
    expect(countEdits(a, b)).toBe(edits);
  });

  it('does not depend on the direction and is bounded by the lengths', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        const edits = countEdits(a, b);
        expect(edits).toBe(countEdits(b, a));
        expect(edits).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
        expect(edits).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});
