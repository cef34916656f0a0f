import type { EncodingReport } from '../model/result.ts';

/** What was decided from the first bytes of a file, before the rest is read. */
export interface EncodingDecision extends EncodingReport {
  readonly kind: 'utf-16le' | 'utf-16be' | 'utf-8' | 'code-page' | 'ascii-compatible';
  /** Bytes of the byte order mark to skip. */
  readonly markLength: number;
}

const MARKS: readonly (readonly [kind: 'utf-16le' | 'utf-16be' | 'utf-8', name: string, mark: readonly number[]])[] = [
  ['utf-8', 'UTF-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', 'UTF-16LE', [0xff, 0xfe]],
  ['utf-16be', 'UTF-16BE', [0xfe, 0xff]],
];

/**
 * How many bytes of the start are looked at for the NUL bytes of UTF-16 without a mark: the file header, which is
 * ASCII, and not the names of keys, which may be in any script.
 */
const SNIFFED_BYTES = 64;

/** UTF-16 text of a western script has a NUL in nearly every second byte; code pages and UTF-8 text have none. */
function sniffUtf16(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(head.length, SNIFFED_BYTES) & ~1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  const pairs = length / 2;
  if (pairs < 2) return null;
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'utf-16le';
  if (even > pairs * 0.6 && odd < pairs * 0.1) return 'utf-16be';
  return null;
}

/** The Unicode encodings that need no code page library, under the names that people type. */
function unicodeOption(option: string): Pick<EncodingDecision, 'kind' | 'name'> | null {
  switch (option.toLowerCase().replaceAll(/[-_ ]/gu, '')) {
    case 'utf16':
    case 'utf16le':
    case 'unicode':
      return { kind: 'utf-16le', name: 'UTF-16LE' };
    case 'utf16be':
      return { kind: 'utf-16be', name: 'UTF-16BE' };
    case 'utf8':
      return { kind: 'utf-8', name: 'UTF-8' };
    default:
      return null;
  }
}

/** Whether `--encoding` names a Unicode encoding, which needs no code page. */
export function isUnicodeName(option: string): boolean {
  return unicodeOption(option) !== null;
}

/**
 * Decides a file's encoding from its first bytes. A byte order mark wins over `option`, because a file that has
 * one cannot be in a code page; without a mark, `option` wins over the content.
 */
export function decideEncoding(head: Uint8Array, option: string | null): EncodingDecision {
  for (const [kind, name, mark] of MARKS) {
    if (mark.every((byte, i) => head[i] === byte)) {
      return { kind, name, how: 'byte-order-mark', certainty: 'certain', markLength: mark.length };
    }
  }
  if (option !== null) {
    const unicode = unicodeOption(option);
    const named = unicode ?? { kind: 'code-page' as const, name: option };
    return { ...named, how: 'option', certainty: 'certain', markLength: 0 };
  }
  const utf16 = sniffUtf16(head);
  if (utf16) {
    return { kind: utf16, name: utf16.toUpperCase(), how: 'content', certainty: 'likely', markLength: 0 };
  }
  return { kind: 'ascii-compatible', name: 'US-ASCII', how: 'content', certainty: 'certain', markLength: 0 };
}
