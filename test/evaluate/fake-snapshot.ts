import { foldName, parseKeyPath } from '../../src/model/key-path.ts';
import type { AbsentValue, Evidence, Lookup, UnobservedReason } from '../../src/model/lookup.ts';
import { regTypeNumber } from '../../src/model/registry-type.ts';
import type { RegType } from '../../src/model/registry-type.ts';
import type { Check, Headline, Pack, Profile, Rule } from '../../src/model/rule.ts';
import type { SelectedPack } from '../../src/model/result.ts';
import type { Fact, HostFacts, Snapshot } from '../../src/model/snapshot.ts';
import type { ValueData } from '../../src/model/value-data.ts';

const EVIDENCE: Evidence = { location: { artifact: 'fake.reg', line: 1, column: 1 }, excerpt: '' };

export const NO_FACTS: HostFacts = {
  computerName: null,
  osBuild: null,
  osProduct: null,
  osDisplayVersion: null,
  osRevision: null,
  bitness: null,
  controlSet: null,
  entraConnectVersion: null,
  entraConnectPresent: null,
};

export function fact<T>(value: T): Fact<T> {
  return { value, lookup: null };
}

/** Facts of a host of which only the build is known, or nothing. */
export function buildFacts(build: number | null): HostFacts {
  return build === null ? NO_FACTS : { ...NO_FACTS, osBuild: fact(build) };
}

export function found(data: ValueData): Lookup {
  return { answer: 'found', data, path: 'KEY', name: 'Value', evidence: EVIDENCE };
}

export function raw(type: RegType, ...bytes: readonly number[]): Lookup {
  return found({ type: regTypeNumber(type), bytes: Uint8Array.from(bytes) });
}

export function dword(number: number): Lookup {
  return raw('REG_DWORD', ...[0, 8, 16, 24].map((shift) => (number >>> shift) & 0xff));
}

export function utf16(type: RegType, text: string): Lookup {
  const units = Array.from({ length: text.length + 1 }, (_, i) => (i < text.length ? text.charCodeAt(i) : 0));
  return raw(type, ...units.flatMap((unit) => [unit & 0xff, unit >> 8]));
}

export function multi(...items: readonly string[]): Lookup {
  return utf16('REG_MULTI_SZ', items.map((item) => `${item}\0`).join(''));
}

export function untyped(scalar: number | string): Lookup {
  return found({ type: null, bytes: new Uint8Array(), scalar });
}

export function absent(what: AbsentValue['what'] = 'value'): Lookup {
  return { answer: 'absent', what, evidence: EVIDENCE, lastKeyShown: null };
}

export function unobserved(because: UnobservedReason = 'not-collected'): Lookup {
  return { answer: 'unobserved', because, evidence: null };
}

export const CONFLICT: Lookup = {
  answer: 'conflict',
  sides: [
    { evidence: EVIDENCE, data: null },
    { evidence: EVIDENCE, data: { type: 4, bytes: Uint8Array.from([1, 0, 0, 0]) } },
  ],
};

/** One row of a fake registry. */
export type FakeValue = readonly [key: string, name: string, lookup: Lookup];

/** A snapshot that answers from a table; what the table lacks was not collected. */
export function fakeSnapshot(values: readonly FakeValue[], facts: HostFacts = NO_FACTS): Snapshot {
  const idOf = (key: string, name: string): string =>
    JSON.stringify([foldName(parseKeyPath(key)?.path ?? key), foldName(name)]);
  const table = new Map(values.map(([key, name, lookup]) => [idOf(key, name), lookup]));
  return {
    lookup: (key, name) => table.get(idOf(key, name)) ?? unobserved(),
    lookupKey: () => 'unobserved',
    subkeys: () => [],
    facts,
  };
}

export const KEY = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Test';

/** A rule about `KEY`, value `Value`. */
export function fakeRule(check: Check, more: Partial<Rule> = {}): Rule {
  return {
    id: 'test-rule',
    title: 'A rule',
    severity: 'high',
    key: KEY,
    value: 'Value',
    check,
    whenAbsent: 'fail',
    rationale: '',
    references: [],
    remediation: { text: '', restart: false },
    ...more,
  };
}

export const PROFILES = {
  documented: { id: 'documented', title: '', reading: 'documented', strict: false },
  strict: { id: 'strict', title: '', reading: 'documented', strict: true },
  effective: { id: 'effective', title: '', reading: 'effective', strict: false },
} satisfies Record<string, Profile>;

export type ProfileName = keyof typeof PROFILES;
export const PROFILE_NAMES: readonly ProfileName[] = ['documented', 'strict', 'effective'];

/** A pack of rules, all of them selected. */
export function fakeSelection(
  rules: readonly Rule[],
  profile: ProfileName = 'documented',
  headlines: readonly Headline[] = [],
): SelectedPack {
  const pack: Pack = {
    id: 'test-pack',
    title: '',
    version: '1.0.0',
    description: '',
    source: { title: '', url: '', date: '2021-09-14' },
    profiles: Object.values(PROFILES),
    rules,
    headlines,
    context: [],
    sha256: '',
    file: 'test-pack.yaml',
  };
  return { pack, profile: PROFILES[profile], rules };
}
