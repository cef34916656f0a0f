import { neutralise, withoutCommands } from '../neutralise.ts';

const MOST_CODE = 200;

/** What Markdown, HTML or a service (mentions, issues, emoji, formulas) takes for more than a letter. */
const SPECIAL = /[&<>"'`*_[\]{}#|~\\!$@]|:(?=[/a-z_+-])/gi;

function entity(char: string): string {
  return `&#${char.charCodeAt(0)};`;
}

/**
 * Text that reads as it stands: every character with a meaning is an HTML entity, which cannot open or close anything
 * in Markdown (CommonMark 0.31, 6.2). GitHub links a bare `www.` too.
 */
export function markdownText(text: string, most = Infinity): string {
  return withoutCommands(neutralise(text, most))
    .replace(SPECIAL, entity)
    .replace(/\bwww\./gi, (match) => match.replace('.', '&#46;'));
}

/**
 * Text from evidence as code, on one line. A `code` element and not backticks, because those cannot hold backticks or,
 * in a table, a bar; and because services make no mentions out of code.
 */
export function markdownCode(text: string, most = MOST_CODE): string {
  return text === '' ? '(empty)' : `<code>${markdownText(text, most)}</code>`;
}

/** One row of a table; the cells are Markdown already. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** Heading and rule of a table. */
export function tableHead(titles: readonly string[]): string {
  return tableRow(titles) + tableRow(titles.map(() => '---'));
}
