import type { Diagnostic } from './diagnostic.ts';
import type { Lookup } from './lookup.ts';
import type { Outcome, Reading, Reason, Severity } from './outcome.ts';
import type { EvidenceForm } from './observation.ts';
import type { Location } from './location.ts';
import type { Pack, Profile, Rule, SchannelProtocol } from './rule.ts';
import type { HostFacts } from './snapshot.ts';

/** What one reading of a rule comes to. */
export interface Judgement {
  readonly outcome: Outcome;
  readonly reason: Reason;
  /** For a Schannel check: the state of the protocol side that decided. */
  readonly protocol?: { readonly name: SchannelProtocol; readonly side: 'client' | 'server' };
  /** For an operating system default: the build and the product row of the table. */
  readonly osDefault?: { readonly build: number; readonly row: string };
}

/** The result of one rule on one host. */
export interface RuleResult {
  readonly host: string;
  readonly pack: string;
  readonly rule: Rule;
  readonly outcome: Outcome;
  readonly reason: Reason;
  /** The reading that decided, by the profile. */
  readonly reading: Reading;
  readonly documented: Judgement;
  readonly effective: Judgement;
  /** What the evidence says about the rule's own value. */
  readonly lookup: Lookup;
  /** All lookups that the deciding check consulted, the rule's own first; for conflicts and Schannel states. */
  readonly consulted: readonly ConsultedValue[];
  /** The message of an internal error; the outcome is then `error`. */
  readonly error?: string;
}

export interface ConsultedValue {
  readonly key: string;
  readonly name: string;
  readonly lookup: Lookup;
}

/** One evidence file, and how it was read. */
export interface ArtifactReport {
  /** Relative URI. */
  readonly artifact: string;
  readonly byteLength: number;
  /** Lower-case hex of the bytes that were parsed. */
  readonly sha256: string;
  readonly encoding: EncodingReport;
  readonly format: { readonly name: string; readonly version: string; readonly how: 'content' | 'option' };
  readonly parts: readonly PartReport[];
  readonly counts: ArtifactCounts;
}

export interface EncodingReport {
  /** IANA name where there is one (`UTF-16LE`, `windows-1252`). */
  readonly name: string;
  readonly how: 'byte-order-mark' | 'content' | 'option' | 'default';
  readonly certainty: 'certain' | 'likely' | 'assumed';
}

export interface PartReport {
  readonly form: EvidenceForm;
  /** The keys whose subtrees the part covers, of those that matter to the selected rules; as first written. */
  readonly roots: readonly { readonly path: string; readonly location: Location }[];
  readonly lastKey: { readonly path: string; readonly location: Location } | null;
}

export interface ArtifactCounts {
  readonly lines: number;
  readonly keys: number;
  readonly values: number;
  readonly damagedValues: number;
}

/** A host's headline: a state that the pack names, or how many rules were decided. */
export interface HostHeadline {
  readonly pack: string;
  /** The pack's headline that holds, else null. */
  readonly id: string | null;
  readonly text: string | null;
}

/** Everything that a scan says about one host. */
export interface HostReport {
  readonly name: string;
  /** The path that the host was given as. */
  readonly source: string;
  readonly artifacts: readonly ArtifactReport[];
  readonly facts: HostFacts;
  /** Every selected rule once, in the order of the packs. */
  readonly results: readonly RuleResult[];
  readonly diagnostics: readonly Diagnostic[];
  readonly headlines: readonly HostHeadline[];
}

/** Which pack was evaluated, and under which profile. */
export interface SelectedPack {
  readonly pack: Pack;
  readonly profile: Profile;
  /** The rules that were selected, in the order of the pack. */
  readonly rules: readonly Rule[];
}

export type MissingEvidence = 'fail' | 'warn' | 'ignore';

/** The gate's options, as the command line gives them. */
export interface GateOptions {
  readonly failOn: Severity;
  readonly missingEvidence: MissingEvidence;
}

/** What is known before the first host. */
export interface RunHeader {
  readonly tool: { readonly name: string; readonly version: string };
  readonly packs: readonly SelectedPack[];
  readonly gate: GateOptions;
  /** Options that change verdicts, as given; for the chain of custody. */
  readonly options: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** ISO instant from `--now`, SOURCE_DATE_EPOCH or the clock. */
  readonly evaluatedAt: string;
}

/** What is known after the last host. */
export interface RunSummary {
  readonly hosts: number;
  readonly artifacts: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Failures by severity. */
  readonly failures: Readonly<Record<Severity, number>>;
  /** Diagnostics that belong to no host (files that are no evidence). */
  readonly diagnostics: readonly Diagnostic[];
  readonly gate: GateVerdict;
}

/** DESIGN section 3, the gate. */
export interface GateVerdict {
  readonly exitCode: 0 | 1 | 2;
  /** Why the code is not 0, most important first. */
  readonly causes: readonly GateCause[];
}

export type GateCause =
  | { readonly kind: 'findings'; readonly count: number; readonly failOn: Severity }
  | { readonly kind: 'missing-evidence'; readonly count: number }
  /** `hosts` names the first of `count`. */
  | { readonly kind: 'undecided-host'; readonly count: number; readonly hosts: readonly string[] }
  | { readonly kind: 'internal-error'; readonly count: number }
  | { readonly kind: 'unreadable-input'; readonly count: number };
