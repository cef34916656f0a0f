import { foldName } from '../model/key-path.ts';
import type { RuleResult } from '../model/result.ts';

function hex32(value: number): string {
  return value.toString(16).padStart(8, '0');
}

/**
 * FNV-1a, 64 bit, over the UTF-16LE bytes of a text, as 16 hex digits (draft-eastlake-fnv-21, sections 2 and 5). It
 * names things and protects nothing: SHA-256 would need node:crypto, which the pure rooms do not have.
 */
export function fnv1a64(text: string): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  const mix = (byte: number): void => {
    low = (low ^ byte) >>> 0;
    // The prime is 2^40 + 0x1b3; every intermediate stays below 2^53, so that doubles are exact.
    const product = low * 0x1b3;
    high = (high * 0x1b3 + Math.floor(product / 0x1_0000_0000) + ((low << 8) >>> 0)) >>> 0;
    low = product >>> 0;
  };
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    mix(unit & 0xff);
    mix(unit >> 8);
  }
  return hex32(high) + hex32(low);
}

/** A hash of parts in their order; no two lists of parts join to the same text. */
export function fingerprintOf(parts: readonly string[]): string {
  return fnv1a64(parts.map((part) => `${part.length}:${part}`).join(''));
}

/**
 * What stays the same about a result when evidence is collected again: host, rule, key and value name, not the data
 * and not the line, so that a consumer goes on with the alert that it knows.
 */
export function resultFingerprint(result: RuleResult): string {
  const { rule } = result;
  return fingerprintOf([result.host, result.pack, rule.id, foldName(rule.key), foldName(rule.value)]);
}
