import type { HostReport, RunHeader, RunSummary } from '../../src/model/result.ts';
import type { ReportFormatName } from '../../src/report/index.ts';
import { REPORT_FORMATS } from '../../src/report/index.ts';
import type { ReportOptions } from '../../src/report/reporter.ts';
import { HEADER, summaryOf } from './sample-run.ts';

const PLAIN: ReportOptions = { color: false, width: 100, verbose: false, quiet: false };

/** A whole report of a run over `hosts`. */
export async function runReport(
  format: ReportFormatName,
  hosts: readonly HostReport[],
  options: Partial<ReportOptions> = {},
  run: { readonly header?: RunHeader; readonly summary?: RunSummary } = {},
): Promise<string> {
  const header = run.header ?? HEADER;
  const reporter = await REPORT_FORMATS[format].create({ ...PLAIN, ...options });
  const head = reporter.begin(header);
  const body = hosts.map((host) => reporter.host(host)).join('');
  return head + body + reporter.end(run.summary ?? summaryOf(hosts, header.gate)).join('');
}
