import type { PathAlias, WantedValue } from '../model/interest.ts';
import { foldName, isAtOrBelow } from '../model/key-path.ts';

const SYSTEM = 'HKEY_LOCAL_MACHINE\\SYSTEM';
const CURRENT = `${SYSTEM}\\CurrentControlSet`;

/** Where a hive may be loaded under another name; the wanted values of both hives are wanted there too. */
export function hiveAliases(): readonly PathAlias[] {
  const hives = [SYSTEM, 'HKEY_LOCAL_MACHINE\\SOFTWARE'];
  return hives.flatMap((to) => [
    { from: 'HKEY_LOCAL_MACHINE\\*', to },
    { from: 'HKEY_USERS\\*', to },
  ]);
}

/** What is wanted below CurrentControlSet is wanted below every control set: which one counts is known later. */
export function wantedInControlSets(wanted: readonly WantedValue[]): readonly WantedValue[] {
  const current = foldName(CURRENT);
  const inSets = wanted
    .filter(({ key }) => isAtOrBelow(foldName(key), current))
    .map(({ key, name }) => ({ key: `${SYSTEM}\\*${key.slice(CURRENT.length)}`, name }));
  return [...wanted, ...inSets];
}
