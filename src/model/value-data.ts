import { REG_DWORD, REG_EXPAND_SZ, REG_MULTI_SZ, REG_QWORD, REG_SZ } from './registry-type.ts';

/** The data of one registry value, exactly as a registry stores it. */
export interface ValueData {
  /** The numeric registry type, or null when the source lost it (JSON made from PowerShell objects). */
  readonly type: number | null;
  /** The stored bytes, string terminators included; empty when the type is null. */
  readonly bytes: Uint8Array;
  /** What a source without a type showed; only set when `type` is null. */
  readonly scalar?: number | string;
}

/** What data means to a reader: a number, a decimal string (REG_QWORD), text, a list of texts, or null. */
export type DecodedData = number | string | readonly string[] | null;

const HEX_DIGITS = '0123456789abcdef';

/** Bytes as lower-case hex without separators. */
export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += HEX_DIGITS.charAt(byte >> 4) + HEX_DIGITS.charAt(byte & 15);
  return hex;
}

/** UTF-16LE bytes as text; a lone last byte is dropped, as the registry API's string readers do. */
export function utf16Text(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i + 1 < bytes.length; i += 2)
    text += String.fromCharCode((bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8));
  return text;
}

/** The unsigned number of a 4-byte REG_DWORD; null for any other type or length (nothing is coerced). */
export function dwordOf(data: ValueData): number | null {
  if (data.type !== REG_DWORD || data.bytes.length !== 4) return null;
  const [a = 0, b = 0, c = 0, d = 0] = data.bytes;
  return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
}

/** The text of a REG_SZ or REG_EXPAND_SZ up to its first NUL, as a registry editor shows it; null for other types. */
export function textOf(data: ValueData): string | null {
  if (data.type !== REG_SZ && data.type !== REG_EXPAND_SZ) return null;
  const text = utf16Text(data.bytes);
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

function listOf(bytes: Uint8Array): readonly string[] {
  const items: string[] = [];
  for (const item of utf16Text(bytes).split('\0')) {
    if (item === '') break; // the empty string ends a REG_MULTI_SZ
    items.push(item);
  }
  return items;
}

/**
 * The data as JSON can carry it: a number for a 4-byte REG_DWORD, a decimal string for an 8-byte REG_QWORD,
 * text, a list for REG_MULTI_SZ, else null.
 */
export function decodeData(data: ValueData): DecodedData {
  if (data.type === null) return data.scalar ?? null;
  if (data.type === REG_MULTI_SZ) return listOf(data.bytes);
  if (data.type === REG_QWORD) {
    if (data.bytes.length !== 8) return null;
    return new DataView(data.bytes.buffer, data.bytes.byteOffset, 8).getBigUint64(0, true).toString();
  }
  return dwordOf(data) ?? textOf(data);
}

/** Whether two values hold the same bytes (or the same untyped scalar); the type is compared separately. */
export function sameBytes(a: ValueData, b: ValueData): boolean {
  if (a.bytes.length !== b.bytes.length || a.scalar !== b.scalar) return false;
  return a.bytes.every((byte, i) => byte === b.bytes[i]);
}
