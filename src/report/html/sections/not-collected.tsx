import { byCodeUnit } from '../../../model/order.ts';
import type { Reason } from '../../../model/outcome.ts';
import { REASON_WORDS } from '../../describe.ts';
import { collectCommands, remediationCommand } from '../../next-step.ts';
import { capitalised } from '../describe-result.ts';
import { Mark } from '../parts/badges.tsx';
import { countLabel, rangesLabel } from '../parts/number-label.ts';
import { Command, Scrollable } from '../parts/text.tsx';
import type { HostEntry, ReportData, RuleEntry } from '../report-data.ts';
import { Section } from './section.tsx';
import { HostLinks } from './summary.tsx';

/** What is missing for one reason: which rules on which hosts. */
interface Gap {
  readonly reason: Reason;
  readonly count: number;
  readonly rules: readonly RuleEntry[];
  /** Hosts that lack the same rules, together. */
  readonly groups: readonly (readonly [rules: readonly number[], hosts: readonly HostEntry[]])[];
}

function gapOf(reason: Reason, byHost: ReadonlyMap<number, readonly number[]>, data: ReportData): Gap {
  const groups = new Map<string, { readonly rules: readonly number[]; readonly hosts: HostEntry[] }>();
  for (const host of data.hosts) {
    const rules = byHost.get(host.index);
    if (!rules) continue;
    const group = groups.get(rules.join());
    if (group) group.hosts.push(host);
    else groups.set(rules.join(), { rules, hosts: [host] });
  }
  const numbers = new Set([...byHost.values()].flat());
  return {
    reason,
    count: [...byHost.values()].reduce((sum, { length }) => sum + length, 0),
    rules: data.rules.filter(({ number }) => numbers.has(number)),
    groups: [...groups.values()].map(({ rules, hosts }) => [rules, hosts] as const),
  };
}

function gapsOf(data: ReportData): readonly Gap[] {
  const byReason = new Map<Reason, Map<number, number[]>>();
  for (const host of data.hosts) {
    for (const { outcome, reason, rule } of host.results) {
      if (outcome !== 'unknown') continue;
      const byHost = byReason.get(reason) ?? new Map<number, number[]>();
      byReason.set(reason, byHost);
      const rules = byHost.get(host.index) ?? [];
      byHost.set(host.index, rules);
      rules.push(rule);
    }
  }
  return [...byReason]
    .map(([reason, byHost]) => gapOf(reason, byHost, data))
    .toSorted((a, b) => b.count - a.count || byCodeUnit(a.reason, b.reason));
}

/** What to do about one reason, and the commands that do it. */
function cureOf({ reason, rules }: Gap): { readonly text: string; readonly commands: readonly string[] } {
  const collect = collectCommands(rules.map(({ rule }) => rule.key));
  switch (reason) {
    case 'control-set-unstated':
      return {
        text: 'Collect HKLM\\SYSTEM\\Select too, or name the current control set with --control-set N.',
        commands: ['reg export "HKLM\\SYSTEM\\Select" select.reg /y'],
      };
    case 'control-set-missing':
      return { text: 'Collect HKLM\\SYSTEM as a whole.', commands: ['reg export "HKLM\\SYSTEM" system.reg /y'] };
    case 'two-computers':
      return { text: 'Scan each computer on its own; if it is one computer, say so with --host NAME.', commands: [] };
    case 'os-build-unknown':
      return {
        text: 'Collect the Windows version too.',
        commands: ['reg export "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion" windows-version.reg /y'],
      };
    case 'os-build-not-in-table':
    case 'os-default-unclear':
    case 'depends-on-target-framework':
      return {
        text: 'No evidence settles this. Set the values explicitly; then no default decides.',
        commands: rules.map(({ rule }) => remediationCommand(rule)),
      };
    case 'conflict':
      return { text: 'Scan only the evidence that is current, or collect these keys again:', commands: collect };
    case 'tainted':
    case 'truncated':
      return { text: 'Collect these keys again on each of the hosts:', commands: collect };
    default:
      return {
        text: 'Collect these keys on each of the hosts, and scan them together with this evidence:',
        commands: collect,
      };
  }
}

function GapCard({ gap }: { readonly gap: Gap }) {
  const cure = cureOf(gap);
  const label = `Hosts: ${REASON_WORDS[gap.reason]}`;
  return (
    <div class="gap">
      <h3>
        <Mark outcome="unknown" /> {capitalised(REASON_WORDS[gap.reason])}{' '}
        <span class="soft">({countLabel(gap.count, 'result')})</span>
      </h3>
      <Scrollable label={label}>
        <table>
          <caption class="unseen">{label}</caption>
          <thead>
            <tr>
              <th scope="col">Hosts</th>
              <th scope="col">Rules without a decision</th>
            </tr>
          </thead>
          <tbody>
            {gap.groups.map(([rules, hosts]) => (
              <tr>
                <th scope="row">
                  <HostLinks hosts={hosts} most={hosts.length} />
                </th>
                <td>{rangesLabel(rules)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrollable>
      <p>{cure.text}</p>
      {cure.commands.map((command) => (
        <Command text={command} />
      ))}
    </div>
  );
}

/** The register of what the evidence does not decide, with what to collect. */
export function NotCollected({ data }: { readonly data: ReportData }) {
  const gaps = gapsOf(data);
  return (
    <Section id="not-collected">
      {gaps.length === 0 ? (
        <p>
          <Mark outcome="pass" /> Nothing: the evidence decides every rule on every host.
        </p>
      ) : (
        <p>
          What follows is neither met nor violated: the evidence does not decide it. It counts as open until it does.
        </p>
      )}
      {gaps.map((gap) => (
        <GapCard gap={gap} />
      ))}
    </Section>
  );
}
