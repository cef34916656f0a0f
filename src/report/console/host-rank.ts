import { byCodeUnit } from '../../model/order.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { HostReport } from '../../model/result.ts';
import { countOutcomes, outcomeRank, worstOutcome } from '../coverage.ts';

/** What decides where a host stands among others. */
export interface HostRank {
  readonly name: string;
  readonly worst: Outcome;
  /** How many results are errors, failures and unknown. */
  readonly problems: readonly [errors: number, failures: number, unknown: number];
}

/** The rank of one host. */
export function rankOf(host: HostReport): HostRank {
  const { error, fail, unknown } = countOutcomes(host.results);
  return { name: host.name, worst: worstOutcome(host.results), problems: [error, fail, unknown] };
}

/** Worst first: by the worst outcome, then by how many there are of each, then by name. */
export function compareRanks(a: HostRank, b: HostRank): number {
  const [errorsA, failuresA, unknownA] = a.problems;
  const [errorsB, failuresB, unknownB] = b.problems;
  return (
    outcomeRank(a.worst) - outcomeRank(b.worst) ||
    errorsB - errorsA ||
    failuresB - failuresA ||
    unknownB - unknownA ||
    byCodeUnit(a.name, b.name)
  );
}
