import type { Location } from './location.ts';
import type { ValueData } from './value-data.ts';

/**
 * What a parser saw, in the order of the file. Parsers attach no registry meaning beyond the format's own:
 * normalise/ decides what the observations of a host amount to.
 */
export type Observation =
  PartStart | KeySeen | ValueSeen | ValueDeleted | ValueRejected | KeyDeleted | HeaderRefused | PartEnd;

/** A stretch of a file that is judged as one export: the whole file, or what follows a second header line. */
export interface PartStart {
  readonly kind: 'part-start';
  readonly part: number;
  readonly location: Location;
}

/** A key is there: its header was read. Values that follow belong to it. */
export interface KeySeen {
  readonly kind: 'key';
  /** Long root name, names as written, runs of backslashes collapsed. */
  readonly path: string;
  /** Whether no header of this part is an ancestor: an export covers the whole subtree of such a key. */
  readonly isRoot: boolean;
  readonly location: Location;
  readonly excerpt: string;
  readonly damage?: EvidenceDamage;
}

/** A value with its data. */
export interface ValueSeen {
  readonly kind: 'value';
  /** The default value is `''`. */
  readonly name: string;
  readonly data: ValueData;
  readonly location: Location;
  /** The evidence text at the location, cut at 200 units. */
  readonly excerpt: string;
  readonly damage?: EvidenceDamage;
}

/**
 * Set when an import takes the line as it stands but the evidence may have meant something else: it came after a
 * header that was refused or commented out, its line has no end, or it follows a quote that never closes.
 * `convert` shows what an import stores; in a verdict it proves nothing.
 */
export type EvidenceDamage = 'after-refused-header' | 'after-commented-out-header' | 'no-line-end' | 'unclosed-string';

/** `"name"=-`: the value is known to be absent. */
export interface ValueDeleted {
  readonly kind: 'delete-value';
  readonly name: string;
  readonly location: Location;
  readonly excerpt: string;
  readonly damage?: EvidenceDamage;
}

/** An assignment that an import rejects: the key is tainted, and the value (where its name is readable) unobserved. */
export interface ValueRejected {
  readonly kind: 'rejected-value';
  readonly name: string | null;
  readonly location: Location;
}

/** `[-KEY]`: the key and all below it are known to be absent. */
export interface KeyDeleted {
  readonly kind: 'delete-key';
  readonly path: string;
  readonly location: Location;
  readonly excerpt: string;
  readonly damage?: EvidenceDamage;
}

/** A key header that an import refuses, or that is commented out. */
export interface HeaderRefused {
  readonly kind: 'refused-header';
  /** The path that it seems to name (long root), null where that is not readable. */
  readonly path: string | null;
  /** The root last opened, interesting or not: absence below it proves nothing any more. */
  readonly rootPath: string | null;
  readonly isCommentedOut: boolean;
  readonly location: Location;
}

/** The end of a part, with what the whole of it shows about its form. */
export interface PartEnd {
  readonly kind: 'part-end';
  readonly form: EvidenceForm;
  /** The last key header of the part, interesting or not; null when it has none. */
  readonly lastKey: { readonly path: string; readonly location: Location } | null;
  /** Of a truncated part: whether the values of the last key are all there (the cut is in the header after it). */
  readonly isLastKeyComplete: boolean;
}

/**
 * DESIGN section 3, coverage of `.reg`: an *export* covers the subtrees of its roots, a *truncated* one up to its
 * last key, *instructions* only what they name.
 */
export type EvidenceForm =
  | { readonly kind: 'export' }
  | { readonly kind: 'truncated'; readonly because: Truncation }
  | { readonly kind: 'instructions'; readonly because: NotAnExport; readonly location: Location | null };

export type Truncation = 'no-final-empty-line' | 'ends-inside-value' | 'ends-inside-header' | 'odd-byte-count';

/** The first thing that no registry editor writes into an export. */
export type NotAnExport =
  | 'refused-file-header'
  | 'no-keys'
  | 'comment'
  | 'ignored-line'
  | 'deletion'
  | 'repeated-key'
  | 'repeated-value'
  | 'abbreviated-root'
  | 'not-in-pre-order'
  | 'parent-left-out'
  | 'dword-spelling'
  | 'no-blank-line-between-keys'
  | 'lone-carriage-return'
  | 'value-outside-key'
  | 'too-many-roots';

export type ObservationSink = (observation: Observation) => void;
