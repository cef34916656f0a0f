import { foldName } from '../../model/key-path.ts';
import { wantedTarget } from './check-kind.ts';
import type { CheckKindRow, CheckOf } from './check-kind.ts';
import { judgeValue } from './judge-value.ts';
import type { Content } from './read-data.ts';

type ListCheck = CheckOf<'list'>;

/** Whether folded text matches a folded glob; goes back to the last `*` only, so it never takes exponential time. */
function matchesGlob(text: string, glob: string): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let resumeAt = 0;
  while (at < text.length) {
    if (glob[next] === '*') {
      star = next++;
      resumeAt = at;
    } else if (glob[next] === text[at]) {
      next++;
      at++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++resumeAt;
    } else {
      return false;
    }
  }
  while (glob[next] === '*') next++;
  return next === glob.length;
}

/** The entries of a REG_MULTI_SZ, or of a REG_SZ split at its commas, folded. */
function entriesOf(content: Content, match: ListCheck['match']): readonly string[] {
  if (content.kind === 'list') return content.items.map(foldName);
  if (content.kind !== 'text') throw new Error('a list check needs REG_MULTI_SZ or REG_SZ');
  // Windows asks for "strict comma format" in `Functions` (manage-tls.md): a blank is part of the name, except
  // where a name must not occur.
  const entries = content.text.split(',').filter((entry) => entry.trim() !== '');
  return entries.map((entry) => foldName(match === 'containsNone' ? entry.trim() : entry));
}

/** Whether every item has an entry of its own, in the order of the items; taking the first that fits misses none. */
function comeInOrder(entries: readonly string[], items: readonly string[]): boolean {
  let next = 0;
  for (const entry of entries) {
    const item = items[next];
    if (item !== undefined && matchesGlob(entry, item)) next++;
  }
  return next === items.length;
}

/**
 * - `exact`: these items and no others, in this order
 * - `order`: these items in this order, others may stand between
 * - `contains`: every item is there; `containsNone`: none of them is
 */
function holds(entries: readonly string[], items: readonly string[], match: ListCheck['match']): boolean {
  const hasMatch = (item: string): boolean => entries.some((entry) => matchesGlob(entry, item));
  switch (match) {
    case 'exact':
      return entries.length === items.length && comeInOrder(entries, items);
    case 'order':
      return comeInOrder(entries, items);
    case 'contains':
      return items.every(hasMatch);
    case 'containsNone':
      return !items.some(hasMatch);
  }
}

/** A list of names, compared without case. */
export const list: CheckKindRow<ListCheck> = {
  judge: (check, context) =>
    judgeValue(check, context, (content) => {
      const items = check.items.map(foldName);
      return holds(entriesOf(content, check.match), items, check.match) ? 'equal' : 'differs';
    }),
  wanted: wantedTarget,
};
