import { createTally } from './evaluate/tally.ts';
import type { GateOptions, HostReport, RunHeader, RunSummary, SelectedPack } from './model/result.ts';
import type { Pack } from './model/rule.ts';
import type { DifferentResult, Verification, VerifiedArtifact } from './model/verification.ts';
import { jsonReporter } from './report/json/json-reporter.ts';
import { scan } from './scan.ts';
import type { EvidenceSource, HostInput, ScanOptions } from './scan.ts';
import type { JsonObject } from './verify/json-differences.ts';
import { isJsonObject, jsonDifferences } from './verify/json-differences.ts';
import type { StatedHost, StatedReport } from './verify/read-report.ts';

/** A report, and what it is to be verified against. */
export interface VerifyJob {
  readonly stated: StatedReport;
  readonly toolVersion: string;
  /** The pack of each stated id; the same file, or one that has changed since. */
  readonly packs: ReadonlyMap<string, Pack>;
  /** The rules that the stated options select, in the order of the stated packs. */
  readonly selected: readonly SelectedPack[];
  readonly reading: Omit<ScanOptions, 'selected'>;
  readonly gate: GateOptions;
  /** `--host`, as stated. */
  readonly givenName: string | null;
  /** The stated artifacts with what was found of them, then the files that the report does not know. */
  readonly artifacts: readonly VerifiedArtifact[];
  /** An artifact's bytes under its stated URI; a missing one is never asked for. */
  readonly sourceOf: (artifact: VerifiedArtifact) => EvidenceSource;
}

/** Makes a report again from its evidence and compares. Does no I/O. */
export async function verify(job: VerifyJob): Promise<Verification> {
  const { stated } = job;
  const found = new Map(job.artifacts.map((artifact) => [artifact.artifact, artifact]));
  const isThere = ({ artifacts }: StatedHost): boolean =>
    artifacts.every(({ artifact }) => found.get(artifact)?.state !== 'missing');
  const checked = new Set(stated.hosts.filter(isThere).map(({ name }) => name));
  const hosts: HostReport[] = [];
  for (const host of stated.hosts) {
    const again = checked.has(host.name) ? await judgeAgain(host, found, job) : null;
    if (again !== null) hosts.push(again);
  }
  const remade = madeAgain(hosts, job);
  const artifacts = await withRelevance(job);
  const isWhole = stated.hosts.every(({ artifacts: own }) =>
    own.every(({ artifact }) => found.get(artifact)?.state === 'equal'),
  );
  return {
    tool: { stated: stated.toolVersion, used: job.toolVersion },
    packs: stated.packs.map(({ id, sha256 }) => {
      const foundSha256 = job.packs.get(id)?.sha256 ?? '';
      return { id, state: foundSha256 === sha256 ? 'equal' : 'changed', statedSha256: sha256, foundSha256 };
    }),
    artifacts,
    results: compareResults(stated.results, remade, checked),
    // What changed evidence changes in them is said by the artifacts and results already.
    differences: isWhole ? jsonDifferences(comparable(stated.document), comparable(remade), '') : [],
  };
}

/** One stated host judged from its evidence, under its stated name where that is the one that its evidence gives. */
async function judgeAgain(
  host: StatedHost,
  found: ReadonlyMap<string, VerifiedArtifact>,
  { selected, reading, givenName, sourceOf }: VerifyJob,
): Promise<HostReport | null> {
  const sources = host.artifacts.flatMap(({ artifact }) => {
    const at = found.get(artifact);
    return at === undefined ? [] : [sourceOf(at)];
  });
  const input: HostInput = { source: host.source, displayName: displayName(host), givenName, sources };
  for await (const { report } of scan([input], { ...reading, selected })) {
    if (report === null) return null;
    // Hosts that name one computer carry their paths: which ones do depends on hosts that the report need not name.
    const isItsName = host.name === report.name || host.name === `${report.name} (${host.source})`;
    const name = isItsName ? host.name : report.name;
    return { ...report, name, results: report.results.map((result) => ({ ...result, host: name })) };
  }
  return null;
}

/** As the command line names a host whose evidence names no computer: a file's stem, or a directory's name. */
function displayName({ source, artifacts }: StatedHost): string {
  const last = decodeURIComponent(source.slice(source.lastIndexOf('/') + 1));
  if (source === '-') return 'stdin';
  const isFile = artifacts.length === 1 && artifacts[0]?.artifact === source;
  return isFile ? last.replace(/(?<=[^.])\.[^.]*$/u, '') : last;
}

/** The report as it would be written now, by the version that wrote it. */
function madeAgain(hosts: readonly HostReport[], { stated, selected, gate }: VerifyJob): JsonObject {
  const run: RunHeader = {
    tool: { name: 'regaudit', version: stated.toolVersion },
    packs: selected,
    gate,
    options: stated.options,
    evaluatedAt: stated.evaluatedAt,
  };
  const tally = createTally();
  for (const host of hosts) tally.add(host);
  const summary: RunSummary = tally.summary({ gate, unreadableInputs: unreadableInputs(stated), diagnostics: [] });
  const reporter = jsonReporter();
  const text = [reporter.begin(run), ...hosts.map((host) => reporter.host(host)), ...reporter.end(summary)].join('');
  return JSON.parse(text) as JsonObject;
}

/** Inputs that could not be read left no evidence to judge again: no fewer than the report has errors for. */
function unreadableInputs({ document, diagnostics }: StatedReport): number {
  const errors = diagnostics.filter(({ host, level }) => host === null && level === 'error').length;
  const causes = membersOf(membersOf(document['summary'])['gate'])['causes'];
  const stated = (Array.isArray(causes) ? causes : [])
    .filter(isJsonObject)
    .find(({ kind }) => kind === 'unreadable-input')?.['count'];
  return Math.max(errors, typeof stated === 'number' ? stated : 0);
}

function membersOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function resultKey({ host, pack, rule }: JsonObject): string {
  return JSON.stringify([host, pack, rule]);
}

function compareResults(
  stated: readonly JsonObject[],
  remade: JsonObject,
  checked: ReadonlySet<string>,
): Verification['results'] {
  const list = remade['results'];
  const again = new Map(
    (Array.isArray(list) ? list : []).filter(isJsonObject).map((result) => [resultKey(result), result]),
  );
  const different: DifferentResult[] = [];
  let equal = 0;
  let notChecked = 0;
  const compare = (a: JsonObject | undefined, b: JsonObject | undefined): void => {
    const named = a ?? b ?? {};
    const differences = a && b ? jsonDifferences(a, b, '') : jsonDifferences(a, b, 'result');
    if (differences.length === 0) equal += 1;
    else {
      const [host, pack, rule] = [named['host'], named['pack'], named['rule']].map((value) => String(value));
      different.push({ host: host ?? '', pack: pack ?? '', rule: rule ?? '', differences });
    }
  };
  const isUnchecked = ({ host }: JsonObject): boolean => typeof host === 'string' && !checked.has(host);
  for (const result of stated) {
    const key = resultKey(result);
    const match = again.get(key);
    // A host that the report states without its evidence cannot be checked; a result of no stated host is invented.
    if (isUnchecked(result) && match === undefined) notChecked += 1;
    else compare(result, match);
    again.delete(key);
  }
  for (const result of again.values()) compare(undefined, result);
  return { equal, notChecked, different };
}

/** The document without what other comparisons cover or a new run cannot know. */
function comparable(document: JsonObject): JsonObject {
  const { diagnostics, packs, results: _results, ...rest } = document;
  const isOfAHost = (diagnostic: unknown): boolean =>
    isJsonObject(diagnostic) && diagnostic['host'] !== null && diagnostic['code'] !== 'normalise/same-name';
  return {
    ...rest,
    // A pack may be given by another path; its digest is compared for itself.
    packs: Array.isArray(packs)
      ? packs.map((pack: unknown) => ({ ...membersOf(pack), file: null, sha256: null }))
      : packs,
    diagnostics: Array.isArray(diagnostics) ? diagnostics.filter(isOfAHost) : diagnostics,
  };
}

/** Tells evidence that the report does not know from files that are no evidence at all. */
async function withRelevance({
  artifacts,
  selected,
  reading,
  sourceOf,
}: VerifyJob): Promise<readonly VerifiedArtifact[]> {
  const told: VerifiedArtifact[] = [];
  for (const artifact of artifacts) {
    if (artifact.state !== 'additional') {
      told.push(artifact);
      continue;
    }
    const { artifact: source } = artifact;
    const input: HostInput = { source, displayName: source, givenName: null, sources: [sourceOf(artifact)] };
    for await (const { report } of scan([input], { ...reading, selected }))
      told.push(report === null ? { ...artifact, state: 'unrelated' } : artifact);
  }
  return told;
}
