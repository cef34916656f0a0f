import type {
  Diagnostic,
  DiagnosticArgs,
  DiagnosticCode,
  DiagnosticLevel,
  DiagnosticSink,
} from '../../model/diagnostic.ts';
import type { Interest, InterestNode } from '../../model/interest.ts';
import type { Location } from '../../model/location.ts';
import type { EvidenceDamage, NotAnExport, ObservationSink, PartEnd, Truncation } from '../../model/observation.ts';
import type { ByteCollector, HexReading } from './hex-data.ts';
import { createKeyTracker, trackedPath, type KeyTracker } from './key-tracker.ts';
import { createFolder, createNameSet, type Folder, type NameSet } from './name-set.ts';
import type { QuoteReading } from './string-data.ts';
import * as U from './units.ts';
import { createWordBuffer, type WordBuffer } from './word-buffer.ts';

/** What a parser of one `.reg` file is given. */
export interface RegParserOptions {
  /** Relative URI, for locations. */
  readonly artifact: string;
  readonly interest: Interest;
  readonly emit: ObservationSink;
  readonly report: DiagnosticSink;
  /** Decodes the ANSI bytes of string data in REGEDIT4 files. */
  readonly decodeAnsi: (bytes: Uint8Array) => string;
  /** Whether the text is UTF-16: then even REGEDIT4 has UTF-16LE string data (measured with Wine 8.0). */
  readonly isUtf16: boolean;
  /** `--input-format reg`: read on although the file header is refused. */
  readonly isForced: boolean;
}

/** A value whose hex data continues on the next line. */
export interface PendingHex {
  readonly name: string | null;
  readonly isWanted: boolean;
  readonly type: number;
  readonly collector: ByteCollector | null;
  readonly location: Location;
  readonly excerpt: string;
}

/** The value line that is being read; one object, reused, because there are millions of them. */
export interface ValueLine {
  lineStart: number;
  /** The index of the opening quote of the name, or of `@`. */
  from: number;
  /** Null where nobody asks for values of this key. */
  name: string | null;
  isWanted: boolean;
}

/** Why values have no key to go to. */
export type NoKey = 'before-first-key' | 'deletion' | 'refused-header';

/** Everything that one parser knows between two lines; nothing here grows with the file. */
export interface RegState extends RegParserOptions {
  readonly tracker: KeyTracker;
  readonly folder: Folder;
  readonly valueNames: NameSet;
  readonly buffer: WordBuffer;
  readonly value: ValueLine;
  /** The hashes of the folded name of that value. */
  readonly hash: { low: number; high: number };
  readonly quote: QuoteReading;
  readonly hexReading: HexReading;
  /** True once the whole rest of the file is in the buffer, which then ends with a line end. */
  isFinal: boolean;
  /** The index of the line end that the file itself lacks, or -1. */
  missingLineEnd: number;
  /** The number of the line that is being read. */
  line: number;
  /** How many lines the construct that is being read spans. */
  linesInValue: number;
  hasSeenFileHeader: boolean;
  version: '5.00' | '4' | null;
  part: number;
  /** The first thing in this part that no export shows. */
  defect: { readonly because: NotAnExport; readonly location: Location } | null;
  isPreviousLineBlank: boolean;
  /** How the last line of the file cuts the part, if it does. */
  cut: Truncation | null;
  keysInPart: number;
  lastKey: PartEnd['lastKey'];
  /** Line and columns of the last key header, of which `lastKey` is made when it is asked for. */
  lastHeader: { line: number; column: number; endColumn: number };
  node: InterestNode | null;
  /** Whether rules ask for values of the open key. */
  isTarget: boolean;
  /** Where values go: the open key, or nowhere. */
  noKey: NoKey | null;
  damage: EvidenceDamage | null;
  pendingHex: PendingHex | null;
  /**
   * The column from which the line that was read last holds text that is no registry syntax (a comment, other text, a
   * rejected value), else 0: a lost key header, or the next of two joined files, may stand there.
   */
  suspectColumn: number;
  /** After a line that is longer than any limit: drop units up to the next line end. */
  isSkippingLine: boolean;
  /** After a quote that does not close on its line: what follows may be text of that string. */
  isInDoubt: boolean;
  /** The line before which doubt ends, because a quote stands there; 0 when it lasts to the end of the file. */
  doubtEndLine: number;
  /** Whether a key header was read in doubt: then values after it belong to one of two keys. */
  hasDoubtfulHeader: boolean;
  readonly counts: { keys: number; values: number; damagedValues: number };
  damagedElsewhere: number;
  diagnosticsLeft: number;
}

/** More diagnostics than a person reads; the rest is counted. */
export const MOST_DIAGNOSTICS = 1000;
/** Evidence text beside a result is cut at this many units. */
const EXCERPT_UNITS = 200;

export function createRegState(options: RegParserOptions): RegState {
  const folder = createFolder();
  return {
    ...options,
    tracker: createKeyTracker(options.interest, folder),
    folder,
    valueNames: createNameSet(),
    buffer: createWordBuffer(),
    value: { lineStart: 0, from: 0, name: null, isWanted: false },
    hash: { low: 0, high: 0 },
    quote: { ending: 'cut', at: 0 },
    hexReading: { line: 'cut', at: 0 },
    isFinal: false,
    missingLineEnd: -1,
    line: 1,
    linesInValue: 1,
    hasSeenFileHeader: false,
    version: null,
    part: 0,
    defect: null,
    isPreviousLineBlank: false,
    cut: null,
    keysInPart: 0,
    lastKey: null,
    lastHeader: { line: 0, column: 0, endColumn: 0 },
    node: null,
    isTarget: false,
    noKey: 'before-first-key',
    damage: null,
    pendingHex: null,
    suspectColumn: 0,
    isSkippingLine: false,
    isInDoubt: false,
    doubtEndLine: 0,
    hasDoubtfulHeader: false,
    counts: { keys: 0, values: 0, damagedValues: 0 },
    damagedElsewhere: 0,
    diagnosticsLeft: MOST_DIAGNOSTICS,
  };
}

/** The location of `[from, to)` on the line that starts at `lineStart`. */
export function locate(state: RegState, lineStart: number, from: number, to: number): Location {
  return {
    artifact: state.artifact,
    line: state.line,
    column: from - lineStart + 1,
    endLine: state.line,
    endColumn: to - lineStart + 1,
  };
}

export function excerptOf(units: Uint16Array, from: number, to: number): string {
  return U.textOfUnits(units, from, Math.min(to, from + EXCERPT_UNITS));
}

/** Makes `node` what the rules want of the key whose header was read last. */
export function setNode(state: RegState, node: InterestNode | null): void {
  state.node = node;
  state.isTarget = state.interest.everything || (node !== null && node.isTarget);
}

/** A short piece of evidence for a diagnostic. */
export function actualText(units: Uint16Array, from: number, to: number): string {
  return U.textOfUnits(units, from, Math.min(to, from + 80));
}

/** Hands out a diagnostic; above the limit one last diagnostic says that there are more. */
export function diagnose<Code extends DiagnosticCode>(
  state: RegState,
  code: Code,
  level: DiagnosticLevel,
  args: DiagnosticArgs[Code],
  location: Location,
): void {
  if (state.diagnosticsLeft < 0) return;
  state.diagnosticsLeft--;
  if (state.diagnosticsLeft >= 0) {
    state.report({ code, level, args, location } as Diagnostic);
  } else {
    const most = { limit: 'diagnostics', most: MOST_DIAGNOSTICS };
    state.report({ code: 'parse/limit', level: 'warning', args: most, location });
  }
}

/** Records the first thing that no export shows; a line without an end, and text in doubt, are not judged. */
export function noteDefect(state: RegState, because: NotAnExport, location: Location, lineEnd: number): void {
  if (because === 'comment' || because === 'ignored-line') state.suspectColumn = location.column;
  if (state.defect !== null || state.isInDoubt || isCutLine(state, lineEnd)) return;
  state.defect = { because, location };
}

/** Whether the line that ends at `lineEnd` is the last one of the file and has no line end. */
export function isCutLine(state: RegState, lineEnd: number): boolean {
  return lineEnd === state.missingLineEnd;
}

/** The last whole key header of the part. Its path is built only here: most headers are never asked for. */
export function lastKeyOf(state: RegState): PartEnd['lastKey'] {
  if (state.keysInPart === 0) return null;
  if (state.lastKey !== null) return state.lastKey;
  const { line, column, endColumn } = state.lastHeader;
  const location = { artifact: state.artifact, line, column, endLine: line, endColumn };
  return { path: trackedPath(state.tracker) ?? '', location };
}

/**
 * Begins doubt: a quote never closes, or a line cannot be read to its end. Either that one line is damaged, or the rest
 * of the file is its text. An import reads on, so `convert` does; a verdict trusts nothing after it.
 */
export function enterDoubt(state: RegState): void {
  state.doubtEndLine = 0;
  state.cut = 'ends-inside-value';
  if (state.isInDoubt) return;
  state.lastKey = lastKeyOf(state);
  state.isInDoubt = true;
  if (state.noKey === null) state.damage = 'unclosed-string';
}

/** Begins doubt that ends before `line`, after the line that is being read. */
export function doubtUntil(state: RegState, line: number): void {
  if (state.isInDoubt || line <= state.line + 1) return;
  state.lastKey = lastKeyOf(state);
  state.isInDoubt = true;
  state.doubtEndLine = line;
  state.hasDoubtfulHeader = false;
}

/** Ends doubt where its line is reached: values now belong to the key before it, unless a header stood in between. */
export function leaveDoubt(state: RegState): void {
  if (state.line < state.doubtEndLine) return;
  state.doubtEndLine = 0;
  state.isInDoubt = false;
  if (state.hasDoubtfulHeader && state.noKey === null) state.damage = 'unclosed-string';
}
