import type { HtmlOptions } from './html/html-options.ts';
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

/** A stretch of text of one of the files that a report is split over; files count from 1. */
export interface ReportPiece {
  readonly part: number;
  readonly text: string;
}

/**
 * A reporter that goes on in another file when a consumer's limit is reached. Called like {@link Reporter}. The pieces
 * of one part, one after another, are one complete file; `end` adds to every part, because all parts say how the whole
 * run ended.
 */
export interface PartedReporter {
  readonly begin: (run: RunHeader) => readonly ReportPiece[];
  readonly host: (host: HostReport) => readonly ReportPiece[];
  readonly end: (summary: RunSummary) => readonly ReportPiece[];
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
  readonly sarif?: SarifOptions;
  /** `strict` (the default) keeps to what every reader's schema allows; `extended` adds file and line to each case. */
  readonly junitDialect?: 'strict' | 'extended';
  /** CSV: a byte order mark first, without which Excel takes UTF-8 for the machine's code page. */
  readonly csvByteOrderMark?: boolean;
  /** What stands on the cover of the HTML report. */
  readonly html?: HtmlOptions;
  /**
   * Text for a terminal that follows links: the URL of an artifact (a relative URI, as in a location), null where it
   * has none. Only the caller knows where files are; without this function there are no links.
   */
  readonly linkOf?: (artifact: string) => string | null;
}

/** What consumers of SARIF need differently. */
export interface SarifOptions {
  /** `problems` (the default): what somebody has to look at. `all`: every result with its kind, for auditors. */
  readonly results?: 'problems' | 'all';
  /** Where the standard and a consumer disagree, the consumer to follow; by default the standard. */
  readonly profile?: 'none' | 'github' | 'azure';
  /** The category of `automationDetails.id`; default `regaudit`. One category is one analysis to GitHub. */
  readonly category?: string;
  /** What GitHub Advanced Security for Azure DevOps wants to know about the build; the `azure` profile needs it. */
  readonly azureBuild?: AzureBuild;
}

/** The pipeline run that a SARIF file belongs to, as Azure DevOps names it. */
export interface AzureBuild {
  /** `<org>/<project>/<buildDefinitionId>/<phaseId>/<branch>/<buildId>` */
  readonly run: string;
  /** Decimal digits, as text: the multitool's rule GHAzDO1019 cannot read a JSON number. */
  readonly buildDefinitionId: string;
  readonly buildDefinitionName: string;
  /** A GUID. */
  readonly phaseId: string;
  readonly phaseName: string;
}
