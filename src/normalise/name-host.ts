import type { Diagnostic } from '../model/diagnostic.ts';
import { foldName } from '../model/key-path.ts';

/** Folded host names that are taken, with the path of the host that has each. */
export type TakenNames = Map<string, string>;

/** What names a host: the operator, its evidence, its path. */
export interface HostNaming {
  readonly givenName: string | null;
  readonly computerName: string | null;
  readonly displayName: string;
  readonly source: string;
}

/**
 * A host is called what its evidence calls the computer, else by its path. Inputs are never merged by name: a later
 * host with a name that is taken carries its path too, and a note says how to merge.
 */
export function nameHost(naming: HostNaming, taken: TakenNames): { name: string; note: Diagnostic | null } {
  const { givenName, computerName, displayName, source } = naming;
  if (givenName !== null) return { name: givenName, note: null };
  const wanted = computerName ?? displayName;
  const other = taken.get(foldName(wanted));
  if (other === undefined) {
    taken.set(foldName(wanted), source);
    return { name: wanted, note: null };
  }
  const note: Diagnostic = {
    code: 'normalise/same-name',
    level: 'note',
    args: { name: wanted, other },
    location: null,
  };
  return { name: `${wanted} (${source})`, note };
}
