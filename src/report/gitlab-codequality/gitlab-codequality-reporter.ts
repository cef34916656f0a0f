import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Severity } from '../../model/outcome.ts';
import type { GateOptions, HostReport, RuleResult, RunHeader } from '../../model/result.ts';
import { fingerprintOf, resultFingerprint } from '../fingerprint.ts';
import { jsonText } from '../json/json-text.ts';
import { diagnosticWords } from '../messages.ts';
import { neutralise } from '../neutralise.ts';
import { isUndecided, NOTHING_DECIDED, problemLevel } from '../problem.ts';
import type { Reporter } from '../reporter.ts';
import { artifactPath, evidenceOfResult, resultMessage } from '../result-message.ts';

type CodeQualitySeverity = 'info' | 'minor' | 'major' | 'critical' | 'blocker';

const SEVERITIES: Readonly<Record<Severity, CodeQualitySeverity>> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
  info: 'info',
};

const MOST_DESCRIPTION = 2000;

/**
 * What GitLab reads of an entry (gitlab-org/gitlab, app/validators/json_schemas/codeclimate.json); one entry that lacks
 * something ends the import, and of two with one fingerprint the later wins.
 */
interface Entry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: CodeQualitySeverity;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** The first file of a host stands for a place where nothing was collected. */
function firstPath(host: HostReport): string {
  return artifactPath(host.artifacts[0]?.artifact ?? host.source) || '-';
}

/** What nobody knows yet is as severe as its rule where the gate fails on it, and a remark where it does not. */
function severityOf(result: RuleResult, gate: GateOptions): CodeQualitySeverity {
  if (result.outcome === 'error') return 'blocker';
  if (result.outcome === 'unknown' && gate.missingEvidence !== 'fail') return 'info';
  return SEVERITIES[result.rule.severity];
}

function resultEntry(result: RuleResult, host: HostReport, gate: GateOptions): Entry {
  const location = evidenceOfResult(result)?.location;
  return {
    description: neutralise(resultMessage(result), MOST_DESCRIPTION),
    check_name: result.rule.id,
    fingerprint: resultFingerprint(result),
    severity: severityOf(result, gate),
    location: location
      ? { path: artifactPath(location.artifact), lines: { begin: location.line } }
      : { path: firstPath(host), lines: { begin: 1 } },
  };
}

function undecidedEntry(host: HostReport): Entry {
  return {
    description: `${neutralise(host.name, 200)}: ${NOTHING_DECIDED}.`,
    check_name: 'nothing-decided',
    fingerprint: fingerprintOf(['nothing-decided', host.name]),
    severity: 'blocker',
    location: { path: firstPath(host), lines: { begin: 1 } },
  };
}

function diagnosticEntry(diagnostic: Diagnostic, ordinal: number): Entry {
  const { code, location } = diagnostic;
  const path = location === null ? '-' : artifactPath(location.artifact) || '-';
  return {
    description: neutralise(diagnosticWords(diagnostic).message, MOST_DESCRIPTION),
    check_name: code,
    fingerprint: fingerprintOf(['diagnostic', code, path, String(ordinal)]),
    severity: 'blocker',
    location: { path, lines: { begin: location?.line ?? 1 } },
  };
}

/** GitLab Code Quality: a JSON array with an entry a problem, written as the hosts come. */
export function gitlabCodequalityReporter(): Reporter {
  let header: RunHeader | null = null;
  let count = 0;
  const written = (entry: Entry): string => {
    count += 1;
    return `${count === 1 ? '' : ','}\n  ${jsonText(entry, null)}`;
  };
  return {
    begin: (run) => {
      header = run;
      return '[';
    },
    host: (host) => {
      if (header === null) throw new Error('the Code Quality report was not begun');
      const { gate } = header;
      const problems = host.results.filter((result) => problemLevel(result, gate) !== null);
      const entries = problems.map((result) => resultEntry(result, host, gate));
      const isSilent = isUndecided(host) && gate.missingEvidence !== 'fail';
      return [...entries, ...(isSilent ? [undecidedEntry(host)] : [])].map(written).join('');
    },
    end: (summary) => {
      const errors = summary.diagnostics.filter(({ level }) => level === 'error');
      return [...errors.map((diagnostic, i) => written(diagnosticEntry(diagnostic, i))), count > 0 ? '\n]\n' : ']\n'];
    },
  };
}
