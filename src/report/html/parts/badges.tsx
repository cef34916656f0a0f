import type { Outcome, Severity } from '../../../model/outcome.ts';
import { OUTCOMES } from '../../../model/outcome.ts';
import { outcomeRank } from '../../coverage.ts';
import { OUTCOME_MARKS } from '../../text-line.ts';
import type { OutcomeCounts } from '../report-data.ts';
import { numberLabel } from './number-label.ts';
import { OUTCOME_WORDS, SEVERITY_WORDS } from './outcome-words.ts';

/** Outcomes in the order in which people look at them. */
export const WORST_FIRST: readonly Outcome[] = OUTCOMES.toSorted((a, b) => outcomeRank(a) - outcomeRank(b));

/** The mark of an outcome, beside its word: never colour alone. */
export function Mark({ outcome }: { readonly outcome: Outcome }) {
  return (
    <span class={`mark ${outcome}`} aria-hidden="true">
      {OUTCOME_MARKS[outcome]}
    </span>
  );
}

export function OutcomeBadge({ outcome }: { readonly outcome: Outcome }) {
  return (
    <span class={`badge ${outcome}`}>
      <span aria-hidden="true">{OUTCOME_MARKS[outcome]}</span> {OUTCOME_WORDS[outcome]}
    </span>
  );
}

export function SeverityBadge({ severity }: { readonly severity: Severity }) {
  return <span class={`severity ${severity}`}>{SEVERITY_WORDS[severity]}</span>;
}

/** How many results have which outcome, those that occur. */
export function Tally({ counts }: { readonly counts: OutcomeCounts }) {
  return (
    <ul class="tally">
      {WORST_FIRST.filter((outcome) => counts[outcome] > 0).map((outcome) => (
        <li class={outcome}>
          <span aria-hidden="true">{OUTCOME_MARKS[outcome]}</span> {numberLabel(counts[outcome])}{' '}
          {OUTCOME_WORDS[outcome].toLowerCase()}
        </li>
      ))}
    </ul>
  );
}
