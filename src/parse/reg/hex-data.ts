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
    // The common case first: two digits and a comma.
    while (i + 2 < end && units[i + 2] === COMMA) {
      const high = hexDigit(units[i] as number);
      const low = hexDigit(units[i + 1] as number);
      if (high < 0 || low < 0) break;
      if (collector !== null) collector.add((high << 4) | low);
      i += 3;
    }
    i = skipBlanks(units, i, end);
    if (i >= end) return stop(reading, 'cut', i);
    const unit = units[i] as number;
    if (unit === BACKSLASH) return readBackslash(units, i, end, reading);
    if (unit === CR || unit === LF || unit === SEMICOLON) return stop(reading, 'complete', i);
    const start = i;
    let byte = 0;
    for (let digit = hexDigit(unit); digit >= 0; digit = i < end ? hexDigit(units[i] as number) : -1) {
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
