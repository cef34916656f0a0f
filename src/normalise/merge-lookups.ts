import { compareLocations } from '../model/location.ts';
import type { ConflictSide, Lookup, UnobservedReason, UnobservedValue } from '../model/lookup.ts';
import { sameBytes, type ValueData } from '../model/value-data.ts';

/** From the reason that most needs a cure to the one that needs least. */
const UNOBSERVED_RANK: readonly UnobservedReason[] = [
  'two-computers',
  'tainted',
  'truncated',
  'control-set-missing',
  'control-set-unstated',
  'not-collected',
];

const NOT_COLLECTED: UnobservedValue = { answer: 'unobserved', because: 'not-collected', evidence: null };

/** Orders lookups so that merging does not depend on the order of artifacts. */
function compareEvidence(a: Lookup, b: Lookup): number {
  const [x, y] = [a, b].map((l) => (l.answer === 'conflict' ? l.sides[0]?.evidence : l.evidence));
  if (!x || !y) return x ? -1 : y ? 1 : 0;
  return compareLocations(x.location, y.location);
}

/** Whether two values are the same evidence: equal data of one type, a type that a source lost counting as any. */
function agree(a: ValueData, b: ValueData): boolean {
  if (a.type !== null && b.type !== null) return a.type === b.type && sameBytes(a, b);
  if (a.type === null && b.type === null) return a.scalar === b.scalar;
  return untypedAgrees(a.type === null ? a : b, a.type === null ? b : a);
}

function untypedAgrees(untyped: ValueData, typed: ValueData): boolean {
  if (typeof untyped.scalar !== 'number' || typed.bytes.length !== 4) return false;
  const view = new DataView(typed.bytes.buffer, typed.bytes.byteOffset, 4);
  return view.getUint32(0, true) === untyped.scalar >>> 0;
}

function sidesOf(lookup: Lookup): readonly ConflictSide[] {
  switch (lookup.answer) {
    case 'found':
      return [{ evidence: lookup.evidence, data: lookup.data }];
    case 'absent':
      return [{ evidence: lookup.evidence, data: null }];
    case 'conflict':
      return lookup.sides;
    case 'unobserved':
      return [];
    default:
      return lookup satisfies never;
  }
}

function conflict(lookups: readonly Lookup[]): Lookup {
  const sides = lookups.flatMap(sidesOf);
  return {
    answer: 'conflict',
    sides: sides.toSorted((a, b) => compareLocations(a.evidence.location, b.evidence.location)),
  };
}

/**
 * Merges what several places say about one value (DESIGN section 3, Merging): found and absent, or unequal data, are
 * a conflict, never the last one; what some place does not show, another may.
 */
export function mergeLookups(lookups: readonly Lookup[]): Lookup {
  const sorted = lookups.toSorted(compareEvidence);
  const decided = sorted.filter((lookup) => lookup.answer !== 'unobserved');
  const found = decided.filter((lookup) => lookup.answer === 'found');
  const absent = decided.filter((lookup) => lookup.answer === 'absent');
  if (decided.some((lookup) => lookup.answer === 'conflict')) return conflict(decided);
  if (found.length > 0 && absent.length > 0) return conflict(decided);
  const [first, ...others] = found;
  if (first) {
    // The place that states the type speaks for those that lost it.
    const best = found.find((lookup) => lookup.data.type !== null) ?? first;
    return others.every((other) => agree(best.data, other.data)) && agree(best.data, first.data)
      ? best
      : conflict(decided);
  }
  // An absence that its value's key proves says more than one that only a far root covers.
  const nearest = absent.find((lookup) => lookup.what === 'value') ?? absent[0];
  if (nearest) return nearest;
  const unobserved = sorted.filter((lookup) => lookup.answer === 'unobserved');
  return (
    UNOBSERVED_RANK.map((reason) => unobserved.find((lookup) => lookup.because === reason)).find(Boolean) ??
    NOT_COLLECTED
  );
}
