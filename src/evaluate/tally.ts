import type { Diagnostic } from '../model/diagnostic.ts';
import { byCodeUnit } from '../model/order.ts';
import { OUTCOMES, SEVERITIES } from '../model/outcome.ts';
import type { Outcome, Severity } from '../model/outcome.ts';
import type { GateOptions, HostReport, RunSummary } from '../model/result.ts';
import { judgeGate } from './gate.ts';

/** How many undecided hosts are named; the count says how many there are. */
const MOST_NAMES = 20;

/** What is known of a run besides its hosts. */
export interface RunEnd {
  readonly gate: GateOptions;
  /** Inputs that had to be read and could not be (exit code 2). */
  readonly unreadableInputs: number;
  /** Diagnostics that belong to no host. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Adds up a run host by host; its memory does not grow with the number of hosts. */
export interface Tally {
  readonly add: (report: Pick<HostReport, 'name' | 'artifacts' | 'results'>) => void;
  readonly summary: (end: RunEnd) => RunSummary;
}

function zeroes<K extends string>(keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
}

/** An empty tally. The order in which hosts are added makes no difference. */
export function createTally(): Tally {
  const outcomes: Record<Outcome, number> = zeroes(OUTCOMES);
  const failures: Record<Severity, number> = zeroes(SEVERITIES);
  const undecidedNames: string[] = [];
  let hosts = 0;
  let artifacts = 0;
  let undecidedHosts = 0;

  return {
    add: (report) => {
      hosts++;
      artifacts += report.artifacts.length;
      for (const { outcome, rule } of report.results) {
        outcomes[outcome]++;
        if (outcome === 'fail') failures[rule.severity]++;
      }
      if (report.results.some(({ outcome }) => outcome === 'pass' || outcome === 'fail')) return;
      undecidedHosts++;
      undecidedNames.push(report.name);
      undecidedNames.sort(byCodeUnit);
      undecidedNames.splice(MOST_NAMES);
    },
    summary: ({ gate, unreadableInputs, diagnostics }) => {
      const counts = {
        hosts,
        outcomes: { ...outcomes },
        failures: { ...failures },
        undecidedHosts,
        undecidedNames: [...undecidedNames],
        unreadableInputs,
      };
      return {
        hosts,
        artifacts,
        outcomes: counts.outcomes,
        failures: counts.failures,
        diagnostics,
        gate: judgeGate(counts, gate),
      };
    },
  };
}
