/** What the first units of a file look like. */
export type DetectedFormat =
  | { readonly format: 'reg' }
  /** Registry text whose file header an import refuses. */
  | { readonly format: 'refused-reg'; readonly actual: string }
  | { readonly format: null; readonly looksLike: string };

const ACCEPTED = /^[ \t]*\ufeff?(?:Windows Registry Editor Version 5\.00|REGEDIT4)(?:\r|\n|$)/u;
const RESEMBLES = /^[ \t]*(?:windows registry editor|regedit)|^\[-?hk/iu;

/** What else people hand to a scanner of registry evidence, by its first characters. */
const OTHERS: readonly (readonly [pattern: RegExp, looksLike: string])[] = [
  [/^regf/u, 'a registry hive file'],
  [/^MZ|^\x7fELF/u, 'a program'],
  [/^PK\x03\x04/u, 'a ZIP archive'],
  [/^\s*[[{]\s*["{[\]}]/u, 'JSON'],
  [/^\s*<[?!a-z]/iu, 'XML or HTML'],
  [/^\s*(?:\S+>\s*reg(?:\.exe)?\s+query|(?:\\\\[^\\]+\\)?HKEY_[A-Z_]+\\)/imu, '`reg query` output'],
  [/\0/u, 'binary data'],
];

function firstLine(text: string): string {
  return (/^[^\r\n]*/u.exec(text)?.[0] ?? '').slice(0, 80);
}

/**
 * Detects the format from the first decoded characters of a file (some thousand are plenty). A header that is nearly
 * right, or comes after an empty line, is registry text that an import refuses; everything else is named by what it
 * looks like.
 */
export function detectFormat(text: string): DetectedFormat {
  if (ACCEPTED.test(text)) return { format: 'reg' };
  const lines = text.split(/\r\n|\r|\n/u).slice(0, 20);
  if (lines.some((line) => RESEMBLES.test(line))) return { format: 'refused-reg', actual: firstLine(text) };
  for (const [pattern, looksLike] of OTHERS) if (pattern.test(text)) return { format: null, looksLike };
  // Text has line ends, tabs and printable characters; anything else is not for people.
  // oxlint-disable-next-line no-control-regex
  const isBinary = /[\x01-\x08\x0b\x0c\x0e-\x1f\ufffd]/u.test(text);
  return { format: null, looksLike: isBinary ? 'binary data' : 'plain text without a registry header' };
}
