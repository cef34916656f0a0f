import type { Location } from './location.ts';
import type { ValueData } from './value-data.ts';

/** The four answers that evidence can give about one value; only `absent` may count as absence. */
export type Lookup = FoundValue | AbsentValue | UnobservedValue | ConflictingValue;

export interface FoundValue {
  readonly answer: 'found';
  readonly data: ValueData;
  /** The path of the key and the name of the value as first written. */
  readonly path: string;
  readonly name: string;
  readonly evidence: Evidence;
}

export interface AbsentValue {
  readonly answer: 'absent';
  /** Whether the key itself is absent, or only the value. */
  readonly what: 'key' | 'value';
  /** What covers the place: the key's header, else the nearest covering header, else a deletion. */
  readonly evidence: Evidence;
  /**
   * The last key that a covering file shows: an export cut exactly between two blocks leaves no trace, so a report
   * names it wherever an absence passes.
   */
  readonly lastKeyShown: string | null;
}

export interface UnobservedValue {
  readonly answer: 'unobserved';
  readonly because: UnobservedReason;
  /** Where the damage or the open question stands, when there is such a place. */
  readonly evidence: Evidence | null;
}

export type UnobservedReason =
  'not-collected' | 'tainted' | 'truncated' | 'control-set-unstated' | 'control-set-missing' | 'two-computers';

export interface ConflictingValue {
  readonly answer: 'conflict';
  /** At least two places that disagree, in order of location. */
  readonly sides: readonly ConflictSide[];
}

export interface ConflictSide {
  readonly evidence: Evidence;
  /** What this side shows; null is "absent". */
  readonly data: ValueData | null;
}

/** A place in the evidence with its text. */
export interface Evidence {
  readonly location: Location;
  /** The evidence's own text at the location, cut at 200 units. */
  readonly excerpt: string;
}
