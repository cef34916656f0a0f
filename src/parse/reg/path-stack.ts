import type { InterestNode } from '../../model/interest.ts';
import { hashHigh, hashLow, HASH_SEED_HIGH, HASH_SEED_LOW, type Folder } from './name-set.ts';
import { MOST_SEGMENTS } from './read-header.ts';
import * as U from './units.ts';
import type { WordBuffer } from './word-buffer.ts';

/** The path of the last key header, segment by segment: headers of an export share most of it with the next one. */
export interface PathStack {
  /** Its units, and the same as words of two units: from unit 0 (`even`) and from unit 1 (`odd`). */
  units: Uint16Array;
  even: Int32Array;
  shifted: Uint16Array;
  odd: Int32Array;
  length: number;
  /** How many segments it has; the arrays below are valid up to there. */
  depth: number;
  /** Where each segment ends, in units from the start of the path. */
  readonly ends: Int32Array;
  /** The interest node of each segment's path, and the two hashes of that path. */
  readonly nodes: (InterestNode | null)[];
  readonly lows: Int32Array;
  readonly highs: Int32Array;
  /** Whether the segments that the path before shared with it are spelt alike. */
  isSameSpelling: boolean;
}

/** Deeper paths are read whole, so that the limit on their depth is seen. */
const MOST_SHARED = MOST_SEGMENTS / 2;

export function createPathStack(): PathStack {
  return {
    ...pathMemory(1024),
    length: 0,
    depth: 0,
    ends: new Int32Array(MOST_SEGMENTS + 1),
    nodes: [],
    lows: new Int32Array(MOST_SEGMENTS + 1),
    highs: new Int32Array(MOST_SEGMENTS + 1),
    isSameSpelling: true,
  };
}

function pathMemory(length: number): Pick<PathStack, 'units' | 'even' | 'shifted' | 'odd'> {
  const units = new Uint16Array(length);
  const shifted = new Uint16Array(length);
  return { units, even: new Int32Array(units.buffer), shifted, odd: new Int32Array(shifted.buffer) };
}

/** How many of the first `limit` units from `start` equal those of the path; two at a time where memory allows. */
function equalUnits(stack: PathStack, buffer: WordBuffer, start: number, limit: number): number {
  const { units, words, base } = buffer;
  const isOdd = ((base + start) & 1) === 1;
  let i = 0;
  if (isOdd) {
    if (limit === 0 || units[start] !== stack.units[0]) return 0;
    i = 1;
  }
  const before = isOdd ? stack.odd : stack.even;
  let word = (base + start + i) >> 1;
  let at = 0;
  for (const last = limit - 2; i <= last && words[word] === before[at]; i += 2, word++) at++;
  const path = stack.units;
  while (i < limit && units[start + i] === path[i]) i++;
  return i;
}

/** How many units from `start` on are spelt as in the last path, up to a backslash: what was read need not be again. */
export function sharedLength(stack: PathStack, buffer: WordBuffer, start: number, end: number): number {
  const { ends, depth } = stack;
  if (depth === 0 || depth > MOST_SHARED) return 0;
  const equal = equalUnits(stack, buffer, start, Math.min(end - start, stack.length));
  let segments = depth;
  while (segments > 0 && (ends[segments - 1] as number) >= equal) segments--;
  return segments === 0 ? 0 : (ends[segments - 1] as number);
}

/** How many leading segments a path shares with the last one; its first `shared` units are known to be the same. */
export function commonSegments(
  stack: PathStack,
  fold: Folder['fold'],
  units: Uint16Array,
  start: number,
  length: number,
  shared: number,
): number {
  const { ends, depth } = stack;
  const path = stack.units;
  const limit = Math.min(length, stack.length);
  let common = depth;
  while (common > 0 && (ends[common - 1] as number) > shared) common--;
  // The backslash after the shared units is counted by the loop.
  if (common > 0) common--;
  let i = common === 0 ? 0 : (ends[common] as number);
  stack.isSameSpelling = true;
  while (i < limit) {
    const unit = units[start + i] as number;
    const before = path[i] as number;
    if (unit !== before) {
      if (fold(unit) !== fold(before)) return common;
      stack.isSameSpelling = false;
    }
    if (unit === U.BACKSLASH) common++;
    i++;
  }
  const isEnd = i === length || units[start + i] === U.BACKSLASH;
  const wasEnd = i === stack.length || path[i] === U.BACKSLASH;
  return isEnd && wasEnd && i > 0 ? common + 1 : common;
}

/** Replaces what follows the first `common` segments by those of the path in `[start, end)`. */
export function replacePath(
  stack: PathStack,
  folder: Folder,
  root: InterestNode,
  units: Uint16Array,
  start: number,
  end: number,
  common: number,
): void {
  const { ends, nodes, lows, highs } = stack;
  const { memo, fold } = folder;
  let depth = common;
  let at = start;
  let low = HASH_SEED_LOW;
  let high = HASH_SEED_HIGH;
  let node: InterestNode | null = root;
  if (common > 0) {
    at = start + (ends[common - 1] as number) + 1;
    low = lows[common - 1] as number;
    high = highs[common - 1] as number;
    node = nodes[common - 1] as InterestNode | null;
  }
  while (at < end) {
    let i = at;
    low = hashLow(low, U.BACKSLASH);
    high = hashHigh(high, low);
    for (; i < end; i++) {
      const unit = units[i] as number;
      if (unit === U.BACKSLASH) break;
      let folded = memo[unit] as number;
      if (folded === 0) folded = fold(unit);
      low = hashLow(low, folded);
      high = hashHigh(high, low);
    }
    if (node !== null) node = step(node, units, at, i, fold);
    ends[depth] = i - start;
    nodes[depth] = node;
    lows[depth] = low;
    highs[depth] = high;
    depth++;
    at = i + 1;
  }
  stack.depth = depth;
  copyUnits(stack, units, start, end, stack.isSameSpelling && common > 0 ? (ends[common - 1] as number) : 0);
}

/** The interest node of a child, or null when no rule asks for it. */
function step(
  parent: InterestNode,
  units: Uint16Array,
  start: number,
  end: number,
  fold: Folder['fold'],
): InterestNode | null {
  for (const child of parent.children) {
    const { segment } = child;
    if (segment.length !== end - start) continue;
    let i = 0;
    while (i < segment.length && fold(units[start + i] as number) === segment.charCodeAt(i)) i++;
    if (i === segment.length) return child;
  }
  return parent.any;
}

function copyUnits(stack: PathStack, units: Uint16Array, start: number, end: number, from: number): void {
  const length = end - start;
  if (length > stack.units.length) {
    const { units: path, shifted } = stack;
    Object.assign(stack, pathMemory(length * 2));
    stack.units.set(path);
    stack.shifted.set(shifted);
  }
  stack.length = length;
  const path = stack.units;
  const { shifted } = stack;
  for (let i = from; i < length; i++) {
    const unit = units[start + i] as number;
    path[i] = unit;
    if (i > 0) shifted[i - 1] = unit;
  }
}
