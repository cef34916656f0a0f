import type { Difference } from '../model/verification.ts';

/** A JSON object as JSON.parse makes it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a parsed JSON value is an object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function jsonOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** Members by name; the members of a list are its indexes. */
function membersOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (typeof value !== 'object' || value === null) return null;
  return new Map(Object.entries(value));
}

/** Every place where two parsed JSON values differ, in the order of the stated one; undefined is "not there". */
export function jsonDifferences(stated: unknown, found: unknown, path: string): readonly Difference[] {
  const statedMembers = membersOf(stated);
  const foundMembers = membersOf(found);
  if (statedMembers === null || foundMembers === null || Array.isArray(stated) !== Array.isArray(found)) {
    const [a, b] = [jsonOf(stated), jsonOf(found)];
    return a === b ? [] : [{ path, stated: a, found: b }];
  }
  const names = new Set([...statedMembers.keys(), ...foundMembers.keys()]);
  return [...names].flatMap((name) => {
    const inner = Array.isArray(stated) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
    return jsonDifferences(statedMembers.get(name), foundMembers.get(name), inner);
  });
}
