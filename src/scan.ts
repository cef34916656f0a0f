import { evaluate } from './evaluate/evaluate.ts';
import { wantedValues } from './evaluate/wanted-values.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import { compileInterest, type Interest, type PathAlias, type WantedValue } from './model/interest.ts';
import type { Observation } from './model/observation.ts';
import type { ArtifactReport, HostReport, SelectedPack } from './model/result.ts';
import { wantedFacts } from './normalise/host-facts.ts';
import { hiveAliases, wantedInControlSets } from './normalise/interest-aliases.ts';
import { nameHost, nameHosts, type HostName, type HostNaming, type TakenNames } from './normalise/name-host.ts';
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

/**
 * The whole pipeline for a list of hosts; hosts keep the order of `inputs`. Up to MOST_HELD hosts are held until all
 * their names are known; of more, one host is in memory at a time.
 */
export async function* scan(inputs: readonly HostInput[], options: ScanOptions): AsyncGenerator<HostScan> {
  const interest = compileWanted(options);
  const taken: TakenNames = new Map();
  const isHeld = inputs.length <= MOST_HELD;
  const held: UnnamedScan[] = [];
  for (const input of inputs) {
    const host = await scanHost(input, options, interest);
    if (isHeld) held.push(host);
    else yield withName(host, nameHost(host.naming, taken));
  }
  // A host without usable evidence has no name that another one could share.
  const usable = held.filter(({ report }) => report !== null);
  const names = new Map(nameHosts(usable.map(({ naming }) => naming)).map((name, i) => [usable[i], name]));
  for (const host of held) yield withName(host, names.get(host) ?? { name: host.naming.displayName, note: null });
}

/** Above this number of hosts memory stays flat, and of equal names the first one keeps to itself. */
const MOST_HELD = 500;

/** A host whose name is not settled yet. */
interface UnnamedScan extends HostScan {
  readonly naming: HostNaming;
}

function withName({ report, rejected }: UnnamedScan, { name, note }: HostName): HostScan {
  if (report === null) return { report, rejected };
  const diagnostics = note === null ? report.diagnostics : [...report.diagnostics, note];
  const results = report.results.map((result) => ({ ...result, host: name }));
  return { report: { ...report, name, results, diagnostics }, rejected };
}

/** bytes -> decode -> parse -> normalise -> evaluate: one host, everything but the words. */
async function scanHost(input: HostInput, options: ScanOptions, interest: Interest): Promise<UnnamedScan> {
  const rejected: Diagnostic[] = [];
  const diagnostics: Diagnostic[] = [];
  const artifacts: ArtifactReport[] = [];
  const views: PartView[] = [];
  for (const source of input.sources) {
    const fold = foldArtifact(source.artifact);
    const result = await readSource(source, options, interest, fold.add, diagnostics);
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
  if (views.length === 0) return { report: null, rejected, naming: { ...input, computerName: null } };
  const { maps, controlSet, selected } = options;
  const { snapshot, ...host } = normalise({ views, maps, controlSet, isOneComputer: input.givenName !== null });
  diagnostics.push(...host.diagnostics);
  const { facts } = snapshot;
  const naming: HostNaming = { ...input, computerName: facts.computerName?.value ?? null };
  const name = input.displayName;
  const { results, headlines } = evaluate(snapshot, selected, name);
  const report = { name, source: input.source, artifacts, facts, results, diagnostics, headlines };
  return { report, rejected, naming };
}

/** Reads one artifact of a host into `emit`. */
export function readSource(
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
export function asRejected(result: Extract<ReadResult, { isEvidence: false }>, source: EvidenceSource): Diagnostic {
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
