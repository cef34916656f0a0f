import { byCodeUnit } from '../model/order.ts';
import type { PackProblem } from '../model/errors.ts';

/** A {@link PackProblem} before its offset becomes a line and a column. */
export interface Finding {
  readonly offset: number;
  readonly pointer: string;
  readonly expected: string;
  readonly actual: string;
}

/** A pointer's child, by RFC 6901: `~` and `/` in names are escaped. */
export function childPointer(pointer: string, name: string): string {
  return `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The names that a JSON pointer goes through. */
export function pointerNames(pointer: string): readonly string[] {
  if (pointer === '') return [];
  const names = pointer.slice(1).split('/');
  return names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Findings as problems, in the order of the text; what an alias repeats at one place is said once. */
export function toProblems(file: string, text: string, findings: readonly Finding[]): readonly PackProblem[] {
  const sorted = findings.toSorted(
    (a, b) => a.offset - b.offset || byCodeUnit(a.pointer, b.pointer) || byCodeUnit(a.expected, b.expected),
  );
  const lineStarts = startsOfLines(text);
  const problems: PackProblem[] = [];
  const seen = new Set<string>();
  for (const { offset, pointer, expected, actual } of sorted) {
    const key = JSON.stringify([offset, expected, actual]);
    if (seen.has(key)) continue;
    seen.add(key);
    const line = lineAt(lineStarts, offset);
    problems.push({ file, line, column: offset - (lineStarts[line - 1] ?? 0) + 1, pointer, expected, actual });
  }
  return problems;
}

function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The 1-based line of an offset, by binary search. */
function lineAt(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
