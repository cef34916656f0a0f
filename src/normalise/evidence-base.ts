import { foldName } from '../model/key-path.ts';
import type { PathAlias } from '../model/interest.ts';
import { byCodeUnit } from '../model/order.ts';
import type { Lookup } from '../model/lookup.ts';
import type { KeyLookup } from '../model/snapshot.ts';
import { isShown, lookupInPart, lookupKeyInPart } from './lookup-in-part.ts';
import { mergeLookups } from './merge-lookups.ts';
import type { KeyNode, PartView } from './part-view.ts';

/** A part with the prefixes under which its keys are to be read. */
export interface BasePart {
  readonly view: PartView;
  /** Folded; `from` is where the part shows what belongs at `to`. */
  readonly aliases: readonly PathAlias[];
}

/**
 * The evidence of one host, merged but not yet resolved: raw paths, no control set, no facts. Control sets, WOW64
 * and facts resolve on top of it, after merging (DESIGN section 3).
 */
export interface EvidenceBase {
  readonly lookup: (path: string, name: string) => Lookup;
  readonly lookupKey: (path: string) => KeyLookup;
  /** Names of the subkeys that are shown, as first written, in code unit order of their folds. */
  readonly subkeys: (path: string) => readonly string[];
  readonly parts: readonly BasePart[];
}

/** The paths at which a part may show a key: its own and, for each alias of its prefix, the aliased one. */
function pathsIn(part: BasePart, folded: string): readonly string[] {
  const paths = [folded];
  for (const { from, to } of part.aliases) {
    if (folded === to || folded.startsWith(`${to}\\`)) paths.push(from + folded.slice(to.length));
  }
  return paths;
}

/** Whether a part has a line at or below a key, or deletes it, so that what it lacks there may be evidence. */
export function isTouched(part: BasePart, path: string): boolean {
  return pathsIn(part, foldName(path)).some((at) => nodeIn(part.view, at) !== null || isDeleted(part.view, at));
}

function isDeleted(view: PartView, folded: string): boolean {
  let node: KeyNode | null = view.root;
  for (const segment of folded.split('\\')) {
    node = node?.children.get(segment) ?? null;
    if (node?.deletion || node?.doubt) return true;
  }
  return false;
}

function nodeIn(view: PartView, folded: string): KeyNode | null {
  let node: KeyNode | null = view.root;
  for (const segment of folded.split('\\')) node = node?.children.get(segment) ?? null;
  return node;
}

function mergeKeyLookups(lookups: readonly KeyLookup[]): KeyLookup {
  const isFound = lookups.includes('found');
  const isAbsent = lookups.includes('absent');
  if (isFound) return isAbsent ? 'conflict' : 'found';
  return isAbsent ? 'absent' : 'unobserved';
}

/** Joins the parts of all artifacts of one host. */
export function createEvidenceBase(parts: readonly BasePart[]): EvidenceBase {
  return {
    parts,
    lookup: (path, name) => {
      const folded = foldName(path);
      const foldedName = foldName(name);
      return mergeLookups(
        parts.flatMap((part) => pathsIn(part, folded).map((at) => lookupInPart(part.view, at, foldedName))),
      );
    },
    lookupKey: (path) => {
      const folded = foldName(path);
      return mergeKeyLookups(
        parts.flatMap((part) => pathsIn(part, folded).map((at) => lookupKeyInPart(part.view, at))),
      );
    },
    subkeys: (path) => {
      const folded = foldName(path);
      const names = new Map<string, string>();
      for (const part of parts) {
        for (const at of pathsIn(part, folded)) {
          for (const [key, node] of nodeIn(part.view, at)?.children ?? []) {
            if (isShown(node) && !names.has(key)) names.set(key, node.name);
          }
        }
      }
      return [...names].toSorted(([a], [b]) => byCodeUnit(a, b)).map(([, name]) => name);
    },
  };
}
