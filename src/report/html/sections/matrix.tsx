import type { Outcome } from '../../../model/outcome.ts';
import { OUTCOME_MARKS } from '../../text-line.ts';
import { numberLabel } from '../parts/number-label.ts';
import { WORST_FIRST } from '../parts/badges.tsx';
import { OUTCOME_WORDS } from '../parts/outcome-words.ts';
import { Scrollable } from '../parts/text.tsx';
import type { HostEntry, ReportData, RuleEntry } from '../report-data.ts';

/** As many columns as fit on an A4 page, and as many cells as people and browsers take in. */
const MOST_COLUMNS = 20;
const MOST_CELLS = 2_000;
/** With so few rules each cell has room for its word. */
const MOST_WORDED = 10;

function Cell({ outcome, isWorded }: { readonly outcome: Outcome | null; readonly isWorded: boolean }) {
  if (outcome === null) return <td class="none">not run</td>;
  return (
    <td class={outcome}>
      <span class="glyph" aria-hidden="true">
        {OUTCOME_MARKS[outcome]}
      </span>
      <span class={isWorded ? 'word' : 'unseen'}>{OUTCOME_WORDS[outcome]}</span>
    </td>
  );
}

interface MatrixPart {
  readonly rules: readonly RuleEntry[];
  readonly hosts: readonly HostEntry[];
  readonly isWorded: boolean;
}

function MatrixTable({ rules, hosts, isWorded }: MatrixPart) {
  const [first, last] = [rules[0]?.number ?? 0, rules.at(-1)?.number ?? 0];
  const label = `Outcome by host, rules ${first} to ${last}`;
  return (
    <Scrollable label={label}>
      <table class={isWorded ? 'matrix worded' : 'matrix'}>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">Host</th>
            {rules.map(({ number, rule }) => (
              <th scope="col">
                <a href={`#rule-${number}`} title={rule.id}>
                  <span class="unseen">Rule </span>
                  {number}
                </a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hosts.map((host) => (
            <tr>
              <th scope="row">
                <a href={`#host-${host.index}`}>{host.name}</a>
              </th>
              {rules.map(({ number }) => (
                <Cell outcome={host.outcomes[number - 1] ?? null} isWorded={isWorded} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrollable>
  );
}

/** Hosts against rules: each cell has a mark and a word; many rules are divided into tables that fit a page. */
export function Matrix({ data }: { readonly data: ReportData }) {
  const { rules, hosts } = data;
  const hostCount = Math.max(10, Math.floor(MOST_CELLS / Math.max(1, rules.length)));
  const shownHosts = hosts.slice(0, hostCount);
  const parts = Array.from({ length: Math.ceil(rules.length / MOST_COLUMNS) }, (_, i) =>
    rules.slice(i * MOST_COLUMNS, (i + 1) * MOST_COLUMNS),
  );
  const seen = WORST_FIRST.filter((outcome) => data.summary.outcomes[outcome] > 0);
  return (
    <>
      {shownHosts.length < hosts.length && (
        <p class="note">
          The {numberLabel(shownHosts.length)} worst of {numberLabel(hosts.length)} hosts;{' '}
          <a href="#hosts">all hosts</a> stand further below.
        </p>
      )}
      <ul class="legend">
        {seen.map((outcome) => (
          <li>
            <span class={`mark ${outcome}`} aria-hidden="true">
              {OUTCOME_MARKS[outcome]}
            </span>{' '}
            {OUTCOME_WORDS[outcome]}
          </li>
        ))}
      </ul>
      {parts.map((part) => (
        <MatrixTable rules={part} hosts={shownHosts} isWorded={rules.length <= MOST_WORDED} />
      ))}
    </>
  );
}
