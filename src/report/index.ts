import type { Reporter, ReportOptions } from './reporter.ts';

/** One row of the table of formats. */
export interface ReportFormat {
  readonly title: string;
  readonly mediaType: string;
  /** Without the dot. */
  readonly extension: string;
  /** Loads the format's code when it is asked for, so that no run pays for a format that it does not write. */
  readonly create: (options: ReportOptions) => Promise<Reporter>;
}

/** Every report format by the name that `--format` takes. */
export const REPORT_FORMATS = {
  console: {
    title: 'text for people: worst host first, expected against actual, what to do next',
    mediaType: 'text/plain',
    extension: 'txt',
    create: async (options) => (await import('./console/console-reporter.ts')).consoleReporter(options),
  },
  json: {
    title: 'one JSON document (rules/schema/report.schema.json)',
    mediaType: 'application/json',
    extension: 'json',
    create: async () => (await import('./json/json-reporter.ts')).jsonReporter(),
  },
  jsonl: {
    title: 'JSON Lines: one result a line, streamed',
    mediaType: 'application/jsonl',
    extension: 'jsonl',
    create: async () => (await import('./json/jsonl-reporter.ts')).jsonlReporter(),
  },
} as const satisfies Readonly<Record<string, ReportFormat>>;

export type ReportFormatName = keyof typeof REPORT_FORMATS;

/** Whether `name` is a report format. */
export function isReportFormatName(name: string): name is ReportFormatName {
  return Object.hasOwn(REPORT_FORMATS, name);
}
