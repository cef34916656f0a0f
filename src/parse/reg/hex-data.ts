import type { WordBuffer } from './word-buffer.ts';
import * as U from './units.ts';

/** Collects the bytes of one value; null where no rule asks for it. */
export interface ByteCollector {
  readonly add: (byte: number) => void;
  readonly bytes: () => Uint8Array;
  readonly length: () => number;
  /** Forgets what was added after the first `length` bytes: the line that added them is read again. */
  readonly truncate: (length: number) => void;
}

/** A collector that grows by doubling. */
export function createByteCollector(): ByteCollector {
  let buffer = new Uint8Array(64);
  let length = 0;
  return {
    add: (byte) => {
      if (length === buffer.length) {
        const grown = new Uint8Array(buffer.length * 2);
        grown.set(buffer);
        buffer = grown;
      }
      buffer[length++] = byte;
    },
    bytes: () => buffer.slice(0, length),
    length: () => length,
    truncate: (shorter) => {
      length = shorter;
    },
  };
}

/**
 * What a line of hex data came to: `complete` ends the value, `continued` ends with a backslash, `invalid` is
 * rejected whole, `cut` ran into the end of the buffer before a line end.
 */
export type HexLine = 'complete' | 'continued' | 'invalid' | 'cut';

/** The result of one line, with the index where the reader stopped (a line end, a comment, or the offence). */
export interface HexReading {
  line: HexLine;
  at: number;
}

/**
 * Reads the hex bytes of one line from `at`: one or two digits each (leading zeros are taken), commas between
 * them, a comma at the end allowed; blanks may precede a byte, not a comma; a backslash continues the value only
 * right after a comma or instead of the first byte (REG-SYNTAX section 1). Writes into `reading`.
 */
export function readHexLine(
  buffer: WordBuffer,
  from: number,
  end: number,
  collector: ByteCollector | null,
  reading: HexReading,
): void {
  const { units } = buffer;
  let i = from;
  for (;;) {
    i = collector === null ? skipPairs(buffer, i, end) : readPairs(units, i, end, collector);
    i = U.skipBlanks(units, i, end);
    if (i >= end) return stop(reading, 'cut', i);
    const unit = units[i] as number;
    if (unit === U.BACKSLASH) return readBackslash(units, i, end, reading);
    if (unit === U.CR || unit === U.LF || unit === U.SEMICOLON) return stop(reading, 'complete', i);
    const start = i;
    let byte = 0;
    for (let digit = U.hexDigit(unit); digit < 16; digit = i < end ? U.hexDigit(units[i] as number) : 255) {
      byte = Math.min((byte << 4) | digit, 0x1000);
      i++;
    }
    if (i === start || byte > 0xff) return stop(reading, 'invalid', start);
    if (i >= end) return stop(reading, 'cut', i);
    if (collector !== null) collector.add(byte);
    const after = units[i] as number;
    if (after === U.COMMA) {
      i++;
    } else {
      if (after === U.BLANK || after === U.TAB) i = U.skipBlanks(units, i, end);
      if (i >= end) return stop(reading, 'cut', i);
      const last = units[i] as number;
      return stop(reading, last === U.CR || last === U.LF || last === U.SEMICOLON ? 'complete' : 'invalid', i);
    }
  }
}

/** The common case first: two digits and a comma, again and again. Returns where that ends. */
function readPairs(units: Uint16Array, from: number, end: number, collector: ByteCollector): number {
  let i = from;
  for (const last = end - 3; i <= last; i += 3) {
    const high = U.hexDigit(units[i] as number);
    const low = U.hexDigit(units[i + 1] as number);
    if (units[i + 2] !== U.COMMA || (high | low) > 15) break;
    collector.add((high << 4) | low);
  }
  return i;
}

/** 1 for each pair of units below 128 that are both hexadecimal digits, at `first | second << 7`. */
const DIGIT_PAIRS = new Uint8Array(1 << 14);
for (const first of '0123456789abcdefABCDEF') {
  for (const second of '0123456789abcdefABCDEF') DIGIT_PAIRS[first.charCodeAt(0) | (second.charCodeAt(0) << 7)] = 1;
}

/**
 * Skips pairs that nobody asks for. Hex data is half of an export, and its damage is counted even where no rule
 * looks, so this loop takes two pairs at once from words of two units: `dd` `,d` `d,` (measured: more than twice as
 * fast as unit by unit).
 */
export function skipPairs(buffer: WordBuffer, from: number, end: number): number {
  const { units, words, base } = buffer;
  const pairs = DIGIT_PAIRS;
  let i = from;
  if (((base + i) & 1) === 1) {
    i = skipOnePair(units, i, end);
    if (i === from) return i;
  }
  let word = (base + i) >> 1;
  for (const last = end - 6; i <= last; i += 6, word += 3) {
    const a = words[word] as number;
    const b = words[word + 1] as number;
    const c = words[word + 2] as number;
    if ((b & 0xffff) !== U.COMMA || c >>> 16 !== U.COMMA) break;
    if (((a | (b & 0xffff0000) | (c & 0xffff)) & 0xff80ff80) !== 0) break;
    const first = pairs[(a & 0x7f) | ((a >>> 9) & 0x3f80)] as number;
    const second = pairs[((b >>> 16) & 0x7f) | ((c & 0x7f) << 7)] as number;
    if ((first & second) === 0) break;
  }
  for (let before = -1; i !== before;) {
    before = i;
    i = skipOnePair(units, i, end);
  }
  return i;
}

function skipOnePair(units: Uint16Array, i: number, end: number): number {
  if (i + 2 >= end || units[i + 2] !== U.COMMA) return i;
  return (U.hexDigit(units[i] as number) | U.hexDigit(units[i + 1] as number)) < 16 ? i + 3 : i;
}

function stop(reading: HexReading, line: HexLine, at: number): void {
  reading.line = line;
  reading.at = at;
}

/** After the backslash only blanks and a `;` comment may stand. */
function readBackslash(units: Uint16Array, at: number, end: number, reading: HexReading): void {
  const i = U.skipBlanks(units, at + 1, end);
  if (i >= end) return stop(reading, 'cut', at);
  const unit = units[i] as number;
  stop(reading, unit === U.CR || unit === U.LF || unit === U.SEMICOLON ? 'continued' : 'invalid', i);
}
