/** The code units that the grammar of `.reg` files names. */
export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const BLANK = 0x20;
export const CLOSE_PARENTHESIS = 0x29;
export const QUOTE = 0x22;
export const HASH = 0x23;
export const COMMA = 0x2c;
export const MINUS = 0x2d;
export const COLON = 0x3a;
export const SEMICOLON = 0x3b;
export const EQUALS = 0x3d;
export const AT = 0x40;
export const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
export const BYTE_ORDER_MARK = 0xfeff;

/** "Not enough units in the buffer yet": the construct is read again when there are more. */
export const CUT = -1;

/** The index of the first unit at or after `at` that is neither a blank nor a tab. */
export function skipBlanks(units: Uint16Array, at: number, end: number): number {
  let i = at;
  while (i < end && (units[i] === BLANK || units[i] === TAB)) i++;
  return i;
}

/** The index just after the last unit in `[start, end)` that is neither a blank nor a tab. */
export function trimBlanks(units: Uint16Array, start: number, end: number): number {
  let i = end;
  while (i > start && (units[i - 1] === BLANK || units[i - 1] === TAB)) i--;
  return i;
}

/** The index of the line end (CR or LF) at or after `at`, or `end`. No other character ends a line. */
export function findLineEnd(units: Uint16Array, at: number, end: number): number {
  let i = at;
  while (i < end) {
    const unit = units[i] as number;
    if (unit === LF || unit === CR) return i;
    i++;
  }
  return end;
}

/** The start of the line after the line end at `at`: CRLF is one line end, as are CR and LF alone. */
export function afterLineEnd(units: Uint16Array, at: number, end: number): number {
  if (at >= end) return end;
  return units[at] === CR && at + 1 < end && units[at + 1] === LF ? at + 2 : at + 1;
}

/** Whether `text` (ASCII) stands at `at`. */
export function startsWith(units: Uint16Array, at: number, end: number, text: string): boolean {
  if (end - at < text.length) return false;
  for (let i = 0; i < text.length; i++) if (units[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** 0 to 15 for the hexadecimal digits of both cases, 255 for every other unit. */
const HEX_DIGITS = new Uint8Array(0x10000).fill(255);
for (let digit = 0; digit < 16; digit++) {
  const char = digit.toString(16);
  HEX_DIGITS[char.charCodeAt(0)] = digit;
  HEX_DIGITS[char.toUpperCase().charCodeAt(0)] = digit;
}

/** The value of a hexadecimal digit, or 255. */
export function hexDigit(unit: number): number {
  return HEX_DIGITS[unit] as number;
}

/** Units as a string; cut in pieces, because a call takes only so many arguments. */
export function textOfUnits(units: Uint16Array, start: number, end: number): string {
  const PIECE = 8192;
  if (end - start <= PIECE) return String.fromCharCode(...units.subarray(start, end));
  let text = '';
  for (let i = start; i < end; i += PIECE) text += String.fromCharCode(...units.subarray(i, Math.min(end, i + PIECE)));
  return text;
}
