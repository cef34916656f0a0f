import { unitsOf } from '../../model/code-units.ts';
import { longRootName } from '../../model/key-path.ts';
import * as U from './units.ts';

/** What a key header line says. */
export type HeaderReading =
  | {
      readonly kind: 'key' | 'delete';
      /** The path, root name long and in capitals, single backslashes: `units` from `start` to `end`. */
      readonly units: Uint16Array;
      readonly start: number;
      readonly end: number;
      readonly isAbbreviated: boolean;
      readonly hasRepeatedBackslash: boolean;
      /** Something other than blanks follows the last `]`; an import ignores it. */
      readonly hasTextAfter: boolean;
    }
  | {
      readonly kind: 'refused';
      readonly expected: string;
      /** Whether the key before stays open (its values come next), or no key is open any more. */
      readonly keepsKeyOpen: boolean;
      readonly isDeletion: boolean;
      /** The path that the header seems to name, null where no root is readable. */
      readonly path: string | null;
    };

/** Windows refuses longer names and deeper trees (https://learn.microsoft.com/windows/win32/sysinfo/registry-element-size-limits). */
export const LONGEST_SEGMENT = 255;
export const MOST_SEGMENTS = 512;

const LOCAL_MACHINE = 'HKEY_LOCAL_MACHINE';

function startsWithLocalMachine(units: Uint16Array, start: number, end: number): boolean {
  if (end - start < LOCAL_MACHINE.length) return false;
  for (let i = 0; i < LOCAL_MACHINE.length; i++) if (units[start + i] !== LOCAL_MACHINE.charCodeAt(i)) return false;
  return end - start === LOCAL_MACHINE.length || units[start + LOCAL_MACHINE.length] === U.BACKSLASH;
}

/** A root key name, wherever it stands, with what makes it the start of a path. */
const ROOT_NAME =
  /(?<![A-Za-z0-9_])(?:HKEY_LOCAL_MACHINE|HKEY_USERS|HKEY_CURRENT_USER|HKEY_CLASSES_ROOT|HKEY_CURRENT_CONFIG|HKLM|HKU|HKCU|HKCR|HKCC)(?=:?[\\\]])/iu;
/** How much of a line is searched for one. */
const SEARCHED_UNITS = 4096;

/**
 * The path that a damaged header seems to name, after whatever stands before its root (`Computer\`, a quote, a second
 * bracket); null when no root is readable.
 */
export function readablePath(units: Uint16Array, from: number, end: number): string | null {
  const text = U.textOfUnits(units, from, Math.min(end, from + SEARCHED_UNITS));
  const found = ROOT_NAME.exec(text);
  if (!found) return null;
  const close = text.lastIndexOf(']');
  const path = text.slice(found.index, close > found.index ? close : undefined);
  const [root = '', ...segments] = path.split('\\').filter((segment) => segment !== '');
  const long = longRootName(root.replace(/:$/u, ''));
  return long === null ? null : [long, ...segments].join('\\').trimEnd();
}

/**
 * The index of a key header in text that is no header line, or -1: a path with a bracket before or behind it, and in
 * text that is no comment any path at all. Prose that names a key is no header.
 */
export function findHiddenHeader(units: Uint16Array, from: number, end: number, isComment: boolean): number {
  const text = U.textOfUnits(units, from, Math.min(end, from + SEARCHED_UNITS));
  const found = ROOT_NAME.exec(text);
  if (!found) return -1;
  const open = text.lastIndexOf('[', found.index);
  if (open >= 0) return from + open;
  return !isComment || text.includes(']') ? from + found.index : -1;
}

interface PathShape {
  readonly isPlain: boolean;
  readonly hasRepeatedBackslash: boolean;
  readonly isRepeatedAfterRoot: boolean;
  readonly isTooLong: boolean;
}

/** One pass over the path: its backslashes and the lengths of its segments. */
function shapeOf(units: Uint16Array, from: number, end: number): PathShape {
  let segmentStart = from;
  let segments = 1;
  let hasRepeatedBackslash = false;
  let isRepeatedAfterRoot = false;
  let isTooLong = false;
  for (let i = from; i < end; i++) {
    if (units[i] !== U.BACKSLASH) continue;
    if (i === segmentStart) {
      hasRepeatedBackslash = true;
      if (segments === 2) isRepeatedAfterRoot = true;
    } else {
      if (i - segmentStart > LONGEST_SEGMENT) isTooLong = true;
      segments++;
    }
    segmentStart = i + 1;
  }
  if (end - segmentStart > LONGEST_SEGMENT || segments > MOST_SEGMENTS) isTooLong = true;
  const isPlain = !hasRepeatedBackslash && segmentStart < end;
  return { isPlain, hasRepeatedBackslash, isRepeatedAfterRoot, isTooLong };
}

/**
 * Reads a key header; `open` is the index of `[`, `lineEnd` that of the line end, `shared` the number of units after
 * the bracket that begin the last accepted path, up to a backslash. An import takes the text up to
 * the last `]` of the line, knows no escapes, and ignores what follows (REG-SYNTAX section 1).
 */
export function readHeader(units: Uint16Array, open: number, lineEnd: number, shared: number): HeaderReading {
  let close = lineEnd - 1;
  while (close > open && units[close] !== U.CLOSE_BRACKET) close--;
  if (close === open) return refused(units, open, lineEnd, 'a closing bracket', true);
  const first = units[open + 1];
  if (first === U.BLANK || first === U.TAB) {
    return refused(units, open, lineEnd, 'a root key name right after the bracket', true);
  }
  const start = first === U.MINUS ? open + 2 : open + 1;
  let end = close;
  while (end > start && units[end - 1] === U.BACKSLASH) end--;
  const isShared = shared > 0 && end > start + shared;
  let shape = shapeOf(units, isShared ? start + shared + 1 : start, end);
  if (isShared && shape.hasRepeatedBackslash) shape = shapeOf(units, start, end);
  if (shape.isTooLong) return refused(units, open, lineEnd, 'names of at most 255 characters', false);
  const isPlain = shape.isPlain && (isShared || startsWithLocalMachine(units, start, end));
  const path = isPlain ? null : spelledOut(units, start, end);
  if (path !== null && path.root === null) {
    return refused(units, open, lineEnd, 'a root key name such as HKEY_LOCAL_MACHINE', false);
  }
  if (shape.isRepeatedAfterRoot) {
    return refused(units, open, lineEnd, 'one backslash after the root key name', false);
  }
  return {
    kind: first === U.MINUS ? 'delete' : 'key',
    units: path === null ? units : path.units,
    start: path === null ? start : 0,
    end: path === null ? end : path.units.length,
    isAbbreviated: path !== null && path.isAbbreviated,
    hasRepeatedBackslash: shape.hasRepeatedBackslash,
    hasTextAfter: close + 1 < lineEnd && U.skipBlanks(units, close + 1, lineEnd) < lineEnd,
  };
}

function refused(
  units: Uint16Array,
  open: number,
  lineEnd: number,
  expected: string,
  keepsKeyOpen: boolean,
): HeaderReading {
  const isDeletion = units[open + 1] === U.MINUS;
  return { kind: 'refused', expected, keepsKeyOpen, isDeletion, path: readablePath(units, open + 1, lineEnd) };
}

/** A path that is not spelt as exports spell it, with the long root name and single backslashes. */
function spelledOut(
  units: Uint16Array,
  start: number,
  end: number,
): { root: string | null; units: Uint16Array; isAbbreviated: boolean } {
  const segments = U.textOfUnits(units, start, end).split('\\');
  const written = segments[0] ?? '';
  const root = longRootName(written);
  const path = [root ?? '', ...segments.slice(1).filter((segment) => segment !== '')].join('\\');
  return { root, units: unitsOf(path), isAbbreviated: written.length !== root?.length };
}
