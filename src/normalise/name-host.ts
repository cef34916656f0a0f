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

/** What a host is called, with the note that it shares its computer's name with another. */
export interface HostName {
  readonly name: string;
  readonly note: Diagnostic | null;
}

/** The names of hosts that are all known: those that would be equal carry their paths, every one of them. */
export function nameHosts(namings: readonly HostNaming[]): readonly HostName[] {
  const bySharedName = new Map<string, HostNaming[]>();
  for (const naming of namings) {
    if (naming.givenName !== null) continue;
    const folded = foldName(naming.computerName ?? naming.displayName);
    bySharedName.set(folded, [...(bySharedName.get(folded) ?? []), naming]);
  }
  return namings.map((naming) => {
    const { givenName, computerName, displayName, source } = naming;
    if (givenName !== null) return { name: givenName, note: null };
    const name = computerName ?? displayName;
    const sharing = bySharedName.get(foldName(name)) ?? [];
    const other = sharing.find((candidate) => candidate !== naming);
    return other === undefined ? { name, note: null } : sharedName(name, source, other.source);
  });
}

function sharedName(name: string, source: string, other: string): HostName {
  const note: Diagnostic = { code: 'normalise/same-name', level: 'note', args: { name, other }, location: null };
  return { name: `${name} (${source})`, note };
}

/**
 * The name of one host after another: what its evidence calls the computer, else its path. Inputs are never merged by
 * name: a later host with a name that is taken carries its path too, and a note says how to merge.
 */
export function nameHost(naming: HostNaming, taken: TakenNames): HostName {
  const { givenName, computerName, displayName, source } = naming;
  if (givenName !== null) return { name: givenName, note: null };
  const name = computerName ?? displayName;
  const other = taken.get(foldName(name));
  if (other !== undefined) return sharedName(name, source, other);
  taken.set(foldName(name), source);
  return { name, note: null };
}
