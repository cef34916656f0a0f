import { byCodeUnit } from '../../model/order.ts';
import type { InferredOptionTypes } from 'yargs';
import { UsageError } from '../../model/errors.ts';
import type { GateOptions, RunHeader, RunSummary } from '../../model/result.ts';
import { createTally } from '../../evaluate/tally.ts';
import { selectRules } from '../../packs/select-rules.ts';
import { gateCauseText } from '../../report/describe-run.ts';
import { isReportFormatName, REPORT_FORMATS } from '../../report/index.ts';
import { scan } from '../../scan.ts';
import type { ScanOptions } from '../../scan.ts';
import { createCleanup } from '../cleanup.ts';
import { evaluationTime } from '../clock.ts';
import { commandLine } from '../command-line.ts';
import { defineCommand } from '../command.ts';
import type { ExitCode } from '../command.ts';
import { displayFor } from '../display.ts';
import { readingOptions } from '../evidence-arguments.ts';
import { formatOptions, idleOptions } from '../format-options.ts';
import { createHostJudge } from '../host-judge.ts';
import { linksFor } from '../hyperlinks.ts';
import type { EvidencePlan } from '../inputs.ts';
import {
  CLOCK_OPTIONS,
  DISPLAY_OPTIONS,
  EVIDENCE_OPTIONS,
  FORMAT_OPTIONS,
  GATE_OPTIONS,
  LINK_OPTIONS,
  NOISE_OPTIONS,
  REPORTER_OPTIONS,
  RULE_OPTIONS,
} from '../options.ts';
import { openEvidence } from '../open-evidence.ts';
import { outputRequests } from '../output-requests.ts';
import { openOutputs, refuseOverwriting } from '../outputs.ts';
import type { Outputs } from '../outputs.ts';
import { openPacks } from '../packs.ts';
import type { Progress } from '../progress.ts';
import { selectionOptions } from '../selection-options.ts';
import { sayLine } from '../standard-error.ts';
import { createTurn } from '../turn.ts';
import { TOOL } from '../version.ts';

const FORMATS = Object.keys(REPORT_FORMATS).filter(isReportFormatName);

const OPTIONS = {
  ...RULE_OPTIONS,
  ...EVIDENCE_OPTIONS,
  ...GATE_OPTIONS,
  ...FORMAT_OPTIONS,
  format: {
    ...FORMAT_OPTIONS.format,
    describe: `NAME or NAME=FILE, NAME one of ${FORMATS.join(', ')}; repeatable, at most one on standard output. A sarif file goes on in others at GitHub's limits; standard output does not`,
  },
  ...NOISE_OPTIONS,
  ...DISPLAY_OPTIONS,
  ...LINK_OPTIONS,
  ...CLOCK_OPTIONS,
  ...REPORTER_OPTIONS,
};
type ScanArguments = InferredOptionTypes<typeof OPTIONS>;

/** `regaudit scan <paths...>` */
export const scanCommand = defineCommand({
  options: OPTIONS,
  examples: [
    ['regaudit scan server.reg', 'verdict for one export'],
    ['regaudit scan exports/ -f console -f html=report.html', 'a host per file or directory'],
    ['regaudit scan exports/ -f sarif=out.sarif --sarif-profile github', 'alerts for code scanning'],
    ['regaudit scan a.reg b.reg --host dc01', 'two exports of one machine'],
    ['regaudit scan image.reg --profile effective', 'what Windows does, its defaults included'],
    ['regaudit scan gold.reg --map HKLM\\GOLD=HKLM\\SYSTEM', 'a hive that was mounted for the export'],
  ],
  run: runScan,
});

async function runScan(args: ScanArguments, paths: readonly string[]): Promise<ExitCode> {
  const problems: string[] = [];
  const requests = outputRequests(
    { formats: args.format ?? [], output: args.output ?? null, known: FORMATS, fallback: 'console' },
    problems,
  );
  problems.push(
    ...idleOptions(
      args,
      requests.map(({ format }) => format),
    ),
  );
  if (problems.length > 0) throw new UsageError(problems);
  const options: ScanOptions = {
    ...readingOptions(args),
    selected: selectRules(await openPacks(args.pack), selectionOptions(args)),
  };
  const evaluatedAt = evaluationTime(args.now, process.env['SOURCE_DATE_EPOCH']);
  const { plan, progress } = openEvidence(args, paths);
  const run = runHeader(args, { ...options, evaluatedAt, inputs: plan.inputs });
  refuseOverwriting(requests, plan.files);
  const outputs = await openOutputs(
    requests,
    ({ file }) => ({
      ...displayFor(args, file === null ? 1 : null, process.env),
      ...formatOptions(args),
      ...linksFor(args.hyperlinks, file === null ? 1 : null, plan),
      verbose: args.verbose ?? false,
      quiet: args.quiet ?? false,
    }),
    { cleanup: createCleanup(), evidence: plan.files },
  );
  try {
    return await scanInto(outputs, { plan, options, run, progress });
  } catch (error) {
    progress.clear();
    outputs.discard();
    throw error;
  }
}

interface StatedRun extends ScanOptions {
  readonly evaluatedAt: string;
  readonly inputs: readonly string[];
}

function runHeader(args: ScanArguments, { evaluatedAt, inputs, ...options }: StatedRun): RunHeader {
  const gate: GateOptions = { failOn: args['fail-on'] ?? 'low', missingEvidence: args['missing-evidence'] ?? 'fail' };
  const given = {
    pack: args.pack,
    profile: args.profile,
    rule: args.rule,
    'skip-rule': args['skip-rule'],
    severity: args.severity,
    'fail-on': gate.failOn,
    'missing-evidence': gate.missingEvidence,
    host: args.host,
    map: args.map,
    'control-set': options.controlSet ?? undefined,
    encoding: args.encoding,
    'input-format': args['input-format'],
  };
  const stated = Object.entries(given).filter(
    (entry): entry is [string, NonNullable<(typeof entry)[1]>] => entry[1] !== undefined,
  );
  // In one order, because the order of arguments changes nothing.
  const statedOptions = Object.fromEntries(
    stated.map(([name, value]) => [name, Array.isArray(value) ? value.toSorted(byCodeUnit) : value]),
  );
  return {
    tool: TOOL,
    packs: options.selected,
    gate,
    options: { ...statedOptions, commandLine: commandLine(inputs, statedOptions) },
    evaluatedAt,
  };
}

interface ScanJob {
  readonly plan: EvidencePlan;
  readonly options: ScanOptions;
  readonly run: RunHeader;
  readonly progress: Progress;
}

/** Scans host by host into the reports, then weighs the whole. */
async function scanInto(outputs: Outputs, { plan, options, run, progress }: ScanJob): Promise<ExitCode> {
  const tally = createTally();
  const turn = createTurn();
  const judge = createHostJudge(plan);
  outputs.begin(run);
  for await (const scanned of scan(
    plan.hosts.map(({ input }) => input),
    options,
  )) {
    if (judge.accept(scanned.report !== null, scanned.rejected) && scanned.report !== null) {
      tally.add(scanned.report);
      outputs.host(scanned.report);
    }
    progress.hostDone();
    await turn();
  }
  const { diagnostics, problems } = judge.end();
  const summary = tally.summary({ gate: run.gate, unreadableInputs: problems.length, diagnostics });
  progress.clear();
  outputs.end(summary);
  for (const notice of outputs.notices()) sayLine(notice);
  return concludeScan(summary, problems, outputs.failures());
}

/** Says on standard error why the exit code is not 0, the cause last. */
function concludeScan(summary: RunSummary, problems: readonly string[], failures: readonly string[]): ExitCode {
  for (const problem of problems) sayLine(problem);
  const { causes, exitCode } = summary.gate;
  if (causes.length > 1 || (causes.length === 1 && problems.length !== 1)) {
    sayLine(`${exitCode === 1 ? 'gate failed' : 'not completed'}: ${causes.map(gateCauseText).join('; ')}`);
  }
  for (const failure of failures) sayLine(failure);
  return failures.length > 0 ? 2 : exitCode;
}
