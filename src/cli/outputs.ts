import { realpathSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../model/errors.ts';
import type { HostReport, RunHeader, RunSummary } from '../model/result.ts';
import { REPORT_FORMATS } from '../report/index.ts';
import type { ReportFormat, ReportFormatName } from '../report/index.ts';
import type { Reporter, ReportOptions, ReportPiece } from '../report/reporter.ts';
import type { Cleanup } from './cleanup.ts';
import type { OutputRequest } from './output-requests.ts';
import { partedOutput } from './parted-output.ts';
import type { OpenReport } from './parted-output.ts';
import { fileOutput, standardOutput } from './report-sink.ts';
import type { ReportSink } from './report-sink.ts';

/** The reports of one run, fed together. */
export interface Outputs {
  readonly begin: (run: RunHeader) => void;
  readonly host: (report: HostReport) => void;
  readonly end: (summary: RunSummary) => void;
  /** Leaves no file behind; for a run that cannot be finished. */
  readonly discard: () => void;
  /** One sentence for each report that could not be written. */
  readonly failures: () => readonly string[];
  /** What else became of the reports: split into several files, stale ones removed. */
  readonly notices: () => readonly string[];
}

/** What reports are written with. */
export interface OutputPlace {
  readonly cleanup: Cleanup;
  /** Absolute paths of the evidence. */
  readonly evidence: ReadonlySet<string>;
}

/** The real path of a file that is there, by whatever link it was named; else null. */
function realPath(file: string): string | null {
  try {
    return realpathSync(file);
  } catch {
    return null;
  }
}

/** Refuses a report that would overwrite the evidence that it is about. */
export function refuseOverwriting(requests: readonly OutputRequest[], evidence: ReadonlySet<string>): void {
  const targets = requests.flatMap(({ file }) => (file === null ? [] : [{ file, real: realPath(path.resolve(file)) }]));
  // Only a file that is there can be evidence; nearly every report is a new file, and then no path is looked up.
  const isNew = targets.every(({ real }) => real === null);
  const real = isNew ? new Set<string>() : new Set([...evidence].map((file) => realPath(file) ?? file));
  const problems = targets.flatMap((target) =>
    target.real !== null && real.has(target.real)
      ? [`${target.file} is evidence of this run; write the report elsewhere`]
      : [],
  );
  if (problems.length > 0) throw new UsageError(problems);
}

/** A report in one file, or on standard output. */
function wholeOutput(reporter: Reporter, sink: ReportSink): OpenReport {
  const whole = (text: string): readonly ReportPiece[] => [{ part: 1, text }];
  return {
    begin: (run) => whole(reporter.begin(run)),
    host: (host) => whole(reporter.host(host)),
    end: (summary) => reporter.end(summary).flatMap(whole),
    write: (pieces) => {
      for (const { text } of pieces) sink.write(text);
    },
    commit: sink.commit,
    discard: sink.discard,
    failures: () => {
      const failure = sink.failure();
      return failure === null ? [] : [failure];
    },
    notices: () => [],
  };
}

async function openOutput(
  { format, file }: OutputRequest<ReportFormatName>,
  options: ReportOptions,
  { cleanup, isTaken }: { readonly cleanup: Cleanup; readonly isTaken: (file: string) => boolean },
): Promise<OpenReport> {
  const { create, createParted, limits }: ReportFormat = REPORT_FORMATS[format];
  // Standard output is one stream: a report on it is never split.
  if (file === null) return wholeOutput(await create(options), standardOutput());
  if (createParted !== undefined)
    return partedOutput(await createParted(options), { file, limits: limits ?? '', cleanup, isTaken });
  return wholeOutput(await create(options), fileOutput(path.resolve(file), file, cleanup));
}

/** Opens every report that was asked for; a report that cannot be written does not stop the others. */
export async function openOutputs(
  requests: readonly OutputRequest<ReportFormatName>[],
  optionsFor: (request: OutputRequest) => ReportOptions,
  { cleanup, evidence }: OutputPlace,
): Promise<Outputs> {
  const targets = new Set(requests.flatMap(({ file }) => (file === null ? [] : [path.resolve(file)])));
  const isTaken = (file: string): boolean => targets.has(file) || evidence.has(file);
  const reports: OpenReport[] = [];
  for (const request of requests) reports.push(await openOutput(request, optionsFor(request), { cleanup, isTaken }));
  return {
    begin: (run) => {
      for (const report of reports) report.write(report.begin(run));
    },
    host: (host) => {
      for (const report of reports) report.write(report.host(host));
    },
    end: (summary) => {
      for (const report of reports) {
        report.write(report.end(summary));
        report.commit();
      }
    },
    discard: () => {
      for (const report of reports) report.discard();
    },
    failures: () => reports.flatMap((report) => report.failures()),
    notices: () => reports.flatMap((report) => report.notices()),
  };
}
