import { realpathSync } from 'node:fs';
import path from 'node:path';
import { suggest } from '../packs/suggest.ts';

/** One report that the command line asks for. */
export interface OutputRequest<Format extends string = string> {
  readonly format: Format;
  /** As given; null is standard output. */
  readonly file: string | null;
}

/** What `-f` and `-o` say. */
export interface OutputArguments<Format extends string> {
  /** `name` or `name=file`. */
  readonly formats: readonly string[];
  /** `-o`, for the one format that names no file. */
  readonly output: string | null;
  readonly known: readonly Format[];
  /** What is written when no format is asked for. */
  readonly fallback: Format;
}

/** Reads `-f` and `-o`; every problem is a sentence in `problems`. */
export function outputRequests<Format extends string>(
  { formats, output, known, fallback }: OutputArguments<Format>,
  problems: string[],
): readonly OutputRequest<Format>[] {
  const requests: OutputRequest<Format>[] = [];
  for (const given of formats.length > 0 ? formats : [fallback]) {
    const equals = given.indexOf('=');
    const name = equals < 0 ? given : given.slice(0, equals);
    const file = equals < 0 ? null : given.slice(equals + 1);
    const format = known.find((candidate) => candidate === name);
    if (format === undefined) problems.push(unknownFormat(name, known));
    else if (file === '') problems.push(`--format ${given}: expected a file name after =`);
    else requests.push({ format, file: file === '-' ? null : file });
  }
  return checkTargets(output === null ? requests : withOutput(requests, output, problems), problems);
}

function unknownFormat(name: string, known: readonly string[]): string {
  const near = suggest(name, known);
  return `unknown format ${name}: expected ${known.join(', ')}${near === null ? '' : ` (did you mean ${near}?)`}`;
}

function withOutput<Format extends string>(
  requests: readonly OutputRequest<Format>[],
  output: string,
  problems: string[],
): readonly OutputRequest<Format>[] {
  const open = requests.filter(({ file }) => file === null);
  if (open.length !== 1) {
    problems.push(
      `--output ${output}: ${open.length === 0 ? 'every format names its file already' : 'more than one format is asked for'}; write --format NAME=FILE for each`,
    );
  }
  return requests.map((request) =>
    request.file === null ? { ...request, file: output === '-' ? null : output } : request,
  );
}

/** What is written to in the end, by whatever link it is named. */
function targetOf(file: string): string {
  const absolute = path.resolve(file);
  try {
    return realpathSync(absolute);
  } catch {
    return newFile(absolute);
  }
}

function newFile(absolute: string): string {
  try {
    return path.join(realpathSync(path.dirname(absolute)), path.basename(absolute));
  } catch {
    return absolute;
  }
}

function checkTargets<Format extends string>(
  requests: readonly OutputRequest<Format>[],
  problems: string[],
): readonly OutputRequest<Format>[] {
  const onStandardOutput = requests.filter(({ file }) => file === null).map(({ format }) => format);
  if (onStandardOutput.length > 1) {
    problems.push(
      `${onStandardOutput.join(' and ')} cannot both go to standard output; give a file: --format ${onStandardOutput.at(-1)}=FILE`,
    );
  }
  const files = new Set<string>();
  for (const { file } of requests) {
    if (file === null) continue;
    const target = targetOf(file);
    if (files.has(target)) problems.push(`two reports cannot both be written to ${file}`);
    files.add(target);
  }
  return requests;
}
