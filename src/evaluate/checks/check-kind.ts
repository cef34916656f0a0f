import type { WantedValue } from '../../model/interest.ts';
import { parseKeyPath } from '../../model/key-path.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Judgement } from '../../model/result.ts';
import type { Check, CheckTarget, WhenAbsent } from '../../model/rule.ts';
import type { Snapshot } from '../../model/snapshot.ts';

/** How a reading treats what the document does not plainly state (DESIGN section 3, "Types", "Two readings"). */
export interface ReadingPolicy {
  /** What a value of another type amounts to. */
  readonly wrongType: 'fail' | 'unknown';
  /** Whether a number or text decides when the source lost its type. */
  readonly unstatedType: 'decides' | 'unknown';
  /** Whether `acceptNonZero` of an `equals` check counts. */
  readonly acceptsNonZero: boolean;
}

/** The value that a check looks at when it names none itself: the rule's own. Headlines have none. */
export interface CheckOwner {
  readonly key: string;
  readonly value: string;
}

/** What a check is judged in. */
export interface CheckContext {
  readonly snapshot: Snapshot;
  readonly owner: CheckOwner | null;
  readonly policy: ReadingPolicy;
  /** What a proven absence of a compared value amounts to. */
  readonly whenAbsent: WhenAbsent;
}

/** Judges any check; handed to the kinds that contain others. */
export type JudgeCheck = (check: Check, context: CheckContext) => Judgement;

/** The values that any check consults; handed to the kinds that contain others. */
export type WantedByCheck = (check: Check, owner: CheckOwner | null) => readonly WantedValue[];

/** The members of {@link Check} that kind `K` can be. */
export type CheckOf<K, C = Check> = C extends { readonly kind: infer Kinds } ? (K extends Kinds ? C : never) : never;

/** One kind of check. Methods, so that a table row of one kind can be used as a row of any kind. */
export interface CheckKindRow<C> {
  judge(check: C, context: CheckContext, judgeCheck: JudgeCheck): Judgement;
  wanted(check: C, owner: CheckOwner | null, wantedByCheck: WantedByCheck): readonly WantedValue[];
}

/** The one value that a check looks at, with a long root name; none when neither it nor an owner names one. */
export function targetsOf(check: CheckTarget, owner: CheckOwner | null): readonly [] | readonly [CheckOwner] {
  const key = check.key ?? owner?.key;
  const value = check.value ?? owner?.value;
  if (key === undefined || value === undefined) return [];
  return [{ key: parseKeyPath(key)?.path ?? key, value }];
}

/** `wanted` of every kind that looks at one value. */
export function wantedTarget(check: CheckTarget, owner: CheckOwner | null): readonly WantedValue[] {
  return targetsOf(check, owner).map(({ key, value }) => ({ key, name: value }));
}

/** What the evidence says about a check's value; a check that names none is a defect of its pack. */
export function lookUpTarget(check: CheckTarget, context: CheckContext): Lookup {
  const [target] = targetsOf(check, context.owner);
  if (!target) throw new Error('the check names no key or no value');
  return context.snapshot.lookup(target.key, target.value);
}
