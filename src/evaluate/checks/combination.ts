import { byCodeUnit } from '../../model/order.ts';
import { combineOutcomes, REASONS } from '../../model/outcome.ts';
import type { Outcome, Reason } from '../../model/outcome.ts';
import type { Judgement } from '../../model/result.ts';
import type { WhenAbsent } from '../../model/rule.ts';
import type { CheckKindRow, CheckOf } from './check-kind.ts';

/** A total order of judgements with one outcome and one reason. */
function detailKey({ protocol, osDefault }: Judgement): string {
  return [protocol?.name, protocol?.side, osDefault?.build, osDefault?.row].join('\n');
}

/**
 * The judgement that speaks for several of one outcome, whatever their order. REASONS lists the plain reasons
 * before the qualified ones: a decided result shows its most qualified reason (`nonstandard-nonzero` rather than
 * `equal`), an unknown one what has to be cured first (`not-collected` rather than `os-build-unknown`).
 */
function spokesman(judgements: readonly Judgement[], outcome: Outcome): Judgement | undefined {
  const direction = outcome === 'unknown' ? 1 : -1;
  return judgements
    .filter((judgement) => judgement.outcome === outcome)
    .toSorted(
      (a, b) =>
        direction * (REASONS.indexOf(a.reason) - REASONS.indexOf(b.reason)) || byCodeUnit(detailKey(a), detailKey(b)),
    )[0];
}

/** Row of `allOf` and `anyOf`. */
export const combination: CheckKindRow<CheckOf<'allOf' | 'anyOf'>> = {
  judge: (check, context, judgeCheck) => {
    const judgements = check.checks.map((operand) => judgeCheck(operand, context));
    const outcome = combineOutcomes(
      check.kind,
      judgements.map((judgement) => judgement.outcome),
    );
    return spokesman(judgements, outcome) ?? { outcome, reason: 'combined' };
  },
  wanted: (check, owner, wantedByCheck) => check.checks.flatMap((operand) => wantedByCheck(operand, owner)),
};

const SWAPPED_OUTCOMES: Readonly<Partial<Record<Outcome, Outcome>>> = { pass: 'fail', fail: 'pass' };
const SWAPPED_REASONS: Readonly<Partial<Record<Reason, Reason>>> = { equal: 'differs', differs: 'equal' };
const SWAPPED_ABSENCES: Readonly<Partial<Record<WhenAbsent, WhenAbsent>>> = { pass: 'fail', fail: 'pass' };

/**
 * Swaps pass and fail, nothing else: the opposite of unknown is unknown. `whenAbsent` speaks of the whole rule, so
 * it is swapped on the way in and comes out as the rule states it.
 */
export const not: CheckKindRow<CheckOf<'not'>> = {
  judge: (check, context, judgeCheck) => {
    const whenAbsent = SWAPPED_ABSENCES[context.whenAbsent] ?? context.whenAbsent;
    const judgement = judgeCheck(check.check, { ...context, whenAbsent });
    return {
      ...judgement,
      outcome: SWAPPED_OUTCOMES[judgement.outcome] ?? judgement.outcome,
      reason: SWAPPED_REASONS[judgement.reason] ?? judgement.reason,
    };
  },
  wanted: (check, owner, wantedByCheck) => wantedByCheck(check.check, owner),
};
