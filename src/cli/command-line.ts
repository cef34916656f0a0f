import type { RunHeader } from '../model/result.ts';

/** With more inputs than this only the first are written. */
const MOST_INPUTS = 20;

function quoted(word: string): string {
  return /^[\w./:=@%+,*-]+$/u.test(word) ? word : `"${word}"`;
}

/**
 * The scan as one command line, to be run from the root directory. Not as it was typed: inputs are relative to the root
 * and sorted, options stand in one order and only those that change verdicts, so that the same scan reads the same.
 */
export function commandLine(inputs: readonly string[], options: RunHeader['options']): string {
  const more = inputs.length > MOST_INPUTS ? [`(and ${inputs.length - MOST_INPUTS} more)`] : [];
  const words = Object.entries(options).flatMap(([name, value]) =>
    (typeof value === 'object' ? value : [value]).flatMap((one) => [`--${name}`, quoted(String(one))]),
  );
  return ['regaudit scan', ...inputs.slice(0, MOST_INPUTS).map(quoted), ...more, ...words].join(' ');
}
