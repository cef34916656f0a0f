import type { Outcome } from '../../../model/outcome.ts';
import { SEVERITIES } from '../../../model/outcome.ts';
import { WORST_FIRST } from '../parts/badges.tsx';
import { OUTCOME_WORDS, SEVERITY_WORDS } from '../parts/outcome-words.ts';
import type { ReportData } from '../report-data.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

function Select({
  id,
  label,
  all,
  choices,
}: {
  readonly id: string;
  readonly label: string;
  readonly all: string;
  readonly choices: readonly Choice[];
}) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id}>
        <option value="">{all}</option>
        {choices.map(({ value, label: text }) => (
          <option value={value}>{text}</option>
        ))}
      </select>
    </div>
  );
}

function occurring(data: ReportData): readonly Outcome[] {
  return WORST_FIRST.filter((outcome) => data.summary.outcomes[outcome] > 0);
}

/**
 * Search and filters over findings and hosts. It works only with the script, so only the script shows it; the choices
 * of hosts and rules are read from the page. What it hides is hidden on the screen alone, never on paper.
 */
export function FilterForm({ data }: { readonly data: ReportData }) {
  const severities = SEVERITIES.filter((severity) => data.rules.some(({ rule }) => rule.severity === severity));
  return (
    <search id="filter" class="filter" aria-label="Filter findings and hosts" hidden>
      <div class="fields">
        <div class="field search">
          <label for="filter-text">Search</label>
          <input id="filter-text" type="search" autocomplete="off" spellcheck={false} />
        </div>
        <Select id="filter-host" label="Host" all="All hosts" choices={[]} />
        <Select
          id="filter-outcome"
          label="Outcome"
          all="All outcomes"
          choices={occurring(data).map((outcome) => ({ value: outcome, label: OUTCOME_WORDS[outcome] }))}
        />
        <Select
          id="filter-severity"
          label="Severity"
          all="All severities"
          choices={severities.map((severity) => ({ value: severity, label: SEVERITY_WORDS[severity] }))}
        />
        <Select id="filter-rule" label="Rule" all="All rules" choices={[]} />
        <div class="tools">
          <button type="button" id="filter-fold" aria-pressed="false">
            Open details
          </button>
          <button type="button" id="filter-clear">
            Clear
          </button>
        </div>
      </div>
      <p id="filter-state" role="status"></p>
    </search>
  );
}
