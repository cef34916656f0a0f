import { evaluate } from '../../../src/evaluate/evaluate.ts';
import type { Lookup } from '../../../src/model/lookup.ts';
import type { Check, Rule } from '../../../src/model/rule.ts';
import { fakeRule, fakeSelection, fakeSnapshot, KEY } from '../fake-snapshot.ts';
import type { ProfileName } from '../fake-snapshot.ts';

/** `outcome reason` of a rule with one check whose value the evidence answers with `lookup`. */
export function judgeOne(check: Check, lookup: Lookup, profile: ProfileName, more: Partial<Rule> = {}): string {
  const selected = [fakeSelection([fakeRule(check, more)], profile)];
  const [result] = evaluate(fakeSnapshot([[KEY, 'Value', lookup]]), selected, 'HOST').results;
  return `${result?.outcome} ${result?.reason}${result?.error === undefined ? '' : `: ${result.error}`}`;
}
