import type { Outcome, Reason } from '../model/outcome.ts';
import { OUTCOMES, REASONS } from '../model/outcome.ts';
import type { HostReport, RuleResult } from '../model/result.ts';
import type { EvidenceForm } from '../model/observation.ts';
import type { Location } from '../model/location.ts';

/** How much of what was asked the evidence answers. */
export interface Coverage {
  readonly results: number;
  /** Results that pass or fail. */
  readonly decided: number;
  /** Results that are unknown or an error, and how many for which reason (in the order of the model). */
  readonly undecided: number;
  readonly reasons: readonly (readonly [reason: Reason, count: number])[];
  readonly roots: readonly CoveredRoot[];
}

/** A tree that an artifact covers, wholly when the form is `export`. */
interface CoveredRoot {
  readonly path: string;
  readonly form: EvidenceForm['kind'];
  readonly location: Location;
}

/** How many results have which outcome. */
export function countOutcomes(results: readonly RuleResult[]): Readonly<Record<Outcome, number>> {
  const counts: Record<Outcome, number> = {
    pass: 0,
    fail: 0,
    error: 0,
    unknown: 0,
    notapplicable: 0,
    informational: 0,
  };
  for (const result of results) counts[result.outcome] += 1;
  return counts;
}

/** What one host's evidence covers of the selected rules. */
export function coverageOf(host: HostReport): Coverage {
  const counts = countOutcomes(host.results);
  const undecided = host.results.filter((result) => result.outcome === 'unknown' || result.outcome === 'error');
  return {
    results: host.results.length,
    decided: counts.pass + counts.fail,
    undecided: undecided.length,
    reasons: REASONS.map(
      (reason) => [reason, undecided.filter((result) => result.reason === reason).length] as const,
    ).filter(([, count]) => count > 0),
    roots: host.artifacts.flatMap((artifact) =>
      artifact.parts.flatMap((part) =>
        part.roots.map(({ path, location }) => ({ path, form: part.form.kind, location })),
      ),
    ),
  };
}

/** Worst first: how people look at outcomes, and how hosts are ordered. */
const WORST_FIRST: readonly Outcome[] = ['error', 'fail', 'unknown', 'pass', 'informational', 'notapplicable'];

/** The place of an outcome from the worst (0) on. */
export function outcomeRank(outcome: Outcome): number {
  return WORST_FIRST.indexOf(outcome);
}

/** The worst outcome of a host; a host without results is unknown. */
export function worstOutcome(results: readonly RuleResult[]): Outcome {
  const counts = countOutcomes(results);
  return WORST_FIRST.find((outcome) => counts[outcome] > 0) ?? 'unknown';
}

/** Counts in words, passes always: `5 pass, 2 fail, 1 unknown`. */
export function outcomesText(counts: Readonly<Record<Outcome, number>>): string {
  return OUTCOMES.filter((outcome) => outcome === 'pass' || counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${outcome}`)
    .join(', ');
}
