import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { InferredOptionTypes } from 'yargs';
import { UsageError } from '../../model/errors.ts';
import { SEVERITIES } from '../../model/outcome.ts';
import type { GateOptions, RunHeader } from '../../model/result.ts';
import type { Pack } from '../../model/rule.ts';
import type { VerifiedArtifact } from '../../model/verification.ts';
import { followsFromEvidence } from '../../model/verification.ts';
import { selectRules } from '../../packs/select-rules.ts';
import { verificationCauses, verificationJson, verificationText } from '../../report/verify-text.ts';
import type { EvidenceSource } from '../../scan.ts';
import { verify } from '../../verify.ts';
import { matchArtifacts } from '../../verify/match-artifacts.ts';
import type { FoundFile } from '../../verify/match-artifacts.ts';
import { readReport } from '../../verify/read-report.ts';
import type { StatedReport } from '../../verify/read-report.ts';
import { defineCommand } from '../command.ts';
import type { ExitCode } from '../command.ts';
import { displayFor } from '../display.ts';
import { readingOptions } from '../evidence-arguments.ts';
import { evidenceFile } from '../evidence-file.ts';
import type { EvidenceFile } from '../evidence-file.ts';
import type { EvidencePlan } from '../inputs.ts';
import { openEvidence } from '../open-evidence.ts';
import { DISPLAY_OPTIONS, EVIDENCE_OPTIONS, FORMAT_OPTIONS, NOISE_OPTIONS, PACK_OPTIONS } from '../options.ts';
import { refuseOverwriting } from '../outputs.ts';
import { builtInPacks, openPacks } from '../packs.ts';
import { selectionOptions } from '../selection-options.ts';
import { singleOutput } from '../single-output.ts';
import { sayLine } from '../standard-error.ts';
import { systemErrorText } from '../system-error.ts';
import { commitText, openTextOutput } from '../text-output.ts';
import { TOOL } from '../version.ts';

const OPTIONS = {
  ...PACK_OPTIONS,
  root: EVIDENCE_OPTIONS.root,
  ...FORMAT_OPTIONS,
  ...NOISE_OPTIONS,
  ...DISPLAY_OPTIONS,
};

/** `regaudit verify <report> <evidence...>` */
export const verifyCommand = defineCommand({
  options: OPTIONS,
  examples: [
    ['regaudit verify report.json exports/', 'does the report still follow from the evidence?'],
    ['regaudit verify report.json exports/ --pack my-pack.yaml', 'with the pack of the report'],
  ],
  run: runVerify,
});

async function runVerify(
  args: InferredOptionTypes<typeof OPTIONS>,
  [file = '', ...paths]: readonly string[],
): Promise<ExitCode> {
  const request = singleOutput({
    formats: args.format ?? [],
    output: args.output ?? null,
    known: ['text', 'json'],
    fallback: 'text',
  });
  if (paths.length === 0) throw new UsageError(['no evidence is named: expected regaudit verify REPORT EVIDENCE...']);
  if (file === '-' || paths.includes('-'))
    throw new UsageError(['verify reads files more than once; name files, not standard input']);
  const stated = readReport(file, readText(file));
  const packs = await packsOf(stated, args.pack);
  const { options } = stated;
  const selection = selectionOptions({
    pack: undefined,
    profile: textOption(options, 'profile'),
    rule: listOption(options, 'rule'),
    'skip-rule': listOption(options, 'skip-rule'),
    severity: SEVERITIES.find((severity) => severity === options['severity']),
  });
  const evidence = openEvidence({ ...NO_EVIDENCE_OPTIONS, ...args }, paths);
  const { paths: files, problems } = evidenceFiles(evidence.plan, file);
  if (problems.length > 0) throw new UsageError(problems);
  refuseOverwriting([request], new Set([...evidence.plan.files, path.resolve(file)]));
  const reader = createReader(files, evidence.progress.read);
  const found = await reader.digests();
  const verification = await verify({
    stated,
    toolVersion: TOOL.version,
    packs: new Map(packs.map((pack) => [pack.id, pack])),
    selected: selectRules(packs, selection),
    reading: readingOptions({
      ...NO_EVIDENCE_OPTIONS,
      map: listOption(options, 'map'),
      'control-set': textOption(options, 'control-set'),
      encoding: textOption(options, 'encoding'),
      'input-format': options['input-format'] === 'reg' ? 'reg' : undefined,
    }),
    gate: gateOf(options),
    givenName: textOption(options, 'host') ?? null,
    artifacts: matchArtifacts(
      stated.hosts.flatMap(({ artifacts }) => artifacts),
      found,
    ),
    sourceOf: reader.sourceOf,
  });
  evidence.progress.clear();
  reader.assertRead();
  const output = openTextOutput(request);
  const display = displayFor(args, request.file === null ? 1 : null, process.env);
  output.write(
    request.format === 'json'
      ? verificationJson(file, verification)
      : verificationText(file, verification, { ...display, verbose: args.verbose ?? false }),
  );
  commitText(output);
  if (followsFromEvidence(verification)) return 0;
  sayLine(`${file} does not follow from the evidence: ${verificationCauses(verification)}`);
  return 1;
}

/** How the evidence is read is the report's to say. */
const NO_EVIDENCE_OPTIONS = {
  host: undefined,
  'control-set': undefined,
  map: undefined,
  encoding: undefined,
  'input-format': undefined,
  root: undefined,
} as const;

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError([`${file}: ${systemErrorText(error)}`]);
  }
}

/** The packs that the report names, in its order: those given, else the built-in ones. */
async function packsOf(stated: StatedReport, given: readonly string[] | undefined): Promise<readonly Pack[]> {
  const available = [...(given === undefined ? [] : await openPacks(given)), ...builtInPacks()];
  const problems: string[] = [];
  const packs = stated.packs.flatMap(({ id }) => {
    const pack = available.find((candidate) => candidate.id === id);
    if (pack === undefined)
      problems.push(`the report is about the pack ${id}, which is not built in: give its file with --pack`);
    return pack ?? [];
  });
  if (stated.packs.length === 0) problems.push('the report names no pack');
  if (problems.length > 0) throw new UsageError(problems);
  return packs;
}

function textOption(options: RunHeader['options'], name: string): string | undefined {
  const value = options[name];
  return value === undefined || typeof value === 'object' ? undefined : String(value);
}

function listOption(options: RunHeader['options'], name: string): string[] | undefined {
  const value = options[name];
  return typeof value === 'object' ? [...value] : undefined;
}

function gateOf(options: RunHeader['options']): GateOptions {
  const missing = (['fail', 'warn', 'ignore'] as const).find((word) => word === options['missing-evidence']);
  return {
    failOn: SEVERITIES.find((severity) => severity === options['fail-on']) ?? 'low',
    missingEvidence: missing ?? 'fail',
  };
}

/** The evidence files by their URIs, the report itself left out; what cannot be read is a problem. */
function evidenceFiles(
  plan: EvidencePlan,
  report: string,
): { readonly paths: ReadonlyMap<string, string>; readonly problems: readonly string[] } {
  const real = realpathSync(report);
  const paths = new Map([...plan.paths].filter(([, file]) => realpathSync(file) !== real));
  const problems = plan.diagnostics.flatMap((diagnostic) =>
    diagnostic.code === 'cli/unreadable' && diagnostic.level === 'error'
      ? [`${decodeURIComponent(diagnostic.location?.artifact ?? '')}: ${diagnostic.args.because}`]
      : [],
  );
  return { paths, problems };
}

interface EvidenceReader {
  /** Reads every file once. */
  readonly digests: () => Promise<readonly FoundFile[]>;
  /** A file under the URI that the report has for it. */
  readonly sourceOf: (artifact: VerifiedArtifact) => EvidenceSource;
  /** Throws when a file could not be read: nothing was verified then. */
  readonly assertRead: () => void;
}

function createReader(files: ReadonlyMap<string, string>, onChunk: (byteLength: number) => void): EvidenceReader {
  const opened: EvidenceFile[] = [];
  const open = (uri: string, artifact: string): EvidenceFile => {
    const source = evidenceFile({ file: files.get(uri) ?? uri, artifact, isNamed: false }, () => {});
    opened.push(source);
    return source;
  };
  const assertRead = (): void => {
    const problems = opened.flatMap((source) => {
      const failure = source.failure();
      return failure === null ? [] : [`${decodeURIComponent(source.artifact)}: ${failure}`];
    });
    if (problems.length > 0) throw new UsageError([...new Set(problems)]);
  };
  return {
    digests: async () => {
      const found: FoundFile[] = [];
      for (const uri of files.keys()) {
        const source = open(uri, uri);
        for await (const chunk of source.open()) onChunk(chunk.length);
        found.push({ uri, sha256: (await source.digest()).sha256 });
      }
      assertRead();
      return found;
    },
    sourceOf: ({ artifact, foundAs }) => open(foundAs ?? artifact, artifact),
    assertRead,
  };
}
