import type { Location } from './location.ts';

/**
 * What each diagnostic says besides where: `expected` and `actual` are words of the format, already short.
 * Codes are `room/what-happened`; one may be added, none is renamed. Their sentences live in report/messages.ts.
 */
export interface DiagnosticArgs {
  // decode
  'decode/assumed-encoding': { encoding: string };
  'decode/invalid-bytes': { encoding: string; count: number };
  'decode/odd-byte-count': { encoding: string };
  // parse: the file
  'parse/not-evidence': { looksLike: string };
  'parse/empty-file': Record<never, never>;
  'parse/refused-file-header': { expected: string; actual: string };
  'parse/later-header': { actual: string };
  'parse/limit': { limit: string; most: number };
  'parse/byte-order-mark-inside': Record<never, never>;
  // parse: key headers
  'parse/refused-key-header': { expected: string; actual: string };
  'parse/commented-out-header': { actual: string };
  'parse/repeated-backslash': { actual: string };
  'parse/text-after-header': { actual: string };
  'parse/abbreviated-root': { actual: string };
  // parse: values
  'parse/value-outside-key': { actual: string };
  'parse/value-after-refused-header': { actual: string };
  'parse/value-under-deletion': { actual: string };
  'parse/invalid-value': { expected: string; actual: string };
  'parse/missing-closing-quote': { actual: string };
  'parse/line-break-in-string': { lines: number };
  'parse/continuation-lost': { expected: string; actual: string };
  'parse/short-dword': { digits: number };
  'parse/not-utf16-data': { actual: string };
  'parse/ignored-line': { actual: string };
  'parse/nul-character': Record<never, never>;
  'parse/damaged-values-elsewhere': { count: number };
  // normalise
  'normalise/instructions': { because: string };
  'normalise/truncated': { because: string; lastKey: string };
  'normalise/joined-exports': { parts: number };
  'normalise/mounted-hive': { root: string; hive: string };
  'normalise/two-computers': { names: readonly string[] };
  'normalise/control-set-unstated': { sets: readonly string[] };
  'normalise/control-set-missing': { set: string };
  'normalise/control-set-stated': { option: number; stated: number };
  'normalise/same-name': { name: string; other: string };
  // cli
  'cli/unreadable': { because: string };
  'cli/skipped-link': Record<never, never>;
}

export type DiagnosticCode = keyof DiagnosticArgs;

/** `note`: read as meant, nothing lost; `warning`: something is not covered or lost; `error`: not evidence at all. */
export type DiagnosticLevel = 'note' | 'warning' | 'error';

/** One thing that the evidence made us say; never thrown (DESIGN section 8). */
export type Diagnostic<Code extends DiagnosticCode = DiagnosticCode> = {
  readonly [C in Code]: {
    readonly code: C;
    readonly level: DiagnosticLevel;
    readonly args: Readonly<DiagnosticArgs[C]>;
    readonly location: Location | null;
  };
}[Code];

/** Where rooms hand their diagnostics. */
export type DiagnosticSink = (diagnostic: Diagnostic) => void;
