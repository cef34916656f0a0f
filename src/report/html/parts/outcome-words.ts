import type { Outcome, Severity } from '../../../model/outcome.ts';

/** The names of outcomes as people read them. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  pass: 'Pass',
  fail: 'Fail',
  error: 'Error',
  unknown: 'Unknown',
  notapplicable: 'Not applicable',
  informational: 'Informational',
};

/** What each outcome means, for the glossary. */
export const OUTCOME_MEANINGS: Readonly<Record<Outcome, string>> = {
  pass: 'The evidence shows that the rule is met.',
  fail: 'The evidence shows that the rule is not met. Absence counts only where the evidence covers the place.',
  error: 'The rule could not be evaluated. This is a defect of the tool and never counts as met.',
  unknown:
    'The evidence does not decide: the value was not collected, the file is damaged or cut off, or files contradict each other. Unknown never counts as met.',
  notapplicable: 'The evidence shows that the rule is not meant for this machine.',
  informational: 'The rule states a fact and judges nothing.',
};

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
};
