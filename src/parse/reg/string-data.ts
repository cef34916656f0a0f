import * as U from './units.ts';

/** Where a quoted string ends: at its closing quote, at a line end before it, or at the end of the buffer. */
export type QuoteEnd = 'quote' | 'line-end' | 'cut';

export interface QuoteReading {
  ending: QuoteEnd;
  /** The index of the closing quote, or of the line end. */
  at: number;
}

/**
 * Finds the closing quote of a string whose text begins at `from`, on its own line. A backslash takes the next
 * character with it, but never a line end.
 */
export function findClosingQuote(units: Uint16Array, from: number, end: number, reading: QuoteReading): void {
  let i = from;
  for (; i < end; i++) {
    const unit = units[i] as number;
    // Nearly all units of a string are letters, digits or punctuation above the quote.
    if (unit > U.QUOTE && unit !== U.BACKSLASH) continue;
    if (unit === U.QUOTE || unit === U.LF || unit === U.CR) break;
    if (unit === U.BACKSLASH) {
      i++;
      if (i < end && (units[i] === U.CR || units[i] === U.LF)) break;
    }
  }
  reading.at = Math.min(i, end);
  if (i >= end) reading.ending = 'cut';
  else reading.ending = units[i] === U.QUOTE ? 'quote' : 'line-end';
}

/**
 * The text of a quoted string: `\\` and `\"` stand for themselves, `\n` and `\r` for line feed and carriage return,
 * the backslash of any other escape is dropped (measured with Wine 8.0). Null when the string holds `\0` or a NUL,
 * which no registry editor takes.
 */
export function unescapeString(units: Uint16Array, start: number, end: number): string | null {
  let text = '';
  let run = start;
  for (let i = start; i < end; i++) {
    const unit = units[i] as number;
    if (unit === 0) return null;
    if (unit !== U.BACKSLASH) continue;
    text += U.textOfUnits(units, run, i);
    i++;
    const next = units[i] as number;
    if (next === 0x30 || next === 0) return null;
    text += next === 0x6e ? '\n' : next === 0x72 ? '\r' : String.fromCharCode(next);
    run = i + 1;
  }
  return text + U.textOfUnits(units, run, end);
}

/** Text as a registry stores it: UTF-16LE with one terminator. */
export function storedString(text: string): Uint8Array {
  const bytes = new Uint8Array((text.length + 1) * 2);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[i * 2] = unit & 0xff;
    bytes[i * 2 + 1] = unit >> 8;
  }
  return bytes;
}
