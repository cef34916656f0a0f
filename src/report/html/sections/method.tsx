import type { RunHeader, SelectedPack } from '../../../model/result.ts';
import { BLIND_SPOTS } from '../../describe.ts';
import { shown } from '../describe-result.ts';
import { countLabel } from '../parts/number-label.ts';
import { Command, Entry, ExternalLink } from '../parts/text.tsx';
import type { ReportData } from '../report-data.ts';
import { Section } from './section.tsx';

/** The option that holds the whole command line, where the command states it. */
const COMMAND_LINE = 'commandLine';

function optionText(value: RunHeader['options'][string]): string {
  return shown(typeof value === 'object' ? value.join(', ') : String(value), 1_000);
}

function Options({ options }: Pick<RunHeader, 'options'>) {
  const commandLine = options[COMMAND_LINE];
  const others = Object.entries(options).filter(([name]) => name !== COMMAND_LINE);
  return (
    <>
      {commandLine !== undefined && (
        <>
          <h3>Command</h3>
          <Command
            text={typeof commandLine === 'object' ? shown(commandLine.join(' '), 2_000) : optionText(commandLine)}
          />
        </>
      )}
      {others.length > 0 && (
        <>
          <h3>Options that change verdicts</h3>
          <dl class="entries">
            {others.map(([name, value]) => (
              <Entry term={shown(name)}>
                <code>{optionText(value)}</code>
              </Entry>
            ))}
          </dl>
        </>
      )}
    </>
  );
}

function PackCard({ selected }: { readonly selected: SelectedPack }) {
  const { pack, profile, rules } = selected;
  return (
    <div class="card wide">
      <h4>{pack.title}</h4>
      <p>{pack.description}</p>
      <dl class="entries">
        <Entry term="Pack">
          <code>{pack.id}</code>, version {pack.version}, {countLabel(rules.length, 'rule')} selected of{' '}
          {pack.rules.length}
        </Entry>
        <Entry term="Profile">
          <code>{profile.id}</code>: {profile.title}
        </Entry>
        <Entry term="Source document">
          <ExternalLink url={pack.source.url}>{pack.source.title}</ExternalLink>, {pack.source.date}
          <span class="print-only">, {pack.source.url}</span>
        </Entry>
        <Entry term="Pack file">
          <code>{pack.file}</code>
        </Entry>
        <Entry term="SHA-256">
          <code class="hash">{pack.sha256}</code>
        </Entry>
      </dl>
    </div>
  );
}

/** How verdicts are reached, with the limits of the method. */
function HowVerdictsAreReached() {
  return (
    <>
      <h3>How verdicts are reached</h3>
      <p>Each rule asks for one registry value. The evidence can give four answers, and only two of them decide:</p>
      <dl class="entries answers">
        <Entry term="Found">The evidence shows the value; type and data are compared with what the rule expects.</Entry>
        <Entry term="Absent">
          The evidence covers the place and does not show the value. Only such an absence counts as one.
        </Entry>
        <Entry term="Not observed">
          The evidence does not cover the place, or is damaged there. The result is unknown, never pass.
        </Entry>
        <Entry term="Conflict">Files of one host disagree. The result is unknown, and both places are named.</Entry>
      </dl>
      <p>
        Every rule has two readings: <em>as documented</em> (what the source document demands to be set) and{' '}
        <em>effective</em> (what Windows does, its defaults included). The profile says which one decides; where they
        differ, the finding states both.
      </p>
    </>
  );
}

/** How the results came about: static evidence, packs, options, limits. */
export function Method({ data }: { readonly data: ReportData }) {
  const { run } = data;
  return (
    <Section id="method">
      <p class="statement">
        <strong>Static evidence only.</strong> {run.tool.name} {run.tool.version} read collected files. It asked no
        machine, made no connection and changed nothing; the results hold for the state that the files show, not for the
        state of the machines today.
      </p>
      <Options options={run.options} />
      <h3>Criteria</h3>
      <div class="cards">
        {run.packs.map((selected) => (
          <PackCard selected={selected} />
        ))}
      </div>
      <p>
        The run passes when no rule of severity {run.gate.failOn} or higher fails. A rule without evidence{' '}
        {run.gate.missingEvidence === 'fail' ? 'counts as not passed' : `is tolerated (${run.gate.missingEvidence})`}; a
        host of which nothing is decided never passes.
      </p>
      <HowVerdictsAreReached />
      <h3>What no registry evidence can show</h3>
      <ul>
        {BLIND_SPOTS.map((blindSpot) => (
          <li>{blindSpot}</li>
        ))}
      </ul>
    </Section>
  );
}
