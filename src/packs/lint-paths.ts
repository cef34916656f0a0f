import { foldName } from '../model/key-path.ts';
import type { Check, Pack } from '../model/rule.ts';
import { quoted } from './describe-value.ts';
import { childPointer } from './finding.ts';
import type { KnownKey } from './known-keys.ts';
import { LOCAL_MACHINE } from './known-keys.ts';
import { countEdits } from './suggest.ts';

/** A key or value name that Windows probably does not know. */
export interface PathWarning {
  /** JSON pointer to the `key` or `value` in the pack. */
  readonly pointer: string;
  readonly expected: string;
  readonly actual: string;
}

/** Warnings for every key path of the pack that resembles a known key of Windows and is none. */
export function lintPaths(pack: Pack): readonly PathWarning[] {
  const warnings: PathWarning[] = [];
  for (const [index, rule] of pack.rules.entries()) {
    const pointer = `/rules/${index}`;
    warnings.push(...lintTarget(pointer, rule.key, rule.value));
    warnings.push(...lintCheck(`${pointer}/check`, rule.check, rule));
    if (rule.effective) warnings.push(...lintCheck(`${pointer}/effective`, rule.effective, rule));
  }
  for (const [index, headline] of pack.headlines.entries()) {
    warnings.push(...lintCheck(`/headlines/${index}/when`, headline.when, {}));
  }
  return warnings;
}

interface Target {
  readonly key?: string;
  readonly value?: string;
}

function lintCheck(pointer: string, check: Check, rule: Target): readonly PathWarning[] {
  switch (check.kind) {
    case 'allOf':
    case 'anyOf':
      return check.checks.flatMap((inner, index) => lintCheck(`${pointer}/checks/${index}`, inner, rule));
    case 'not':
      return lintCheck(`${pointer}/check`, check.check, rule);
    case 'schannelProtocol':
      return [];
    case 'equals':
    case 'oneOf':
    case 'nonZero':
    case 'zero':
    case 'min':
    case 'max':
    case 'bitsSet':
    case 'bitsClear':
    case 'list':
    case 'present':
    case 'absent':
    case 'dotnetSwitch': {
      const key = check.key ?? rule.key;
      const warnings = key === undefined ? [] : lintTarget(pointer, key, check.value ?? null);
      // What the check takes from its rule was looked at there.
      return check.key === undefined ? warnings.filter((warning) => warning.pointer.endsWith('/value')) : warnings;
    }
    default:
      return check satisfies never;
  }
}

function lintTarget(pointer: string, key: string, value: string | null): readonly PathWarning[] {
  const { expected, known } = lintKey(key);
  if (expected !== null) return [{ pointer: childPointer(pointer, 'key'), expected, actual: quoted(key) }];
  const name = value === null ? null : lintValue(value, known);
  return name === null
    ? []
    : [{ pointer: childPointer(pointer, 'value'), expected: name, actual: quoted(value ?? '') }];
}

interface KeyLint {
  /** What Windows knows instead; null when nothing is wrong. */
  readonly expected: string | null;
  /** The known key that the path ends at. */
  readonly known: KnownKey | null;
}

function lintKey(path: string): KeyLint {
  const wrong = (expected: string): KeyLint => ({ expected, known: null });
  const segments = path.split('\\');
  const spaced = segments.find((segment) => segment !== segment.trim());
  if (spaced !== undefined) return wrong(`${quoted(spaced.trim())} without blanks around it`);
  if (segments[0] !== LOCAL_MACHINE.name) return { expected: null, known: null };
  if (isWowMisplaced(path)) {
    return wrong('a path without WOW6432Node: Windows keeps one copy of SYSTEM and of Policies for 32 and 64 bits');
  }
  let known = LOCAL_MACHINE;
  for (const [index, segment] of segments.entries()) {
    if (index === 0) continue;
    if (index === 2 && /^ControlSet[0-9]{3}$/iu.test(segment)) {
      return wrong('CurrentControlSet: which numbered set a machine uses differs from machine to machine');
    }
    const child = known.children?.find((candidate) => foldName(candidate.name) === foldName(segment));
    if (!child) {
      const meant = meantBy(segment, known);
      const parent = segments.slice(0, index).join('\\');
      return { expected: meant && `${meant} below ${parent}`, known: null };
    }
    known = child;
  }
  return { expected: null, known };
}

/** https://learn.microsoft.com/windows/win32/winprog64/shared-registry-keys: neither tree has a 32-bit copy. */
function isWowMisplaced(path: string): boolean {
  const folded = foldName(path);
  const at = folded.indexOf('\\WOW6432NODE');
  if (at < 0) return false;
  const above = folded.slice(0, at);
  return /^HKEY_LOCAL_MACHINE\\(?:SYSTEM|SOFTWARE\\POLICIES)(?:\\|$)/u.test(above);
}

/** The known child that an unknown name means, in words; null when nothing speaks against the name. */
function meantBy(segment: string, parent: KnownKey): string | null {
  const children = parent.children ?? [];
  const folded = foldName(segment);
  for (const child of children) {
    if (child.misspellings?.some((spelling) => foldName(spelling) === folded)) return quoted(child.name);
    // A backslash that Markdown or a shell ate: `Microsoft.NETFramework`.
    const grandchild = child.children?.find((inner) => foldName(child.name + inner.name) === folded);
    if (grandchild) return quoted(`${child.name}\\${grandchild.name}`).replaceAll('\\\\', '\\');
  }
  const near = children.find((child) => isNear(folded, foldName(child.name)));
  if (near) return quoted(near.name);
  return parent.isClosed ? `one of ${children.map((child) => child.name).join(', ')}` : null;
}

/** Short names are near by chance (`Lsa` and `Lsb` may both be there), and digits are never a slip: `TLS 1.4`. */
function isNear(a: string, b: string): boolean {
  if (a.replaceAll(/[^A-Z0-9]/gu, '') === b.replaceAll(/[^A-Z0-9]/gu, '')) return true;
  if (a.replaceAll(/[^0-9]/gu, '') !== b.replaceAll(/[^0-9]/gu, '')) return false;
  const most = b.length < 6 ? 0 : b.length < 12 ? 1 : 2;
  return Math.abs(a.length - b.length) <= most && countEdits(a, b) <= most;
}

function lintValue(value: string, known: KnownKey | null): string | null {
  if (/^\(default\)$/iu.test(value)) return "'' for the default value";
  if (value !== value.trim()) return `${quoted(value.trim())} without blanks around it`;
  if (!known?.values || known.values.some((name) => foldName(name) === foldName(value))) return null;
  return known.values.length === 0
    ? 'a value of a subkey such as Client or Server: none is documented here'
    : `one of ${known.values.join(', ')}`;
}
