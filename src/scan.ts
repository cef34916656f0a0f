import { evaluate } from './evaluate/evaluate.ts';
import { wantedValues } from './evaluate/wanted-values.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import { compileInterest, everyKey, type Interest, type PathAlias, type WantedValue } from './model/interest.ts';
import type { Observation } from './model/observation.ts';
import { regTypeName } from './model/registry-type.ts';
import type { ArtifactReport, HostReport, SelectedPack } from './model/result.ts';
import { decodeData, toHex } from './model/value-data.ts';
import { wantedFacts } from './normalise/host-facts.ts';
import { foldImport, type ImportedValue } from './normalise/imported-model.ts';
import { hiveAliases, wantedInControlSets } from './normalise/interest-aliases.ts';
import { normalise } from './normalise/normalise.ts';
import { foldArtifact, type PartView } from './normalise/part-view.ts';
import { readArtifact, type ReadResult } from './parse/read-artifact.ts';

/** Bytes of one evidence file; the caller owns files, hashes and paths, so that this module does no I/O. */
export interface EvidenceSource {
  /** Relative URI, as it stands in every location. */
  readonly artifact: string;
  /** Whether the path was named by the operator (an unreadable one is exit 2), or found below a directory. */
  readonly isNamed: boolean;
  /** The bytes, in chunks of any size; a chunk may be overwritten once the next one is asked for. */
  readonly open: () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** The digest of exactly the bytes that `open` handed out; asked for once, after they are exhausted. */
  readonly digest: () => Promise<Digest>;
}

export interface Digest {
  /** Lower-case hex. */
  readonly sha256: string;
  readonly byteLength: number;
}

/** The evidence of one host. */
export interface HostInput {
  /** The path it was given as (relative URI, `-` for standard input). */
  readonly source: string;
  /** The file's stem or the directory's name; used when the evidence names no computer. */
  readonly displayName: string;
  /** `--host NAME`, else null. */
  readonly givenName: string | null;
  readonly sources: readonly EvidenceSource[];
}

export interface ScanOptions {
  readonly selected: readonly SelectedPack[];
  readonly maps: readonly PathAlias[];
  /** `--control-set N`, else null. */
  readonly controlSet: number | null;
  /** `--encoding`, else null: decided by content. */
  readonly encoding: string | null;
  /** `--input-format`, else null: decided by content. */
  readonly inputFormat: 'reg' | null;
}

/** What became of one host's evidence. */
export interface HostScan {
  /** Null when no artifact of the host is usable evidence. */
  readonly report: HostReport | null;
  /** Files that are no evidence; level `error` makes the job fail (exit 2), `warning` does not. */
  readonly rejected: readonly Diagnostic[];
}

/** What is wanted of the evidence: the rules' values and the facts, wherever a hive or a control set may show them. */
export function compileWanted(options: Pick<ScanOptions, 'selected' | 'maps'>): Interest {
  const wanted: readonly WantedValue[] = [...wantedValues(options.selected), ...wantedFacts()];
  return compileInterest(wantedInControlSets(wanted), [...hiveAliases(), ...options.maps]);
}

/** The whole pipeline for a list of hosts, one host in memory at a time; hosts keep the order of `inputs`. */
export async function* scan(inputs: readonly HostInput[], options: ScanOptions): AsyncGenerator<HostScan> {
  const interest = compileWanted(options);
  const names = new Map<string, string>();
  for (const input of inputs) yield scanHost(input, options, interest, names);
}

/** bytes -> decode -> parse -> normalise -> evaluate: one host, everything but the words. */
async function scanHost(
  input: HostInput,
  options: ScanOptions,
  interest: Interest,
  names: Map<string, string>,
): Promise<HostScan> {
  const rejected: Diagnostic[] = [];
  const diagnostics: Diagnostic[] = [];
  const artifacts: ArtifactReport[] = [];
  const views: PartView[] = [];
  for (const source of input.sources) {
    const fold = foldArtifact(source.artifact);
    const result = await read(source, options, interest, fold.add, diagnostics);
    if (!result.isEvidence) {
      rejected.push(asRejected(result, source));
      continue;
    }
    views.push(...fold.views());
    artifacts.push({
      artifact: source.artifact,
      ...(await source.digest()),
      ...describeArtifact(result, fold.views()),
    });
  }
  if (views.length === 0) return { report: null, rejected };
  const { maps, controlSet } = options;
  const host = normalise({ views, maps, controlSet, isOneComputer: input.givenName !== null });
  diagnostics.push(...host.diagnostics);
  const { name, note } = nameHost(input, host.snapshot.facts.computerName?.value ?? null, names);
  if (note) diagnostics.push(note);
  const { results, headlines } = evaluate(host.snapshot, options.selected, name);
  const { facts } = host.snapshot;
  return { report: { name, source: input.source, artifacts, facts, results, diagnostics, headlines }, rejected };
}

function read(
  source: EvidenceSource,
  options: Pick<ScanOptions, 'encoding' | 'inputFormat'>,
  interest: Interest,
  emit: (observation: Observation) => void,
  diagnostics: Diagnostic[],
): Promise<ReadResult> {
  const { encoding, inputFormat } = options;
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  return readArtifact({
    artifact: source.artifact,
    chunks: source.open(),
    interest,
    encoding,
    inputFormat,
    emit,
    report,
  });
}

/** A named file that is no evidence, and registry text that an import refuses, make the job fail. */
function asRejected(result: Extract<ReadResult, { isEvidence: false }>, source: EvidenceSource): Diagnostic {
  const isFailure = source.isNamed || result.isRefusedHeader;
  return { ...result.diagnostic, level: isFailure ? 'error' : 'warning' };
}

function describeArtifact(
  result: Extract<ReadResult, { isEvidence: true }>,
  views: readonly PartView[],
): Pick<ArtifactReport, 'encoding' | 'format' | 'counts' | 'parts'> {
  const parts = views.map(({ end, roots }) => ({
    form: end.form,
    lastKey: end.lastKey,
    roots: [...roots.values()].flatMap(({ path, header }) => (header ? [{ path, location: header.location }] : [])),
  }));
  return { encoding: result.encoding, format: result.format, counts: result.counts, parts };
}

/**
 * A host is called what its evidence calls the computer, else by its path. Inputs are never merged by name: a later
 * host with a name that is taken carries its path too, and a note says how to merge.
 */
function nameHost(
  input: HostInput,
  computerName: string | null,
  names: Map<string, string>,
): { name: string; note: Diagnostic | null } {
  if (input.givenName !== null) return { name: input.givenName, note: null };
  const wanted = computerName ?? input.displayName;
  const other = names.get(wanted.toUpperCase());
  if (other === undefined) {
    names.set(wanted.toUpperCase(), input.source);
    return { name: wanted, note: null };
  }
  const note: Diagnostic = {
    code: 'normalise/same-name',
    level: 'note',
    args: { name: wanted, other },
    location: null,
  };
  return { name: `${wanted} (${input.source})`, note };
}

/** One value of the normalised model: where an import of the evidence puts it (DESIGN section 6, `convert`). */
export interface ConvertedValue {
  readonly host: string;
  readonly key: string;
  /** Null for an empty key. */
  readonly name: string | null;
  readonly type: string | null;
  readonly data: number | string | readonly string[] | null;
  readonly dataHex: string | null;
  readonly location: { readonly artifact: string; readonly line: number; readonly column: number };
}

export interface HostConversion {
  readonly values: Iterable<ConvertedValue>;
  /** All diagnostics of the host, files that are no evidence included. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether any artifact was usable. */
  readonly isUsable: boolean;
}

/** Everything that the evidence of each host would store, in the order of keys as a registry editor shows them. */
export async function* convert(
  inputs: readonly HostInput[],
  options: Omit<ScanOptions, 'selected'>,
): AsyncGenerator<HostConversion> {
  const names = new Map<string, string>();
  for (const input of inputs) yield convertHost(input, options, names);
}

async function convertHost(
  input: HostInput,
  options: Omit<ScanOptions, 'selected'>,
  names: Map<string, string>,
): Promise<HostConversion> {
  const diagnostics: Diagnostic[] = [];
  const stored: Iterable<ImportedValue>[] = [];
  const views: PartView[] = [];
  for (const source of input.sources) {
    const imported = foldImport();
    const fold = foldArtifact(source.artifact);
    const emit = (observation: Observation): void => {
      imported.add(observation);
      fold.add(observation);
    };
    const result = await read(source, options, everyKey(), emit, diagnostics);
    if (!result.isEvidence) {
      diagnostics.push(asRejected(result, source));
      continue;
    }
    stored.push(imported.values());
    views.push(...fold.views());
  }
  if (stored.length === 0) return { values: [], diagnostics, isUsable: false };
  const { maps, controlSet } = options;
  const { snapshot } = normalise({ views, maps, controlSet, isOneComputer: input.givenName !== null });
  const { name } = nameHost(input, snapshot.facts.computerName?.value ?? null, names);
  return { values: convertedValues(name, stored), diagnostics, isUsable: true };
}

function* convertedValues(host: string, stored: readonly Iterable<ImportedValue>[]): Generator<ConvertedValue> {
  for (const values of stored) {
    for (const { key, name, data, location: at } of values) {
      const location = { artifact: at.artifact, line: at.line, column: at.column };
      if (data === null) {
        yield { host, key, name: null, type: null, data: null, dataHex: null, location };
      } else {
        const type = regTypeName(data.type ?? 0);
        yield { host, key, name, type, data: decodeData(data), dataHex: toHex(data.bytes), location };
      }
    }
  }
}
