import { neutralise, withoutCommands } from '../neutralise.ts';

/**
 * What makes a spreadsheet take a cell for a formula: `=`, `+`, `-`, `@` and their full-width forms, blanks before them
 * allowed, or a tab, line end or NUL at the start (OWASP ASVS 5.0, 1.2.10; owasp.org, CSV injection).
 */
const FORMULA = /^[\s\0]*[=+\-@\uff0b\uff0d\uff1d\uff20]|^[\t\r\n\0]/;

/** The same behind a semicolon, at which a spreadsheet of many European locales splits a line. */
const FORMULA_AFTER_SEMICOLON = /;(?=[\s\0"]*[=+\-@\uff0b\uff0d\uff1d\uff20])/g;

/**
 * One CSV field (RFC 4180). A leading apostrophe keeps a spreadsheet from running it; control characters and line ends
 * become visible. That alters data: where bytes count, the json report has them.
 */
export function csvField(text: string): string {
  const guarded = (FORMULA.test(text) ? `'${text}` : text).replace(FORMULA_AFTER_SEMICOLON, ";'");
  const safe = withoutCommands(neutralise(guarded));
  return /[",;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One record with its line end. */
export function csvRecord(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\r\n`;
}
