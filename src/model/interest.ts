import { foldName } from './key-path.ts';

/**
 * What the selected rules ask for, as a trie of folded key segments: parsers build no string for a key that is
 * not in it. A node with `isTarget` has values that matter; every other node is an ancestor of such a key, whose
 * header matters for coverage.
 */
export interface InterestNode {
  readonly segment: string;
  readonly children: InterestNode[];
  /** The child for every segment that `children` does not name (`*`): enumerated subkeys, mounted hives. */
  any: InterestNode | null;
  isTarget: boolean;
  /** Folded names of the values that matter; null means all. */
  valueNames: Set<string> | null;
}

/** The root of a trie; `everything` switches the filter off (`convert`). */
export interface Interest {
  readonly root: InterestNode;
  readonly everything: boolean;
}

/** One wanted value; `key` may hold `*` for any one segment, `name` null asks for all values. */
export interface WantedValue {
  readonly key: string;
  readonly name: string | null;
}

/** A key prefix that stands for another one, for instance a mounted hive (`--map HKLM\GOLD=HKLM\SYSTEM`). */
export interface PathAlias {
  readonly from: string;
  readonly to: string;
}

function createNode(segment: string): InterestNode {
  return { segment, children: [], any: null, isTarget: false, valueNames: new Set() };
}

function childOf(node: InterestNode, segment: string): InterestNode {
  if (segment === '*') return (node.any ??= createNode('*'));
  let child = node.children.find((candidate) => candidate.segment === segment);
  if (!child) {
    child = createNode(segment);
    node.children.push(child);
  }
  return child;
}

/** Compiles wanted values into a trie, every value also below each alias of its key's prefix. */
export function compileInterest(wanted: readonly WantedValue[], aliases: readonly PathAlias[]): Interest {
  const root = createNode('');
  const add = (key: string, name: string | null): void => {
    let node = root;
    for (const segment of foldName(key).split('\\')) node = childOf(node, segment);
    node.isTarget = true;
    if (name === null) node.valueNames = null;
    else node.valueNames?.add(foldName(name));
  };
  for (const { key, name } of wanted) {
    add(key, name);
    const folded = foldName(key);
    for (const alias of aliases) {
      const to = foldName(alias.to);
      if (folded.startsWith(`${to}\\`)) add(alias.from + folded.slice(to.length), name);
      else if (folded === to) add(alias.from, name);
    }
  }
  determinise(root);
  return { root, everything: false };
}

/** Copies what is wanted below `from` into `into`. */
function mergeInto(into: InterestNode, from: InterestNode): void {
  if (from.isTarget) {
    into.isTarget = true;
    if (from.valueNames === null) into.valueNames = null;
    else for (const name of from.valueNames) into.valueNames?.add(name);
  }
  for (const child of from.children) mergeInto(childOf(into, child.segment), child);
  if (from.any) mergeInto(childOf(into, '*'), from.any);
}

/** Merges each `*` branch into its named siblings, so that a reader follows one node and never backtracks. */
function determinise(node: InterestNode): void {
  if (node.any) for (const child of node.children) mergeInto(child, node.any);
  for (const child of node.children) determinise(child);
  if (node.any) determinise(node.any);
}

/** The interest of `convert`: every key and every value. */
export function everyKey(): Interest {
  return { root: createNode(''), everything: true };
}
