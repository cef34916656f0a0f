import { skipPairs } from './hex-data.ts';
import { hashHigh, hashLow, HASH_SEED_HIGH, HASH_SEED_LOW } from './name-set.ts';
import { locate, noteDefect, type RegState } from './reg-state.ts';
import { LONGEST_SEGMENT } from './read-header.ts';
import * as U from './units.ts';

/** The line is not one of the plain ones: the general reader decides. */
export const NOT_PLAIN = -2;

/**
 * The fast way over a value that no rule asks for: the spellings that exports use, nothing else. It accepts exactly
 * what the general reader accepts with the same effect (a test compares the two), and leaves every other line to it:
 * nearly all lines of an export come this way. Returns the index of the line end, or NOT_PLAIN.
 */
export function skipPlainValue(state: RegState, units: Uint16Array, lineStart: number, end: number): number {
  // The shortest plain data is a quote, a quote and a line end.
  const last = end - 4;
  const { hash } = state;
  const isExport = state.defect === null && state.damage === null;
  const close = isExport
    ? hashPlainName(state, units, lineStart + 1, last)
    : findPlainQuote(units, lineStart + 1, last);
  if (close >= last || units[close + 1] !== U.EQUALS) return NOT_PLAIN;
  const first = units[close + 2];
  let lineEnd = NOT_PLAIN;
  if (first === U.QUOTE) lineEnd = findPlainQuote(units, close + 3, end - 1) + 1;
  else if (first === 0x64) lineEnd = skipPlainDword(units, close + 2, end);
  if (lineEnd === NOT_PLAIN || lineEnd >= end) return NOT_PLAIN;
  const unit = units[lineEnd];
  if ((unit !== U.CR && unit !== U.LF) || lineEnd === state.missingLineEnd) return NOT_PLAIN;
  state.counts.values++;
  if (isExport && state.valueNames.add(hash.low, hash.high)) {
    noteDefect(state, 'repeated-value', locate(state, lineStart, lineStart, lineEnd), lineEnd);
  }
  return lineEnd;
}

/** The index of the closing quote; `end` when a line end, a backslash before a line end or the end comes first. */
function findPlainQuote(units: Uint16Array, from: number, end: number): number {
  for (let i = from; i < end; i++) {
    const unit = units[i] as number;
    if (unit > U.QUOTE && unit !== U.BACKSLASH) continue;
    if (unit === U.QUOTE) return i;
    if (unit === U.LF || unit === U.CR) return end;
    if (unit === U.BACKSLASH) {
      const next = units[++i];
      if (next === U.LF || next === U.CR) return end;
    }
  }
  return end;
}

/** The same for a name of printable ASCII without escapes, whose folded hashes go to `state.hash`. */
function hashPlainName(state: RegState, units: Uint16Array, from: number, end: number): number {
  const { memo } = state.folder;
  let low = HASH_SEED_LOW;
  let high = HASH_SEED_HIGH;
  for (let i = from; i < end; i++) {
    const unit = units[i] as number;
    if (unit === U.QUOTE) {
      state.hash.low = low;
      state.hash.high = high;
      return i;
    }
    if (unit < U.BLANK || unit >= 0x80 || unit === U.BACKSLASH) return end;
    const folded = memo[unit] as number;
    low = hashLow(low, folded);
    high = hashHigh(high, low);
  }
  return end;
}

/** `dword:` and eight lower-case digits at `at`; returns the index after them, or NOT_PLAIN. */
function skipPlainDword(units: Uint16Array, at: number, end: number): number {
  const stop = at + 14;
  if (stop >= end || !U.startsWith(units, at, end, 'dword:')) return NOT_PLAIN;
  for (let i = at + 6; i < stop; i++) {
    const unit = units[i] as number;
    if (U.hexDigit(unit) > 15 || (unit >= 0x41 && unit <= 0x46)) return NOT_PLAIN;
  }
  return stop;
}

/**
 * The fast way over a continuation line of hex data that no rule asks for: blanks, bytes, a comma, a backslash and
 * the line end. Returns the index of the line end, or NOT_PLAIN.
 */
export function skipPlainContinuation(state: RegState, units: Uint16Array, lineStart: number, end: number): number {
  const from = U.skipBlanks(units, lineStart, end);
  const i = skipPairs(state.buffer, from, end);
  if (i === from || i + 1 >= end || units[i] !== U.BACKSLASH) return NOT_PLAIN;
  const unit = units[i + 1];
  return (unit === U.CR || unit === U.LF) && i + 1 !== state.missingLineEnd ? i + 1 : NOT_PLAIN;
}

/**
 * The end of the path of a plain key header whose bracket is at `open`: it goes on from the path before (`shared`
 * units), single backslashes, no long names, `]` and the line end. NOT_PLAIN for every other header.
 */
export function plainHeaderEnd(units: Uint16Array, open: number, shared: number, end: number): number {
  if (shared === 0) return NOT_PLAIN;
  let segmentStart = open + 2 + shared;
  for (let i = segmentStart; i < end; i++) {
    const unit = units[i] as number;
    if (unit > U.CLOSE_BRACKET) continue;
    if (unit === U.BACKSLASH) {
      if (i === segmentStart || i - segmentStart > LONGEST_SEGMENT) return NOT_PLAIN;
      segmentStart = i + 1;
    } else if (unit === U.CLOSE_BRACKET) {
      const next = units[i + 1];
      const isEnd = i + 1 < end && (next === U.CR || next === U.LF) && i !== segmentStart;
      return isEnd && i - segmentStart <= LONGEST_SEGMENT ? i : NOT_PLAIN;
    } else if (unit === U.LF || unit === U.CR) {
      return NOT_PLAIN;
    }
  }
  return NOT_PLAIN;
}
