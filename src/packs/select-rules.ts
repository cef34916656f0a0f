import { UsageError } from '../model/errors.ts';
import type { Severity } from '../model/outcome.ts';
import { isAtLeast } from '../model/outcome.ts';
import type { SelectedPack } from '../model/result.ts';
import type { Pack, Profile, Rule } from '../model/rule.ts';
import { suggest } from './suggest.ts';

export interface SelectionOptions {
  /** A profile that every pack has; without it, each pack's first one. */
  readonly profile?: string;
  /** Ids to take, `*` for any run of characters; without them, every rule. */
  readonly rules?: readonly string[];
  /** Ids to leave out, written the same way; they win. */
  readonly skipRules?: readonly string[];
  /** Only rules of this severity or worse. */
  readonly severity?: Severity;
}

/**
 * The rules to evaluate, in the order of the packs; a pack of which no rule is selected is left out. Throws one
 * UsageError with every option that names nothing, and when no rule is selected at all.
 */
export function selectRules(packs: readonly Pack[], options: SelectionOptions): readonly SelectedPack[] {
  const { profile: profileId, rules: wanted, skipRules = [], severity } = options;
  const problems = [...repeatedPacks(packs), ...unknownRules(packs, [...(wanted ?? []), ...skipRules])];
  const selected: SelectedPack[] = [];
  for (const pack of packs) {
    const profile = findProfile(pack, profileId);
    if (typeof profile === 'string') {
      problems.push(profile);
      continue;
    }
    const rules = pack.rules.filter(
      (rule) =>
        (!wanted || matchesAny(rule, wanted)) &&
        !matchesAny(rule, skipRules) &&
        (severity === undefined || isAtLeast(rule.severity, severity)),
    );
    if (rules.length > 0) selected.push({ pack, profile, rules });
  }
  if (problems.length > 0) throw new UsageError(problems);
  if (selected.length === 0) throw new UsageError([nothingSelected(packs)]);
  return selected;
}

function repeatedPacks(packs: readonly Pack[]): readonly string[] {
  return packs.flatMap((pack, index) => {
    const first = packs.findIndex((other) => other.id === pack.id);
    return first === index ? [] : [`two packs have the id ${pack.id}: ${packs[first]?.file ?? ''} and ${pack.file}`];
  });
}

function unknownRules(packs: readonly Pack[], patterns: readonly string[]): readonly string[] {
  const rules = packs.flatMap((pack) => pack.rules);
  const ids = rules.map((rule) => rule.id);
  return patterns
    .filter((pattern) => !rules.some((rule) => matches(rule.id, pattern)))
    .map((pattern) =>
      pattern.includes('*') ? `no rule matches ${pattern}` : `unknown rule ${pattern}${nearest(pattern, ids)}`,
    );
}

/** The profile, or the problem in words. */
function findProfile(pack: Pack, id: string | undefined): Profile | string {
  const found = id === undefined ? pack.profiles[0] : pack.profiles.find((profile) => profile.id === id);
  if (found) return found;
  const ids = pack.profiles.map((profile) => profile.id);
  return `pack ${pack.id} has no profile ${id ?? ''}: expected ${ids.join(', ')}${nearest(id ?? '', ids)}`;
}

function nearest(word: string, known: readonly string[]): string {
  const near = suggest(word, known);
  return near === null ? '' : ` (did you mean ${near}?)`;
}

function nothingSelected(packs: readonly Pack[]): string {
  const count = packs.reduce((sum, pack) => sum + pack.rules.length, 0);
  return `no rule is selected: the options leave none of ${count}`;
}

function matchesAny(rule: Rule, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => matches(rule.id, pattern));
}

/** Whether an id is what a pattern says; takes the leftmost place for each part, which needs no backtracking. */
function matches(id: string, pattern: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  if (parts.length === 1) return id === pattern;
  const last = parts.at(-1) ?? '';
  if (!id.startsWith(first) || id.length < first.length + last.length || !id.endsWith(last)) return false;
  const end = id.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = id.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
