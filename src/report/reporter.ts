import type { HostReport, RunHeader, RunSummary } from '../model/result.ts';

/**
 * Turns a run into the text of one format. Called in this order: `begin` once, `host` for each host, `end` once;
 * what they return, one after another, is the report. A reporter that needs all hosts keeps what it needs inside.
 */
export interface Reporter {
  readonly begin: (run: RunHeader) => string;
  readonly host: (host: HostReport) => string;
  /** The rest in pieces, so that no report has to fit into one string. */
  readonly end: (summary: RunSummary) => readonly string[];
}

/** How people want to read it; a format that has no use for an option ignores it. Never changes a verdict. */
export interface ReportOptions {
  readonly color: boolean;
  /** Columns of the terminal, null when there is none. */
  readonly width: number | null;
  /** Everything: notes, hashes, covered keys, every host. */
  readonly verbose: boolean;
  /** Only what needs somebody's attention. */
  readonly quiet: boolean;
}
