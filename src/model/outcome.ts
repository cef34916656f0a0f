/** The result words of XCCDF 1.2 (NIST IR 7275r4, table 26) that a static scan can reach. */
export const OUTCOMES = ['pass', 'fail', 'error', 'unknown', 'notapplicable', 'informational'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Whether `severity` is `threshold` or worse. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}

/** The two readings of a rule: what its source demands, or what Windows would do. */
export type Reading = 'documented' | 'effective';

/**
 * Why a result has its outcome, for programs; a new reason may be added, none is ever renamed.
 *
 * - decided by a value: `equal differs wrong-type nonstandard-nonzero type-unstated present`
 * - decided by an absence: `value-absent key-absent os-default`
 * - decided by several lookups: `protocol-enabled protocol-disabled protocol-disabled-by-default protocol-unsupported combined`
 * - not decided: `not-collected tainted truncated conflict control-set-unstated control-set-missing two-computers`,
 *   `os-build-unknown os-build-not-in-table os-default-unclear depends-on-target-framework`
 * - not applied: `not-applicable`, `internal-error`
 */
export const REASONS = [
  'equal',
  'differs',
  'wrong-type',
  'nonstandard-nonzero',
  'type-unstated',
  'present',
  'value-absent',
  'key-absent',
  'os-default',
  'protocol-enabled',
  'protocol-disabled',
  'protocol-disabled-by-default',
  'protocol-unsupported',
  'combined',
  'not-collected',
  'tainted',
  'truncated',
  'conflict',
  'control-set-unstated',
  'control-set-missing',
  'two-computers',
  'os-build-unknown',
  'os-build-not-in-table',
  'os-default-unclear',
  'depends-on-target-framework',
  'not-applicable',
  'internal-error',
] as const;
export type Reason = (typeof REASONS)[number];

/** How sub-outcomes combine; each operator ranks all outcomes, so the order of operands cannot matter. */
const RANKS: Readonly<Record<'allOf' | 'anyOf', readonly Outcome[]>> = {
  allOf: ['error', 'fail', 'unknown', 'pass', 'informational', 'notapplicable'],
  anyOf: ['error', 'pass', 'unknown', 'fail', 'informational', 'notapplicable'],
};

/** The outcome of an `allOf` or `anyOf` over sub-outcomes; of none, `allOf` is pass and `anyOf` fail. */
export function combineOutcomes(operator: 'allOf' | 'anyOf', outcomes: readonly Outcome[]): Outcome {
  const rank = RANKS[operator];
  if (outcomes.length === 0) return operator === 'allOf' ? 'pass' : 'fail';
  return outcomes.reduce((a, b) => (rank.indexOf(a) <= rank.indexOf(b) ? a : b));
}
