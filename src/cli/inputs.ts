import { accessSync, constants, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import { UsageError } from '../model/errors.ts';
import { byCodeUnit } from '../model/order.ts';
import { suggest } from '../packs/suggest.ts';
import type { HostInput } from '../scan.ts';
import { artifactUris, isInside } from './artifact-uri.ts';
import type { ReachedPath } from './artifact-uri.ts';
import { evidenceFile, standardInput, STANDARD_INPUT_URI } from './evidence-file.ts';
import type { EvidenceFile } from './evidence-file.ts';
import { expandGlob, isGlob } from './glob.ts';
import { systemErrorCode, systemErrorText } from './system-error.ts';
import { filesBelow, listDirectory, specialKind } from './walk.ts';
import type { Skipped, SkippedSink } from './walk.ts';

/** The hosts that the command line names (DESIGN section 3, Hosts), sorted by source. */
export interface EvidencePlan {
  readonly hosts: readonly PlannedHost[];
  /** What was left out while walking directories. */
  readonly diagnostics: readonly Diagnostic[];
  /** The directories that were named, as given. */
  readonly directories: readonly string[];
  /** Absolute paths of all evidence files, which no report may overwrite. */
  readonly files: ReadonlySet<string>;
  /** The same by the URI of the artifact. */
  readonly paths: ReadonlyMap<string, string>;
  /** What was named, as relative URIs, without what lies below another one. */
  readonly inputs: readonly string[];
}

export interface PlannedHost {
  readonly input: HostInput;
  readonly sources: readonly EvidenceFile[];
  /** The named paths through which it was found, as given; none for merged inputs. */
  readonly namedAs: readonly string[];
  /** Whether it is an error when nothing of it is evidence: everything but a file found in a directory. */
  readonly isRequired: boolean;
}

export interface InputOptions {
  /** As on the command line; `-` is standard input. */
  readonly paths: readonly string[];
  /** `--host NAME`: one host of all inputs. */
  readonly host: string | null;
  /** Absolute; what URIs in reports are relative to. */
  readonly root: string;
  readonly workingDirectory: string;
  readonly onChunk: (byteLength: number) => void;
}

/** A host before its URIs are known; absolute paths. */
interface Draft {
  /** The file or directory that is the host; null for standard input and for a host made of several inputs. */
  readonly at: ReachedPath | null;
  readonly displayName: string;
  /** The named paths through which it was reached. */
  readonly inputs: readonly string[];
  readonly files: readonly DraftFile[];
  readonly isRequired: boolean;
}

interface DraftFile extends ReachedPath {
  readonly isNamed: boolean;
}

interface Omission extends ReachedPath {
  readonly skipped: Skipped;
}

const STANDARD_INPUT = '-';

/** Finds the evidence; throws a UsageError that names every path that cannot be read. */
export function planEvidence(options: InputOptions): EvidencePlan {
  const omissions: Omission[] = [];
  const named = resolveNamed(options.paths, options.workingDirectory);
  const drafts = new Map<string, Draft>();
  for (const input of named.keys()) {
    for (const draft of draftsOf(input, (skipped) => omissions.push({ file: skipped.file, input, skipped }))) {
      // A file that is named, and found in a directory that is named too, is one host.
      const key = draft.at?.file ?? STANDARD_INPUT;
      const other = drafts.get(key);
      const kept = other === undefined || draft.isRequired ? draft : other;
      drafts.set(key, { ...kept, inputs: [...(other?.inputs ?? []), input] });
    }
  }
  if (options.host === null) return toPlan([...drafts.values()], omissions, named, options);
  return toPlan([mergedDraft([...named.keys()], [...drafts.values()], options.host)], omissions, named, options);
}

/** The named paths by absolute path, as they were given; patterns expanded, each once; `-` stays as it is. */
function resolveNamed(paths: readonly string[], workingDirectory: string): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  const problems: string[] = [];
  for (const given of paths) {
    const file = path.resolve(workingDirectory, given);
    if (given === STANDARD_INPUT) named.set(given, given);
    else if (isThere(file)) named.set(file, given);
    else if (isGlob(given)) {
      const matches = expandGlob(given, workingDirectory);
      if (matches.length === 0) problems.push(`${given}: no file matches the pattern`);
      for (const match of matches) named.set(match, path.relative(workingDirectory, match));
    } else problems.push(`${given}: no such file or directory${meant(given, file)}`);
  }
  for (const [file, given] of named) {
    const problem = file === STANDARD_INPUT ? null : problemWith(file);
    if (problem !== null) problems.push(`${given}: ${problem}`);
  }
  if (problems.length > 0) throw new UsageError(problems);
  return new Map([...named].toSorted(([a], [b]) => byCodeUnit(a, b)));
}

/** Whether there is anything at a path; why it cannot be read is told apart later. */
function isThere(file: string): boolean {
  try {
    lstatSync(file);
    return true;
  } catch (error) {
    return systemErrorCode(error) !== 'ENOENT' && systemErrorCode(error) !== 'ENOTDIR';
  }
}

function meant(given: string, file: string): string {
  try {
    const near = suggest(path.basename(file), readdirSync(path.dirname(file)).toSorted(byCodeUnit));
    return near === null ? '' : ` (did you mean ${path.join(path.dirname(given), near)}?)`;
  } catch {
    return '';
  }
}

/** Why a path that was named cannot be scanned, else null. */
function problemWith(file: string): string | null {
  try {
    accessSync(file, constants.R_OK);
    const stats = statSync(file);
    if (stats.isDirectory()) return readdirSync(file).length === 0 ? 'the directory is empty' : null;
    return stats.isFile() ? null : `${specialKind(stats)}, not a file; pipe its content into regaudit and name it as -`;
  } catch (error) {
    return systemErrorText(error);
  }
}

/** A file is a host; in a directory each file is a host, and each directory with all files below it. */
function draftsOf(input: string, onSkipped: SkippedSink): readonly Draft[] {
  if (input === STANDARD_INPUT) {
    return [
      {
        at: null,
        displayName: 'stdin',
        inputs: [input],
        files: [{ file: input, input, isNamed: true }],
        isRequired: true,
      },
    ];
  }
  if (!statSync(input).isDirectory()) return [fileDraft(input, input, true)];
  const scanned = realpathSync(input);
  return listDirectory(input, scanned, onSkipped).map(({ kind, file }): Draft => {
    if (kind === 'file') return fileDraft(file, input, false);
    const files = filesBelow(file, scanned, onSkipped).map((below) => ({ file: below, input, isNamed: false }));
    return { at: { file, input }, displayName: path.basename(file), inputs: [input], files, isRequired: true };
  });
}

function fileDraft(file: string, input: string, isNamed: boolean): Draft {
  const displayName = path.parse(file).name;
  return { at: { file, input }, displayName, inputs: [input], files: [{ file, input, isNamed }], isRequired: isNamed };
}

function mergedDraft(named: readonly string[], drafts: readonly Draft[], host: string): Draft {
  const files = new Map<string, DraftFile>();
  for (const file of drafts.flatMap((draft) => draft.files)) {
    if (!files.has(file.file) || file.isNamed) files.set(file.file, file);
  }
  const [only] = named;
  const at = named.length === 1 && only !== undefined && only !== STANDARD_INPUT ? { file: only, input: only } : null;
  return { at, displayName: host, inputs: [], files: [...files.values()], isRequired: true };
}

function toPlan(
  drafts: readonly Draft[],
  omissions: readonly Omission[],
  named: ReadonlyMap<string, string>,
  options: InputOptions,
): EvidencePlan {
  const files = drafts.flatMap((draft) => draft.files).filter(({ file }) => file !== STANDARD_INPUT);
  const places = drafts.flatMap(({ at }) => (at === null ? [] : [at]));
  const uris = artifactUris([...files, ...places, ...omissions], options.root);
  const uriOf = (file: string): string => uris.get(file) ?? file;
  const hosts = drafts.map((draft) => ({
    ...toHost(draft, uriOf, options),
    namedAs: draft.inputs.map((input) => named.get(input) ?? input),
  }));
  return {
    hosts: hosts.toSorted((a, b) => byCodeUnit(a.input.source, b.input.source)),
    diagnostics: omissions
      .toSorted((a, b) => byCodeUnit(uriOf(a.file), uriOf(b.file)))
      .map(({ file, skipped }) => toDiagnostic(skipped, uriOf(file))),
    directories:
      options.host === null
        ? [...named].flatMap(([file, given]) =>
            file !== STANDARD_INPUT && statSync(file).isDirectory() ? [given] : [],
          )
        : [],
    files: new Set(files.map(({ file }) => file)),
    paths: new Map(files.map(({ file }) => [uriOf(file), file])),
    inputs: outermost([...named.keys()], options.root),
  };
}

/** The same whatever the order, and however often and from where a path was named. */
function outermost(named: readonly string[], root: string): readonly string[] {
  const isBelowAnother = (file: string): boolean =>
    named.some((other) => other !== file && other !== STANDARD_INPUT && isInside(file, other));
  const files = named.filter((file) => file !== STANDARD_INPUT && !isBelowAnother(file));
  const uris = artifactUris(
    files.map((file) => ({ file, input: file })),
    root,
  );
  const found = files.map((file) => uris.get(file) ?? file).map((uri) => (uri === '' ? '.' : uri));
  return [...found.toSorted(byCodeUnit), ...(named.includes(STANDARD_INPUT) ? [STANDARD_INPUT] : [])];
}

function toHost(draft: Draft, uriOf: (file: string) => string, options: InputOptions): Omit<PlannedHost, 'namedAs'> {
  const sources = draft.files
    .map(({ file, isNamed }) =>
      file === STANDARD_INPUT
        ? standardInput(options.onChunk)
        : evidenceFile({ file, artifact: uriOf(file), isNamed }, options.onChunk),
    )
    .toSorted((a, b) => byCodeUnit(a.artifact, b.artifact));
  const source = draft.at === null ? sources.map(sourceOf).join(' ') : uriOf(draft.at.file);
  const input: HostInput = { source, displayName: draft.displayName, givenName: options.host, sources };
  return { input, sources, isRequired: draft.isRequired };
}

function sourceOf({ artifact }: EvidenceFile): string {
  return artifact === STANDARD_INPUT_URI ? STANDARD_INPUT : artifact;
}

function toDiagnostic(skipped: Skipped, artifact: string): Diagnostic {
  const location = { artifact, line: 1, column: 1 };
  switch (skipped.kind) {
    case 'link':
      return { code: 'cli/skipped-link', level: 'warning', args: {}, location };
    case 'special':
      return { code: 'cli/unreadable', level: 'warning', args: { because: skipped.because }, location };
    case 'unreadable':
      return { code: 'cli/unreadable', level: 'error', args: { because: skipped.because }, location };
  }
}
