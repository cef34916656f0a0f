import type { Reference, Rule } from '../../../model/rule.ts';
import { shortPath } from '../../../model/key-path.ts';
import { describeCheck } from '../../describe-check.ts';
import { valueLabel } from '../../describe-data.ts';
import { remediationCommand } from '../../next-step.ts';
import { Gauge } from '../parts/bar.tsx';
import { SeverityBadge } from '../parts/badges.tsx';
import { countLabel } from '../parts/number-label.ts';
import { Command, Entry, ExternalLink, Path } from '../parts/text.tsx';
import type { HostEntry, ReportData, RuleEntry } from '../report-data.ts';
import { BriefList, FindingBlock } from './finding.tsx';

function ReferenceItem({ reference }: { readonly reference: Reference }) {
  const { title, url, framework, id } = reference;
  return (
    <li>
      {framework !== undefined && (
        <span class="control">
          {framework} {id}
        </span>
      )}{' '}
      {url === undefined ? title : <ExternalLink url={url}>{title}</ExternalLink>}
      {url !== undefined && <span class="print-only"> ({url})</span>}
    </li>
  );
}

function WhatItAsks({ entry, packCount }: { readonly entry: RuleEntry; readonly packCount: number }) {
  const { rule, selected } = entry;
  return (
    <dl class="entries">
      <Entry term="Key">
        <Path text={shortPath(rule.key)} />
      </Entry>
      <Entry term="Value">
        <code>{valueLabel(rule.value)}</code>
      </Entry>
      <Entry term="Document expects">
        <code>{describeCheck(rule.check)}</code>
      </Entry>
      {rule.effective !== undefined && (
        <Entry term="Effective reading">
          <code>{describeCheck(rule.effective)}</code>
        </Entry>
      )}
      {packCount > 1 && (
        <Entry term="Pack">
          {selected.pack.id} {selected.pack.version}
        </Entry>
      )}
    </dl>
  );
}

function HowToFix({ rule }: { readonly rule: Rule }) {
  return (
    <div class="fix">
      <h4>How to fix</h4>
      <p>{rule.remediation.text}</p>
      <Command text={remediationCommand(rule)} />
      {rule.remediation.restart && (
        <p class="restart">
          <strong>Restart the machine afterwards:</strong> only then does the change take effect.
        </p>
      )}
    </div>
  );
}

function About({ entry }: { readonly entry: RuleEntry }) {
  const { rule } = entry;
  return (
    <div class="about">
      <div>
        <h4>Why it matters</h4>
        <p>{rule.rationale}</p>
        {rule.references.length > 0 && (
          <>
            <h4>References and controls</h4>
            <ul class="references">
              {rule.references.map((reference) => (
                <ReferenceItem reference={reference} />
              ))}
            </ul>
          </>
        )}
      </div>
      <HowToFix rule={rule} />
    </div>
  );
}

function Passes({ entry }: { readonly entry: RuleEntry }) {
  if (entry.passes.length === 0) return null;
  return (
    <p class="passes">
      <span class="mark pass" aria-hidden="true">
        ✓
      </span>{' '}
      Passes on {countLabel(entry.counts.pass, 'host')}:{' '}
      {entry.passes.map(([actual, hosts], i) => (
        <>
          {i > 0 && ', '}
          <code>{actual}</code> on {hosts}
        </>
      ))}
    </p>
  );
}

interface RuleArticleProps {
  readonly entry: RuleEntry;
  readonly data: ReportData;
  readonly hostOf: (index: number) => HostEntry;
}

/** One rule: what it asks, why, how to fix it, and every result that did not pass. */
export function RuleArticle({ entry, data, hostOf }: RuleArticleProps) {
  const { number, rule, counts, findings, briefs } = entry;
  const isClean = findings.length + briefs.length === 0;
  return (
    <article class="rule" id={`rule-${number}`} data-rule={number} data-severity={rule.severity}>
      <header>
        <h3>
          <span class="number">{number}</span> {rule.title}
        </h3>
        <p class="meta">
          <SeverityBadge severity={rule.severity} /> <code class="id">{rule.id}</code>
        </p>
        <Gauge title={`Results of rule ${number}`} counts={counts} />
      </header>
      <WhatItAsks entry={entry} packCount={data.run.packs.length} />
      {isClean ? (
        <details>
          <summary>Why it matters, and how it is set</summary>
          <About entry={entry} />
        </details>
      ) : (
        <About entry={entry} />
      )}
      {findings.map((finding) => (
        <FindingBlock finding={finding} host={hostOf(finding.host)} id={`finding-${number}-${finding.host}`} />
      ))}
      {briefs.length > 0 && <BriefList briefs={briefs} hostOf={hostOf} isBrief={data.isBrief} />}
      <Passes entry={entry} />
    </article>
  );
}
