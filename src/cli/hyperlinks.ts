import { isatty } from 'node:tty';
import { pathToFileURL } from 'node:url';
import type { EvidencePlan } from './inputs.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether `version` (`1.72.0`, `20230712-072601-f4abf8fd`) is `least` or later; false when it is none. */
function isVersionFrom(version: string | undefined, least: readonly number[]): boolean {
  const found = (version ?? '').split(/[.-]/u).map(Number);
  for (const [i, wanted] of least.entries()) {
    const number = found[i] ?? NaN;
    if (number !== wanted) return number > wanted;
  }
  return true;
}

/**
 * Whether the terminal is known to follow links (OSC 8), by what it tells of itself; others may print them as text.
 * Which terminals do, and since when: https://github.com/Alhadis/OSC8-Adoption and the package supports-hyperlinks.
 */
function followsLinks(env: Environment): boolean {
  const { TERM = '', TERM_PROGRAM, TERM_PROGRAM_VERSION } = env;
  // A multiplexer passes its environment on, but not always the links.
  if (TERM === 'dumb' || /^(?:screen|tmux)/u.test(TERM) || env['TMUX'] !== undefined || env['STY'] !== undefined)
    return false;
  switch (TERM_PROGRAM) {
    case 'iTerm.app':
      return isVersionFrom(TERM_PROGRAM_VERSION, [3, 1]);
    case 'WezTerm':
      return isVersionFrom(TERM_PROGRAM_VERSION, [20_200_620]);
    case 'vscode':
      return isVersionFrom(TERM_PROGRAM_VERSION, [1, 72]);
    case 'ghostty':
      return true;
    case undefined:
    default:
      break;
  }
  if ((env['WT_SESSION'] ?? '') !== '' || (env['KITTY_WINDOW_ID'] ?? '') !== '' || TERM === 'xterm-kitty') return true;
  // VTE (GNOME Terminal and its kin) writes 0.50.1 as 5001; 0.50.0 crashed on links.
  return /^\d+$/u.test(env['VTE_VERSION'] ?? '') && Number(env['VTE_VERSION']) >= 5001;
}

/** Whether text on `descriptor` (null: in a file) gets links. In a CI log, or over SSH, this machine's files are out of reach. */
export function hasHyperlinks(
  wanted: 'auto' | 'always' | 'never' | undefined,
  isTerminal: boolean,
  env: Environment,
): boolean {
  if (wanted === 'always' || wanted === 'never') return wanted === 'always';
  if (!isTerminal || (env['CI'] ?? '') !== '') return false;
  return env['SSH_CONNECTION'] === undefined && env['SSH_TTY'] === undefined && followsLinks(env);
}

/** The links of a report for people, or none. */
export function linksFor(
  wanted: 'auto' | 'always' | 'never' | undefined,
  descriptor: 1 | null,
  { paths }: Pick<EvidencePlan, 'paths'>,
): { readonly linkOf?: (artifact: string) => string | null } {
  if (!hasHyperlinks(wanted, descriptor !== null && isatty(descriptor), process.env)) return {};
  return {
    linkOf: (artifact) => {
      const file = paths.get(artifact);
      return file === undefined ? null : pathToFileURL(file).href;
    },
  };
}
