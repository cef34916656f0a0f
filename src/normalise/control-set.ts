import { foldName } from '../model/key-path.ts';
import type { FoundValue, Lookup, UnobservedReason } from '../model/lookup.ts';
import { dwordOf } from '../model/value-data.ts';
import { createEvidenceBase, isTouched, type EvidenceBase } from './evidence-base.ts';
import { mergeLookups } from './merge-lookups.ts';

const SYSTEM = 'HKEY_LOCAL_MACHINE\\SYSTEM';
const CURRENT = `${SYSTEM}\\CurrentControlSet`;
const FOLDED_CURRENT = foldName(CURRENT);
/** The folded names of control sets; Windows counts them from 1. */
export const CONTROL_SET_NAME = /^CONTROLSET(?!000)\d{3}$/u;

/** Which control set `CurrentControlSet` stands for, and how that is known. */
export interface ControlSet {
  /** Null when nothing says it. */
  readonly number: number | null;
  /** `Select\Current`, when it decided. */
  readonly select: FoundValue | null;
  /** Why there is no number, or why the numbered set is no evidence. */
  readonly problem: Extract<UnobservedReason, 'control-set-unstated' | 'control-set-missing'> | null;
  /** The sets that the evidence shows, as first written. */
  readonly shown: readonly string[];
}

/** The name of a control set's key: `ControlSet001`. */
export function controlSetName(number: number): string {
  return `ControlSet${String(number).padStart(3, '0')}`;
}

/**
 * `Select\Current`, else `--control-set`; without either, the only set of a SYSTEM hive that the evidence covers
 * wholly. A set is never guessed.
 */
export function resolveControlSet(base: EvidenceBase, option: number | null): ControlSet {
  const shown = base.subkeys(SYSTEM).filter((name) => CONTROL_SET_NAME.test(foldName(name)));
  const select = base.lookup(`${SYSTEM}\\Select`, 'Current');
  const current = select.answer === 'found' ? dwordOf(select.data) : null;
  // The option fills in what the evidence leaves open; it does not overrule it.
  const number = current ?? option;
  if (number !== null) {
    const isMissing = base.lookupKey(`${SYSTEM}\\${controlSetName(number)}`) === 'absent';
    const selected = current !== null && select.answer === 'found' ? select : null;
    return { number, select: selected, problem: isMissing ? 'control-set-missing' : null, shown };
  }
  const [only, ...others] = shown;
  if (only === undefined) return { number: null, select: null, problem: null, shown };
  // The evidence would show another set, or Select: it covers the whole hive up to its end. A deletion of Select,
  // which names no last key, covers nothing else.
  const isWhole = select.answer === 'absent' && select.what === 'key' && select.lastKeyShown !== null;
  if (isWhole && others.length === 0) {
    return { number: Number(only.slice(-3)), select: null, problem: null, shown };
  }
  return { number: null, select: null, problem: 'control-set-unstated', shown };
}

/**
 * The base with `CurrentControlSet` resolved: an explicit CurrentControlSet and the set that Select names are two
 * sources of one value, so they conflict where they differ.
 */
export function withControlSet(base: EvidenceBase, set: ControlSet): Pick<EvidenceBase, 'lookup' | 'lookupKey'> {
  // A hive's own export lacks the link CurrentControlSet: in a part where no line is below it, its absence says nothing.
  const live = createEvidenceBase(base.parts.filter((part) => isTouched(part, CURRENT)));
  const numbered = (path: string): string | null => {
    if (set.number === null) return null;
    return `${SYSTEM}\\${controlSetName(set.number)}${path.slice(CURRENT.length)}`;
  };
  const isInCurrent = (path: string): boolean => {
    const folded = foldName(path);
    return folded === FOLDED_CURRENT || folded.startsWith(`${FOLDED_CURRENT}\\`);
  };
  return {
    lookup: (path, name) => {
      if (!isInCurrent(path)) return base.lookup(path, name);
      const lookups: Lookup[] = [];
      lookups.push(live.lookup(path, name));
      const at = numbered(path);
      if (set.problem !== null) {
        const unresolved = {
          answer: 'unobserved',
          because: set.problem,
          evidence: set.select?.evidence ?? null,
        } as const;
        if (set.problem === 'control-set-missing') return unresolved;
        lookups.push(unresolved);
      } else if (at !== null) {
        lookups.push(base.lookup(at, name));
      }
      return mergeLookups(lookups);
    },
    lookupKey: (path) => {
      if (!isInCurrent(path)) return base.lookupKey(path);
      const linked = live.lookupKey(path);
      const at = numbered(path);
      const inSet = at === null || set.problem !== null ? 'unobserved' : base.lookupKey(at);
      if (linked === 'unobserved' || linked === inSet) return inSet;
      return inSet === 'unobserved' ? linked : 'conflict';
    },
  };
}
