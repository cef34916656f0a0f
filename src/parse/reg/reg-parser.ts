import type { ArtifactCounts } from '../../model/result.ts';
import { trackedRoot } from './key-tracker.ts';
import { endPart, parseLine } from './parse-line.ts';
import { createRegState, diagnose, enterDoubt, type RegParserOptions, type RegState } from './reg-state.ts';
import * as U from './units.ts';
import { setUnits } from './word-buffer.ts';

/** A streaming parser of one `.reg` file. */
export interface RegParser {
  /** Reads the next units; they may be overwritten afterwards. */
  readonly push: (units: Uint16Array) => void;
  /** Reads what is left; `isOdd` says that the file ends inside a UTF-16 unit. */
  readonly end: (isOdd: boolean) => RegFile;
}

/** What the whole file amounts to. */
export interface RegFile {
  /** Null when its header is refused. */
  readonly version: '5.00' | '4' | null;
  readonly counts: ArtifactCounts;
}

/** A line or a string over lines longer than this is given up: 8 Mi units are 16 MiB of UTF-16. */
const LONGEST_CONSTRUCT = 8 * 1024 * 1024;

/**
 * Creates a parser that hands out observations in the order of the file. It keeps one incomplete line between two
 * calls and nothing else of the text, so chunks may have any size and memory does not grow with the file.
 */
export function createRegParser(options: RegParserOptions): RegParser {
  const state = createRegState(options);
  let pending = new Uint16Array(1024);
  let pendingLength = 0;
  /** A construct that was cut is not read again before so many units are there: total work stays linear. */
  let retryAt = 0;

  const append = (units: Uint16Array): void => {
    const needed = pendingLength + units.length;
    if (needed > pending.length) {
      const grown = new Uint16Array(Math.max(needed, pending.length * 2));
      grown.set(pending.subarray(0, pendingLength));
      pending = grown;
    }
    pending.set(units, pendingLength);
    pendingLength = needed;
  };

  /** Reads the pending units; afterwards they begin with the construct that is cut. */
  const readPending = (): number => {
    let consumed = readLines(state, pending, pendingLength);
    if (pendingLength - consumed > LONGEST_CONSTRUCT) {
      consumed = giveUp(state, pending, consumed, pendingLength);
      consumed = readLines(state, pending, pendingLength, consumed);
    }
    return consumed;
  };

  const push = (units: Uint16Array): void => {
    let rest = units;
    while (pendingLength > 0 && rest.length > 0) {
      // A cut line is nearly always completed by a few units of the next chunk: do not copy all of it.
      const length = Math.min(rest.length, Math.max(4096, pendingLength));
      const before = pendingLength;
      append(rest.subarray(0, length));
      if (pendingLength < retryAt) {
        rest = rest.subarray(length);
        continue;
      }
      const consumed = readPending();
      if (consumed >= before) {
        rest = rest.subarray(consumed - before);
        pendingLength = 0;
      } else {
        rest = rest.subarray(length);
        pending.copyWithin(0, consumed, pendingLength);
        pendingLength -= consumed;
        retryAt = pendingLength + (pendingLength >> 1);
      }
    }
    if (rest.length === 0) return;
    const consumed = readLines(state, rest, rest.length);
    retryAt = 0;
    append(rest.subarray(consumed));
  };

  const end = (isOdd: boolean): RegFile => {
    const last = pending[pendingLength - 1];
    if (pendingLength > 0 && last !== U.LF && last !== U.CR) {
      append(Uint16Array.of(U.LF));
      state.missingLineEnd = pendingLength - 1;
    }
    state.isFinal = true;
    const consumed = readLines(state, pending, pendingLength);
    if (consumed < pendingLength)
      readLines(state, pending, pendingLength, giveUp(state, pending, consumed, pendingLength));
    if (isOdd && !state.isInDoubt) state.cut = 'odd-byte-count';
    endPart(state);
    if (state.damagedElsewhere > 0) {
      const location = { artifact: state.artifact, line: 1, column: 1 };
      const args = { count: state.damagedElsewhere };
      state.report({ code: 'parse/damaged-values-elsewhere', level: 'warning', args, location });
    }
    // Every line was counted as it ended; the last one that was begun has no end.
    return { version: state.version, counts: { lines: state.line - 1, ...state.counts } };
  };
  return { push, end };
}

/** Reads whole constructs from `from`; returns where the first cut one begins. */
function readLines(state: RegState, units: Uint16Array, length: number, from = 0): number {
  if (state.buffer.units !== units) setUnits(state.buffer, units);
  // A CR at the end of the buffer may be half of a CRLF.
  const end = !state.isFinal && units[length - 1] === U.CR ? length - 1 : length;
  let at = from;
  while (at < end) {
    const next = state.isSkippingLine ? skipLine(state, units, at, end) : parseLine(state, units, at, end);
    if (next === U.CUT) return at;
    at = next;
  }
  return at;
}

/** After a line that is too long: drops units up to and including its line end. */
function skipLine(state: RegState, units: Uint16Array, at: number, end: number): number {
  const lineEnd = U.findLineEnd(units, at, end);
  if (lineEnd >= end) return end;
  state.isSkippingLine = false;
  state.isPreviousLineBlank = false;
  state.line++;
  return U.afterLineEnd(units, lineEnd, end);
}

/** Gives up a construct that is longer than any limit: what follows may be text of it, and is in doubt. */
function giveUp(state: RegState, units: Uint16Array, at: number, length: number): number {
  const location = { artifact: state.artifact, line: state.line, column: 1 };
  diagnose(
    state,
    'parse/limit',
    'warning',
    { limit: 'units in one line or string', most: LONGEST_CONSTRUCT },
    location,
  );
  state.counts.damagedValues++;
  if (state.noKey === null && state.isTarget) state.emit({ kind: 'rejected-value', name: null, location });
  else state.damagedElsewhere++;
  state.pendingHex = null;
  const from = U.skipBlanks(units, at, length);
  if (units[from] === U.OPEN_BRACKET) {
    const rootPath = trackedRoot(state.tracker);
    state.emit({ kind: 'refused-header', path: null, rootPath, isCommentedOut: false, location });
    if (state.noKey === null) state.damage = 'after-refused-header';
  }
  enterDoubt(state);
  state.isSkippingLine = true;
  return at;
}
