import type { Judgement } from '../../model/result.ts';
import { dwordOf } from '../../model/value-data.ts';
import type { ValueData } from '../../model/value-data.ts';
import { lookUpTarget, wantedTarget } from './check-kind.ts';
import type { CheckKindRow, CheckOf } from './check-kind.ts';

const DEPENDS: Judgement = { outcome: 'unknown', reason: 'depends-on-target-framework' };

/**
 * The runtime reads the value only when its kind is DWord (microsoft/referencesource, NetRegistryConfiguration.cs).
 * 0 is off and 1 is on for every application; any other number, and none, is on for new target frameworks and off
 * for old ones (ServicePointManager.Configuration.cs).
 */
function judgeSwitch(data: ValueData): Judgement {
  if (data.type === null && typeof data.scalar === 'number') return { outcome: 'unknown', reason: 'type-unstated' };
  const number = dwordOf(data);
  if (number === 0) return { outcome: 'fail', reason: 'differs' };
  if (number === 1) return { outcome: 'pass', reason: 'equal' };
  return DEPENDS;
}

/** A .NET Framework switch such as `SchUseStrongCrypto`: whether it is on for every application. */
export const dotnetSwitch: CheckKindRow<CheckOf<'dotnetSwitch'>> = {
  judge: (check, context) => {
    const lookup = lookUpTarget(check, context);
    switch (lookup.answer) {
      case 'found':
        return judgeSwitch(lookup.data);
      case 'absent':
        return DEPENDS;
      case 'unobserved':
        return { outcome: 'unknown', reason: lookup.because };
      case 'conflict':
        return { outcome: 'unknown', reason: 'conflict' };
    }
  },
  wanted: wantedTarget,
};
