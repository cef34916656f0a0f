import type { Location } from '../../model/location.ts';
import type { EvidenceDamage } from '../../model/observation.ts';
import { actualText, diagnose, excerptOf, isCutLine, locate, noteDefect, type RegState } from './reg-state.ts';
import * as U from './units.ts';

/** What a rejected value lacks when the quote of its string never closes; has a diagnostic of its own. */
export const MISSING_QUOTE = 'a closing quote';

/**
 * Takes the value that is being read: `bytes` is null where nobody asks for it, `to` the end of its text on its first
 * line, `lineEnd` where its last line stops. Returns `lineEnd`.
 */
export function acceptValue(
  state: RegState,
  units: Uint16Array,
  type: number,
  bytes: Uint8Array | null,
  to: number,
  lineEnd: number,
): number {
  const { value } = state;
  state.counts.values++;
  noteEnd(state, lineEnd);
  if (state.noKey !== null) return loseValue(state, units, to, lineEnd);
  if (!state.isTarget) return lineEnd;
  const location = locate(state, value.lineStart, value.from, to);
  if (bytes === null || value.name === null) {
    passOver(state, location, lineEnd);
    return lineEnd;
  }
  const excerpt = excerptOf(units, value.from, to);
  state.emit({
    kind: 'value',
    name: value.name,
    data: { type, bytes },
    location,
    excerpt,
    ...damageAt(state, lineEnd),
  });
  if (state.damage === 'after-refused-header' || state.damage === 'after-commented-out-header') {
    diagnose(state, 'parse/value-after-refused-header', 'warning', { actual: excerpt.slice(0, 80) }, location);
  }
  return lineEnd;
}

/** Takes `"name"=-`. */
export function deleteValue(state: RegState, units: Uint16Array, to: number, lineEnd: number): number {
  const { value } = state;
  if (state.noKey !== null) return loseValue(state, units, to, lineEnd);
  const location = locate(state, value.lineStart, value.from, to);
  noteDefect(state, 'deletion', location, lineEnd);
  if (value.isWanted && value.name !== null) {
    const excerpt = excerptOf(units, value.from, to);
    state.emit({ kind: 'delete-value', name: value.name, location, excerpt, ...damageAt(state, lineEnd) });
  } else {
    passOver(state, location, lineEnd);
  }
  return lineEnd;
}

/** A value that no rule asks for: damage to it taints a key that they ask for, like damage to any other. */
export function passOver(state: RegState, location: Location, lineEnd: number): void {
  if (state.isTarget && damageAt(state, lineEnd).damage) state.emit({ kind: 'rejected-value', name: null, location });
}

/** The damage that a line carries: its own missing line end, or that of the header before it. */
export function damageAt(state: RegState, lineEnd: number): { damage?: EvidenceDamage } {
  const damage = isCutLine(state, lineEnd) ? 'no-line-end' : state.isInDoubt ? 'unclosed-string' : state.damage;
  return damage === null ? {} : { damage };
}

/** A value whose line has no line end may be cut. */
export function noteEnd(state: RegState, lineEnd: number): void {
  if (isCutLine(state, lineEnd) && !state.isInDoubt) state.cut = 'ends-inside-value';
}

/** Values before any key, under a deletion or after a header of an unknown root go nowhere. */
function loseValue(state: RegState, units: Uint16Array, to: number, lineEnd: number): number {
  const { value } = state;
  const location = locate(state, value.lineStart, value.from, to);
  tellLostValue(state, actualText(units, value.from, to), location, lineEnd);
  return lineEnd;
}

/** Says that a value has no key to go to. */
export function tellLostValue(state: RegState, actual: string, location: Location, lineEnd: number): void {
  const code = state.noKey === 'deletion' ? 'parse/value-under-deletion' : 'parse/value-outside-key';
  diagnose(state, code, 'warning', { actual }, location);
  if (state.noKey === 'before-first-key') noteDefect(state, 'value-outside-key', location, lineEnd);
}

/**
 * Rejects the value that is being read, as an import does: an older value stays. Reading goes on after the line that
 * holds `at`. Returns the end of that line, or CUT.
 */
export function rejectValue(state: RegState, units: Uint16Array, end: number, expected: string, at: number): number {
  const { lineStart, from, name } = state.value;
  const lineEnd = U.findLineEnd(units, at, end);
  if (lineEnd >= end) return U.CUT;
  noteEnd(state, lineEnd);
  const location = locate(state, lineStart, from, U.trimBlanks(units, from, lineEnd));
  recordRejection(state, name, expected, actualText(units, from, lineEnd), location);
  return lineEnd;
}

/** Whether damage at this place is told one by one: where rules ask for the key, and everywhere for `convert`. */
export function isItemised(state: RegState): boolean {
  return state.interest.everything || (state.noKey === null && state.isTarget);
}

/** Records a rejected value: in full where rules ask for the key, else counted. */
export function recordRejection(
  state: RegState,
  name: string | null,
  expected: string,
  actual: string,
  location: Location,
): void {
  state.counts.damagedValues++;
  state.suspectColumn = 1;
  if (!isItemised(state)) {
    state.damagedElsewhere++;
    return;
  }
  if (state.noKey === null) state.emit({ kind: 'rejected-value', name, location });
  if (expected === MISSING_QUOTE) diagnose(state, 'parse/missing-closing-quote', 'warning', { actual }, location);
  else diagnose(state, 'parse/invalid-value', 'warning', { expected, actual }, location);
}
