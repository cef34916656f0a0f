/** The five predefined roots that evidence names, with the abbreviations that reg.exe accepts. */
const ROOTS: readonly (readonly [long: string, short: string])[] = [
  ['HKEY_LOCAL_MACHINE', 'HKLM'],
  ['HKEY_USERS', 'HKU'],
  ['HKEY_CURRENT_USER', 'HKCU'],
  ['HKEY_CLASSES_ROOT', 'HKCR'],
  ['HKEY_CURRENT_CONFIG', 'HKCC'],
];

/**
 * Folds one UTF-16 unit as Windows compares registry names: the upper-case letter when that is one unit and
 * maps back, else the unit itself, so that `ſ` is not `S` (DESIGN section 3, checked against a registry editor
 * on ſ ı µ ς ǅ ÿ å σ ǆ μ k).
 */
export function foldUnit(unit: number): number {
  if (unit < 0x80) return unit >= 0x61 && unit <= 0x7a ? unit - 32 : unit;
  const char = String.fromCharCode(unit);
  const upper = char.toUpperCase();
  return upper.length === 1 && upper.toLowerCase() === char ? upper.charCodeAt(0) : unit;
}

/** Folds a name for comparison; two names are one registry name exactly when their folds are equal. */
export function foldName(name: string): string {
  // Names are nearly always ASCII, where String.toUpperCase is the same function and far quicker.
  // oxlint-disable-next-line no-control-regex
  if (/^[\0-\x7f]*$/.test(name)) return name.toUpperCase();
  let folded = '';
  for (let i = 0; i < name.length; i++) folded += String.fromCharCode(foldUnit(name.charCodeAt(i)));
  return folded;
}

/** The long name of a root given by its long or short name in any case, else null. */
export function longRootName(name: string): string | null {
  const folded = foldName(name);
  for (const [long, short] of ROOTS) if (folded === long || folded === short) return long;
  return null;
}

/** The short name of a long root name (`HKLM`); the name itself when it is no root. */
export function shortRootName(name: string): string {
  const folded = foldName(name);
  return ROOTS.find(([long]) => long === folded)?.[1] ?? name;
}

/** A key path split at its backslashes, with the long root name first. */
export interface KeyPath {
  /** `HKEY_LOCAL_MACHINE\SYSTEM\...`, names as written, runs of backslashes collapsed. */
  readonly path: string;
  /** The host of a UNC root (`\\DC01\HKLM\...`), else null. */
  readonly host: string | null;
}

/** The prefixes under which PowerShell, regedit's address bar and the kernel print a root. */
const ROOT_PREFIX = /^(?:Microsoft\.PowerShell\.Core\\Registry::|Registry::|Computer\\|\\\\(?<host>[^\\]+)\\)/iu;
const KERNEL_PREFIX = /^\\Registry\\(?<root>Machine|User)(?=\\|$)/iu;

/**
 * Reads a key path as rules, options and query output write it: any root alias of DESIGN section 3, any case.
 * Returns null when the text names no root.
 */
export function parseKeyPath(text: string): KeyPath | null {
  let rest = text;
  let host: string | null = null;
  const kernel = KERNEL_PREFIX.exec(rest);
  if (kernel) {
    const root = kernel.groups?.['root']?.toUpperCase() === 'USER' ? 'HKEY_USERS' : 'HKEY_LOCAL_MACHINE';
    rest = root + rest.slice(kernel[0].length);
  } else {
    const prefix = ROOT_PREFIX.exec(rest);
    if (prefix) {
      host = prefix.groups?.['host'] ?? null;
      rest = rest.slice(prefix[0].length);
    }
  }
  const segments = rest.split('\\').filter((segment) => segment !== '');
  const root = longRootName((segments[0] ?? '').replace(/:$/u, ''));
  if (root === null) return null;
  return { path: [root, ...segments.slice(1)].join('\\'), host };
}

/** The parent's path, or null for a root. */
export function parentPath(path: string): string | null {
  const end = path.lastIndexOf('\\');
  return end < 0 ? null : path.slice(0, end);
}

/** The last segment of a path. */
export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('\\') + 1);
}

/** Whether folded path `path` is folded path `tree` or lies below it. */
export function isAtOrBelow(path: string, tree: string): boolean {
  return path.startsWith(tree) && (path.length === tree.length || path.charCodeAt(tree.length) === 0x5c);
}

/** A path with its root abbreviated, as people write it: `HKLM\SOFTWARE\...`. */
export function shortPath(path: string): string {
  const end = path.indexOf('\\');
  return end < 0 ? shortRootName(path) : shortRootName(path.slice(0, end)) + path.slice(end);
}
