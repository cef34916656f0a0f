import type { Outcome, Reading, Severity } from './outcome.ts';
import type { RegType } from './registry-type.ts';

/** A rule pack after loading: valid, with every default filled in. */
export interface Pack {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly description: string;
  readonly source: SourceDocument;
  /** In order; the first is the default. */
  readonly profiles: readonly Profile[];
  readonly rules: readonly Rule[];
  /** Named states of a whole host, in order of precedence; the first that holds heads the report. */
  readonly headlines: readonly Headline[];
  /** For which machines the source document speaks; context in the report, never a verdict. */
  readonly context: readonly PackContext[];
  /** SHA-256 of the pack file's bytes, lower-case hex. */
  readonly sha256: string;
  /** The pack file as a relative URI. */
  readonly file: string;
}

export interface SourceDocument {
  readonly title: string;
  readonly url: string;
  /** ISO date of the document that the pack follows. */
  readonly date: string;
}

export interface Profile {
  readonly id: string;
  readonly title: string;
  /** Which reading decides the outcome. */
  readonly reading: Reading;
  /** Whether only exactly the document's value passes. */
  readonly strict: boolean;
}

export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Long root name; `CurrentControlSet` stands for the current control set. */
  readonly key: string;
  /** `''` is the default value. */
  readonly value: string;
  readonly check: Check;
  /** What an absence that the evidence proves amounts to in the documented reading. */
  readonly whenAbsent: WhenAbsent;
  /** What Windows does; where it is missing, the effective reading is the documented one. */
  readonly effective?: Check;
  readonly applicability?: Applicability;
  readonly rationale: string;
  readonly references: readonly Reference[];
  readonly remediation: Remediation;
}

export type WhenAbsent = 'fail' | 'pass' | 'unknown' | 'notapplicable';

/** Hosts that a rule is for; a host that provably lies outside makes it notapplicable, an unknown one does not. */
export interface Applicability {
  readonly osBuild?: { readonly min?: number; readonly max?: number };
  readonly bitness?: 32 | 64;
}

export interface Reference {
  readonly title: string;
  readonly url?: string;
  /** A control in a framework, for instance `DISA STIG` `V-218821`. */
  readonly framework?: string;
  readonly id?: string;
}

export interface Remediation {
  readonly text: string;
  /** The data to set; absent when the value has to go. */
  readonly set?: { readonly type: RegType; readonly data: number | string | readonly string[] };
  readonly restart: boolean;
}

export interface Headline {
  readonly id: string;
  readonly text: string;
  readonly when: Check;
}

/** A statement about versions of a product that the report shows beside a host that has it. */
export interface PackContext {
  readonly id: string;
  readonly product: 'entra-connect';
  /** Four-part versions, both ends included. */
  readonly minVersion?: string;
  readonly maxVersion?: string;
  readonly text: string;
  readonly references: readonly Reference[];
}

/** Where a nested check looks when it is not the rule's own value. */
export interface CheckTarget {
  readonly key?: string;
  readonly value?: string;
}

/**
 * One typed check. `type` defaults to REG_DWORD wherever a number is compared: the type is part of the verdict.
 * Numbers are unsigned.
 */
export type Check =
  | (CheckTarget & {
      readonly kind: 'equals';
      readonly type: RegType;
      readonly data: number | string | readonly string[];
      /** Documented readings that are not strict accept any non-zero number, with reason `nonstandard-nonzero`. */
      readonly acceptNonZero?: boolean;
    })
  | (CheckTarget & { readonly kind: 'oneOf'; readonly type: RegType; readonly data: readonly (number | string)[] })
  | (CheckTarget & { readonly kind: 'nonZero' | 'zero'; readonly type: RegType })
  | (CheckTarget & { readonly kind: 'min' | 'max'; readonly type: RegType; readonly data: number })
  | (CheckTarget & { readonly kind: 'bitsSet' | 'bitsClear'; readonly type: RegType; readonly data: number })
  | (CheckTarget & {
      readonly kind: 'list';
      /** REG_MULTI_SZ, or REG_SZ split at commas. */
      readonly type: RegType;
      readonly match: 'exact' | 'order' | 'contains' | 'containsNone';
      /** Compared without case; `*` stands for any run of characters. */
      readonly items: readonly string[];
    })
  | (CheckTarget & { readonly kind: 'present' | 'absent' })
  | { readonly kind: 'allOf' | 'anyOf'; readonly checks: readonly Check[] }
  | { readonly kind: 'not'; readonly check: Check }
  | {
      readonly kind: 'schannelProtocol';
      readonly protocol: SchannelProtocol;
      readonly side: 'client' | 'server';
      readonly want: 'enabled' | 'disabled';
    }
  | (CheckTarget & { readonly kind: 'dotnetSwitch' });

export type CheckKind = Check['kind'];

export const SCHANNEL_PROTOCOLS = [
  'SSL 2.0',
  'SSL 3.0',
  'TLS 1.0',
  'TLS 1.1',
  'TLS 1.2',
  'TLS 1.3',
  'DTLS 1.0',
  'DTLS 1.2',
] as const;
export type SchannelProtocol = (typeof SCHANNEL_PROTOCOLS)[number];

/** What `whenAbsent` makes of a proven absence. */
export function absenceOutcome(whenAbsent: WhenAbsent): Outcome {
  return whenAbsent;
}
