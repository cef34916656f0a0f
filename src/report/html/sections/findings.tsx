import { countLabel } from '../parts/number-label.ts';
import type { ReportData, RuleEntry } from '../report-data.ts';
import { Slot } from '../slot.tsx';
import { severityRank } from '../describe-result.ts';
import { Section } from './section.tsx';

/** Rules with findings first, the graver before the others; then those without evidence; then those that pass. */
export function rulesInOrder(rules: readonly RuleEntry[]): readonly RuleEntry[] {
  const group = ({ counts }: RuleEntry): number =>
    counts.error > 0 ? 0 : counts.fail > 0 ? 1 : counts.unknown > 0 ? 2 : 3;
  return rules.toSorted((a, b) => group(a) - group(b) || severityRank(a) - severityRank(b) || a.number - b.number);
}

/** The frame around the articles of the rules. */
export function Findings({ data }: { readonly data: ReportData }) {
  const failing = data.rules.filter(({ counts }) => counts.fail + counts.error > 0).length;
  return (
    <Section id="findings">
      <p>
        {failing === 0
          ? 'No rule fails on any host.'
          : `${countLabel(failing, 'rule')} of ${data.rules.length} ${failing === 1 ? 'does' : 'do'} not hold on every host.`}{' '}
        Rules stand in the order of their findings: failing ones first, then undecided ones, then those that pass
        everywhere. {data.isLarge && 'Of each rule the first results are shown in full, all others on one line each. '}
        Hosts that are not named below a rule pass it, or the rule does not apply to them.
      </p>
      <Slot />
    </Section>
  );
}
