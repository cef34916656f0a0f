/**
 * A place in one evidence file. Lines and columns are 1-based and columns count UTF-16 code units, so that
 * `line text.slice(column - 1)` is what the location points at; a byte order mark takes no column.
 */
export interface Location {
  /** The artifact as a SARIF-style relative URI (`exports/dc01/system.reg`, blanks as `%20`). */
  readonly artifact: string;
  readonly line: number;
  readonly column: number;
  /** Exclusive end; absent when only a point is known. */
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** Orders locations by artifact, line and column, so that "the first" is the same on every machine. */
export function compareLocations(a: Location, b: Location): number {
  if (a.artifact !== b.artifact) return a.artifact < b.artifact ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
