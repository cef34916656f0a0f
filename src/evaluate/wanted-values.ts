import { foldName } from '../model/key-path.ts';
import type { WantedValue } from '../model/interest.ts';
import { byCodeUnit } from '../model/order.ts';
import type { SelectedPack } from '../model/result.ts';
import type { Rule } from '../model/rule.ts';
import { wantedByCheck } from './checks/index.ts';
import { wantedTarget } from './checks/check-kind.ts';

function wantedByRule(rule: Rule): readonly WantedValue[] {
  return [
    ...wantedTarget({}, rule),
    ...wantedByCheck(rule.check, rule),
    ...(rule.effective ? wantedByCheck(rule.effective, rule) : []),
  ];
}

/** Orders values as the registry compares their names, and equal ones by their spelling. */
function compareWanted(a: WantedValue, b: WantedValue): number {
  return (
    byCodeUnit(foldName(a.key), foldName(b.key)) ||
    byCodeUnit(foldName(a.name ?? ''), foldName(b.name ?? '')) ||
    byCodeUnit(a.key, b.key) ||
    byCodeUnit(a.name ?? '', b.name ?? '')
  );
}

/** Every value that the selected rules, in both readings, and the headlines of their packs consult; sorted, each once. */
export function wantedValues(selected: readonly SelectedPack[]): readonly WantedValue[] {
  const wanted = selected.flatMap(({ pack, rules }) => [
    ...rules.flatMap(wantedByRule),
    ...pack.headlines.flatMap((headline) => wantedByCheck(headline.when, null)),
  ]);
  const unique = new Map<string, WantedValue>();
  for (const value of wanted.toSorted(compareWanted)) {
    const id = JSON.stringify([foldName(value.key), value.name === null ? null : foldName(value.name)]);
    if (!unique.has(id)) unique.set(id, value);
  }
  return [...unique.values()];
}
