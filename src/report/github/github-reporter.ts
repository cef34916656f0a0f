import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Evidence } from '../../model/lookup.ts';
import { byCodeUnit } from '../../model/order.ts';
import { SEVERITIES } from '../../model/outcome.ts';
import type { HostReport, RuleResult, RunHeader } from '../../model/result.ts';
import { outcomeRank } from '../coverage.ts';
import { counted } from '../describe-data.ts';
import { runSummaryText } from '../describe-run.ts';
import { diagnosticWords } from '../messages.ts';
import { nextStep } from '../next-step.ts';
import type { ProblemLevel } from '../problem.ts';
import { isUndecided, NOTHING_DECIDED, PROBLEM_LEVELS, problemLevel } from '../problem.ts';
import type { Reporter } from '../reporter.ts';
import { artifactPath, evidenceOfResult, resultMessage } from '../result-message.ts';
import type { Annotation } from './workflow-command.ts';
import { workflowCommand } from './workflow-command.ts';

/** GitHub shows ten annotations of a level and step and drops the rest in silence; one notice is for the count. */
const MOST: Readonly<Record<ProblemLevel, number>> = { error: 10, warning: 10, note: 9 };

const COMMANDS: Readonly<Record<ProblemLevel, Annotation['command']>> = {
  error: 'error',
  warning: 'warning',
  note: 'notice',
};

/** An annotation with what orders it: the smaller numbers first, then the host, then the order of the pack. */
interface Ranked {
  readonly ranks: readonly number[];
  readonly host: string;
  readonly text: string;
}

function compareRanked(a: Ranked, b: Ranked): number {
  for (const [i, rank] of a.ranks.entries()) {
    const difference = rank - (b.ranks[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return byCodeUnit(a.host, b.host);
}

/** Where the annotation is shown; line 1 of the host's first file where nothing was collected. */
function placeOf(evidence: Evidence | null, host: HostReport): Annotation['properties'] {
  if (evidence === null) {
    const [first] = host.artifacts;
    return first
      ? [
          ['file', artifactPath(first.artifact)],
          ['line', '1'],
        ]
      : [];
  }
  const { artifact, line, column, endLine, endColumn } = evidence.location;
  return [
    ['file', artifactPath(artifact)],
    ['line', String(line)],
    // GitHub takes columns only within one line; its last column is inclusive.
    ...(endLine === line && endColumn !== undefined && endColumn > column
      ? ([
          ['endLine', String(endLine)],
          ['col', String(column)],
          ['endColumn', String(endColumn - 1)],
        ] as const)
      : ([['col', String(column)]] as const)),
  ];
}

function resultAnnotation(result: RuleResult, level: ProblemLevel, host: HostReport): string {
  const next = nextStep(result);
  return workflowCommand({
    command: COMMANDS[level],
    properties: [
      ...placeOf(evidenceOfResult(result), host),
      ['title', `${result.rule.id} ${result.outcome === 'unknown' ? 'not decided' : result.outcome}: ${host.name}`],
    ],
    lines: [resultMessage(result), ...(next === null ? [] : [next.text])],
  });
}

function diagnosticAnnotation(diagnostic: Diagnostic): string {
  const { location } = diagnostic;
  const { message, help } = diagnosticWords(diagnostic);
  return workflowCommand({
    command: diagnostic.level === 'note' ? 'notice' : diagnostic.level,
    properties: [
      ...(location === null
        ? []
        : ([
            ['file', artifactPath(location.artifact)],
            ['line', String(location.line)],
          ] as const)),
      ['title', diagnostic.code],
    ],
    lines: [message, ...(help === null ? [] : [help])],
  });
}

/**
 * Workflow commands for standard output: the ten worst problems of each level, then a notice that sums up and counts
 * the rest. Only those are kept, whatever the number of hosts.
 */
export function githubReporter(): Reporter {
  const kept: Readonly<Record<ProblemLevel, Ranked[]>> = { error: [], warning: [], note: [] };
  let header: RunHeader | null = null;
  let dropped = 0;

  const keep = (level: ProblemLevel, ranked: Ranked): void => {
    const list = kept[level];
    const after = list.findIndex((other) => compareRanked(other, ranked) > 0);
    list.splice(after < 0 ? list.length : after, 0, ranked);
    if (list.length <= MOST[level]) return;
    list.pop();
    dropped += 1;
  };
  return {
    begin: (run) => {
      header = run;
      return '';
    },
    host: (host) => {
      if (header === null) throw new Error('the annotations were not begun');
      for (const result of host.results) {
        const level = problemLevel(result, header.gate);
        if (level === null) continue;
        const ranks = [outcomeRank(result.outcome), SEVERITIES.indexOf(result.rule.severity)];
        keep(level, { ranks, host: host.name, text: resultAnnotation(result, level, host) });
      }
      if (isUndecided(host) && header.gate.missingEvidence !== 'fail') {
        const properties = [...placeOf(null, host), ['title', `nothing decided: ${host.name}`] as const];
        const text = workflowCommand({ command: 'error', properties, lines: [`${host.name}: ${NOTHING_DECIDED}`] });
        keep('error', { ranks: [outcomeRank('fail'), SEVERITIES.length], host: host.name, text });
      }
      return '';
    },
    end: (summary) => {
      if (header === null) throw new Error('the annotations were not begun');
      for (const diagnostic of summary.diagnostics) {
        if (diagnostic.level === 'note') continue;
        // A file that had to be read and could not be comes before every finding.
        keep(diagnostic.level, { ranks: [-1, 0], host: '', text: diagnosticAnnotation(diagnostic) });
      }
      const rest =
        dropped > 0 ? [`${counted(dropped, 'more problem')} not annotated: GitHub shows ten of a level.`] : [];
      const notice = workflowCommand({
        command: 'notice',
        properties: [['title', header.tool.name]],
        lines: [runSummaryText(header, summary), ...rest],
      });
      return [...PROBLEM_LEVELS.flatMap((level) => kept[level].map(({ text }) => text)), notice];
    },
  };
}
