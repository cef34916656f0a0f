import { foldName } from '../../model/key-path.ts';
import { REG_BINARY, REG_DWORD } from '../../model/registry-type.ts';
import { acceptValue, deleteValue, noteEnd, rejectValue } from './accept-value.ts';
import { createByteCollector, readHexLine, type ByteCollector } from './hex-data.ts';
import { hashHigh, hashLow, HASH_SEED_HIGH, HASH_SEED_LOW } from './name-set.ts';
import { diagnose, excerptOf, locate, noteDefect, type PendingHex, type RegState } from './reg-state.ts';
import { storedBytes } from './stored-bytes.ts';
import { findClosingQuote, unescapeString } from './string-data.ts';
import { stringData } from './string-lines.ts';
import * as U from './units.ts';

/**
 * Reads the value line whose name begins at `from` (a quote or `@`). Returns the index of the line end where the
 * value's last line stops, or CUT; nothing has been handed out then.
 */
export function valueLine(state: RegState, units: Uint16Array, lineStart: number, from: number, end: number): number {
  const { value } = state;
  value.lineStart = lineStart;
  value.from = from;
  value.name = null;
  value.isWanted = false;
  const { hash } = state;
  hash.low = HASH_SEED_LOW;
  hash.high = HASH_SEED_HIGH;
  let afterName = from + 1;
  if (units[from] === U.QUOTE) {
    const close = findNameEnd(state, units, from + 1, end);
    if (close >= end) return U.CUT;
    if (units[close] !== U.QUOTE) return rejectValue(state, units, end, 'a closing quote after the name', close);
    afterName = close + 1;
  }
  const equals = U.skipBlanks(units, afterName, end);
  const data = units[equals] === U.EQUALS ? U.skipBlanks(units, equals + 1, end) : equals;
  if (data >= end) return U.CUT;
  if (state.noKey === null && state.isTarget && !readName(state, units, from, afterName)) {
    return rejectValue(state, units, end, 'a name without NUL', data);
  }
  if (units[equals] !== U.EQUALS) return rejectValue(state, units, end, 'an equals sign after the name', data);
  const next = valueData(state, units, data, end);
  // Counted once the line is whole: a line that runs into the end of the buffer is read again. What follows a refused
  // header was meant for another key.
  const isJudged = next !== U.CUT && state.defect === null && state.noKey === null && state.damage === null;
  if (isJudged && state.valueNames.add(hash.low, hash.high)) {
    const lineEnd = U.findLineEnd(units, data, end);
    noteDefect(state, 'repeated-value', locate(state, lineStart, from, lineEnd), lineEnd);
  }
  return next;
}

/**
 * The index of the quote that closes a name, or of the line end before it; `end` when the buffer ends first. Hashes
 * the folded name into `state.hash` while the part may still be an export, where no value comes twice.
 */
function findNameEnd(state: RegState, units: Uint16Array, from: number, end: number): number {
  if (state.defect !== null) {
    findClosingQuote(units, from, end, state.quote);
    return state.quote.at;
  }
  const { folder, hash } = state;
  const { memo } = folder;
  let low = HASH_SEED_LOW;
  let high = HASH_SEED_HIGH;
  let i = from;
  for (; i < end; i++) {
    let unit = units[i] as number;
    if (unit === U.QUOTE || unit === U.LF || unit === U.CR) break;
    if (unit === U.BACKSLASH) {
      if (++i >= end) return end;
      unit = units[i] as number;
      if (unit === U.LF || unit === U.CR) break;
    }
    let folded = memo[unit] as number;
    if (folded === 0) folded = folder.fold(unit);
    low = hashLow(low, folded);
    high = hashHigh(high, low);
  }
  hash.low = low;
  hash.high = high;
  return i;
}

/** Builds the name, which only keys that rules ask for need. False: it holds a NUL. */
function readName(state: RegState, units: Uint16Array, from: number, afterName: number): boolean {
  const name = units[from] === U.QUOTE ? unescapeString(units, from + 1, afterName - 1) : '';
  if (name === null) return false;
  const wanted = state.node?.valueNames;
  state.value.name = name;
  state.value.isWanted = state.interest.everything || wanted === null || (wanted?.has(foldName(name)) ?? false);
  return true;
}

/** The data after the equals sign, at `at`. */
function valueData(state: RegState, units: Uint16Array, at: number, end: number): number {
  switch (units[at]) {
    case U.QUOTE:
      return stringData(state, units, at, end);
    case 0x64: // d
      return dwordData(state, units, at, end);
    case 0x68: // h
      return hexData(state, units, at, end);
    case U.MINUS:
      return deletion(state, units, at, end);
    default:
      return notAType(state, units, at, end);
  }
}

function notAType(state: RegState, units: Uint16Array, at: number, end: number): number {
  return rejectValue(state, units, end, 'a quoted string, dword:, hex: or -', at);
}

/** `dword:` and one to eight hexadecimal digits. */
function dwordData(state: RegState, units: Uint16Array, at: number, end: number): number {
  if (!U.startsWith(units, at, end, 'dword:')) return notAType(state, units, at, end);
  const first = U.skipBlanks(units, at + 6, end);
  let number = 0;
  let hasCapital = false;
  let i = first;
  for (; i < end; i++) {
    const unit = units[i] as number;
    const digit = U.hexDigit(unit);
    if (digit > 15) break;
    if (unit >= 0x41 && unit <= 0x46) hasCapital = true;
    number = (number << 4) | digit;
  }
  const rest = U.skipBlanks(units, i, end);
  const lineEnd = U.findLineEnd(units, rest, end);
  if (lineEnd >= end) return U.CUT;
  const digits = i - first;
  const isComment = units[rest] === U.SEMICOLON;
  if (digits < 1 || digits > 8 || (rest !== lineEnd && !isComment)) {
    return rejectValue(state, units, end, 'one to eight hexadecimal digits', at);
  }
  if (digits !== 8 || hasCapital || isComment || first !== at + 6) {
    const { lineStart, from } = state.value;
    const location = locate(state, lineStart, from, i);
    noteDefect(state, isComment ? 'comment' : 'dword-spelling', location, lineEnd);
    if (digits !== 8 && state.value.isWanted) diagnose(state, 'parse/short-dword', 'note', { digits }, location);
  }
  const bytes = state.value.isWanted
    ? Uint8Array.of(number & 0xff, (number >>> 8) & 0xff, (number >>> 16) & 0xff, number >>> 24)
    : null;
  return acceptValue(state, units, REG_DWORD, bytes, i, lineEnd);
}

/** The type number of `hex(n):` at `at`, with the index after the colon in `state.hexReading`; -1 when it is none. */
function hexType(state: RegState, units: Uint16Array, at: number, end: number): number {
  let i = U.skipBlanks(units, at + 4, end);
  const first = i;
  let type = 0;
  for (; i < end; i++) {
    const digit = U.hexDigit(units[i] as number);
    if (digit > 15) break;
    type = Math.min(type * 16 + digit, 2 ** 40);
  }
  if (i === first || type > 0xffffffff || units[i] !== U.CLOSE_PARENTHESIS || units[i + 1] !== U.COLON) return -1;
  state.hexReading.at = i + 2;
  return type;
}

/** Hex data of a key that no rule asks for: only its end matters. */
const UNASKED_HEX: PendingHex = {
  name: null,
  isWanted: false,
  type: REG_BINARY,
  collector: null,
  location: { artifact: '', line: 0, column: 0 },
  excerpt: '',
};

function pendingHex(
  state: RegState,
  units: Uint16Array,
  type: number,
  collector: ByteCollector | null,
  end: number,
): PendingHex {
  const { name, isWanted, lineStart, from } = state.value;
  const to = U.trimBlanks(units, from, end);
  const location = locate(state, lineStart, from, to);
  return { name, isWanted, type, collector, location, excerpt: excerptOf(units, from, to) };
}

/** `hex:` or `hex(n):` and the bytes of its first line. */
function hexData(state: RegState, units: Uint16Array, at: number, end: number): number {
  const { value, hexReading: reading } = state;
  // A type can only be judged when its line, or plenty of it, is there.
  if (end - at < 64 && U.findLineEnd(units, at, end) >= end) return U.CUT;
  let type = REG_BINARY;
  if (U.startsWith(units, at, end, 'hex(')) type = hexType(state, units, at, end);
  else if (U.startsWith(units, at, end, 'hex:')) reading.at = at + 4;
  else return notAType(state, units, at, end);
  if (type < 0) return rejectValue(state, units, end, 'hex(n): with a hexadecimal type n of at most ffffffff', at);
  const collector = value.isWanted ? createByteCollector() : null;
  readHexLine(state.buffer, reading.at, end, collector, reading);
  if (reading.line === 'cut') return U.CUT;
  if (reading.line === 'invalid') return rejectValue(state, units, end, 'hexadecimal bytes between commas', reading.at);
  const lineEnd = U.findLineEnd(units, reading.at, end);
  if (lineEnd >= end) return U.CUT;
  if (reading.at !== lineEnd) {
    noteDefect(state, 'comment', locate(state, value.lineStart, reading.at, lineEnd), lineEnd);
  }
  if (reading.line === 'continued') {
    // A value without a key is told when it ends.
    const isUnasked = value.name === null && state.noKey === null;
    state.pendingHex = isUnasked ? UNASKED_HEX : pendingHex(state, units, type, collector, reading.at);
    return lineEnd;
  }
  const to = U.trimBlanks(units, value.from, reading.at);
  const location = locate(state, value.lineStart, value.from, to);
  const bytes = collector && storedBytes(state, type, collector.bytes(), location);
  return acceptValue(state, units, type, bytes, to, lineEnd);
}

/** `"name"=-` */
function deletion(state: RegState, units: Uint16Array, at: number, end: number): number {
  const rest = U.skipBlanks(units, at + 1, end);
  const lineEnd = U.findLineEnd(units, rest, end);
  if (lineEnd >= end) return U.CUT;
  if (rest !== lineEnd && units[rest] !== U.SEMICOLON) {
    return rejectValue(state, units, end, 'nothing after the minus sign', at);
  }
  if (rest !== lineEnd) noteDefect(state, 'comment', locate(state, state.value.lineStart, rest, lineEnd), lineEnd);
  noteEnd(state, lineEnd);
  return deleteValue(state, units, at + 1, lineEnd);
}
