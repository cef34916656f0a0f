import { foldName } from '../../model/key-path.ts';
import type { Location } from '../../model/location.ts';
import { REG_BINARY, REG_DWORD, REG_SZ } from '../../model/registry-type.ts';
import { createByteCollector, readHexLine } from './hex-data.ts';
import { hashHigh, hashLow, HASH_SEED_HIGH, HASH_SEED_LOW } from './name-set.ts';
import {
  actualText,
  diagnose,
  excerptOf,
  isCutLine,
  isTargetKey,
  lastKeyOf,
  locate,
  noteDefect,
  type RegState,
} from './reg-state.ts';
import { looksLikeAnsi, storedHex } from './stored-bytes.ts';
import { findClosingQuote, storedString, unescapeString } from './string-data.ts';
import * as U from './units.ts';

/** "Not enough units in the buffer yet": the line is read again when there are more. */
export const CUT = -1;

/** A value line that is being read. */
interface ValueLine {
  readonly units: Uint16Array;
  readonly lineStart: number;
  /** The index of the opening quote of the name, or of `@`. */
  readonly from: number;
  readonly end: number;
  readonly name: ValueName;
}

interface ValueName {
  /** Null where nobody asks for values of this key. */
  readonly text: string | null;
  readonly isWanted: boolean;
}

const NO_NAME: ValueName = { text: null, isWanted: false };

/**
 * Reads the value line whose name begins at `from` (a quote or `@`). Returns the index of the line end where the
 * value's last line stops, or {@link CUT}.
 */
export function valueLine(state: RegState, units: Uint16Array, lineStart: number, from: number, end: number): number {
  let afterName = from + 1;
  let low = HASH_SEED_LOW;
  let high = HASH_SEED_HIGH;
  if (units[from] === U.QUOTE) {
    const { fold } = state;
    let i = from + 1;
    for (; i < end; i++) {
      let unit = units[i] as number;
      if (unit === U.QUOTE || unit === U.LF || unit === U.CR) break;
      if (unit === U.BACKSLASH) {
        if (++i >= end) break;
        unit = units[i] as number;
        if (unit === U.LF || unit === U.CR) break;
      }
      const folded = fold(unit);
      low = hashLow(low, folded);
      high = hashHigh(high, folded);
    }
    if (i >= end) return CUT;
    if (units[i] !== U.QUOTE) {
      return rejected(state, { units, lineStart, from, end, name: NO_NAME }, 'a closing quote after the name', i);
    }
    afterName = i + 1;
  }
  const equals = U.skipBlanks(units, afterName, end);
  const data = units[equals] === U.EQUALS ? U.skipBlanks(units, equals + 1, end) : equals;
  if (data >= end) return CUT;
  const name = state.noKey === null && isTargetKey(state) ? nameOf(state, units, from, afterName) : NO_NAME;
  const line = { units, lineStart, from, end, name };
  if (name === null) return rejected(state, { ...line, name: NO_NAME }, 'a name without NUL', data);
  const value = { ...line, name };
  if (units[equals] !== U.EQUALS) return rejected(state, value, 'an equals sign after the name', data);
  return valueData(state, value, data, low, high);
}

function nameOf(state: RegState, units: Uint16Array, from: number, afterName: number): ValueName | null {
  const text = units[from] === U.QUOTE ? unescapeString(units, from + 1, afterName - 1) : '';
  if (text === null) return null;
  const wanted = state.node?.valueNames;
  const isWanted = state.interest.everything || wanted === null || (wanted?.has(foldName(text)) ?? false);
  return { text, isWanted };
}

/** The data after the equals sign, at `at`. */
function valueData(state: RegState, line: ValueLine, at: number, low: number, high: number): number {
  const { units, end } = line;
  let next: number;
  switch (units[at]) {
    case U.QUOTE:
      next = stringData(state, line, at);
      break;
    case 0x64: // d
      next = dwordData(state, line, at);
      break;
    case 0x68: // h
      next = hexData(state, line, at);
      break;
    case U.MINUS:
      next = deletion(state, line, at);
      break;
    default:
      next = rejected(state, line, 'data: a quoted string, dword:, hex: or -', at);
  }
  // Counted once the line is whole: a line that runs into the end of the buffer is read again.
  if (next !== CUT && state.noKey === null && state.defect === null && state.valueNames.add(low, high)) {
    const lineEnd = U.findLineEnd(units, at, end);
    noteDefect(state, 'repeated-value', locate(state, line.lineStart, line.from, lineEnd), lineEnd);
  }
  return next;
}

/** Where the value stands, from its name to `to` on the same line. */
function placeOf(state: RegState, line: ValueLine, to: number): { location: Location; excerpt: string } {
  return {
    location: locate(state, line.lineStart, line.from, to),
    excerpt: excerptOf(line.units, line.from, to),
  };
}

/** Hands out a value; `to` is the end of its text on its first line, `lineEnd` where its last line stops. */
function accept(
  state: RegState,
  line: ValueLine,
  type: number,
  bytes: () => Uint8Array,
  to: number,
  lineEnd: number,
): number {
  state.counts.values++;
  noteEnd(state, lineEnd);
  if (state.noKey !== null) return lostValue(state, line, to, lineEnd);
  if (!line.name.isWanted || line.name.text === null) return lineEnd;
  const damage = damageAt(state, lineEnd);
  state.emit({
    kind: 'value',
    name: line.name.text,
    data: { type, bytes: bytes() },
    ...placeOf(state, line, to),
    ...(damage ? { damage } : {}),
  });
  if (state.damage !== null && state.damage !== 'unclosed-string') {
    const { location, excerpt } = placeOf(state, line, to);
    diagnose(state, 'parse/value-after-refused-header', 'warning', { actual: excerpt.slice(0, 80) }, location);
  }
  return lineEnd;
}

function damageAt(state: RegState, lineEnd: number): RegState['damage'] {
  return isCutLine(state, lineEnd) ? 'no-line-end' : state.damage;
}

/** A value whose line has no line end may be cut. */
function noteEnd(state: RegState, lineEnd: number): void {
  if (isCutLine(state, lineEnd) && !state.isInDoubt) state.cut = 'ends-inside-value';
}

/** Values before any key, under a deletion or after a header of an unknown root go nowhere. */
function lostValue(state: RegState, line: ValueLine, to: number, lineEnd: number): number {
  const location = locate(state, line.lineStart, line.from, to);
  const actual = actualText(line.units, line.from, to);
  if (state.noKey === 'deletion') diagnose(state, 'parse/value-under-deletion', 'warning', { actual }, location);
  else diagnose(state, 'parse/value-outside-key', 'warning', { actual }, location);
  if (state.noKey === 'before-first-key') noteDefect(state, 'value-outside-key', location, lineEnd);
  return lineEnd;
}

/** Rejects the value: an import leaves an older value as it is. Returns the end of the line that holds `at`. */
function rejected(state: RegState, line: ValueLine, expected: string, at: number): number {
  const { units, lineStart, from, end } = line;
  const lineEnd = U.findLineEnd(units, at, end);
  if (lineEnd >= end) return CUT;
  rejectValue(state, line.name.text, expected, units, lineStart, from, lineEnd);
  return lineEnd;
}

/** The same for a value whose first line is gone or whose place is known otherwise. */
export function rejectValue(
  state: RegState,
  name: string | null,
  expected: string,
  units: Uint16Array,
  lineStart: number,
  from: number,
  lineEnd: number,
): void {
  noteEnd(state, lineEnd);
  const location = locate(state, lineStart, from, U.trimBlanks(units, from, lineEnd));
  rejectAt(state, name, expected, actualText(units, from, lineEnd), location);
}

/** Records a rejected value: in full where rules ask for the key, else counted. */
export function rejectAt(state: RegState, name: string | null, expected: string, actual: string, at: Location): void {
  state.counts.damagedValues++;
  if (state.noKey === null && isTargetKey(state)) {
    state.emit({ kind: 'rejected-value', name, location: at });
    const code = expected === MISSING_QUOTE ? 'parse/missing-closing-quote' : 'parse/invalid-value';
    if (code === 'parse/invalid-value') diagnose(state, code, 'warning', { expected, actual }, at);
    else diagnose(state, code, 'warning', { actual }, at);
  } else {
    state.damagedElsewhere++;
  }
}

const MISSING_QUOTE = 'a closing quote';

/** `"..."`: on one line, or over several as regedit of Windows exports line breaks. */
function stringData(state: RegState, line: ValueLine, at: number): number {
  const { units, end } = line;
  const { quote } = state;
  findClosingQuote(units, at + 1, end, quote);
  if (quote.ending === 'cut') return CUT;
  if (quote.ending === 'line-end') return stringOverLines(state, line, at, quote.at);
  return closedString(state, line, at, quote.at, quote.at + 1, 'nothing after the closing quote');
}

/** A string that its own line does not close. */
function stringOverLines(state: RegState, line: ValueLine, at: number, firstEnd: number): number {
  if (endsInEscape(line.units, firstEnd)) return rejected(state, line, 'a character after the backslash', at);
  const found = findQuoteBeyondLine(state, line.units, firstEnd, line.end);
  switch (found) {
    case 'cut':
      return CUT;
    case 'broken':
      return rejected(state, line, MISSING_QUOTE, at);
    case 'none': {
      const lineEnd = rejected(state, line, MISSING_QUOTE, at);
      enterDoubt(state);
      return lineEnd;
    }
    case 'found':
      break;
    default:
      return found satisfies never;
  }
  const close = state.quote.at;
  const lines = 1 + countLineEnds(line.units, firstEnd, close);
  const next = closedString(state, line, at, close, firstEnd, MISSING_QUOTE);
  if (next === CUT || next <= close) return next;
  state.linesInValue = lines;
  if (line.name.isWanted) {
    const location = locate(state, line.lineStart, line.from, firstEnd);
    diagnose(state, 'parse/line-break-in-string', 'note', { lines }, location);
  }
  return next;
}

/**
 * A string whose closing quote is at `close`; `to` is the end of its text on the first line. When more than a
 * comment follows the quote, the value is rejected and reading goes on after its first line.
 */
function closedString(
  state: RegState,
  line: ValueLine,
  at: number,
  close: number,
  to: number,
  expected: string,
): number {
  const { units, end } = line;
  const rest = U.skipBlanks(units, close + 1, end);
  const lineEnd = U.findLineEnd(units, rest, end);
  if (lineEnd >= end) return CUT;
  const isComment = units[rest] === U.SEMICOLON;
  if (rest !== lineEnd && !isComment) return rejected(state, line, expected, at);
  const text = line.name.isWanted ? unescapeString(units, at + 1, close) : '';
  if (text === null) return rejected(state, line, 'a string without \\0', at);
  if (isComment) noteDefect(state, 'comment', locate(state, line.lineStart, rest, lineEnd), lineEnd);
  return accept(state, line, REG_SZ, () => storedString(text), to, lineEnd);
}

/**
 * A quote that never closes: either its line lacks the closing quote, or the file is cut inside the string and the
 * rest is its text. An import reads on, so `convert` does; a verdict trusts nothing after it.
 */
export function enterDoubt(state: RegState): void {
  if (state.isInDoubt) return;
  state.lastKey = lastKeyOf(state);
  state.cut = 'ends-inside-value';
  state.isInDoubt = true;
  if (state.noKey === null) state.damage = 'unclosed-string';
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

/**
 * Looks for the first unescaped quote after the first line: `found` leaves it in `state.quote`, `broken` met a
 * backslash before a line end, `none` reached the end of the file, `cut` that of the buffer.
 */
function findQuoteBeyondLine(
  state: RegState,
  units: Uint16Array,
  firstEnd: number,
  end: number,
): 'found' | 'broken' | 'none' | 'cut' {
  const { quote } = state;
  let at = firstEnd;
  while (at < end) {
    findClosingQuote(units, U.afterLineEnd(units, at, end), end, quote);
    if (quote.ending === 'quote') return 'found';
    if (quote.ending === 'cut') break;
    if (endsInEscape(units, quote.at)) return 'broken';
    at = quote.at;
  }
  return state.isFinal ? 'none' : 'cut';
}

/** `dword:` and one to eight hexadecimal digits. */
function dwordData(state: RegState, line: ValueLine, at: number): number {
  const { units, end } = line;
  if (!U.startsWith(units, at, end, 'dword:')) return notAType(state, line, at);
  const first = U.skipBlanks(units, at + 6, end);
  let number = 0;
  let isExportSpelling = first === at + 6;
  let i = first;
  for (; i < end; i++) {
    const unit = units[i] as number;
    const digit = U.hexDigit(unit);
    if (digit < 0) break;
    if (unit >= 0x41 && unit <= 0x46) isExportSpelling = false;
    number = ((number << 4) | digit) >>> 0;
  }
  const rest = U.skipBlanks(units, i, end);
  const lineEnd = U.findLineEnd(units, rest, end);
  if (lineEnd >= end) return CUT;
  const digits = i - first;
  const isComment = units[rest] === U.SEMICOLON;
  if (digits < 1 || digits > 8 || (rest !== lineEnd && !isComment)) {
    return rejected(state, line, 'one to eight hexadecimal digits', at);
  }
  if (!isExportSpelling || digits !== 8 || isComment) noteDwordSpelling(state, line, digits, lineEnd, isComment);
  const bytes = (): Uint8Array =>
    Uint8Array.of(number & 0xff, (number >>> 8) & 0xff, (number >>> 16) & 0xff, number >>> 24);
  return accept(state, line, REG_DWORD, bytes, i, lineEnd);
}

function noteDwordSpelling(
  state: RegState,
  line: ValueLine,
  digits: number,
  lineEnd: number,
  isComment: boolean,
): void {
  const location = locate(state, line.lineStart, line.from, lineEnd);
  noteDefect(state, isComment ? 'comment' : 'dword-spelling', location, lineEnd);
  if (digits !== 8 && line.name.isWanted) diagnose(state, 'parse/short-dword', 'note', { digits }, location);
}

function notAType(state: RegState, line: ValueLine, at: number): number {
  return rejected(state, line, 'data: a quoted string, dword:, hex: or -', at);
}

/** `hex:` or `hex(n):` and the bytes of its first line. */
function hexData(state: RegState, line: ValueLine, at: number): number {
  const { units, end } = line;
  if (end - at < 16 && U.findLineEnd(units, at, end) >= end) return CUT;
  let type = REG_BINARY;
  let first = at + 4;
  if (U.startsWith(units, at, end, 'hex(')) {
    let i = U.skipBlanks(units, at + 4, end);
    const firstDigit = i;
    type = 0;
    for (let digit = U.hexDigit(units[i] ?? 0); digit >= 0; digit = U.hexDigit(units[++i] ?? 0)) {
      type = type * 16 + digit;
      if (type > 0xffffffff) return rejected(state, line, 'a type of at most ffffffff', at);
    }
    if (i === firstDigit || units[i] !== 0x29 || units[i + 1] !== U.COLON)
      return rejected(state, line, 'hex(type):', at);
    first = i + 2;
  } else if (!U.startsWith(units, at, end, 'hex:')) {
    return notAType(state, line, at);
  }
  const collector = line.name.isWanted ? createByteCollector() : null;
  const reading = state.hexReading;
  readHexLine(units, first, end, collector, reading);
  if (reading.line === 'cut') return CUT;
  if (reading.line === 'invalid') return rejected(state, line, 'hexadecimal bytes between commas', reading.at);
  const lineEnd = U.findLineEnd(units, reading.at, end);
  if (lineEnd >= end) return CUT;
  if (reading.at !== lineEnd) {
    noteDefect(state, 'comment', locate(state, line.lineStart, reading.at, lineEnd), lineEnd);
  }
  const to = U.trimBlanks(units, line.from, reading.at);
  if (reading.line === 'continued') {
    const { location, excerpt } = placeOf(state, line, to);
    state.pendingHex = { name: line.name.text, isWanted: line.name.isWanted, type, collector, location, excerpt };
    return lineEnd;
  }
  const bytes = (): Uint8Array => {
    return storedBytes(state, type, collector?.bytes() ?? NO_BYTES, locate(state, line.lineStart, line.from, to));
  };
  return accept(state, line, type, bytes, to, lineEnd);
}

const NO_BYTES = new Uint8Array(0);

/** The bytes an import stores; says so where they do not look like what the file version promises. */
export function storedBytes(state: RegState, type: number, bytes: Uint8Array, location: Location): Uint8Array {
  const isAnsi = state.version === '4' && !state.isUtf16;
  if (!isAnsi && looksLikeAnsi(type, bytes)) {
    const actual = String.fromCharCode(...bytes.subarray(0, 40));
    diagnose(state, 'parse/not-utf16-data', 'warning', { actual }, location);
  }
  return storedHex(type, bytes, isAnsi ? state.decodeAnsi : null);
}

/** `"name"=-` */
function deletion(state: RegState, line: ValueLine, at: number): number {
  const { units, end } = line;
  const rest = U.skipBlanks(units, at + 1, end);
  const lineEnd = U.findLineEnd(units, rest, end);
  if (lineEnd >= end) return CUT;
  if (rest !== lineEnd && units[rest] !== U.SEMICOLON) return rejected(state, line, 'nothing after the minus sign', at);
  noteEnd(state, lineEnd);
  if (state.noKey !== null) return lostValue(state, line, at + 1, lineEnd);
  const place = placeOf(state, line, at + 1);
  noteDefect(state, 'deletion', place.location, lineEnd);
  if (line.name.isWanted && line.name.text !== null) {
    const damage = damageAt(state, lineEnd);
    state.emit({ kind: 'delete-value', name: line.name.text, ...place, ...(damage ? { damage } : {}) });
  }
  return lineEnd;
}
