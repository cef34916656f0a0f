import type { RegType } from '../model/registry-type.ts';
import type { DecodedData, ValueData } from '../model/value-data.ts';
import { decodeData, toHex } from '../model/value-data.ts';
import { regTypeName } from '../model/registry-type.ts';

/** Longest text and longest run of bytes that a one-line description shows. */
const MOST_TEXT = 80;
const MOST_BYTES = 16;
const MOST_ITEMS = 8;

/** The name of a value as a registry editor prints it. */
export function valueLabel(name: string): string {
  return name === '' ? '(Default)' : name;
}

/** A count with its noun: `1 rule`, `8 rules`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** A number in decimal and, from ten on, in hex too: the same DWORD reads -1, 4294967295 or 0xffffffff elsewhere. */
export function numberText(value: number | bigint): string {
  return value < 10 ? `${value}` : `${value} (0x${value.toString(16)})`;
}

/** Text in quotes; long text is cut, and its length said. */
export function quoted(text: string): string {
  const shown = text.length > MOST_TEXT ? text.slice(0, MOST_TEXT).replace(/[\ud800-\udbff]$/, '') : text;
  const inner = shown.replaceAll('"', String.raw`\"`);
  return shown === text ? `"${inner}"` : `"${inner}…" (${text.length} characters)`;
}

function listText(items: readonly string[]): string {
  if (items.length === 0) return '(empty list)';
  const shown = items.slice(0, MOST_ITEMS).map(quoted).join(', ');
  return items.length > MOST_ITEMS ? `${shown}, … (${items.length} items)` : shown;
}

/** Bytes as a hex dump of one line. */
function bytesText(bytes: Uint8Array): string {
  if (bytes.length === 0) return '(empty)';
  const shown = (toHex(bytes.subarray(0, MOST_BYTES)).match(/../g) ?? []).join(' ');
  return bytes.length > MOST_BYTES ? `${shown} … (${bytes.length} bytes)` : shown;
}

function decodedText(decoded: Exclude<DecodedData, null>, isQword: boolean): string {
  if (typeof decoded === 'number') return numberText(decoded);
  if (typeof decoded !== 'string') return listText(decoded);
  return isQword ? numberText(BigInt(decoded)) : quoted(decoded);
}

/** Type and data on one line: `REG_DWORD 1`, `REG_SZ "1"`, `REG_BINARY 01 00`. */
export function describeData(data: ValueData): string {
  const decoded = decodeData(data);
  if (data.type === null) return `${decoded === null ? '(no data)' : decodedText(decoded, false)} (type not stated)`;
  const type = regTypeName(data.type);
  if (decoded !== null) return `${type} ${decodedText(decoded, type === 'REG_QWORD')}`;
  const isNumber = type === 'REG_DWORD' || type === 'REG_QWORD';
  return isNumber
    ? `${type} of ${counted(data.bytes.length, 'byte')}: ${bytesText(data.bytes)}`
    : `${type} ${bytesText(data.bytes)}`;
}

/** Data that a rule pack names, in the words of {@link describeData}; bytes are hex digits in a pack. */
export function describePackData(type: RegType, data: number | string | readonly string[]): string {
  if (typeof data !== 'string') return `${type} ${decodedText(data, false)}`;
  if (type === 'REG_SZ' || type === 'REG_EXPAND_SZ') return `${type} ${quoted(data)}`;
  return `${type} ${type === 'REG_QWORD' && /^\d+$/.test(data) ? numberText(BigInt(data)) : data}`;
}
