import { csvRecord } from './csv/csv-field.ts';
import type { Lookup, UnobservedReason } from '../model/lookup.ts';
import type { ValueData } from '../model/value-data.ts';
import { decodeData, toHex } from '../model/value-data.ts';
import { shortRootName } from '../model/key-path.ts';
import { valueLabel } from './describe-data.ts';
import { jsonText } from './json/json-text.ts';
import { lookupObject } from './json/result-object.ts';
import { neutralise } from './neutralise.ts';
import { displayWidth, padded, renderLines, span } from './text-line.ts';

/** One row of the table that Microsoft's TLS 1.2 check script prints. */
export interface ShowRow {
  /** The host, where the table is of several: it becomes a column or field of its own. */
  readonly host?: string;
  /** The key, long root name. */
  readonly key: string;
  readonly name: string;
  readonly lookup: Lookup;
}

export const SHOW_FORMATS = ['table', 'csv', 'json'] as const;
export type ShowFormat = (typeof SHOW_FORMATS)[number];

const ANSWERS = ['Not Found', 'Not Collected', 'Damaged', 'Conflict'] as const;
type Answer = (typeof ANSWERS)[number];

function unobservedAnswer(because: UnobservedReason): Answer {
  switch (because) {
    case 'tainted':
    case 'truncated':
      return 'Damaged';
    case 'not-collected':
    case 'control-set-unstated':
    case 'control-set-missing':
    case 'two-computers':
      return 'Not Collected';
  }
}

/** PowerShell's way to write a registry path: `HKLM:\SOFTWARE\...`. */
export function powerShellPath(key: string): string {
  const [root = '', ...segments] = key.split('\\');
  return [`${shortRootName(root)}:`, ...segments].join('\\');
}

/** Data as the script prints it; text that reads like one of our answers is put in quotes, so that it is none. */
function dataText(data: ValueData): number | string {
  const decoded = decodeData(data);
  if (typeof decoded === 'number') return decoded;
  if (decoded === null) return `0x${toHex(data.bytes)}`;
  if (typeof decoded !== 'string') return `{${decoded.join(', ')}}`;
  return ANSWERS.some((answer) => answer === decoded.trim()) ? `"${decoded}"` : decoded;
}

/** The value column: the number or text, or why there is none; only a proven absence is `Not Found`. */
export function shownValue(lookup: Lookup): number | string {
  switch (lookup.answer) {
    case 'found':
      return dataText(lookup.data);
    case 'absent':
      return 'Not Found';
    case 'unobserved':
      return unobservedAnswer(lookup.because);
    case 'conflict':
      return 'Conflict';
  }
}

const HEADINGS = ['Path', 'Name', 'Value'] as const;

function cells({ key, name, lookup }: ShowRow): readonly [path: string, name: string, value: string] {
  return [powerShellPath(key), valueLabel(name), String(shownValue(lookup))];
}

function tableText(rows: readonly ShowRow[]): string {
  const body = rows.map((row) => cells(row).map((cell) => neutralise(cell, 200)));
  const widths = HEADINGS.map((heading, i) =>
    Math.max(heading.length, ...body.map((line) => displayWidth(line[i] ?? ''))),
  );
  const rule = HEADINGS.map((heading) => '-'.repeat(heading.length));
  const lines = [HEADINGS, rule, ...body].map((line) => [
    span(line.map((cell, i) => padded(cell, widths[i] ?? 0)).join(' ')),
  ]);
  return renderLines(lines, false);
}

function csvText(rows: readonly ShowRow[]): string {
  const hasHosts = rows.some(({ host }) => host !== undefined);
  const lines = [
    hasHosts ? ['Host', ...HEADINGS] : HEADINGS,
    ...rows.map((row) => (hasHosts ? [row.host ?? '', ...cells(row)] : cells(row))),
  ];
  return lines.map(csvRecord).join('');
}

function showJson(rows: readonly ShowRow[]): string {
  const list = rows.map((row) => ({
    ...(row.host === undefined ? {} : { Host: row.host }),
    Path: powerShellPath(row.key),
    Name: row.name,
    Value: shownValue(row.lookup),
    lookup: lookupObject(row.lookup, row.key),
  }));
  return `${jsonText(list, 0)}\n`;
}

/**
 * The Path / Name / Value table of Microsoft's TLS 1.2 check script (Get-ADSyncToolsTls12) from evidence; the script
 * itself prints `Not Found` for everything that it cannot read.
 */
export function renderShowTable(rows: readonly ShowRow[], format: ShowFormat): string {
  switch (format) {
    case 'table':
      return tableText(rows);
    case 'csv':
      return csvText(rows);
    case 'json':
      return showJson(rows);
  }
}
