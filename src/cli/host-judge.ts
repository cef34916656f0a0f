import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnosticWords } from '../report/messages.ts';
import { locationText } from '../report/describe.ts';
import type { EvidencePlan, PlannedHost } from './inputs.ts';

/** Weighs what became of each planned host, in the order of the plan. */
export interface HostJudge {
  /**
   * Takes the next host's answer; false when its evidence may not be used. A file that could not be read to its end
   * takes the whole host with it: what was parsed up to there could look like a whole export that lacks the rest.
   */
  readonly accept: (isUsable: boolean, rejected: readonly Diagnostic[]) => boolean;
  /** After the last host. */
  readonly end: () => JudgedInputs;
}

export interface JudgedInputs {
  /** Diagnostics that belong to no host. */
  readonly diagnostics: readonly Diagnostic[];
  /** What makes the job fail (exit code 2), one sentence each. */
  readonly problems: readonly string[];
}

/** A judge for one run over a plan. */
export function createHostJudge(plan: EvidencePlan): HostJudge {
  const diagnostics: Diagnostic[] = [...plan.diagnostics];
  const problems = problemsIn(plan.diagnostics);
  const barren = new Set(plan.directories);
  let next = 0;
  return {
    accept: (isUsable, rejected) => {
      const host = plan.hosts[next++];
      if (host === undefined) throw new Error('the scan answered for a host that it was not asked about');
      const failures = readFailures(host);
      const found = failures.length > 0 ? failures : rejected;
      diagnostics.push(...found);
      const faults = problemsIn(found);
      if (!isUsable && host.isRequired && faults.length === 0)
        faults.push(`${sourceText(host)}: nothing in it is registry evidence`);
      problems.push(...faults);
      if (isUsable || faults.length > 0) for (const name of host.namedAs) barren.delete(name);
      return isUsable && failures.length === 0;
    },
    end: () => {
      if (next !== plan.hosts.length) throw new Error(`the scan answered for ${next} of ${plan.hosts.length} hosts`);
      return {
        diagnostics,
        problems: [...problems, ...[...barren].map((name) => `${name}: no file in it is registry evidence`)],
      };
    },
  };
}

function readFailures(host: PlannedHost): readonly Diagnostic[] {
  return host.sources.flatMap((source): Diagnostic[] => {
    const because = source.failure();
    if (because === null) return [];
    return [
      {
        code: 'cli/unreadable',
        level: 'error',
        args: { because },
        location: { artifact: source.artifact, line: 1, column: 1 },
      },
    ];
  });
}

function sourceText(host: PlannedHost): string {
  return decodeURIComponent(host.input.source);
}

/** The errors among diagnostics about whole files, as sentences. */
function problemsIn(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics
    .filter(({ level }) => level === 'error')
    .map((diagnostic) => {
      const { message } = diagnosticWords(diagnostic);
      return diagnostic.location === null ? message : `${decodeURIComponent(diagnostic.location.artifact)}: ${message}`;
    });
}

/** A diagnostic as compilers print it, for standard error. */
export function diagnosticLine(diagnostic: Diagnostic): string {
  const { message } = diagnosticWords(diagnostic);
  const place = diagnostic.location === null ? '' : `${locationText(diagnostic.location)}: `;
  return `${place}${diagnostic.level}: ${message} [${diagnostic.code}]`;
}
