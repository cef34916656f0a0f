import { BACKSLASH, BLANK, COMMA, CR, hexDigit, LF, SEMICOLON, skipBlanks, TAB } from './units.ts';

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
  units: Uint16Array,
  from: number,
  end: number,
  collector: ByteCollector | null,
  reading: HexReading,
): void {
  let i = from;
  for (;;) {
    i = readPairs(units, i, end, collector);
    i = skipBlanks(units, i, end);
    if (i >= end) return stop(reading, 'cut', i);
    const unit = units[i] as number;
    if (unit === BACKSLASH) return readBackslash(units, i, end, reading);
    if (unit === CR || unit === LF || unit === SEMICOLON) return stop(reading, 'complete', i);
    const start = i;
    let byte = 0;
    for (let digit = hexDigit(unit); digit < 16; digit = i < end ? hexDigit(units[i] as number) : 255) {
      byte = Math.min((byte << 4) | digit, 0x1000);
      i++;
    }
    if (i === start || byte > 0xff) return stop(reading, 'invalid', start);
    if (i >= end) return stop(reading, 'cut', i);
    if (collector !== null) collector.add(byte);
    const after = units[i] as number;
    if (after === COMMA) {
      i++;
    } else {
      if (after === BLANK || after === TAB) i = skipBlanks(units, i, end);
      if (i >= end) return stop(reading, 'cut', i);
      const last = units[i] as number;
      return stop(reading, last === CR || last === LF || last === SEMICOLON ? 'complete' : 'invalid', i);
    }
  }
}

/** The common case first: two digits and a comma, again and again. Returns where that ends. */
function readPairs(units: Uint16Array, from: number, end: number, collector: ByteCollector | null): number {
  if (collector === null) return skipPairs(units, from, end);
  let i = from;
  for (const last = end - 3; i <= last; i += 3) {
    const high = hexDigit(units[i] as number);
    const low = hexDigit(units[i + 1] as number);
    if (units[i + 2] !== COMMA || (high | low) > 15) break;
    collector.add((high << 4) | low);
  }
  return i;
}

/** 1 for each pair of units below 128 that are hexadecimal digits, at `first | second << 7`. */
const DIGIT_PAIRS = Uint8Array.from({ length: 1 << 14 }, (_, pair) =>
  hexDigit(pair & 0x7f) < 16 && hexDigit(pair >> 7) < 16 ? 1 : 0,
);

/**
 * Skips pairs that nobody asks for, four at a time where they go on that long: hex data is half of an export, and
 * its damage is counted even where no rule looks.
 */
export function skipPairs(units: Uint16Array, from: number, end: number): number {
  let i = from;
  for (const last = end - 6; i <= last; i += 6) {
    const a = units[i] as number;
    const b = units[i + 1] as number;
    const c = units[i + 3] as number;
    const d = units[i + 4] as number;
    if ((a | b | c | d) > 0x7f || ((units[i + 2] as number) ^ COMMA) !== 0 || units[i + 5] !== COMMA) break;
    if (((DIGIT_PAIRS[a | (b << 7)] as number) & (DIGIT_PAIRS[c | (d << 7)] as number)) === 0) break;
  }
  while (
    i + 2 < end &&
    units[i + 2] === COMMA &&
    (hexDigit(units[i] as number) | hexDigit(units[i + 1] as number)) < 16
  ) {
    i += 3;
  }
  return i;
}

function stop(reading: HexReading, line: HexLine, at: number): void {
  reading.line = line;
  reading.at = at;
}

/** After the backslash only blanks and a `;` comment may stand. */
function readBackslash(units: Uint16Array, at: number, end: number, reading: HexReading): void {
  const i = skipBlanks(units, at + 1, end);
  if (i >= end) return stop(reading, 'cut', at);
  const unit = units[i] as number;
  stop(reading, unit === CR || unit === LF || unit === SEMICOLON ? 'continued' : 'invalid', i);
}
