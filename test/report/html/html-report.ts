import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import type { HostReport, RunHeader, RunSummary } from '../../../src/model/result.ts';
import type { HtmlOptions } from '../../../src/report/html/html-options.ts';
import { htmlReporter } from '../../../src/report/html/html-reporter.tsx';
import { HEADER, summaryOf } from '../sample-run.ts';

export const COVER: HtmlOptions = {
  title: 'TLS 1.2 audit of the identity servers',
  classification: 'Confidential',
  period: '1 to 31 December 2025',
  recipients: 'Internal audit',
};

interface HtmlRun {
  readonly options?: HtmlOptions;
  readonly diagnostics?: readonly Diagnostic[];
  readonly header?: RunHeader;
  readonly summary?: RunSummary;
}

/** A whole HTML report over `hosts`. */
export async function htmlReport(hosts: readonly HostReport[], run: HtmlRun = {}): Promise<string> {
  const header = run.header ?? HEADER;
  const reporter = htmlReporter({
    color: false,
    width: null,
    verbose: false,
    quiet: false,
    html: run.options ?? COVER,
  });
  const head = reporter.begin(header);
  const body = hosts.map((host) => reporter.host(host)).join('');
  const summary = run.summary ?? summaryOf(hosts, header.gate, run.diagnostics);
  return head + body + reporter.end(summary).join('');
}
