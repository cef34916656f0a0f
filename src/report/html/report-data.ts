import type { DiagnosticLevel } from '../../model/diagnostic.ts';
import type { Outcome, Reason } from '../../model/outcome.ts';
import type { RunHeader, RunSummary, SelectedPack } from '../../model/result.ts';
import type { Rule } from '../../model/rule.ts';
import type { HeadlineWords } from '../headline.ts';
import type { NextStep } from '../next-step.ts';
import type { HtmlOptions } from './html-options.ts';

/** How many results have which outcome. */
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** A place in the evidence with its text, both ready to be shown. */
export interface ShownPlace {
  readonly where: string;
  readonly excerpt: string;
  /** What stands there, where a place does not speak for itself (a side of a conflict, a second value). */
  readonly says: string | null;
}

/** One reading of a rule that came to another outcome than the deciding one. */
export interface OtherReading {
  readonly label: string;
  readonly outcome: Outcome;
  readonly text: string;
}

/** One result that did not pass, with everything that is said about it. */
export interface Finding {
  /** Which host, in the order in which hosts came. */
  readonly host: number;
  readonly outcome: Outcome;
  readonly reason: Reason;
  readonly expected: string;
  readonly actual: string;
  readonly because: string;
  readonly otherReading: OtherReading | null;
  readonly lastKeyShown: string | null;
  readonly error: string | null;
  readonly places: readonly ShownPlace[];
  /** Null where the cure is that of the rule. */
  readonly next: NextStep | null;
}

/** One result on one line. */
export interface BriefResult {
  readonly host: number;
  readonly rule: number;
  readonly outcome: Outcome;
  readonly reason: Reason;
  readonly actual: string;
  readonly where: string | null;
  /** What the other reading comes to, where it differs. */
  readonly otherReading: OtherReading | null;
}

/** One rule of the run with its results over all hosts. */
export interface RuleEntry {
  /** 1-based over all packs: how matrix, rules and hosts refer to it. */
  readonly number: number;
  readonly selected: SelectedPack;
  readonly rule: Rule;
  readonly counts: OutcomeCounts;
  /** The results to show in full. */
  readonly findings: readonly Finding[];
  /** The other results that did not pass. */
  readonly briefs: readonly BriefResult[];
  /** What passing hosts show, and how many; most frequent first. */
  readonly passes: readonly (readonly [actual: string, hosts: number])[];
}

export interface ArtifactEntry {
  readonly artifact: string;
  readonly byteLength: number;
  readonly sha256: string;
  readonly encoding: string;
  readonly format: string;
  readonly form: string;
  readonly contents: string;
  readonly covers: readonly string[];
}

export interface DiagnosticEntry {
  readonly code: string;
  readonly level: DiagnosticLevel;
  readonly message: string;
  readonly help: string | null;
  readonly where: string | null;
  /** Null for a file that belongs to no host. */
  readonly host: number | null;
}

/** One host, without the results that say nothing but pass. */
export interface HostEntry {
  /** In the order in which hosts came: its identity in {@link Finding}. */
  readonly index: number;
  readonly name: string;
  readonly source: string;
  readonly worst: Outcome;
  readonly counts: OutcomeCounts;
  readonly headlines: readonly HeadlineWords[];
  readonly facts: readonly string[];
  readonly context: readonly string[];
  readonly artifacts: readonly ArtifactEntry[];
  /** The outcome of each rule by its number, null where the rule did not run. */
  readonly outcomes: readonly (Outcome | null)[];
  /** Every result; in a large run only those that did not pass. */
  readonly results: readonly BriefResult[];
  readonly coverage: string;
  readonly needsRestart: boolean;
}

/** Everything that the HTML report says. */
export interface ReportData {
  readonly run: RunHeader;
  readonly summary: RunSummary;
  readonly options: HtmlOptions;
  readonly rules: readonly RuleEntry[];
  /** Worst first, then by name. */
  readonly hosts: readonly HostEntry[];
  readonly diagnostics: readonly DiagnosticEntry[];
  /** Diagnostics beyond the most that are listed, by code. */
  readonly omittedDiagnostics: readonly (readonly [code: string, count: number])[];
  /** Whether passing results are counted instead of listed. */
  readonly isLarge: boolean;
  /** Whether results that are not shown in full are listed by host name alone. */
  readonly isBrief: boolean;
}
