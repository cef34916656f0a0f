import type { PackNode } from './pack-node.ts';

const MOST_SHOWN = 60;

/** Text in quotes, cut at 60 units, with everything that does not print escaped. */
export function quoted(text: string): string {
  const cut = text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}...` : text;
  return JSON.stringify(cut).replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (char) => {
    let escaped = '';
    for (let i = 0; i < char.length; i++) escaped += `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`;
    return escaped;
  });
}

/** What stands in a pack, as the `actual` of a problem: `"urgent"`, `the number 1.0`, `a map`, `nothing`. */
export function describeValue(node: PackNode): string {
  const { value, source } = node;
  if (value === null) return 'nothing';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return `the number ${source === '' ? value : source.slice(0, MOST_SHOWN)}`;
  if (typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? (value.length === 0 ? 'an empty list' : 'a list') : 'a map';
}
