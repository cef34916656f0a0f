import { foldUnit } from '../../model/key-path.ts';

/**
 * A set of names known by two 32-bit hashes only: it finds a repeated name without keeping one string. A collision
 * (about one in 2^60 for names that nobody made to collide) calls a file instructions, which covers less, never more.
 */
export interface NameSet {
  /** Adds a name; returns whether it was there already. */
  readonly add: (low: number, high: number) => boolean;
  readonly has: (low: number, high: number) => boolean;
  readonly clear: () => void;
  readonly size: () => number;
}

const FIRST_CAPACITY = 32;

/** Creates an empty set; `clear` costs nothing, because slots carry the generation that wrote them. */
export function createNameSet(): NameSet {
  let capacity = FIRST_CAPACITY;
  let lows = new Int32Array(capacity);
  let highs = new Int32Array(capacity);
  let generations = new Int32Array(capacity);
  let generation = 1;
  let count = 0;

  const slotOf = (low: number, high: number): number => {
    let slot = (low ^ (high >>> 7) ^ (low >>> 15)) & (capacity - 1);
    while (generations[slot] === generation && (lows[slot] !== low || highs[slot] !== high)) {
      slot = (slot + 1) & (capacity - 1);
    }
    return slot;
  };
  const put = (low: number, high: number): void => {
    const slot = slotOf(low, high);
    lows[slot] = low;
    highs[slot] = high;
    generations[slot] = generation;
  };
  const grow = (): void => {
    const [oldLows, oldHighs, oldGenerations] = [lows, highs, generations];
    capacity *= 2;
    lows = new Int32Array(capacity);
    highs = new Int32Array(capacity);
    generations = new Int32Array(capacity);
    for (let i = 0; i < oldLows.length; i++) {
      if (oldGenerations[i] === generation) put(oldLows[i] as number, oldHighs[i] as number);
    }
  };
  return {
    has: (low, high) => generations[slotOf(low | 0, high | 0)] === generation,
    add: (low, high) => {
      if (generations[slotOf(low | 0, high | 0)] === generation) return true;
      if (count * 2 >= capacity) grow();
      put(low | 0, high | 0);
      count++;
      return false;
    },
    clear: () => {
      generation++;
      count = 0;
    },
    size: () => count,
  };
}

/** The two rolling hashes over folded units: FNV-1a, and the sum of all its intermediate states. */
export const HASH_SEED_LOW = 0x811c9dc5 | 0;
export const HASH_SEED_HIGH = 0x2545f491;

export function hashLow(hash: number, foldedUnit: number): number {
  return Math.imul(hash ^ foldedUnit, 0x01000193);
}

export function hashHigh(hash: number, low: number): number {
  return (hash + low) | 0;
}

/** Folded units by unit; 0 where {@link Folder.fold} has not been asked yet. */
export interface Folder {
  readonly memo: Uint16Array;
  readonly fold: (unit: number) => number;
}

/** A folding function with a memo, for hot loops over names; ASCII is folded from the start. */
export function createFolder(): Folder {
  const memo = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x80; unit++) memo[unit] = foldUnit(unit);
  const fold = (unit: number): number => {
    const known = memo[unit] as number;
    if (known !== 0) return known;
    const folded = foldUnit(unit);
    memo[unit] = folded;
    return folded;
  };
  return { memo, fold };
}
