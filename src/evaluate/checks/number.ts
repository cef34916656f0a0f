import type { RegType } from '../../model/registry-type.ts';
import type { Judgement } from '../../model/result.ts';
import type { CheckTarget } from '../../model/rule.ts';
import { wantedTarget } from './check-kind.ts';
import type { CheckContext, CheckKindRow, CheckOf } from './check-kind.ts';
import { judgeValue } from './judge-value.ts';
import { unsignedNumber } from './read-data.ts';

function judgeNumber(
  check: CheckTarget & { readonly type: RegType },
  context: CheckContext,
  holds: (number: bigint) => boolean,
): Judgement {
  return judgeValue(check, context, (content) => {
    if (content.kind !== 'number') throw new Error(`a number check cannot have the type ${check.type}`);
    return holds(content.number) ? 'equal' : 'differs';
  });
}

/** A row for the kinds that hold a number against the check's own. */
function against(
  holds: (number: bigint, data: bigint) => boolean,
): CheckKindRow<CheckOf<'min' | 'max'> | CheckOf<'bitsSet' | 'bitsClear'>> {
  return {
    judge: (check, context) => {
      const data = unsignedNumber(check.data, check.type);
      return judgeNumber(check, context, (number) => holds(number, data));
    },
    wanted: wantedTarget,
  };
}

export const nonZero: CheckKindRow<CheckOf<'nonZero'>> = {
  judge: (check, context) => judgeNumber(check, context, (number) => number !== 0n),
  wanted: wantedTarget,
};

export const zero: CheckKindRow<CheckOf<'zero'>> = {
  judge: (check, context) => judgeNumber(check, context, (number) => number === 0n),
  wanted: wantedTarget,
};

/** At least the check's number. */
export const min = against((number, data) => number >= data);

/** At most the check's number. */
export const max = against((number, data) => number <= data);

/** Every bit of the check's number is set. */
export const bitsSet = against((number, data) => (number & data) === data);

/** No bit of the check's number is set. */
export const bitsClear = against((number, data) => (number & data) === 0n);
