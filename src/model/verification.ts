/** One place where what a report states is not what its evidence gives; values as JSON text, null where there is none. */
export interface Difference {
  /** For instance `summary.outcomes.fail`. */
  readonly path: string;
  readonly stated: string | null;
  readonly found: string | null;
}

/** A rule pack that a report names; `changed` when its file has another SHA-256 now. */
export interface VerifiedPack {
  readonly id: string;
  readonly state: 'equal' | 'changed';
  readonly statedSha256: string;
  readonly foundSha256: string;
}

/**
 * An evidence file: as the report states it, changed, or missing; `additional` when it is evidence that the report does
 * not know, `unrelated` when it is no evidence at all.
 */
export interface VerifiedArtifact {
  readonly artifact: string;
  readonly state: 'equal' | 'changed' | 'missing' | 'additional' | 'unrelated';
  readonly statedSha256: string | null;
  readonly foundSha256: string | null;
  /** Under which relative URI it was found; null when it is missing. */
  readonly foundAs: string | null;
}

/** A result that the evidence does not give as the report states it. */
export interface DifferentResult {
  readonly host: string;
  readonly pack: string;
  readonly rule: string;
  readonly differences: readonly Difference[];
}

/** What became of a report that was made again from its evidence. */
export interface Verification {
  readonly tool: { readonly stated: string; readonly used: string };
  readonly packs: readonly VerifiedPack[];
  readonly artifacts: readonly VerifiedArtifact[];
  readonly results: {
    readonly equal: number;
    /** Results of hosts whose evidence is missing. */
    readonly notChecked: number;
    readonly different: readonly DifferentResult[];
  };
  /** Everything else in the report: hosts, diagnostics, summary. */
  readonly differences: readonly Difference[];
}

/**
 * Whether the report follows from the evidence: nothing is changed, missing, additional or different, and the version
 * that wrote it confirms it. Another one may choose other words, so that nobody could tell those from a forgery.
 */
export function followsFromEvidence({ tool, packs, artifacts, results, differences }: Verification): boolean {
  return (
    tool.stated === tool.used &&
    packs.every(({ state }) => state === 'equal') &&
    artifacts.every(({ state }) => state === 'equal' || state === 'unrelated') &&
    results.different.length === 0 &&
    results.notChecked === 0 &&
    differences.length === 0
  );
}
