import { foldName, isAtOrBelow } from '../model/key-path.ts';
import type { AbsentValue, Evidence, FoundValue, UnobservedValue } from '../model/lookup.ts';
import type { HeaderDamage, KeyNode, PartView } from './part-view.ts';

/** What one part says about one value; parts disagree only when they are merged. */
export type PartLookup = FoundValue | AbsentValue | UnobservedValue;

const NOT_COLLECTED: UnobservedValue = { answer: 'unobserved', because: 'not-collected', evidence: null };

/** What lies on the way from the root to a key. */
interface Trail {
  /** The key's own node, when the part has one. */
  readonly node: KeyNode | null;
  /** The nearest header at or above the key. */
  readonly header: Evidence | null;
  /** Folded path of that header's key. */
  readonly headerPath: string;
  readonly deletion: Evidence | null;
  readonly deletionPath: string;
  readonly doubt: Evidence | null;
  /** The root that covers the key. */
  readonly coveringRoot: string | null;
}

function trailTo(view: PartView, folded: string): Trail {
  let node: KeyNode | null = view.root;
  let header: Evidence | null = null;
  let headerPath = '';
  let deletion: Evidence | null = null;
  let deletionPath = '';
  let doubt: Evidence | null = null;
  let coveringRoot: string | null = null;
  let path = '';
  for (const segment of folded.split('\\')) {
    path = path === '' ? segment : `${path}\\${segment}`;
    node = node?.children.get(segment) ?? null;
    if (view.roots.has(path)) coveringRoot = path;
    if (!node) continue;
    if (node.header) [header, headerPath] = [node.header, path];
    if (node.deletion) [deletion, deletionPath] = [node.deletion, path];
    doubt ??= node.doubt;
  }
  return { node, header, headerPath, deletion, deletionPath, doubt, coveringRoot };
}

function tainted(evidence: Evidence | null): UnobservedValue {
  return { answer: 'unobserved', because: 'tainted', evidence };
}

/** Whether the part shows the key: by its header, or by anything below it. */
export function isShown(node: KeyNode): boolean {
  if (node.header !== null) return true;
  for (const value of node.values.values()) if (value.kind === 'found') return true;
  for (const child of node.children.values()) if (isShown(child)) return true;
  return false;
}

/**
 * The damaged header, if any, that makes absence below `tree` (folded) worthless: one right below it, one that seems to
 * name a key in it, or one of which nobody can read what it names.
 */
function damageBelow(view: PartView, tree: string): HeaderDamage | null {
  return view.damage.find((d) => d.rootPath === tree || d.path === null || isAtOrBelow(d.path, tree)) ?? null;
}

/**
 * Whether a truncated part may have lost the key's values: they are those of its last key, or the key would follow
 * the last one in pre-order. The order of siblings is not assumed.
 */
function isCutAway(view: PartView, folded: string, trail: Trail): boolean {
  if (view.end.form.kind !== 'truncated' || !view.end.lastKey) return false;
  const last = foldName(view.end.lastKey.path);
  if (folded === last) return !view.end.isLastKeyComplete;
  const isKeyShown = trail.node !== null && isShown(trail.node);
  if (isKeyShown && !isAtOrBelow(folded, last)) return false;
  return isAtOrBelow(last, trail.headerPath);
}

function absence(view: PartView, folded: string, trail: Trail): PartLookup | null {
  const what = trail.node && isShown(trail.node) ? 'value' : 'key';
  if (trail.coveringRoot !== null && view.end.form.kind !== 'instructions') {
    const damage = damageBelow(view, trail.coveringRoot);
    if (damage) return tainted(damage.evidence);
    if (isCutAway(view, folded, trail)) {
      const last = view.end.lastKey;
      const evidence = last && { location: last.location, excerpt: '' };
      return { answer: 'unobserved', because: 'truncated', evidence };
    }
    if (trail.header) {
      return { answer: 'absent', what, evidence: trail.header, lastKeyShown: view.end.lastKey?.path ?? null };
    }
  }
  if (trail.deletion) {
    const damage = damageBelow(view, trail.deletionPath);
    if (damage) return tainted(damage.evidence);
    return { answer: 'absent', what, evidence: trail.deletion, lastKeyShown: null };
  }
  return null;
}

/** Looks up a value by folded key path and folded name (DESIGN section 3, coverage, truncation and damage). */
export function lookupInPart(view: PartView, folded: string, name: string): PartLookup {
  const trail = trailTo(view, folded);
  if (trail.doubt) return tainted(trail.doubt);
  const { node } = trail;
  const value = node?.values.get(name);
  switch (value?.kind) {
    case 'found':
      return { answer: 'found', data: value.data, path: node?.path ?? '', name: value.name, evidence: value.evidence };
    case 'deleted':
      return { answer: 'absent', what: 'value', evidence: value.evidence, lastKeyShown: null };
    case 'damaged':
      return tainted(value.evidence);
    case undefined:
      break;
    default:
      return value satisfies never;
  }
  if (node?.taint) return tainted(node.taint);
  return absence(view, folded, trail) ?? NOT_COLLECTED;
}

/** Whether the part shows a key, proves that it is absent, or says nothing. */
export function lookupKeyInPart(view: PartView, folded: string): 'found' | 'absent' | 'unobserved' {
  const trail = trailTo(view, folded);
  if (trail.doubt) return 'unobserved';
  if (trail.node && isShown(trail.node)) return 'found';
  return absence(view, folded, trail)?.answer === 'absent' ? 'absent' : 'unobserved';
}
