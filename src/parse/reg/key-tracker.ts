import type { Interest, InterestNode } from '../../model/interest.ts';
import type { NotAnExport } from '../../model/observation.ts';
import {
  createNameSet,
  type Folder,
  hashHigh,
  hashLow,
  HASH_SEED_HIGH,
  HASH_SEED_LOW,
  type NameSet,
} from './name-set.ts';
import { BACKSLASH, textOfUnits } from './units.ts';

/** Where a key header stands among the headers before it. */
export interface Placement {
  /** The interest node of the key, or null when no rule asks for it or anything below it. */
  readonly node: InterestNode | null;
  readonly isRoot: boolean;
  /** What no export would show, at the first such header of the part. */
  readonly defect: NotAnExport | null;
}

/**
 * Follows the key headers of a part: which one lies below which, what the rules want of each, and whether the
 * order is that of an export (pre-order, no parent left out, no key twice). It keeps the stack of the current key
 * and hashes of siblings, never a list of keys, so memory does not grow with the file.
 */
export interface KeyTracker {
  /**
   * How many units from `start` on are spelt as in the last path, up to a backslash: headers of an export share most
   * of their path with the one before, and what was read once is not read again.
   */
  readonly sharedLength: (units: Uint16Array, start: number, end: number) => number;
  /** Places the path in `[start, end)`: root name long, single backslashes; the first `shared` units are as before. */
  readonly place: (units: Uint16Array, start: number, end: number, shared: number) => Placement;
  /** The last placed path as written, or null. */
  readonly path: () => string | null;
  /** The root last opened: the topmost header above the last placed path. */
  readonly rootPath: () => string | null;
  readonly startPart: () => void;
}

/** Deeper paths are read whole, so that the limit on their depth is seen. */
const MOST_SHARED = 256;
/** More roots than any export has; above it the file is no export. */
const MOST_ROOTS = 65_536;

function segmentEquals(
  node: InterestNode,
  units: Uint16Array,
  start: number,
  end: number,
  fold: (unit: number) => number,
): boolean {
  const { segment } = node;
  if (segment.length !== end - start) return false;
  for (let i = 0; i < segment.length; i++) {
    if (fold(units[start + i] as number) !== segment.charCodeAt(i)) return false;
  }
  return true;
}

/** Creates a tracker; `folder` folds names. */
export function createKeyTracker(interest: Interest, folder: Folder): KeyTracker {
  const { memo, fold } = folder;
  let previous = new Uint16Array(1024);
  let previousLength = 0;
  /** Segments of the last path, and how many of them its root has. */
  let depth = 0;
  let rootDepth = 0;
  const segmentEnds: number[] = [];
  const nodes: (InterestNode | null)[] = [];
  const lows: number[] = [];
  const highs: number[] = [];
  /** Per depth: the children seen so far of the stack entry above. */
  const siblings: NameSet[] = [];
  const roots = createNameSet();
  const rootAncestors = createNameSet();
  let isOrdered = true;
  /** Whether the segments shared with the last path are spelt as there. */
  let isSameSpelling = true;

  const step = (parent: InterestNode | null, units: Uint16Array, start: number, end: number): InterestNode | null => {
    if (parent === null) return null;
    for (const child of parent.children) if (segmentEquals(child, units, start, end, fold)) return child;
    return parent.any;
  };

  /** How many leading segments the path shares with the last one. */
  const commonSegments = (units: Uint16Array, start: number, length: number, shared: number): number => {
    const limit = Math.min(length, previousLength);
    let common = 0;
    while (common < depth && (segmentEnds[common] as number) <= shared) common++;
    // The backslash after the shared units is counted by the loop.
    if (common > 0) common--;
    let i = common === 0 ? 0 : (segmentEnds[common] as number);
    isSameSpelling = true;
    while (i < limit) {
      const unit = units[start + i] as number;
      const before = previous[i] as number;
      if (unit !== before) {
        if (fold(unit) !== fold(before)) return common;
        isSameSpelling = false;
      }
      if (unit === BACKSLASH) common++;
      i++;
    }
    const isEnd = i === length || units[start + i] === BACKSLASH;
    const wasEnd = i === previousLength || previous[i] === BACKSLASH;
    return isEnd && wasEnd && i > 0 ? common + 1 : common;
  };

  /** Records the segments after the common ones: ends, nodes and hashes. */
  const descend = (units: Uint16Array, start: number, end: number, common: number): void => {
    depth = common;
    let at = common === 0 ? start : start + (segmentEnds[common - 1] as number) + 1;
    let low = common === 0 ? HASH_SEED_LOW : (lows[common - 1] as number);
    let high = common === 0 ? HASH_SEED_HIGH : (highs[common - 1] as number);
    let node = common === 0 ? interest.root : (nodes[common - 1] as InterestNode | null);
    while (at < end) {
      let i = at;
      low = hashLow(low, BACKSLASH);
      high = hashHigh(high, low);
      for (; i < end; i++) {
        const unit = units[i] as number;
        if (unit === BACKSLASH) break;
        let folded = memo[unit] as number;
        if (folded === 0) folded = fold(unit);
        low = hashLow(low, folded);
        high = hashHigh(high, low);
      }
      node = step(node, units, at, i);
      segmentEnds[depth] = i - start;
      nodes[depth] = node;
      lows[depth] = low;
      highs[depth] = high;
      depth++;
      at = i + 1;
    }
  };

  /** Keeps the path; `from` is where it differs from the last one. */
  const remember = (units: Uint16Array, start: number, end: number, from: number): void => {
    previousLength = end - start;
    if (previous.length < previousLength) {
      const grown = new Uint16Array(previousLength * 2);
      grown.set(previous);
      previous = grown;
    }
    for (let i = from; i < previousLength; i++) previous[i] = units[start + i] as number;
  };

  const siblingsAt = (level: number): NameSet => (siblings[level] ??= createNameSet());

  /** Whether a root that begins here can follow the roots before it in an export. */
  const addRoot = (): NotAnExport | null => {
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
  };

  const orderDefect = (common: number, isRoot: boolean, depthBefore: number): NotAnExport | null => {
    const last = depth - 1;
    if (isRoot) return addRoot();
    if (depth === common) return depth === depthBefore ? 'repeated-key' : 'not-in-pre-order';
    if (depth > common + 1) return 'parent-left-out';
    return siblingsAt(last).add(lows[last] as number, highs[last] as number) ? 'repeated-key' : null;
  };

  return {
    sharedLength: (units, start, end) => {
      const limit = Math.min(end - start, previousLength);
      const before = previous;
      let i = 0;
      while (i < limit && units[start + i] === before[i]) i++;
      if (depth > MOST_SHARED) return 0;
      let segments = depth;
      while (segments > 0 && (segmentEnds[segments - 1] as number) >= i) segments--;
      return segments === 0 ? 0 : (segmentEnds[segments - 1] as number);
    },
    place: (units, start, end, shared) => {
      const common = commonSegments(units, start, end - start, shared);
      const depthBefore = depth;
      descend(units, start, end, common);
      const isRoot = depthBefore === 0 || common < rootDepth || (common === rootDepth && depth < rootDepth);
      if (isRoot) rootDepth = depth;
      remember(units, start, end, isSameSpelling && common > 0 ? (segmentEnds[common - 1] as number) : 0);
      let defect: NotAnExport | null = null;
      if (isOrdered) {
        defect = orderDefect(common, isRoot, depthBefore);
        isOrdered = defect === null;
        if (isOrdered) siblingsAt(depth).clear();
      }
      return { node: nodes[depth - 1] ?? null, isRoot, defect };
    },
    path: () => (depth === 0 ? null : textOfUnits(previous, 0, previousLength)),
    rootPath: () => (depth === 0 ? null : textOfUnits(previous, 0, segmentEnds[rootDepth - 1] as number)),
    startPart: () => {
      depth = 0;
      rootDepth = 0;
      previousLength = 0;
      roots.clear();
      rootAncestors.clear();
      isOrdered = true;
    },
  };
}
