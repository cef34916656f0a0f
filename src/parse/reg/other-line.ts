import { longRootName } from '../../model/key-path.ts';
import { commentedOutHeader } from './header-line.ts';
import { actualText, diagnose, locate, noteDefect, type RegState } from './reg-state.ts';
import * as U from './units.ts';

const HEADERS: readonly (readonly [text: string, version: '5.00' | '4'])[] = [
  ['Windows Registry Editor Version 5.00', '5.00'],
  ['REGEDIT4', '4'],
];

/**
 * The version that a file header line states: blanks and tabs, the exact text, and nothing more
 * (fixtures/reg-syntax, `refused-*` and `fuzzy-*`). Null for any other line.
 */
export function fileHeaderVersion(units: Uint16Array, lineStart: number, lineEnd: number): '5.00' | '4' | null {
  let from = U.skipBlanks(units, lineStart, lineEnd);
  // Joining files with a tool that keeps marks leaves a second one; an import passes over it before a header.
  if (units[from] === U.BYTE_ORDER_MARK) from++;
  for (const [text, version] of HEADERS) {
    if (lineEnd - from === text.length && U.startsWith(units, from, lineEnd, text)) return version;
  }
  return null;
}

/** Whether a line ends with the file header of the next file: the file before was cut and joined to it. */
export function endsInFileHeader(units: Uint16Array, lineStart: number, lineEnd: number): boolean {
  return HEADERS.some(([text]) => {
    const from = lineEnd - text.length;
    return from >= lineStart && U.startsWith(units, from, lineEnd, text);
  });
}

/** The bracket of a key header that a comment or other text hides, or -1. */
function hiddenHeader(units: Uint16Array, from: number, lineEnd: number): number {
  for (let open = from; open < lineEnd; open++) {
    if (units[open] !== U.OPEN_BRACKET) continue;
    let start = U.skipBlanks(units, open + 1, lineEnd);
    if (units[start] === U.MINUS) start = U.skipBlanks(units, start + 1, lineEnd);
    let stop = start;
    while (stop < lineEnd && stop < start + 64 && units[stop] !== U.BACKSLASH && units[stop] !== U.CLOSE_BRACKET)
      stop++;
    if (longRootName(U.textOfUnits(units, start, stop).trim().replace(/:$/u, '')) !== null) return open;
    return -1;
  }
  return -1;
}

/** A comment, or text that an import ignores; `from` is its first unit that is no blank. */
export function otherLine(state: RegState, units: Uint16Array, lineStart: number, from: number, lineEnd: number): void {
  const isComment = units[from] === U.SEMICOLON || units[from] === U.HASH;
  const location = locate(state, lineStart, from, U.trimBlanks(units, from, lineEnd));
  noteDefect(state, isComment ? 'comment' : 'ignored-line', location, lineEnd);
  const open = hiddenHeader(units, from, lineEnd);
  if (open >= 0) return commentedOutHeader(state, units, lineStart, open, lineEnd);
  if (isComment || state.isInDoubt) return;
  if (units[from] === U.BYTE_ORDER_MARK) diagnose(state, 'parse/byte-order-mark-inside', 'warning', {}, location);
  diagnose(state, 'parse/ignored-line', 'warning', { actual: actualText(units, from, lineEnd) }, location);
}
