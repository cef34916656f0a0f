import type { Location } from '../../model/location.ts';
import { damageAt, isItemised, noteEnd, passOver, recordRejection, tellLostValue } from './accept-value.ts';
import { commentedOutHeader } from './header-line.ts';
import { readHexLine } from './hex-data.ts';
import { actualText, diagnose, locate, noteDefect, type PendingHex, type RegState } from './reg-state.ts';
import { storedBytes } from './stored-bytes.ts';
import * as U from './units.ts';

/**
 * Reads a line while hex data waits for more: blank lines and `;` comments are skipped; a line that does not begin
 * with a hexadecimal digit loses the value *and* that line, whatever it says (REG-SYNTAX section 1, measured in
 * fixtures/reg-syntax). Returns the index of the line end, or CUT.
 */
export function continuationLine(
  state: RegState,
  pending: PendingHex,
  units: Uint16Array,
  lineStart: number,
  end: number,
): number {
  const from = U.skipBlanks(units, lineStart, end);
  if (from >= end) return U.CUT;
  const unit = units[from] as number;
  if (unit === U.CR || unit === U.LF) return from;
  if (unit === U.SEMICOLON) {
    const lineEnd = U.findLineEnd(units, from, end);
    if (lineEnd >= end) return U.CUT;
    noteDefect(state, 'comment', locate(state, lineStart, from, lineEnd), lineEnd);
    return lineEnd;
  }
  if (U.hexDigit(unit) > 15) return lostLine(state, pending, units, lineStart, from, end);
  return dataLine(state, pending, units, lineStart, from, end);
}

function lostLine(
  state: RegState,
  pending: PendingHex,
  units: Uint16Array,
  lineStart: number,
  from: number,
  end: number,
): number {
  const lineEnd = U.findLineEnd(units, from, end);
  if (lineEnd >= end) return U.CUT;
  state.pendingHex = null;
  noteEnd(state, lineEnd);
  const location = locate(state, lineStart, from, U.trimBlanks(units, from, lineEnd));
  const actual = actualText(units, from, lineEnd);
  if (isItemised(state)) {
    const expected = 'more hexadecimal bytes, because the line before ends with a backslash';
    diagnose(state, 'parse/continuation-lost', 'warning', { expected, actual }, location);
  }
  recordRejection(
    state,
    pending.name,
    'hexadecimal bytes after the backslash',
    pending.excerpt.slice(0, 80),
    pending.location,
  );
  // A header that is lost this way leaves its values in the key before, like one that is refused.
  if (units[from] === U.OPEN_BRACKET) commentedOutHeader(state, units, lineStart, from, lineEnd);
  else if (state.noKey === null && state.isTarget) state.emit({ kind: 'rejected-value', name: null, location });
  return lineEnd;
}

function dataLine(
  state: RegState,
  pending: PendingHex,
  units: Uint16Array,
  lineStart: number,
  from: number,
  end: number,
): number {
  const { collector } = pending;
  const before = collector?.length() ?? 0;
  const reading = state.hexReading;
  readHexLine(state.buffer, from, end, collector, reading);
  if (reading.line === 'cut') {
    collector?.truncate(before);
    return U.CUT;
  }
  const lineEnd = U.findLineEnd(units, reading.at, end);
  if (lineEnd >= end) {
    collector?.truncate(before);
    return U.CUT;
  }
  if (reading.at !== lineEnd && reading.line !== 'invalid') {
    noteDefect(state, 'comment', locate(state, lineStart, reading.at, lineEnd), lineEnd);
  }
  // Only the first line of a value is trimmed: here blanks after the last comma are no end.
  const isBlankAfterComma = reading.at === lineEnd && units[U.trimBlanks(units, from, lineEnd) - 1] === U.COMMA;
  const isOpen = reading.line === 'complete' && isBlankAfterComma && units[lineEnd - 1] !== U.COMMA;
  if (reading.line === 'invalid' || isOpen) {
    state.pendingHex = null;
    noteEnd(state, lineEnd);
    const location: Location = locate(state, lineStart, from, U.trimBlanks(units, from, lineEnd));
    recordRejection(
      state,
      pending.name,
      'hexadecimal bytes between commas',
      actualText(units, from, lineEnd),
      location,
    );
    return lineEnd;
  }
  if (reading.line === 'complete') finishPendingHex(state, pending, lineEnd);
  return lineEnd;
}

/** Hands out the value; also at the end of a file that stops after a backslash: an import stores it. */
export function finishPendingHex(state: RegState, pending: PendingHex, lineEnd: number): void {
  state.pendingHex = null;
  state.counts.values++;
  noteEnd(state, lineEnd);
  const { name, type, location, excerpt, collector } = pending;
  if (state.noKey !== null) return tellLostValue(state, excerpt.slice(0, 80), location, lineEnd);
  if (!pending.isWanted || name === null || collector === null) return passOver(state, location, lineEnd);
  state.emit({
    kind: 'value',
    name,
    data: { type, bytes: storedBytes(state, type, collector.bytes(), location) },
    location,
    excerpt,
    ...damageAt(state, lineEnd),
  });
}
