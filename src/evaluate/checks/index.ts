import type { WantedValue } from '../../model/interest.ts';
import type { Judgement } from '../../model/result.ts';
import type { Check, CheckKind } from '../../model/rule.ts';
import type { CheckContext, CheckKindRow, CheckOf, CheckOwner } from './check-kind.ts';
import { combination, not } from './combination.ts';
import { dotnetSwitch } from './dotnet-switch.ts';
import { equals, oneOf } from './equality.ts';
import { list } from './list.ts';
import { bitsClear, bitsSet, max, min, nonZero, zero } from './number.ts';
import { presence } from './presence.ts';
import { schannelProtocol } from './schannel-protocol.ts';

/** Every kind of check; adding one is one row here and its file. */
export const CHECK_KINDS: { readonly [K in CheckKind]: CheckKindRow<CheckOf<K>> } = {
  equals,
  oneOf,
  nonZero,
  zero,
  min,
  max,
  bitsSet,
  bitsClear,
  list,
  present: presence,
  absent: presence,
  allOf: combination,
  anyOf: combination,
  not,
  schannelProtocol,
  dotnetSwitch,
};

/** Judges any check over a snapshot. */
export function judgeCheck(check: Check, context: CheckContext): Judgement {
  const row: CheckKindRow<Check> = CHECK_KINDS[check.kind];
  return row.judge(check, context, judgeCheck);
}

/** Every value that a check can consult. */
export function wantedByCheck(check: Check, owner: CheckOwner | null): readonly WantedValue[] {
  const row: CheckKindRow<Check> = CHECK_KINDS[check.kind];
  return row.wanted(check, owner, wantedByCheck);
}
