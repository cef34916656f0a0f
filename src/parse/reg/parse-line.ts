import type { EvidenceForm } from '../../model/observation.ts';
import { continuationLine, finishPendingHex } from './continuation-line.ts';
import { headerLine, keyHeader } from './header-line.ts';
import { startPart } from './key-tracker.ts';
import { fileHeaderVersion, hiddenHeader, joinedHeader, otherLine } from './other-line.ts';
import { sharedLength } from './path-stack.ts';
import { NOT_PLAIN, plainHeaderEnd, skipPlainContinuation, skipPlainValue } from './plain-line.ts';
import { actualText, diagnose, isCutLine, lastKeyOf, leaveDoubt, locate, type RegState } from './reg-state.ts';
import * as U from './units.ts';
import { valueLine } from './value-line.ts';

/**
 * Reads the construct that begins at the line start `at`: a line, or a string over several lines. Returns the start
 * of the line after it, or CUT when the buffer ends inside it; nothing has been handed out then.
 */
export function parseLine(state: RegState, units: Uint16Array, at: number, end: number): number {
  if (state.doubtEndLine > 0) leaveDoubt(state);
  if (!state.isTarget && state.noKey === null) {
    const lineEnd = skipPlainLine(state, units, at, end);
    if (lineEnd !== NOT_PLAIN) return finishLine(state, units, lineEnd, end, false);
  }
  const from = U.skipBlanks(units, at, end);
  if (from >= end) return U.CUT;
  const unit = units[from] as number;
  let isBlank = false;
  let lineEnd: number;
  if (state.pendingHex !== null) {
    lineEnd = continuationLine(state, state.pendingHex, units, at, end);
  } else if ((unit === U.QUOTE || unit === U.AT) && state.hasSeenFileHeader) {
    lineEnd = valueLine(state, units, at, from, end);
  } else if ((unit === U.CR || unit === U.LF) && state.hasSeenFileHeader) {
    lineEnd = from;
    isBlank = true;
  } else if (unit === U.OPEN_BRACKET && state.hasSeenFileHeader) {
    const shared = sharedLength(state.tracker.stack, state.buffer, from + 1, end);
    const pathEnd = plainHeaderEnd(units, from, shared, end);
    if (pathEnd !== NOT_PLAIN && pathEnd + 1 !== state.missingLineEnd) {
      keyHeader(state, units, at, from, pathEnd + 1, units, from + 1, pathEnd, shared);
      return finishLine(state, units, pathEnd + 1, end, false);
    }
    lineEnd = U.findLineEnd(units, from + 1 + shared, end);
    if (lineEnd >= end) return U.CUT;
    headerLine(state, units, at, from, lineEnd, shared);
  } else {
    lineEnd = U.findLineEnd(units, from, end);
    if (lineEnd >= end) return U.CUT;
    textLine(state, units, at, from, lineEnd);
  }
  if (lineEnd === U.CUT) return U.CUT;
  if (state.suspectColumn > 0) suspectLine(state, units, at, lineEnd, unit === U.OPEN_BRACKET);
  return finishLine(state, units, lineEnd, end, isBlank);
}

/** A line with text that is no registry syntax: the next file may begin in it, or a key header be lost in it. */
function suspectLine(state: RegState, units: Uint16Array, lineStart: number, lineEnd: number, isHeader: boolean): void {
  const from = lineStart + state.suspectColumn - 1;
  state.suspectColumn = 0;
  const joined = joinedHeader(units, lineStart, lineEnd);
  if (joined !== null) {
    if (joined === 'glued') state.cut ??= 'ends-inside-value';
    laterFileHeader(state, units, lineStart, lineEnd);
  } else if (!isHeader) {
    hiddenHeader(state, units, lineStart, from, lineEnd);
  }
}

/** Most lines of an export are plain and of no interest. */
function skipPlainLine(state: RegState, units: Uint16Array, at: number, end: number): number {
  if (state.pendingHex === null) {
    return units[at] === U.QUOTE ? skipPlainValue(state, units, at, end) : NOT_PLAIN;
  }
  return state.pendingHex.collector === null ? skipPlainContinuation(state, units, at, end) : NOT_PLAIN;
}

function textLine(state: RegState, units: Uint16Array, lineStart: number, from: number, lineEnd: number): void {
  if (!state.hasSeenFileHeader) return fileHeader(state, units, lineStart, lineEnd);
  if (fileHeaderVersion(units, lineStart, lineEnd)) return laterFileHeader(state, units, lineStart, lineEnd);
  otherLine(state, units, lineStart, from, lineEnd);
}

/** Moves on to the next line, and remembers what the next header and the end of the part need of this one. */
function finishLine(state: RegState, units: Uint16Array, lineEnd: number, end: number, isBlank: boolean): number {
  if (isCutLine(state, lineEnd)) {
    if (!isBlank && !state.isInDoubt) state.cut ??= 'no-final-empty-line';
  } else {
    state.isPreviousLineBlank = isBlank;
  }
  state.line += state.linesInValue;
  state.linesInValue = 1;
  // Nearly every line ends so.
  if (units[lineEnd] === U.CR && lineEnd + 1 < end && units[lineEnd + 1] === U.LF) return lineEnd + 2;
  if (units[lineEnd] === U.CR) noteReturn(state, lineEnd, end);
  return U.afterLineEnd(units, lineEnd, end);
}

/**
 * Every registry editor ends lines with CRLF; LF alone is what version control makes of it. A carriage return at the
 * very end of the file is half of a CRLF that was cut.
 */
function noteReturn(state: RegState, lineEnd: number, end: number): void {
  if (lineEnd + 1 >= end) {
    if (state.isFinal) state.cut ??= 'no-final-empty-line';
    return;
  }
  if (state.defect !== null || state.isInDoubt) return;
  const location = { artifact: state.artifact, line: state.line - 1, column: 1 };
  state.defect = { because: 'lone-carriage-return', location };
}

/** The first line of the file. */
function fileHeader(state: RegState, units: Uint16Array, lineStart: number, lineEnd: number): void {
  state.hasSeenFileHeader = true;
  const location = locate(state, lineStart, lineStart, lineEnd);
  state.version = fileHeaderVersion(units, lineStart, lineEnd);
  state.emit({ kind: 'part-start', part: state.part, location });
  if (state.version !== null) return;
  const expected = 'Windows Registry Editor Version 5.00, or REGEDIT4';
  const actual = actualText(units, lineStart, lineEnd);
  const level = state.isForced ? 'warning' : 'error';
  diagnose(state, 'parse/refused-file-header', level, { expected, actual }, location);
  state.defect = { because: 'refused-file-header', location };
}

/** Joined exports are judged part by part; for an import the line is no more than a comment. */
function laterFileHeader(state: RegState, units: Uint16Array, lineStart: number, lineEnd: number): void {
  const location = locate(state, lineStart, lineStart, lineEnd);
  diagnose(state, 'parse/later-header', 'note', { actual: actualText(units, lineStart, lineEnd) }, location);
  endPart(state);
  state.part++;
  state.defect = null;
  state.keysInPart = 0;
  state.lastKey = null;
  startPart(state.tracker);
  // An import still has the last key open; a value before the next header would fall into it.
  if (state.noKey === null) state.damage = 'after-refused-header';
  state.emit({ kind: 'part-start', part: state.part, location });
}

/** Hands out what the whole part shows about its form. */
export function endPart(state: RegState): void {
  if (state.pendingHex !== null) {
    state.cut ??= 'ends-inside-value';
    finishPendingHex(state, state.pendingHex, state.missingLineEnd);
  }
  if (state.cut === null && !state.isPreviousLineBlank) state.cut = 'no-final-empty-line';
  state.emit({
    kind: 'part-end',
    form: formOf(state),
    lastKey: lastKeyOf(state),
    isLastKeyComplete: state.cut === 'ends-inside-header',
  });
  state.cut = null;
}

function formOf(state: RegState): EvidenceForm {
  if (state.defect !== null) return { kind: 'instructions', ...state.defect };
  if (state.keysInPart === 0) return { kind: 'instructions', because: 'no-keys', location: null };
  return state.cut === null ? { kind: 'export' } : { kind: 'truncated', because: state.cut };
}
