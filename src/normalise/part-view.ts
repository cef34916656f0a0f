import { foldName } from '../model/key-path.ts';
import type { Evidence } from '../model/lookup.ts';
import type {
  KeyDeleted,
  KeySeen,
  Observation,
  PartEnd,
  ValueDeleted,
  ValueRejected,
  ValueSeen,
  HeaderRefused,
} from '../model/observation.ts';
import type { ValueData } from '../model/value-data.ts';

/** What the last line that named a value did to it. */
export type ValueState =
  | { readonly kind: 'found'; readonly name: string; readonly data: ValueData; readonly evidence: Evidence }
  | { readonly kind: 'deleted'; readonly evidence: Evidence }
  | { readonly kind: 'damaged'; readonly evidence: Evidence };

/** A key of one part, with what lies below it. */
export interface KeyNode {
  /** As first written. */
  readonly name: string;
  readonly path: string;
  readonly children: Map<string, KeyNode>;
  readonly values: Map<string, ValueState>;
  /** The key's first header since it was last deleted; null for a key that only its subkeys imply. */
  header: Evidence | null;
  /** A deletion of this key: what is not shown after it is absent, here and below. */
  deletion: Evidence | null;
  /** Damage in the key: a value that it does not show may have been lost. */
  taint: Evidence | null;
  /** A deletion that may be text of a string: nothing here or below is certain. */
  doubt: Evidence | null;
}

/** A refused or commented-out header: absence below the root that it belongs to proves nothing. */
export interface HeaderDamage {
  /** Folded. */
  readonly rootPath: string | null;
  /** Folded; where the header seems to point. */
  readonly path: string | null;
  readonly evidence: Evidence;
}

/** One part of one artifact, folded in the order of its lines: the input of every lookup. */
export interface PartView {
  readonly artifact: string;
  readonly root: KeyNode;
  /** Folded paths of the headers without an ancestor header, with the paths as written. */
  readonly roots: ReadonlyMap<string, KeyNode>;
  readonly damage: readonly HeaderDamage[];
  readonly end: PartEnd;
}

function createNode(name: string, path: string): KeyNode {
  return {
    name,
    path,
    children: new Map(),
    values: new Map(),
    header: null,
    deletion: null,
    taint: null,
    doubt: null,
  };
}

/** The node at a path, created with its ancestors where it is new. */
function nodeAt(root: KeyNode, path: string): KeyNode {
  let node = root;
  for (const segment of path.split('\\')) {
    const folded = foldName(segment);
    let child = node.children.get(folded);
    if (!child) {
      child = createNode(segment, node.path === '' ? segment : `${node.path}\\${segment}`);
      node.children.set(folded, child);
    }
    node = child;
  }
  return node;
}

function evidenceOf(observation: KeySeen | KeyDeleted | ValueSeen | ValueDeleted): Evidence {
  return { location: observation.location, excerpt: observation.excerpt };
}

function deleteKey(node: KeyNode, observation: KeyDeleted): void {
  // A root cannot be deleted: an import of [-HKEY_LOCAL_MACHINE] does nothing (measured in fixtures/reg-syntax).
  if (!node.path.includes('\\')) return;
  if (observation.damage) {
    node.doubt ??= evidenceOf(observation);
    return;
  }
  node.children.clear();
  node.values.clear();
  node.header = null;
  node.taint = null;
  node.doubt = null;
  node.deletion = evidenceOf(observation);
}

function setValue(node: KeyNode, observation: ValueSeen | ValueDeleted): void {
  const evidence = evidenceOf(observation);
  const folded = foldName(observation.name);
  if (observation.damage) {
    node.taint ??= evidence;
    node.values.set(folded, { kind: 'damaged', evidence });
  } else if (observation.kind === 'delete-value') {
    node.values.set(folded, { kind: 'deleted', evidence });
  } else {
    node.values.set(folded, { kind: 'found', name: observation.name, data: observation.data, evidence });
  }
}

function rejectValue(node: KeyNode, observation: ValueRejected): void {
  const evidence: Evidence = { location: observation.location, excerpt: '' };
  node.taint ??= evidence;
  if (observation.name !== null) node.values.set(foldName(observation.name), { kind: 'damaged', evidence });
}

/** Keeps one entry for each place that damaged headers make worthless: a file may have millions of them. */
function noteHeaderDamage(damage: Map<string, HeaderDamage>, observation: HeaderRefused): void {
  const rootPath = observation.rootPath === null ? null : foldName(observation.rootPath);
  const path = observation.path === null ? null : foldName(observation.path);
  const key = `${rootPath ?? ''}\n${path ?? ''}`;
  if (!damage.has(key)) damage.set(key, { rootPath, path, evidence: { location: observation.location, excerpt: '' } });
}

/** A fold over the observations of one artifact. */
export interface ArtifactFold {
  readonly add: (observation: Observation) => void;
  /** The parts that have ended. */
  readonly views: () => readonly PartView[];
}

/** Folds the observations of an artifact into one view for each part: last value wins, deletions apply. */
export function foldArtifact(artifact: string): ArtifactFold {
  const views: PartView[] = [];
  let root = createNode('', '');
  let roots = new Map<string, KeyNode>();
  let damage = new Map<string, HeaderDamage>();
  let open: KeyNode | null = null;
  /** The key, if any, that a second file header left open: an import puts what comes before the next header there. */
  let leftOpen: KeyNode[] = [];

  const seeKey = (observation: KeySeen): void => {
    open = nodeAt(root, observation.path);
    leftOpen = [];
    if (observation.damage) return;
    open.header ??= evidenceOf(observation);
    if (observation.isRoot) {
      const folded = foldName(observation.path);
      if (!roots.has(folded)) roots.set(folded, open);
    }
  };
  const endPart = (end: PartEnd): void => {
    views.push({ artifact, root, roots, damage: [...damage.values()], end });
    // The last key stays open over a second file header, as an import keeps it.
    const path: string | null = open === null ? null : open.path;
    if (open !== null && open.header !== null) leftOpen = [open];
    root = createNode('', '');
    roots = new Map();
    damage = new Map();
    open = path === null || path === '' ? null : nodeAt(root, path);
  };
  const openKeys = (): readonly KeyNode[] => (open === null ? leftOpen : [open, ...leftOpen]);
  const add = (observation: Observation): void => {
    switch (observation.kind) {
      case 'part-start':
        break;
      case 'key':
        seeKey(observation);
        break;
      case 'delete-key':
        deleteKey(nodeAt(root, observation.path), observation);
        open = null;
        leftOpen = [];
        break;
      case 'value':
      case 'delete-value':
        for (const node of openKeys()) setValue(node, observation);
        break;
      case 'rejected-value':
        for (const node of openKeys()) rejectValue(node, observation);
        break;
      case 'refused-header':
        noteHeaderDamage(damage, observation);
        break;
      case 'part-end':
        endPart(observation);
        break;
      default:
        observation satisfies never;
    }
  };
  return { add, views: () => views };
}
