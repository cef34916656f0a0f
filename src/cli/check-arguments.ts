import { suggest } from '../packs/suggest.ts';
import type { OptionTable } from './command.ts';

/** Everything wrong with the parsed options of a command, as sentences; yargs names one problem, without a cure. */
export function checkArguments(
  argv: readonly string[],
  values: Readonly<Record<string, unknown>>,
  options: OptionTable,
): readonly string[] {
  const names = new Map<string, string>();
  for (const [name, { alias }] of Object.entries(options)) {
    names.set(name, name);
    if (typeof alias === 'string') names.set(alias, name);
  }
  const known = Object.keys(options).filter((name) => options[name]?.hidden !== true);
  const problems: string[] = [];
  for (const [given, value] of Object.entries(values)) {
    const name = names.get(given);
    if (name === undefined) {
      if (!FOREIGN.has(given)) problems.push(unknownOption(given, known, argv));
    } else if (name === given) problems.push(...checkValue(name, value, options[name] ?? {}));
  }
  return problems;
}

/** What yargs itself puts among the values. */
const FOREIGN: ReadonlySet<string> = new Set(['_', '$0', '--', 'help', 'version', 'h']);

function unknownOption(given: string, known: readonly string[], argv: readonly string[]): string {
  const written = argv.some((word) => word.startsWith(`--${given}`)) ? `--${given}` : `-${given}`;
  const near = given.length === 1 ? null : suggest(given, [...known, 'help', 'version']);
  return `unknown option ${written}${near === null ? '' : ` (did you mean --${near}?)`}`;
}

function checkValue(name: string, value: unknown, option: OptionTable[string]): readonly string[] {
  if (value === undefined) return [];
  if (option.type === 'boolean') return typeof value === 'boolean' ? [] : [`--${name} is given twice`];
  if (Array.isArray(value) && option.array !== true) return [`--${name} is given twice`];
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (texts.length === 0 || texts.some((text) => text === '' || typeof text !== 'string'))
    return [`--${name} needs a value`];
  if (!option.choices) return [];
  const choices = option.choices.map(String);
  return texts.flatMap((text) => {
    if (choices.includes(String(text))) return [];
    const near = suggest(String(text), choices);
    return [
      `--${name} ${String(text)}: expected ${choices.join(', ')}${near === null ? '' : ` (did you mean ${near}?)`}`,
    ];
  });
}
