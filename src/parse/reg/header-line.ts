import type { EvidenceDamage } from '../../model/observation.ts';
import { placeKey, trackedPath, trackedRoot } from './key-tracker.ts';
import { readHeader, readablePath, type HeaderReading } from './read-header.ts';
import {
  actualText,
  diagnose,
  excerptOf,
  isCutLine,
  lastKeyOf,
  locate,
  noteDefect,
  setNode,
  type RegState,
} from './reg-state.ts';
import * as U from './units.ts';

type KeyReading = Extract<HeaderReading, { kind: 'key' | 'delete' }>;

/** Reads the key header whose bracket is at `open`, on the line `[lineStart, lineEnd)`. */
export function headerLine(
  state: RegState,
  units: Uint16Array,
  lineStart: number,
  open: number,
  lineEnd: number,
  shared: number,
): void {
  const reading = readHeader(units, open, lineEnd, shared);
  if (isCutLine(state, lineEnd) && !state.isInDoubt) state.cut = 'ends-inside-header';
  if (reading.kind === 'refused') return refusedHeader(state, units, lineStart, open, lineEnd, reading);
  noteSpelling(state, units, lineStart, open, lineEnd, reading);
  if (reading.kind === 'delete') return deletion(state, units, lineStart, open, lineEnd, reading);
  const isPlaced = reading.units === units;
  keyHeader(state, units, lineStart, open, lineEnd, reading.units, reading.start, reading.end, isPlaced ? shared : 0);
}

function refusedHeader(
  state: RegState,
  units: Uint16Array,
  lineStart: number,
  open: number,
  lineEnd: number,
  reading: Extract<HeaderReading, { kind: 'refused' }>,
): void {
  const location = locate(state, lineStart, open, U.trimBlanks(units, open, lineEnd));
  state.suspectColumn = 1;
  const actual = actualText(units, open, lineEnd);
  diagnose(state, 'parse/refused-key-header', 'warning', { expected: reading.expected, actual }, location);
  if (!isCutLine(state, lineEnd)) {
    state.emit({
      kind: 'refused-header',
      path: reading.path,
      rootPath: trackedRoot(state.tracker),
      isCommentedOut: false,
      location,
    });
  }
  if (reading.keepsKeyOpen) state.damage = 'after-refused-header';
  else state.noKey = reading.isDeletion ? 'deletion' : 'refused-header';
}

/** A header in a comment or in other text: the values after it fall into the key before (REG-SYNTAX section 3). */
export function commentedOutHeader(
  state: RegState,
  units: Uint16Array,
  lineStart: number,
  open: number,
  lineEnd: number,
): void {
  const location = locate(state, lineStart, open, U.trimBlanks(units, open, lineEnd));
  const actual = actualText(units, open, lineEnd);
  diagnose(state, 'parse/commented-out-header', 'warning', { actual }, location);
  const path = readablePath(units, open, lineEnd);
  state.emit({
    kind: 'refused-header',
    path,
    rootPath: trackedRoot(state.tracker),
    isCommentedOut: true,
    location,
  });
  state.damage = 'after-commented-out-header';
}

/** Notes what an import takes and no export shows. */
function noteSpelling(
  state: RegState,
  units: Uint16Array,
  lineStart: number,
  open: number,
  lineEnd: number,
  reading: KeyReading,
): void {
  if (!reading.isAbbreviated && !reading.hasRepeatedBackslash && !reading.hasTextAfter) return;
  const location = locate(state, lineStart, open, U.trimBlanks(units, open, lineEnd));
  const actual = actualText(units, open, lineEnd);
  if (reading.isAbbreviated) {
    diagnose(state, 'parse/abbreviated-root', 'note', { actual }, location);
    noteDefect(state, 'abbreviated-root', location, lineEnd);
  }
  if (reading.hasRepeatedBackslash) diagnose(state, 'parse/repeated-backslash', 'note', { actual }, location);
  if (reading.hasTextAfter) {
    diagnose(state, 'parse/text-after-header', 'note', { actual }, location);
    noteDefect(state, 'comment', location, lineEnd);
  }
}

function damageOf(state: RegState, lineEnd: number): { damage?: EvidenceDamage } {
  if (state.isInDoubt) return { damage: 'unclosed-string' };
  return isCutLine(state, lineEnd) ? { damage: 'no-line-end' } : {};
}

function isInteresting(state: RegState): boolean {
  return state.interest.everything || state.node !== null;
}

function deletion(
  state: RegState,
  units: Uint16Array,
  lineStart: number,
  open: number,
  lineEnd: number,
  reading: KeyReading,
): void {
  const to = U.trimBlanks(units, open, lineEnd);
  noteDefect(state, 'deletion', locate(state, lineStart, open, to), lineEnd);
  if (isCutLine(state, lineEnd)) state.lastKey = lastKeyOf(state);
  setNode(state, placeKey(state.tracker, reading.units, reading.start, reading.end, 0));
  state.noKey = 'deletion';
  state.damage = null;
  state.hasDoubtfulHeader ||= state.isInDoubt;
  if (!isInteresting(state)) return;
  const path = trackedPath(state.tracker) ?? '';
  const location = locate(state, lineStart, open, to);
  const excerpt = excerptOf(units, open, to);
  state.emit({ kind: 'delete-key', path, location, excerpt, ...damageOf(state, lineEnd) });
}

/** Opens the key whose path is `path` from `start` to `end`; its first `shared` units are those of the path before. */
export function keyHeader(
  state: RegState,
  units: Uint16Array,
  lineStart: number,
  open: number,
  lineEnd: number,
  path: Uint16Array,
  start: number,
  end: number,
  shared: number,
): void {
  const isCut = isCutLine(state, lineEnd);
  if (isCut) state.lastKey = lastKeyOf(state);
  const { tracker } = state;
  setNode(state, placeKey(tracker, path, start, end, shared));
  state.counts.keys++;
  state.noKey = null;
  state.damage = state.isInDoubt ? 'unclosed-string' : null;
  state.hasDoubtfulHeader ||= state.isInDoubt;
  state.valueNames.clear();
  if (tracker.defect) noteDefect(state, tracker.defect, locate(state, lineStart, open, lineEnd), lineEnd);
  if (!state.isPreviousLineBlank) {
    noteDefect(state, 'no-blank-line-between-keys', locate(state, lineStart, open, lineEnd), lineEnd);
  }
  if (!isCut && !state.isInDoubt) {
    state.keysInPart++;
    const last = state.lastHeader;
    last.line = state.line;
    last.column = open - lineStart + 1;
    last.endColumn = lineEnd - lineStart + 1;
    state.lastKey = null;
  }
  if (!isInteresting(state)) return;
  const to = U.trimBlanks(units, open, lineEnd);
  state.emit({
    kind: 'key',
    path: trackedPath(state.tracker) ?? '',
    isRoot: tracker.isRoot,
    location: locate(state, lineStart, open, to),
    excerpt: excerptOf(units, open, to),
    ...damageOf(state, lineEnd),
  });
}
