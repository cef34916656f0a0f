import type { RegType } from '../../model/registry-type.ts';

function utf16Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), true);
  return bytes;
}

function numberBytes(value: bigint, length: number, isLittleEndian: boolean): Uint8Array {
  const bytes = Array.from({ length }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
  return Uint8Array.from(isLittleEndian ? bytes : bytes.toReversed());
}

function isWholeNumber(data: number | string): boolean {
  return typeof data === 'number' ? Number.isSafeInteger(data) && data >= 0 : /^\d+$/.test(data);
}

/**
 * The bytes that a registry stores for data that a rule pack names; null where the pack's data is none of its type.
 * Strings get their terminators; any type without a syntax of its own is hex digits.
 */
export function storedBytes(type: RegType, data: number | string | readonly string[]): Uint8Array | null {
  if (typeof data === 'object')
    return type === 'REG_MULTI_SZ' ? utf16Bytes(`${data.map((item) => `${item}\0`).join('')}\0`) : null;
  switch (type) {
    case 'REG_DWORD':
      return isWholeNumber(data) ? numberBytes(BigInt(data), 4, true) : null;
    case 'REG_DWORD_BIG_ENDIAN':
      return isWholeNumber(data) ? numberBytes(BigInt(data), 4, false) : null;
    case 'REG_QWORD':
      return isWholeNumber(data) ? numberBytes(BigInt(data), 8, true) : null;
    case 'REG_SZ':
    case 'REG_EXPAND_SZ':
    case 'REG_LINK':
      return typeof data === 'string' ? utf16Bytes(`${data}\0`) : null;
    default:
      return typeof data === 'string' && /^(?:[0-9a-f]{2})*$/i.test(data)
        ? Uint8Array.from(data.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16))
        : null;
  }
}
