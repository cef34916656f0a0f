import type { Severity } from '../model/outcome.ts';
import type { GateOptions, HostReport, RuleResult } from '../model/result.ts';

/** How loud a problem is, in SARIF's words; every CI format says it in its own. */
export type ProblemLevel = 'error' | 'warning' | 'note';

/** Louder first. */
export const PROBLEM_LEVELS: readonly ProblemLevel[] = ['error', 'warning', 'note'];

/** The level of a rule of this severity. */
export function levelOfSeverity(severity: Severity): ProblemLevel {
  switch (severity) {
    case 'critical':
    case 'high':
      return 'error';
    case 'medium':
      return 'warning';
    case 'low':
    case 'info':
      return 'note';
  }
}

/**
 * The level of a result that somebody has to look at, else null. What is unknown counts as the gate counts it
 * (DESIGN section 3): like a failure, as a note, or not at all.
 */
export function problemLevel(result: RuleResult, gate: GateOptions): ProblemLevel | null {
  switch (result.outcome) {
    case 'fail':
      return levelOfSeverity(result.rule.severity);
    case 'error':
      return 'error';
    case 'unknown':
      if (gate.missingEvidence === 'ignore') return null;
      return gate.missingEvidence === 'fail' ? levelOfSeverity(result.rule.severity) : 'note';
    case 'pass':
    case 'notapplicable':
    case 'informational':
      return null;
  }
}

/** Whether nothing at all is decided for a host: such a host is never green, whatever the gate's options say. */
export function isUndecided(host: Pick<HostReport, 'results'>): boolean {
  return !host.results.some(({ outcome }) => outcome === 'pass' || outcome === 'fail');
}

/** What a report says about a host of which {@link isUndecided} holds. */
export const NOTHING_DECIDED = 'nothing is decided for this host: the evidence covers none of the selected rules';
