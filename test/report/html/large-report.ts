import { htmlReporter } from '../../../src/report/html/html-reporter.tsx';
import type { LargeRunOptions } from './large-run.ts';
import { largeRun } from './large-run.ts';

/** The HTML report of a synthetic run. */
export async function largeReport(options: LargeRunOptions): Promise<string> {
  const run = largeRun(options);
  const reporter = htmlReporter({ color: false, width: null, verbose: false, quiet: false });
  let text = reporter.begin(run.header);
  for (const host of run.hosts()) text += reporter.host(host);
  return text + reporter.end(run.summary()).join('');
}
