import { isatty } from 'node:tty';
import { UsageError } from '../model/errors.ts';

/** What decides how text for people looks. */
export interface DisplayArguments {
  readonly color: 'auto' | 'always' | 'never' | undefined;
  readonly 'no-color': boolean | undefined;
  readonly width: string | undefined;
}

/** How text for people looks on a file descriptor, or in a file. */
export interface Display {
  readonly color: boolean;
  readonly width: number | null;
}

/** Colour and width; in a file (`descriptor` null) neither depends on the terminal. */
export function displayFor(
  args: DisplayArguments,
  descriptor: 1 | 2 | null,
  env: Readonly<Record<string, string | undefined>>,
): Display {
  const isTerminal = descriptor !== null && isatty(descriptor);
  return { color: hasColor(args, isTerminal, descriptor !== null, env), width: widthOf(args.width, isTerminal) };
}

/** An option beats a variable; of the variables, NO_COLOR beats FORCE_COLOR (https://no-color.org, https://force-color.org). */
function hasColor(
  args: DisplayArguments,
  isTerminal: boolean,
  isStream: boolean,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (args['no-color'] === true || args.color === 'never') return false;
  if (args.color === 'always') return true;
  if (!isStream || (env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return isTerminal && env['TERM'] !== 'dumb';
}

function widthOf(width: string | undefined, isTerminal: boolean): number | null {
  // A terminal that does not know its size says 0.
  if (width === undefined) return isTerminal && process.stdout.columns > 0 ? process.stdout.columns : null;
  const columns = /^\d{1,4}$/u.test(width) ? Number(width) : 0;
  if (columns < 40) throw new UsageError([`--width ${width}: expected a number of columns, 40 or more`]);
  return columns;
}
