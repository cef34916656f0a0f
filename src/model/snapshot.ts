import type { Lookup } from './lookup.ts';

/** The normalised registry of one host: the only thing that rules are evaluated against. */
export interface Snapshot {
  /**
   * What the evidence says about one value. `key` may use any root alias and `CurrentControlSet`;
   * `name` is `''` for the default value.
   */
  readonly lookup: (key: string, name: string) => Lookup;
  /** Whether the evidence shows, lacks or does not cover a key; `found` is never a conflict of data. */
  readonly lookupKey: (key: string) => KeyLookup;
  /** The names of the subkeys that the evidence shows below a key, sorted; says nothing about what is missing. */
  readonly subkeys: (key: string) => readonly string[];
  readonly facts: HostFacts;
}

/** The three answers about a key as such. */
export type KeyLookup = 'found' | 'absent' | 'unobserved' | 'conflict';

/** A fact with the lookup that shows it. */
export interface Fact<T> {
  readonly value: T;
  readonly lookup: Extract<Lookup, { answer: 'found' }> | null;
}

/** What the evidence says about the machine; a fact that it does not show is null. */
export interface HostFacts {
  readonly computerName: Fact<string> | null;
  /** `CurrentBuild`, decimal: the fact that operating system defaults depend on. */
  readonly osBuild: Fact<number> | null;
  /** `CurrentBuild` was there in a form that is no build number. */
  readonly osProduct: Fact<string> | null;
  readonly osDisplayVersion: Fact<string> | null;
  readonly osRevision: Fact<number> | null;
  /** 32 only on positive evidence (`PROCESSOR_ARCHITECTURE` = `x86`); 64 when WOW6432Node or an architecture shows it. */
  readonly bitness: Fact<32 | 64> | null;
  readonly controlSet: Fact<number> | null;
  /** `DisplayVersion` of Azure AD Connect or Microsoft Entra Connect Sync. */
  readonly entraConnectVersion: Fact<string> | null;
  /** Whether its keys show that the product is, or was, installed. */
  readonly entraConnectPresent: Fact<boolean> | null;
}
