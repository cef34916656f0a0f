import type { Diagnostic } from '../../model/diagnostic.ts';
import { OUTCOMES, SEVERITIES } from '../../model/outcome.ts';
import type { HostReport, RuleResult, RunHeader } from '../../model/result.ts';
import { countOutcomes, outcomeRank, worstOutcome } from '../coverage.ts';
import { describeActual, describeExpected, describeJudgement, locationText, readingsDiffer } from '../describe.ts';
import { headlinesOf } from '../headline.ts';
import { diagnosticWords } from '../messages.ts';
import { nextStep } from '../next-step.ts';
import { evidenceOfResult } from '../result-message.ts';
import { OUTCOME_MARKS } from '../text-line.ts';
import { markdownCode, markdownText, tableHead, tableRow } from './markdown-text.ts';

/** Diagnostics of one host that are shown. */
const MOST_DIAGNOSTICS = 20;

export const HOST_COLUMNS: readonly string[] = ['', 'Host', 'State', ...OUTCOMES];

/** One host as a row of the first table. */
export function hostRow(host: HostReport, run: RunHeader): string {
  const counts = countOutcomes(host.results);
  const state = headlinesOf(host, run).map(({ text }) => text);
  const mark = OUTCOME_MARKS[worstOutcome(host.results)];
  return tableRow([
    markdownText(mark),
    markdownCode(host.name, 100),
    markdownText(state.join('; '), 300),
    ...OUTCOMES.map((outcome) => String(counts[outcome])),
  ]);
}

function problemsOf(host: HostReport): readonly RuleResult[] {
  return host.results
    .filter(({ outcome }) => outcomeRank(outcome) < outcomeRank('pass'))
    .toSorted(
      (a, b) =>
        outcomeRank(a.outcome) - outcomeRank(b.outcome) ||
        SEVERITIES.indexOf(a.rule.severity) - SEVERITIES.indexOf(b.rule.severity),
    );
}

function foundCell(result: RuleResult): string {
  const found = markdownCode(result.outcome === 'error' ? (result.error ?? 'no result') : describeActual(result));
  if (!readingsDiffer(result)) return found;
  const other = result.reading === 'documented' ? 'effective' : 'documented';
  return `${found}<br>${markdownText(`${other}: ${describeJudgement(result[other], result.rule)}`)}`;
}

function problemRow(result: RuleResult): string {
  const { rule } = result;
  const evidence = evidenceOfResult(result);
  return tableRow([
    `${markdownText(OUTCOME_MARKS[result.outcome])} ${result.outcome}`,
    rule.severity,
    `${markdownText(rule.title, 300)}<br>${markdownCode(rule.id)}`,
    markdownCode(describeExpected(result)),
    foundCell(result),
    evidence === null ? '' : markdownCode(locationText(evidence.location)),
  ]);
}

function nextLines(problems: readonly RuleResult[]): string {
  const lines = new Set<string>();
  for (const result of problems) {
    const next = nextStep(result);
    if (next === null) continue;
    if (next.commands.length === 0) lines.add(`- ${markdownText(next.text)}\n`);
    for (const command of next.commands) lines.add(`- ${markdownCode(command, 500)}\n`);
  }
  if (lines.size === 0) return '';
  const restart = problems.some(({ outcome, rule }) => outcome === 'fail' && rule.remediation.restart)
    ? '\nRestart the machine after a fix: only then does it take effect.\n'
    : '';
  return `\n<details><summary>What to do, on the machine itself</summary>\n\n${[...lines].join('')}${restart}\n</details>\n`;
}

/** Diagnostics as a list, notes left out; empty when there is none. */
export function diagnosticList(diagnostics: readonly Diagnostic[]): string {
  const told = diagnostics.filter(({ level }) => level !== 'note');
  const lines = told.slice(0, MOST_DIAGNOSTICS).map((diagnostic) => {
    const place = diagnostic.location === null ? '' : ` ${markdownCode(locationText(diagnostic.location))}`;
    return `- ${diagnostic.level}${place} ${markdownText(diagnosticWords(diagnostic).message, 500)}\n`;
  });
  const more = told.length - lines.length;
  return lines.join('') + (more > 0 ? `- and ${more} more\n` : '');
}

/** What is wrong or unknown on one host; empty for a host that needs nobody. */
export function hostSection(host: HostReport): string {
  const problems = problemsOf(host);
  const diagnostics = diagnosticList(host.diagnostics);
  if (problems.length === 0 && diagnostics === '') return '';
  const table =
    problems.length === 0
      ? ''
      : `${tableHead(['Outcome', 'Severity', 'Rule', 'Expected', 'Found', 'Evidence'])}${problems.map(problemRow).join('')}`;
  const remarks = diagnostics === '' ? '' : `\nRemarks on the evidence:\n\n${diagnostics}`;
  return `\n### ${markdownCode(host.name, 100)}\n\n${table}${nextLines(problems)}${remarks}`;
}
