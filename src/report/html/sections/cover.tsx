import type { RunSummary } from '../../../model/result.ts';
import { gateCauseText, runSummaryText } from '../../describe-run.ts';
import { OUTCOME_MARKS } from '../../text-line.ts';
import { shown } from '../describe-result.ts';
import type { ReportData } from '../report-data.ts';
import { Entry } from '../parts/text.tsx';
import { numberLabel } from '../parts/number-label.ts';

/** The verdict over the whole run. */
interface Verdict {
  readonly tone: 'pass' | 'fail' | 'unknown' | 'error';
  readonly title: string;
  readonly text: string;
}

function verdictOf({ summary, run }: ReportData): Verdict {
  const { fail, unknown } = summary.outcomes;
  const causes = summary.gate.causes.map((cause) => shown(gateCauseText(cause), 400)).join('; ');
  switch (summary.gate.exitCode) {
    case 0:
      return fail + unknown > 0
        ? {
            tone: 'unknown',
            title: 'Passed with reservations',
            text: `The criteria of this run (fail on ${run.gate.failOn}, missing evidence: ${run.gate.missingEvidence}) tolerate what is listed below.`,
          }
        : { tone: 'pass', title: 'Passed', text: 'Every rule is met on every host.' };
    case 1:
      return { tone: 'fail', title: 'Not passed', text: `Because of ${causes}.` };
    case 2:
      return {
        tone: 'error',
        title: 'Not completed',
        text: `Because of ${causes}. What follows is not the whole picture.`,
      };
  }
}

/** An ISO instant as people read it, in UTC whatever the machine. */
export function instantLabel(iso: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?Z$/.exec(iso);
  return parts ? `${parts[1]} ${parts[2]} UTC` : iso;
}

/** The title of the report: as given, else what was checked. */
export function reportTitle({ options, run }: Pick<ReportData, 'options' | 'run'>): string {
  const given = options.title ?? '';
  if (given.trim() !== '') return shown(given);
  const [only] = run.packs;
  return only && run.packs.length === 1 ? only.pack.title : 'Registry compliance report';
}

function Figure({
  value,
  label,
  tone = '',
}: {
  readonly value: string;
  readonly label: string;
  readonly tone?: string;
}) {
  return (
    <div class={`figure ${tone}`}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Figures({ summary, ruleCount }: { readonly summary: RunSummary; readonly ruleCount: number }) {
  const { outcomes } = summary;
  const decided = outcomes.pass + outcomes.fail;
  const asked = decided + outcomes.unknown + outcomes.error;
  const share = asked === 0 ? '0 %' : `${Math.floor((decided / asked) * 100)} %`;
  return (
    <dl class="figures">
      <Figure value={numberLabel(summary.hosts)} label={summary.hosts === 1 ? 'host' : 'hosts'} />
      <Figure value={numberLabel(ruleCount)} label={ruleCount === 1 ? 'rule' : 'rules'} />
      <Figure value={numberLabel(outcomes.pass)} label="pass" tone="pass" />
      <Figure value={numberLabel(outcomes.fail)} label="fail" tone="fail" />
      <Figure value={numberLabel(outcomes.unknown)} label="unknown" tone="unknown" />
      {outcomes.error > 0 && <Figure value={numberLabel(outcomes.error)} label="error" tone="error" />}
      <Figure value={share} label="decided by evidence" />
    </dl>
  );
}

/** The first page: what this is, for whom, and the verdict. */
export function Cover({ data }: { readonly data: ReportData }) {
  const { options, run, summary } = data;
  const verdict = verdictOf(data);
  const optional = [
    ['Period', options.period],
    ['Recipients', options.recipients],
  ] as const;
  return (
    <header class="cover">
      <p class="kicker">
        <span>Registry compliance report</span>
        {options.classification !== null && <strong class="classification">{shown(options.classification)}</strong>}
      </p>
      <h1>{reportTitle(data)}</h1>
      <div class={`verdict ${verdict.tone}`}>
        <span class="seal" aria-hidden="true">
          {OUTCOME_MARKS[verdict.tone]}
        </span>
        <div>
          <p class="verdict-title">{verdict.title}</p>
          <p>{verdict.text}</p>
        </div>
      </div>
      <Figures summary={summary} ruleCount={data.rules.length} />
      <dl class="entries">
        {optional.map(
          ([term, text]) =>
            text !== null && (
              <Entry key={term} term={term}>
                {shown(text, 2_000)}
              </Entry>
            ),
        )}
        <Entry term="Evaluated">
          <time datetime={run.evaluatedAt}>{instantLabel(run.evaluatedAt)}</time>
        </Entry>
        <Entry term="Criteria">
          {run.packs
            .map(({ pack, profile }) => `${pack.title} (${pack.id} ${pack.version}, profile ${profile.id})`)
            .join('; ')}
        </Entry>
        <Entry term="Made by">
          {run.tool.name} {run.tool.version}, from collected evidence only
        </Entry>
        <Entry term="In one line">{shown(runSummaryText(run, summary), 600)}</Entry>
      </dl>
    </header>
  );
}
