import type { Outcome } from '../model/outcome.ts';
import { neutralise, withoutCommands } from './neutralise.ts';

/** How a text for a terminal is wanted. */
export interface TextOptions {
  readonly color: boolean;
  readonly width: number | null;
}

/** What a stretch of text is, for its colour; the word or mark beside it says the same without colour. */
export type Tone = Outcome | 'warning' | 'note' | 'strong' | 'faint' | 'plain';

export interface Span {
  readonly tone: Tone;
  readonly text: string;
  /** The URL that the text leads to, for terminals that follow links. */
  readonly link?: string;
}

/** One line of text for people, not yet neutralised. */
export type TextLine = readonly Span[];

export const EMPTY_LINE: TextLine = [];

/** Select Graphic Rendition parameters (ECMA-48, 8.3.117): the eight basic colours, which every terminal theme sets. */
const SGR: Readonly<Record<Tone, string | null>> = {
  pass: '32',
  fail: '31;1',
  error: '35;1',
  unknown: '33;1',
  notapplicable: '2',
  informational: '36',
  warning: '33',
  note: '36',
  strong: '1',
  faint: '2',
  plain: null,
};

export const OUTCOME_MARKS: Readonly<Record<Outcome, string>> = {
  pass: '✓',
  fail: '✗',
  error: '!',
  unknown: '?',
  notapplicable: '-',
  informational: 'i',
};

/** A span; plain when no tone is given. */
export function span(text: string, tone: Tone = 'plain'): Span {
  return { text, tone };
}

/** A place in the evidence, with its link where there is one. */
export function placeSpan(text: string, link: string | null | undefined): Span {
  return link === null || link === undefined ? span(text) : { text, tone: 'plain', link };
}

/** Code points that take two columns: East Asian Wide and Fullwidth blocks and emoji (Unicode UAX 11), by block. */
const WIDE: readonly (readonly [from: number, to: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];
/** Blocks of combining marks, which take no column. */
const COMBINING: typeof WIDE = [
  [0x300, 0x36f],
  [0x483, 0x489],
  [0x591, 0x5bd],
  [0x64b, 0x65f],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x20d0, 0x20ff],
  [0xfe20, 0xfe2f],
];

function isIn(blocks: typeof WIDE, code: number): boolean {
  return blocks.some(([from, to]) => code >= from && code <= to);
}

/** The columns that neutralised text takes in a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x300) width += 1;
    else if (isIn(WIDE, code)) width += 2;
    else if (!isIn(COMBINING, code)) width += 1;
  }
  return width;
}

/** Text padded with blanks to `columns`. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

/** Neutralised text, cut with an ellipsis to at most `columns`. */
export function clipped(text: string, columns: number): string {
  const safe = neutralise(text, Math.max(1, columns));
  if (displayWidth(safe) <= columns) return safe;
  let cut = '';
  for (const char of safe) {
    if (displayWidth(cut + char) >= columns) break;
    cut += char;
  }
  return `${cut}…`;
}

/**
 * Text broken at its blanks into lines of at most `columns`. A longer word (a path, a location) stays whole: a
 * terminal wraps it itself, and only whole it can be copied.
 */
export function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of neutralise(text).split(/ +/)) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** The width of the page when there is no terminal to ask. */
const DEFAULT_WIDTH = 100;
const LEAST_WIDTH = 40;

/** The columns to write for. */
export function pageWidth(width: number | null): number {
  return width === null ? DEFAULT_WIDTH : Math.max(LEAST_WIDTH, width);
}

/** Lines of wrapped prose, all indented by `indent` blanks. */
export function paragraph(text: string, indent: number, width: number, tone: Tone = 'plain'): readonly TextLine[] {
  return wrapped(text, width - indent).map((line) => [span(' '.repeat(indent)), span(line, tone)]);
}

/** A label and its text, wrapped with a hanging indent. */
export function labelled(
  label: { readonly text: string; readonly indent: number; readonly columns: number },
  text: string,
  width: number,
): readonly TextLine[] {
  const hang = label.indent + label.columns + 1;
  return wrapped(text, width - hang).map((line, i) => [
    span(i === 0 ? ' '.repeat(label.indent) : ' '.repeat(hang)),
    ...(i === 0 ? [span(`${padded(label.text, label.columns)} `, 'faint')] : []),
    span(line),
  ]);
}

/** The text of lines, each neutralised, with a line feed after each. The only way from evidence to a terminal. */
export function renderLines(lines: readonly TextLine[], color: boolean): string {
  return lines.map((line) => `${renderLine(line, color)}\n`).join('');
}

/** A URL is written as it is, so it may hold nothing but printable ASCII: nothing else could end the escape sequence. */
const SAFE_URL = /^[!-~]{1,2000}$/;

/** OSC 8: https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda (the terminals' common specification). */
function linked(text: string, link: string | undefined): string {
  if (link === undefined || text === '' || !SAFE_URL.test(link)) return text;
  return `\x1b]8;;${link}\x1b\\${text}\x1b]8;;\x1b\\`;
}

function renderLine(line: TextLine, color: boolean): string {
  const text = line
    .map(({ tone, text: raw, link }) => {
      const safe = neutralise(raw);
      const code = color ? SGR[tone] : null;
      return linked(code === null || safe === '' ? safe : `\x1b[${code}m${safe}\x1b[0m`, link);
    })
    .join('');
  return withoutCommands(text.trimEnd());
}
