import { UNSAFE } from '../neutralise.ts';

/** Commands of CI services inside a line (see neutralise.ts). */
const COMMAND = /#(?=#(?:\[|vso\[))/g;

function escaped(text: string): string {
  let units = '';
  for (let i = 0; i < text.length; i++) units += `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`;
  return units;
}

/** Whether text needs a second look; nearly no report does. */
const SUSPECT = /[^\n -~]|##/;

function escapedLines(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(UNSAFE, escaped).replace(COMMAND, escaped));
  return lines.join('\n');
}

/**
 * `value` as JSON text, indented by two blanks below `depth` levels, or on one line when `depth` is null.
 * JSON.stringify escapes C0 and lone surrogates; what else a terminal or a CI agent would act on is escaped here, and
 * is the same string to every JSON reader.
 */
export function jsonText(value: unknown, depth: number | null): string {
  const text = depth === null ? JSON.stringify(value) : JSON.stringify(value, null, 2);
  const safe = SUSPECT.test(text) ? escapedLines(text) : text;
  return depth === null || depth === 0 ? safe : safe.replaceAll('\n', `\n${'  '.repeat(depth)}`);
}
