import { commentedOutHeader } from './header-line.ts';
import { findHiddenHeader } from './read-header.ts';
import { actualText, diagnose, enterDoubt, locate, noteDefect, type RegState } from './reg-state.ts';
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

/** What a file header looks like to people, at the end of a line: joined files need not have an exact one. */
const LIKE_HEADER = /(?:windows registry editor version [\d.]+|regedit4)[ \t]*$/iu;

/**
 * Whether the line ends with something like a file header: `glued` when other text stands before it, because the file
 * before was cut in that line, `own` when nothing but blanks and byte order marks does. An import takes neither for a
 * header; what follows is another file all the same.
 */
export function joinedHeader(units: Uint16Array, lineStart: number, lineEnd: number): 'glued' | 'own' | null {
  const text = U.textOfUnits(units, Math.max(lineStart, lineEnd - 256), lineEnd);
  const found = LIKE_HEADER.exec(text);
  if (!found) return null;
  const isWhole = lineEnd - lineStart <= 256;
  return isWhole && /^[\s\ufeff]*$/u.test(text.slice(0, found.index)) ? 'own' : 'glued';
}

/** A comment, or text that an import ignores; `from` is its first unit that is no blank. */
export function otherLine(state: RegState, units: Uint16Array, lineStart: number, from: number, lineEnd: number): void {
  const isComment = units[from] === U.SEMICOLON || units[from] === U.HASH;
  const location = locate(state, lineStart, from, U.trimBlanks(units, from, lineEnd));
  noteDefect(state, isComment ? 'comment' : 'ignored-line', location, lineEnd);
  if (units.subarray(from, lineEnd).includes(0)) {
    // An importer stops at a NUL (Wine 8.0): what stands after it may or may not count.
    diagnose(state, 'parse/nul-character', 'warning', {}, location);
    enterDoubt(state);
  }
  if (isComment || state.isInDoubt || joinedHeader(units, lineStart, lineEnd) !== null) return;
  if (findHiddenHeader(units, from, lineEnd, false) >= 0) return;
  if (units[from] === U.BYTE_ORDER_MARK) diagnose(state, 'parse/byte-order-mark-inside', 'warning', {}, location);
  diagnose(state, 'parse/ignored-line', 'warning', { actual: actualText(units, from, lineEnd) }, location);
}

/**
 * Looks into the text of a line that is no registry syntax for a key header that was lost there: the values after it
 * fall into the key before (REG-SYNTAX section 3).
 */
export function hiddenHeader(
  state: RegState,
  units: Uint16Array,
  lineStart: number,
  from: number,
  lineEnd: number,
): void {
  const first = units[U.skipBlanks(units, from, lineEnd)];
  const isComment = first === U.SEMICOLON || first === U.HASH || first === U.QUOTE || first === U.AT;
  const open = findHiddenHeader(units, from, lineEnd, isComment);
  if (open >= 0) commentedOutHeader(state, units, lineStart, open, lineEnd);
}
