import type { Judgement } from '../../model/result.ts';
import { lookUpTarget, wantedTarget } from './check-kind.ts';
import type { CheckContext, CheckKindRow, CheckOf } from './check-kind.ts';
import { absenceReason } from './judge-value.ts';

type PresenceCheck = CheckOf<'present' | 'absent'>;

/** Both kinds say themselves what an absence amounts to: `whenAbsent` has no part in them. */
function judgePresence(check: PresenceCheck, context: CheckContext): Judgement {
  const lookup = lookUpTarget(check, context);
  switch (lookup.answer) {
    case 'found':
      return { outcome: check.kind === 'present' ? 'pass' : 'fail', reason: 'present' };
    case 'absent':
      return { outcome: check.kind === 'absent' ? 'pass' : 'fail', reason: absenceReason(lookup) };
    case 'unobserved':
      return { outcome: 'unknown', reason: lookup.because };
    case 'conflict':
      return { outcome: 'unknown', reason: 'conflict' };
  }
}

/** Row of `present` and `absent`: whether the value is there, whatever its data. */
export const presence: CheckKindRow<PresenceCheck> = { judge: judgePresence, wanted: wantedTarget };
