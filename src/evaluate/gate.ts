import { isAtLeast, SEVERITIES } from '../model/outcome.ts';
import type { Outcome, Severity } from '../model/outcome.ts';
import type { GateCause, GateOptions, GateVerdict } from '../model/result.ts';

/** What the gate weighs. */
export interface GateCounts {
  readonly hosts: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Failures by severity. */
  readonly failures: Readonly<Record<Severity, number>>;
  /** Hosts without a single decided result (pass or fail). */
  readonly undecidedHosts: number;
  /** The first of their names. */
  readonly undecidedNames: readonly string[];
  /** Inputs that had to be read and could not be. */
  readonly unreadableInputs: number;
}

/**
 * DESIGN section 3, the gate: 2 when the job could not be done, 1 on findings, missing evidence or a host of which
 * nothing is decided, else 0. Nothing scanned is never green.
 */
export function judgeGate(counts: GateCounts, options: GateOptions): GateVerdict {
  const { failOn, missingEvidence } = options;
  const findings = SEVERITIES.filter((severity) => isAtLeast(severity, failOn)).reduce(
    (sum, severity) => sum + counts.failures[severity],
    0,
  );
  const broken: GateCause[] = [];
  if (counts.outcomes.error > 0) broken.push({ kind: 'internal-error', count: counts.outcomes.error });
  if (counts.unreadableInputs > 0 || counts.hosts === 0) {
    broken.push({ kind: 'unreadable-input', count: counts.unreadableInputs });
  }
  const failed: GateCause[] = [];
  if (findings > 0) failed.push({ kind: 'findings', count: findings, failOn });
  if (missingEvidence === 'fail' && counts.outcomes.unknown > 0) {
    failed.push({ kind: 'missing-evidence', count: counts.outcomes.unknown });
  }
  if (counts.undecidedHosts > 0) {
    failed.push({ kind: 'undecided-host', count: counts.undecidedHosts, hosts: counts.undecidedNames });
  }
  return { exitCode: broken.length > 0 ? 2 : failed.length > 0 ? 1 : 0, causes: [...broken, ...failed] };
}
