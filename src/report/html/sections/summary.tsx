import { SEVERITIES } from '../../../model/outcome.ts';
import { byCodeUnit } from '../../../model/order.ts';
import type { Reason } from '../../../model/outcome.ts';
import { REASON_WORDS } from '../../describe.ts';
import type { BarPart } from '../parts/bar.tsx';
import { Bar, OutcomeBar } from '../parts/bar.tsx';
import { SeverityBadge, Tally } from '../parts/badges.tsx';
import { countLabel, numberLabel } from '../parts/number-label.ts';
import { SEVERITY_WORDS } from '../parts/outcome-words.ts';
import { Scrollable } from '../parts/text.tsx';
import type { HostEntry, ReportData, RuleEntry } from '../report-data.ts';
import { Matrix } from './matrix.tsx';
import { Section } from './section.tsx';

const MOST_NAMES = 12;

/** Hosts in the state that a rule pack names ("TLS 1.2 is disabled"), most hosts first. */
function namedStates(hosts: readonly HostEntry[]): readonly (readonly [text: string, hosts: readonly HostEntry[]])[] {
  const states = new Map<string, HostEntry[]>();
  for (const host of hosts) {
    for (const { id, text } of host.headlines) {
      if (id === null) continue;
      const same = states.get(text);
      if (same) same.push(host);
      else states.set(text, [host]);
    }
  }
  return [...states].toSorted((a, b) => b[1].length - a[1].length || byCodeUnit(a[0], b[0]));
}

/** Links to hosts, the first few by name. */
export function HostLinks({
  hosts,
  most = MOST_NAMES,
}: {
  readonly hosts: readonly HostEntry[];
  readonly most?: number;
}) {
  return (
    <>
      {hosts.slice(0, most).map((host, i) => (
        <>
          {i > 0 && ', '}
          <a href={`#host-${host.index}`}>{host.name}</a>
        </>
      ))}
      {hosts.length > most && ` and ${numberLabel(hosts.length - most)} more`}
    </>
  );
}

function NamedStates({ hosts }: { readonly hosts: readonly HostEntry[] }) {
  const states = namedStates(hosts);
  if (states.length === 0) return null;
  return (
    <>
      <h3>State of the hosts</h3>
      <ul class="states">
        {states.map(([text, same]) => (
          <li>
            <strong>{text}</strong>
            <span class="soft"> on {countLabel(same.length, 'host')}: </span>
            <HostLinks hosts={same} />
          </li>
        ))}
      </ul>
    </>
  );
}

function SeverityPicture({ data }: { readonly data: ReportData }) {
  const { failures } = data.summary;
  const most = Math.max(1, ...SEVERITIES.map((severity) => failures[severity]));
  return (
    <div class="card">
      <h3>Findings by severity</h3>
      <table class="bars">
        <thead class="unseen">
          <tr>
            <th scope="col">Severity</th>
            <th scope="col">Findings</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {SEVERITIES.map((severity) => (
            <tr>
              <th scope="row">{SEVERITY_WORDS[severity]}</th>
              <td class="amount">{numberLabel(failures[severity])}</td>
              <td class="stretch">
                <Bar
                  title={SEVERITY_WORDS[severity]}
                  parts={[{ label: 'findings', count: failures[severity], tone: `severity-${severity}` }]}
                  total={most}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Why results are undecided, most frequent first. */
function undecidedReasons(rules: readonly RuleEntry[]): readonly (readonly [reason: Reason, count: number])[] {
  const counts = new Map<Reason, number>();
  for (const { findings, briefs } of rules) {
    for (const { outcome, reason } of [...findings, ...briefs])
      if (outcome === 'unknown' || outcome === 'error') counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1] || byCodeUnit(a[0], b[0]));
}

function CoveragePicture({ data }: { readonly data: ReportData }) {
  const { pass, fail, unknown, error } = data.summary.outcomes;
  const [decided, undecided] = [pass + fail, unknown + error];
  const parts: readonly BarPart[] = [
    { label: 'decided', count: decided, tone: 'decided' },
    { label: 'undecided', count: undecided, tone: 'undecided' },
  ];
  const reasons = undecidedReasons(data.rules);
  return (
    <div class="card">
      <h3>Coverage by evidence</h3>
      <p class="lead">
        <strong>{numberLabel(decided)}</strong> of {countLabel(decided + undecided, 'question')} decided
      </p>
      <Bar title="Coverage" parts={parts} total={decided + undecided} />
      {reasons.length === 0 ? (
        <p class="soft">The evidence answers every question.</p>
      ) : (
        <ul class="reasons">
          {reasons.map(([reason, count]) => (
            <li>
              <span class="amount">{numberLabel(count)}</span> {REASON_WORDS[reason]}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function OutcomePicture({ data }: { readonly data: ReportData }) {
  const { outcomes } = data.summary;
  const total = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  return (
    <div class="card wide">
      <h3>Results by outcome</h3>
      <p class="lead">
        <strong>{numberLabel(total)}</strong> {total === 1 ? 'result' : 'results'}:{' '}
        {countLabel(data.rules.length, 'rule')} on {countLabel(data.hosts.length, 'host')}
      </p>
      <OutcomeBar title="Outcomes" counts={outcomes} />
      <Tally counts={outcomes} />
    </div>
  );
}

/** The rules with their numbers: the legend of the matrix, and the way to each rule. */
function RuleTable({ rules }: { readonly rules: readonly RuleEntry[] }) {
  return (
    <Scrollable label="Rules and their results">
      <table class="rules">
        <caption>Rules and their results over all hosts</caption>
        <thead>
          <tr>
            <th scope="col">No.</th>
            <th scope="col">Rule</th>
            <th scope="col">Severity</th>
            <th scope="col">Results</th>
            <th scope="col">Counts</th>
          </tr>
        </thead>
        <tbody>
          {rules.map(({ number, rule, counts }) => (
            <tr>
              <td class="amount">{number}</td>
              <th scope="row">
                <a href={`#rule-${number}`}>{rule.title}</a>
                <code class="id">{rule.id}</code>
              </th>
              <td>
                <SeverityBadge severity={rule.severity} />
              </td>
              <td class="stretch">
                <OutcomeBar title={`Rule ${number}`} counts={counts} />
              </td>
              <td>
                <Tally counts={counts} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrollable>
  );
}

/** What came out, in pictures that say their numbers in words too. */
export function Summary({ data }: { readonly data: ReportData }) {
  return (
    <Section id="summary">
      <div class="cards">
        <OutcomePicture data={data} />
        <SeverityPicture data={data} />
        <CoveragePicture data={data} />
      </div>
      <NamedStates hosts={data.hosts} />
      <h3>Hosts and rules</h3>
      <Matrix data={data} />
      <h3>Rules</h3>
      <RuleTable rules={data.rules} />
    </Section>
  );
}
