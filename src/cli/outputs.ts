import path from 'node:path';
import { UsageError } from '../model/errors.ts';
import type { HostReport, RunHeader, RunSummary } from '../model/result.ts';
import { REPORT_FORMATS } from '../report/index.ts';
import type { ReportFormatName } from '../report/index.ts';
import type { Reporter, ReportOptions } from '../report/reporter.ts';
import type { Cleanup } from './cleanup.ts';
import type { OutputRequest } from './output-requests.ts';
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
}

interface OpenReport {
  readonly reporter: Reporter;
  readonly sink: ReportSink;
}

/** Refuses a report that would overwrite the evidence that it is about. */
export function refuseOverwriting(requests: readonly OutputRequest[], evidence: ReadonlySet<string>): void {
  const problems = requests.flatMap(({ file }) =>
    file !== null && evidence.has(path.resolve(file))
      ? [`${file} is evidence of this run; write the report elsewhere`]
      : [],
  );
  if (problems.length > 0) throw new UsageError(problems);
}

/** Opens every report that was asked for; a report that cannot be written does not stop the others. */
export async function openOutputs(
  requests: readonly OutputRequest<ReportFormatName>[],
  optionsFor: (request: OutputRequest) => ReportOptions,
  cleanup: Cleanup,
): Promise<Outputs> {
  const reports: OpenReport[] = [];
  for (const request of requests) {
    const reporter = await REPORT_FORMATS[request.format].create(optionsFor(request));
    const sink =
      request.file === null ? standardOutput() : fileOutput(path.resolve(request.file), request.file, cleanup);
    reports.push({ reporter, sink });
  }
  return {
    begin: (run) => {
      for (const { reporter, sink } of reports) sink.write(reporter.begin(run));
    },
    host: (report) => {
      for (const { reporter, sink } of reports) sink.write(reporter.host(report));
    },
    end: (summary) => {
      for (const { reporter, sink } of reports) {
        for (const piece of reporter.end(summary)) sink.write(piece);
        sink.commit();
      }
    },
    discard: () => {
      for (const { sink } of reports) sink.discard();
    },
    failures: () => reports.flatMap(({ sink }) => sink.failure() ?? []),
  };
}
