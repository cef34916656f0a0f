import type { Location } from '../../model/location.ts';
import { REG_EXPAND_SZ, REG_MULTI_SZ, REG_SZ } from '../../model/registry-type.ts';
import { diagnose, type RegState } from './reg-state.ts';
import { storedString } from './string-data.ts';

function isStringType(type: number): boolean {
  return type === REG_SZ || type === REG_EXPAND_SZ || type === REG_MULTI_SZ;
}

/** UTF-16LE bytes with one terminator, unless their last whole character is one; a lone last byte stays. */
function terminated(bytes: Uint8Array): Uint8Array {
  const even = bytes.length & ~1;
  const hasTerminator = even >= 2 && bytes[even - 2] === 0 && bytes[even - 1] === 0;
  if (hasTerminator) return bytes;
  const stored = new Uint8Array(bytes.length + 2);
  stored.set(bytes);
  return stored;
}

/**
 * What an import stores for `hex(type):` bytes. String types get one terminator when they lack it, never two; the
 * bytes of REGEDIT4 strings are ANSI and become UTF-16LE (REG-SYNTAX section 1). `decodeAnsi` is null for UTF-16LE.
 */
function storedHex(type: number, bytes: Uint8Array, decodeAnsi: ((bytes: Uint8Array) => string) | null): Uint8Array {
  if (!isStringType(type) || bytes.length === 0) return bytes;
  if (decodeAnsi === null) return terminated(bytes);
  const text = decodeAnsi(bytes);
  const isTerminated = text.endsWith('\0');
  return storedString(isTerminated ? text.slice(0, -1) : text);
}

/** Whether string bytes of a 5.00 file look like ANSI text instead of UTF-16LE: printable, without one zero byte. */
function looksLikeAnsi(type: number, bytes: Uint8Array): boolean {
  if (!isStringType(type) || bytes.length < 4) return false;
  return bytes.subarray(0, -1).every((byte) => byte >= 0x20 && byte < 0x7f);
}

/** The bytes an import stores; says so where they do not look like what the version of the file promises. */
export function storedBytes(state: RegState, type: number, bytes: Uint8Array, location: Location): Uint8Array {
  const isAnsi = state.version === '4' && !state.isUtf16;
  if (!isAnsi && looksLikeAnsi(type, bytes)) {
    const actual = String.fromCharCode(...bytes.subarray(0, 40));
    diagnose(state, 'parse/not-utf16-data', 'warning', { actual }, location);
  }
  return storedHex(type, bytes, isAnsi ? state.decodeAnsi : null);
}
