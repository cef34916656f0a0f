import { Mark, OutcomeBadge, Tally, WORST_FIRST } from '../parts/badges.tsx';
import { Gauge } from '../parts/bar.tsx';
import { OUTCOME_WORDS } from '../parts/outcome-words.ts';
import { numberLabel, rangesLabel } from '../parts/number-label.ts';
import { Path, Scrollable } from '../parts/text.tsx';
import type { BriefResult, HostEntry, ReportData, RuleEntry } from '../report-data.ts';
import { Slot } from '../slot.tsx';
import { Reading } from './finding.tsx';
import { Section } from './section.tsx';

interface RowProps {
  readonly result: BriefResult;
  readonly entry: RuleEntry;
}

function ResultRow({ result, entry }: RowProps) {
  const { number, rule, findings } = entry;
  const isInFull = findings.some(({ host }) => host === result.host);
  const target = isInFull ? `#finding-${number}-${result.host}` : `#rule-${number}`;
  return (
    <tr class={result.outcome} data-rule={number} data-outcome={result.outcome}>
      <td class="amount">{number}</td>
      <td>
        <OutcomeBadge outcome={result.outcome} />
      </td>
      <th scope="row">
        <a href={target}>{rule.title}</a>
      </th>
      <td>
        <code>{result.actual}</code>
        {result.otherReading !== null && (
          <span class="soft block">
            {result.otherReading.label}: <Reading reading={result.otherReading} />
          </span>
        )}
      </td>
      <td>{result.where === null ? <span class="soft">no evidence</span> : <Path text={result.where} />}</td>
    </tr>
  );
}

function ResultTable({ host, rules }: { readonly host: HostEntry; readonly rules: readonly RuleEntry[] }) {
  const label = `Results of ${host.name}`;
  return (
    <Scrollable label={label}>
      <table class="results">
        <caption class="unseen">{label}</caption>
        <thead>
          <tr>
            <th scope="col">No.</th>
            <th scope="col">Outcome</th>
            <th scope="col">Rule</th>
            <th scope="col">Found</th>
            <th scope="col">Evidence</th>
          </tr>
        </thead>
        <tbody>
          {host.results.map((result) => {
            const entry = rules[result.rule - 1];
            return entry === undefined ? null : <ResultRow result={result} entry={entry} />;
          })}
        </tbody>
      </table>
    </Scrollable>
  );
}

/**
 * The rules of a host by outcome, as numbers: what a large run says of each host. The script reads them from the text;
 * of very many, links alone would be most of the page.
 */
function RuleNumbers({ host, isBrief }: { readonly host: HostEntry; readonly isBrief: boolean }) {
  return (
    <>
      {WORST_FIRST.map((outcome) => {
        const numbers = host.results.filter((result) => result.outcome === outcome).map(({ rule }) => rule);
        if (numbers.length === 0) return null;
        return (
          <p class="numbers" data-outcome={outcome}>
            <Mark outcome={outcome} /> {OUTCOME_WORDS[outcome]}, {numbers.length === 1 ? 'rule' : 'rules'}{' '}
            {isBrief ? rangesLabel(numbers) : numbers.map((number) => <RuleLink number={number} />)}
          </p>
        );
      })}
    </>
  );
}

function RuleLink({ number }: { readonly number: number }) {
  return (
    <>
      {' '}
      <a href={`#rule-${number}`}>{number}</a>
    </>
  );
}

/** One host: state, facts, coverage, results. */
export function HostArticle({ host, data }: { readonly host: HostEntry; readonly data: ReportData }) {
  return (
    <article class="host" id={`host-${host.index}`} data-host={host.index}>
      <header>
        <h3>
          <Mark outcome={host.worst} /> <span class="name">{host.name}</span>
        </h3>
        <p class="headline">{host.headlines.map(({ text }) => text).join('; ')}</p>
        {data.isLarge ? (
          <Tally counts={host.counts} />
        ) : (
          <Gauge title={`Results of ${host.name}`} counts={host.counts} />
        )}
      </header>
      <ul class="facts">
        {host.facts.map((fact) => (
          <li>{fact}</li>
        ))}
        <li>
          given as <Path text={host.source} />
        </li>
        <li>{host.coverage}</li>
      </ul>
      {host.context.map((text) => (
        <p class="note">{text}</p>
      ))}
      {data.isLarge ? (
        <RuleNumbers host={host} isBrief={data.isBrief} />
      ) : (
        <ResultTable host={host} rules={data.rules} />
      )}
      {host.needsRestart && !data.isLarge && (
        <p class="restart">After a fix, restart this machine: only then does it take effect.</p>
      )}
    </article>
  );
}

/** The frame around the articles of the hosts. */
export function Hosts({ data }: { readonly data: ReportData }) {
  return (
    <Section id="hosts">
      <p>
        {numberLabel(data.hosts.length)} {data.hosts.length === 1 ? 'host' : 'hosts'}, worst first.{' '}
        {data.isLarge &&
          'In a run of this size, hosts name the numbers of the rules that did not pass; the rules above say what was found and where. The JSON report of the same run holds every result.'}
      </p>
      <Slot />
    </Section>
  );
}
