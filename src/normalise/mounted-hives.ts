import { foldName } from '../model/key-path.ts';
import type { PathAlias } from '../model/interest.ts';
import { isShown } from './lookup-in-part.ts';
import type { KeyNode, PartView } from './part-view.ts';

/** A hive that an export shows under the name it was loaded as. */
export interface MountedHive {
  /** As first written: `HKEY_LOCAL_MACHINE\GOLD`. */
  readonly root: string;
  readonly hive: 'HKEY_LOCAL_MACHINE\\SYSTEM' | 'HKEY_LOCAL_MACHINE\\SOFTWARE';
}

/** The hives of a running machine; every other key right below HKLM or HKU may be a loaded one. */
const LIVE_HIVES = new Set([
  'SYSTEM',
  'SOFTWARE',
  'SAM',
  'SECURITY',
  'HARDWARE',
  'DRIVERS',
  'COMPONENTS',
  'BCD00000000',
]);

function childOf(node: KeyNode, path: string): KeyNode | null {
  let at: KeyNode | null = node;
  for (const segment of path.split('\\')) at = at?.children.get(foldName(segment)) ?? null;
  return at !== null && isShown(at) ? at : null;
}

function hiveOf(node: KeyNode): MountedHive['hive'] | null {
  const hasControlSet = [...node.children].some(([name, child]) => /^CONTROLSET\d{3}$/u.test(name) && isShown(child));
  if (hasControlSet && childOf(node, 'Select')) return 'HKEY_LOCAL_MACHINE\\SYSTEM';
  if (childOf(node, 'Microsoft\\Windows NT\\CurrentVersion')) return 'HKEY_LOCAL_MACHINE\\SOFTWARE';
  return null;
}

/** Recognises an offline hive by what only that hive has (DESIGN section 3, Mounted hives); exports only. */
export function findMountedHives(view: PartView): readonly MountedHive[] {
  if (view.end.form.kind === 'instructions') return [];
  const hives: MountedHive[] = [];
  for (const [path, node] of view.roots) {
    const [root, name, ...rest] = path.split('\\');
    if (name === undefined || rest.length > 0 || LIVE_HIVES.has(name)) continue;
    if (root !== 'HKEY_LOCAL_MACHINE' && root !== 'HKEY_USERS') continue;
    const hive = hiveOf(node);
    if (hive) hives.push({ root: node.path, hive });
  }
  return hives;
}

/** Aliases with both sides folded. */
export function foldAliases(aliases: readonly PathAlias[]): readonly PathAlias[] {
  return aliases.map(({ from, to }) => ({ from: foldName(from), to: foldName(to) }));
}
