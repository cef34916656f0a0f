import path from 'node:path';
import type { InferredOptionTypes } from 'yargs';
import { UsageError } from '../model/errors.ts';
import type { PathAlias } from '../model/interest.ts';
import { parseKeyPath } from '../model/key-path.ts';
import type { ScanOptions } from '../scan.ts';
import type { EVIDENCE_OPTIONS } from './options.ts';

type EvidenceArguments = InferredOptionTypes<typeof EVIDENCE_OPTIONS>;

/** How evidence is read, from the options that all commands with evidence share; throws every problem. */
export function readingOptions(args: EvidenceArguments): Omit<ScanOptions, 'selected'> {
  const problems: string[] = [];
  const options = {
    maps: (args.map ?? []).flatMap((map) => aliasOf(map, problems)),
    controlSet: controlSetOf(args['control-set'], problems),
    encoding: args.encoding ?? null,
    inputFormat: args['input-format'] === undefined ? null : ('reg' as const),
  };
  if (problems.length > 0) throw new UsageError(problems);
  return options;
}

/** The directory that URIs are relative to, absolute. */
export function rootDirectory(args: EvidenceArguments): string {
  return path.resolve(args.root ?? '.');
}

function aliasOf(map: string, problems: string[]): readonly PathAlias[] {
  const [from = '', to = '', ...more] = map.split('=');
  const fromPath = parseKeyPath(from);
  const toPath = parseKeyPath(to);
  if (fromPath && toPath && more.length === 0) return [{ from: fromPath.path, to: toPath.path }];
  problems.push(`--map ${map}: expected FROM=TO with two key paths, for instance HKLM\\GOLD=HKLM\\SYSTEM`);
  return [];
}

/** Windows numbers control sets 001 to 999. */
function controlSetOf(given: string | undefined, problems: string[]): number | null {
  if (given === undefined) return null;
  const number = /^\d{1,3}$/u.test(given) ? Number(given) : 0;
  if (number === 0) problems.push(`--control-set ${given}: expected a number from 1 to 999`);
  return number;
}
