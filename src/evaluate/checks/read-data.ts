import { REG_MULTI_SZ, regTypeNumber } from '../../model/registry-type.ts';
import type { RegType } from '../../model/registry-type.ts';
import { decodeData, textOf, toHex } from '../../model/value-data.ts';
import type { ValueData } from '../../model/value-data.ts';

/** Data read as the type that a check expects. */
export type Content =
  | { readonly kind: 'number'; readonly number: bigint }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'bytes'; readonly hex: string };

export type DataReading =
  | { readonly kind: 'content'; readonly content: Content; readonly isTypeStated: boolean }
  | { readonly kind: 'wrong-type' }
  /** The type is unstated and what the source shows cannot be read as the expected type. */
  | { readonly kind: 'type-unstated' };

/** Widths of the number types in bytes; the registry stores any length under any type. */
const NUMBER_WIDTHS: Readonly<Partial<Record<RegType, 4 | 8>>> = {
  REG_DWORD: 4,
  REG_DWORD_BIG_ENDIAN: 4,
  REG_QWORD: 8,
};

/** Numbers are unsigned: -1 and 4294967295 are one REG_DWORD. */
export function unsignedNumber(data: number | string, type: RegType): bigint {
  const number = BigInt(data);
  return number < 0n ? BigInt.asUintN((NUMBER_WIDTHS[type] ?? 4) * 8, number) : number;
}

function readNumber(bytes: Uint8Array, type: RegType): bigint | null {
  if (bytes.length !== NUMBER_WIDTHS[type]) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return type === 'REG_QWORD' ? view.getBigUint64(0, true) : BigInt(view.getUint32(0, type === 'REG_DWORD'));
}

/** Reads a scalar whose source lost the type; a text where a number is expected is the wrong type. */
function readScalar(scalar: number | string | undefined, expected: RegType): DataReading {
  const width = NUMBER_WIDTHS[expected];
  if (width !== undefined) {
    if (typeof scalar !== 'number' || !Number.isSafeInteger(scalar)) return { kind: 'wrong-type' };
    const number = unsignedNumber(scalar, expected);
    const isInRange = number < 1n << BigInt(width * 8) && BigInt(scalar) >= -(1n << BigInt(width * 8 - 1));
    return isInRange
      ? { kind: 'content', content: { kind: 'number', number }, isTypeStated: false }
      : { kind: 'wrong-type' };
  }
  if (expected === 'REG_SZ' || expected === 'REG_EXPAND_SZ') {
    return typeof scalar === 'string'
      ? { kind: 'content', content: { kind: 'text', text: scalar }, isTypeStated: false }
      : { kind: 'wrong-type' };
  }
  return { kind: 'type-unstated' };
}

function readStated(data: ValueData, expected: RegType): Content | null {
  if (data.type !== regTypeNumber(expected)) return null;
  if (expected in NUMBER_WIDTHS) {
    const number = readNumber(data.bytes, expected);
    return number === null ? null : { kind: 'number', number };
  }
  const text = textOf(data);
  if (text !== null) return { kind: 'text', text };
  if (data.type === REG_MULTI_SZ) {
    const items = decodeData(data);
    return typeof items === 'object' && items !== null ? { kind: 'list', items } : null;
  }
  return { kind: 'bytes', hex: toHex(data.bytes) };
}

/** Reads data as the expected type; nothing is coerced, and a number of another width is the wrong type. */
export function readData(data: ValueData, expected: RegType): DataReading {
  if (data.type === null) return readScalar(data.scalar, expected);
  const content = readStated(data, expected);
  return content ? { kind: 'content', content, isTypeStated: true } : { kind: 'wrong-type' };
}
