import { foldName } from '../model/key-path.ts';
import type { Location } from '../model/location.ts';
import type { Observation } from '../model/observation.ts';
import type { ValueData } from '../model/value-data.ts';

/** One value, or an empty key, where an import of the artifact puts it. */
export interface ImportedValue {
  readonly key: string;
  /** Null for a key without values. */
  readonly name: string | null;
  readonly data: ValueData | null;
  readonly location: Location;
}

interface ImportedKey {
  readonly path: string;
  readonly children: Map<string, ImportedKey>;
  readonly values: Map<string, { readonly name: string; readonly data: ValueData; readonly location: Location }>;
  header: Location | null;
}

/** What an import of one artifact would leave in an empty registry. */
export interface ImportFold {
  readonly add: (observation: Observation) => void;
  /** Key by key, parents first, keys and values in the order in which they first appear. */
  readonly values: () => Iterable<ImportedValue>;
}

function createKey(path: string): ImportedKey {
  return { path, children: new Map(), values: new Map(), header: null };
}

function* valuesOf(key: ImportedKey): Generator<ImportedValue> {
  const pending = [key];
  for (let at = pending.pop(); at; at = pending.pop()) {
    if (at.values.size === 0 && at.header) yield { key: at.path, name: null, data: null, location: at.header };
    for (const { name, data, location } of at.values.values()) yield { key: at.path, name, data, location };
    // One by one: a call takes only so many arguments, and a key may have more subkeys.
    for (const child of [...at.children.values()].toReversed()) pending.push(child);
  }
}

/** A fold that applies every line as an import does: a rejected value leaves the older one, damage or not. */
export function foldImport(): ImportFold {
  const root = createKey('');
  let open: ImportedKey | null = null;

  const keyAt = (path: string): ImportedKey => {
    let key = root;
    for (const segment of path.split('\\')) {
      const folded = foldName(segment);
      let child = key.children.get(folded);
      if (!child) {
        child = createKey(key.path === '' ? segment : `${key.path}\\${segment}`);
        key.children.set(folded, child);
      }
      key = child;
    }
    return key;
  };
  const deleteKey = (path: string): void => {
    const segments = path.split('\\').map(foldName);
    const last = segments.pop() ?? '';
    let parent: ImportedKey | undefined = root;
    for (const segment of segments) parent = parent?.children.get(segment);
    // A root cannot be deleted: an import of [-HKEY_LOCAL_MACHINE] does nothing.
    if (segments.length > 0) parent?.children.delete(last);
    open = null;
  };
  const add = (observation: Observation): void => {
    switch (observation.kind) {
      case 'key':
        open = keyAt(observation.path);
        open.header ??= observation.location;
        break;
      case 'delete-key':
        deleteKey(observation.path);
        break;
      case 'value': {
        const folded = foldName(observation.name);
        const name = open?.values.get(folded)?.name ?? observation.name;
        open?.values.set(folded, { name, data: observation.data, location: observation.location });
        break;
      }
      case 'delete-value':
        open?.values.delete(foldName(observation.name));
        break;
      case 'rejected-value':
      case 'refused-header':
      case 'part-start':
      case 'part-end':
        break;
      default:
        observation satisfies never;
    }
  };
  return { add, values: () => valuesOf(root) };
}
