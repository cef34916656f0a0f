import type { Interest, InterestNode } from '../../model/interest.ts';
import type { NotAnExport } from '../../model/observation.ts';
import { createNameSet, type Folder, type NameSet } from './name-set.ts';
import { commonSegments, createPathStack, replacePath, type PathStack } from './path-stack.ts';
import * as U from './units.ts';

/**
 * Follows the key headers of a part: which one lies below which, what the rules want of each, and whether the order is
 * that of an export (pre-order, no parent left out, no key twice). It keeps the path of the current key and hashes of
 * siblings, never a list of keys, so memory does not grow with the file.
 */
export interface KeyTracker {
  readonly interest: Interest;
  readonly folder: Folder;
  readonly stack: PathStack;
  /** How many segments the root of the current key has. */
  rootDepth: number;
  /** Per depth: the children seen so far of the stack entry above. */
  readonly siblings: NameSet[];
  readonly roots: NameSet;
  readonly rootAncestors: NameSet;
  /** Whether all headers of the part so far are in the order of an export. */
  isOrdered: boolean;
  /** What `placeKey` found out about the last header: whether no header is an ancestor of its key, */
  isRoot: boolean;
  /** and what no export would show, at the first such header of the part. */
  defect: NotAnExport | null;
}

/** More roots than any export has; above it the file is no export. */
const MOST_ROOTS = 65_536;

/** Creates a tracker; `folder` folds names. */
export function createKeyTracker(interest: Interest, folder: Folder): KeyTracker {
  return {
    interest,
    folder,
    stack: createPathStack(),
    rootDepth: 0,
    siblings: [],
    roots: createNameSet(),
    rootAncestors: createNameSet(),
    isOrdered: true,
    isRoot: false,
    defect: null,
  };
}

/** Forgets all headers: a new part begins. */
export function startPart(tracker: KeyTracker): void {
  tracker.stack.depth = 0;
  tracker.stack.length = 0;
  tracker.rootDepth = 0;
  tracker.roots.clear();
  tracker.rootAncestors.clear();
  tracker.isOrdered = true;
}

/**
 * Places the path in `[start, end)` (root name long, single backslashes; its first `shared` units as in the path
 * before). Returns its interest node, or null when no rule asks for the key or anything below it.
 */
export function placeKey(
  tracker: KeyTracker,
  units: Uint16Array,
  start: number,
  end: number,
  shared: number,
): InterestNode | null {
  const { stack, folder } = tracker;
  const depthBefore = stack.depth;
  const common = commonSegments(stack, folder.fold, units, start, end - start, shared);
  replacePath(stack, folder, tracker.interest.root, units, start, end, common);
  const { depth } = stack;
  tracker.isRoot = depthBefore === 0 || common < tracker.rootDepth;
  if (tracker.isRoot) tracker.rootDepth = depth;
  tracker.defect = null;
  if (tracker.isOrdered) {
    tracker.defect = orderDefect(tracker, common, depthBefore);
    tracker.isOrdered = tracker.defect === null;
    if (tracker.isOrdered) siblingsAt(tracker, depth).clear();
  }
  return stack.nodes[depth - 1] ?? null;
}

function siblingsAt(tracker: KeyTracker, level: number): NameSet {
  return (tracker.siblings[level] ??= createNameSet());
}

function orderDefect(tracker: KeyTracker, common: number, depthBefore: number): NotAnExport | null {
  const { stack, isRoot } = tracker;
  const { depth, lows, highs } = stack;
  if (isRoot) return addRoot(tracker);
  if (depth === common) return depth === depthBefore ? 'repeated-key' : 'not-in-pre-order';
  if (depth > common + 1) return 'parent-left-out';
  const last = depth - 1;
  const isSeen = siblingsAt(tracker, last).add(lows[last] as number, highs[last] as number);
  return isSeen ? 'repeated-key' : null;
}

/** Whether a root that begins here can follow the roots before it in an export. */
function addRoot(tracker: KeyTracker): NotAnExport | null {
  const { roots, rootAncestors } = tracker;
  const { depth, lows, highs } = tracker.stack;
  const last = depth - 1;
  if (roots.has(lows[last] as number, highs[last] as number)) return 'repeated-key';
  if (rootAncestors.has(lows[last] as number, highs[last] as number)) return 'not-in-pre-order';
  for (let i = 0; i < last; i++) {
    if (roots.has(lows[i] as number, highs[i] as number)) return 'not-in-pre-order';
  }
  if (roots.size() >= MOST_ROOTS) return 'too-many-roots';
  roots.add(lows[last] as number, highs[last] as number);
  for (let i = 0; i < last; i++) rootAncestors.add(lows[i] as number, highs[i] as number);
  return null;
}

/** The last placed path as written, or null. */
export function trackedPath({ stack }: KeyTracker): string | null {
  return stack.depth === 0 ? null : U.textOfUnits(stack.units, 0, stack.length);
}

/** The root last opened: the topmost header above the last placed path. */
export function trackedRoot({ stack, rootDepth }: KeyTracker): string | null {
  return stack.depth === 0 ? null : U.textOfUnits(stack.units, 0, stack.ends[rootDepth - 1] as number);
}
