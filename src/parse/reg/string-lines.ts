import { REG_SZ } from '../../model/registry-type.ts';
import { acceptValue, MISSING_QUOTE, noteEnd, recordRejection, rejectValue } from './accept-value.ts';
import { actualText, diagnose, doubtUntil, enterDoubt, locate, noteDefect, type RegState } from './reg-state.ts';
import { findClosingQuote, storedString, unescapeString } from './string-data.ts';
import * as U from './units.ts';

/** `"..."` at `at`: on one line, or over several as regedit of Windows exports line breaks. */
export function stringData(state: RegState, units: Uint16Array, at: number, end: number): number {
  const { quote } = state;
  findClosingQuote(units, at + 1, end, quote);
  if (quote.ending === 'cut') return U.CUT;
  if (quote.ending === 'line-end') return stringOverLines(state, units, at, quote.at, end);
  return closedString(state, units, at, quote.at, end, quote.at + 1, 'nothing after the closing quote');
}

/** A string that its own line, which ends at `firstEnd`, does not close. */
function stringOverLines(state: RegState, units: Uint16Array, at: number, firstEnd: number, end: number): number {
  if (endsInEscape(units, firstEnd)) {
    return rejectValue(state, units, end, 'a character after the backslash', at);
  }
  const found = findQuoteBeyondLine(state, units, firstEnd, end);
  if (found === 'cut') return U.CUT;
  if (found === 'none') {
    const lineEnd = rejectValue(state, units, end, MISSING_QUOTE, at);
    enterDoubt(state);
    return lineEnd;
  }
  const close = state.quote.at;
  const lines = 1 + countLineEnds(units, firstEnd, close);
  const next =
    found === 'broken'
      ? rejectValue(state, units, end, MISSING_QUOTE, at)
      : closedString(state, units, at, close, end, firstEnd, MISSING_QUOTE);
  if (next === U.CUT) return next;
  if (next <= close) {
    // Either this line lacks its quote, or the lines up to the next quote are text of the string.
    const quoteLine = state.line + lines - 1;
    doubtUntil(state, isFirstOfLine(units, close) ? quoteLine : quoteLine + 1);
    return next;
  }
  if (state.value.isWanted || state.interest.everything) {
    const location = locate(state, state.value.lineStart, state.value.from, firstEnd);
    diagnose(state, 'parse/line-break-in-string', 'note', { lines }, location);
  }
  state.linesInValue = lines;
  return next;
}

/**
 * A string whose closing quote is at `close`; `to` is the end of its text on the first line. When more than a
 * comment follows the quote, the value is rejected and reading goes on after its first line.
 */
function closedString(
  state: RegState,
  units: Uint16Array,
  at: number,
  close: number,
  end: number,
  to: number,
  expected: string,
): number {
  const rest = U.skipBlanks(units, close + 1, end);
  const lineEnd = U.findLineEnd(units, rest, end);
  if (lineEnd >= end) return U.CUT;
  const isComment = units[rest] === U.SEMICOLON;
  if (rest !== lineEnd && !isComment) return rejectValue(state, units, end, expected, at);
  if (isComment) noteDefect(state, 'comment', locate(state, state.value.lineStart, rest, lineEnd), lineEnd);
  // In a key that rules ask for, a value that an import rejects taints the key, whether they ask for it or not.
  if (!state.isTarget || state.noKey !== null) return acceptValue(state, units, REG_SZ, null, to, lineEnd);
  const text = unescapeString(units, at + 1, close);
  if (text === null) {
    // Over all its lines: what stands in a string is no line of its own, whoever asks for it.
    noteEnd(state, lineEnd);
    const { lineStart, from, name } = state.value;
    const actual = actualText(units, from, to);
    recordRejection(state, name, 'a string without \\0', actual, locate(state, lineStart, from, to));
    return lineEnd;
  }
  return acceptValue(state, units, REG_SZ, state.value.isWanted ? storedString(text) : null, to, lineEnd);
}

function countLineEnds(units: Uint16Array, from: number, to: number): number {
  let count = 0;
  for (let at = U.findLineEnd(units, from, to); at < to; count++) {
    at = U.findLineEnd(units, U.afterLineEnd(units, at, to), to);
  }
  return count;
}

/** Whether an odd number of backslashes stands right before `lineEnd`: an escape cannot take a line end. */
function endsInEscape(units: Uint16Array, lineEnd: number): boolean {
  let i = lineEnd - 1;
  while (i >= 0 && units[i] === U.BACKSLASH) i--;
  return (lineEnd - 1 - i) % 2 === 1;
}

/** Whether nothing but blanks stands before `at` on its line. */
function isFirstOfLine(units: Uint16Array, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && (units[i] === U.BLANK || units[i] === U.TAB)) i--;
  return i < 0 || units[i] === U.LF || units[i] === U.CR;
}

/**
 * Looks for the first unescaped quote after the first line: `found` leaves it in `state.quote`, as `broken` does where a
 * backslash before a line end shows that the text is no exported string; `none` reached the end of the file, `cut` that
 * of the buffer.
 */
function findQuoteBeyondLine(
  state: RegState,
  units: Uint16Array,
  firstEnd: number,
  end: number,
): 'found' | 'broken' | 'none' | 'cut' {
  const { quote } = state;
  let isBroken = false;
  let at = firstEnd;
  while (at < end) {
    findClosingQuote(units, U.afterLineEnd(units, at, end), end, quote);
    if (quote.ending === 'quote') return isBroken ? 'broken' : 'found';
    if (quote.ending === 'cut') break;
    // At the end of the file it may be cut between the two backslashes of an escape.
    if (endsInEscape(units, quote.at)) isBroken = true;
    at = quote.at;
  }
  return state.isFinal ? 'none' : 'cut';
}
