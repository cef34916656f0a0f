import type { AbsentValue } from '../../model/lookup.ts';
import type { Reason } from '../../model/outcome.ts';
import type { RegType } from '../../model/registry-type.ts';
import type { Judgement } from '../../model/result.ts';
import { absenceOutcome } from '../../model/rule.ts';
import type { CheckTarget } from '../../model/rule.ts';
import type { ValueData } from '../../model/value-data.ts';
import { lookUpTarget } from './check-kind.ts';
import type { CheckContext } from './check-kind.ts';
import { readData } from './read-data.ts';
import type { Content } from './read-data.ts';

/** What comparing a value's content says. */
export type Comparison = 'equal' | 'differs' | 'nonstandard-nonzero';

/** The reason of a proven absence. */
export function absenceReason(lookup: AbsentValue): Reason {
  return lookup.what === 'key' ? 'key-absent' : 'value-absent';
}

function judgeData(
  data: ValueData,
  type: RegType,
  context: CheckContext,
  compare: (content: Content) => Comparison,
): Judgement {
  const reading = readData(data, type);
  switch (reading.kind) {
    case 'wrong-type':
      return { outcome: context.policy.wrongType, reason: 'wrong-type' };
    case 'type-unstated':
      return { outcome: 'unknown', reason: 'type-unstated' };
    case 'content': {
      if (!reading.isTypeStated && context.policy.unstatedType === 'unknown') {
        return { outcome: 'unknown', reason: 'type-unstated' };
      }
      const comparison = compare(reading.content);
      return {
        outcome: comparison === 'differs' ? 'fail' : 'pass',
        reason: reading.isTypeStated ? comparison : 'type-unstated',
      };
    }
  }
}

/**
 * Judges a check that compares one value: `compare` gets the content read as the check's type. `equal` is the
 * reason of every content that meets its check, `differs` of every one that does not.
 */
export function judgeValue(
  check: CheckTarget & { readonly type: RegType },
  context: CheckContext,
  compare: (content: Content) => Comparison,
): Judgement {
  const lookup = lookUpTarget(check, context);
  switch (lookup.answer) {
    case 'found':
      return judgeData(lookup.data, check.type, context, compare);
    case 'absent':
      return { outcome: absenceOutcome(context.whenAbsent), reason: absenceReason(lookup) };
    case 'unobserved':
      return { outcome: 'unknown', reason: lookup.because };
    case 'conflict':
      return { outcome: 'unknown', reason: 'conflict' };
  }
}
