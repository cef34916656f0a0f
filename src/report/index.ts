import type { PartedReporter, Reporter, ReportOptions } from './reporter.ts';

/** One row of the table of formats. */
export interface ReportFormat {
  readonly title: string;
  readonly mediaType: string;
  /** Without the dot. */
  readonly extension: string;
  /** Loads the format's code when it is asked for, so that no run pays for a format that it does not write. */
  readonly create: (options: ReportOptions) => Promise<Reporter>;
  /** The same in several files where consumers limit the size of one (see part-files.ts for their names). */
  readonly createParted?: (options: ReportOptions) => Promise<PartedReporter>;
  /** Why a report is split, for the line that says so. */
  readonly limits?: string;
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
  sarif: {
    title: 'SARIF 2.1.0 for code scanning: problems, or every result with --sarif-results all',
    mediaType: 'application/sarif+json',
    extension: 'sarif',
    create: async (options) => (await import('./sarif/sarif-reporter.ts')).sarifReporter(options),
    createParted: async (options) => (await import('./sarif/sarif-reporter.ts')).sarifParts(options),
    limits: 'GitHub takes at most 25,000 results and 10 MB in one SARIF file',
  },
  junit: {
    title: 'JUnit XML: a suite a host, every rule a case',
    mediaType: 'application/xml',
    extension: 'xml',
    create: async (options) => (await import('./junit/junit-reporter.ts')).junitReporter(options),
  },
  csv: {
    title: 'CSV: a row a host and rule, safe to open in a spreadsheet',
    mediaType: 'text/csv',
    extension: 'csv',
    create: async (options) => (await import('./csv/csv-reporter.ts')).csvReporter(options),
  },
  markdown: {
    title: 'Markdown for job summaries and merge requests',
    mediaType: 'text/markdown',
    extension: 'md',
    create: async () => (await import('./markdown/markdown-reporter.ts')).markdownReporter(),
  },
  github: {
    title: 'annotations for GitHub Actions, on standard output',
    mediaType: 'text/plain',
    extension: 'txt',
    create: async () => (await import('./github/github-reporter.ts')).githubReporter(),
  },
  'gitlab-codequality': {
    title: 'GitLab Code Quality JSON',
    mediaType: 'application/json',
    extension: 'json',
    create: async () =>
      (await import('./gitlab-codequality/gitlab-codequality-reporter.ts')).gitlabCodequalityReporter(),
  },
  html: {
    title: 'one self-contained page for auditors: evidence, reasons, fixes; prints to A4',
    mediaType: 'text/html',
    extension: 'html',
    create: async (options) => (await import('./html/html-reporter.tsx')).htmlReporter(options),
  },
} as const satisfies Readonly<Record<string, ReportFormat>>;

export type ReportFormatName = keyof typeof REPORT_FORMATS;

/** Whether `name` is a report format. */
export function isReportFormatName(name: string): name is ReportFormatName {
  return Object.hasOwn(REPORT_FORMATS, name);
}
