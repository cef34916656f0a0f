import type { InferredOptionTypes } from 'yargs';
import type { SelectionOptions } from '../packs/select-rules.ts';
import type { RULE_OPTIONS } from './options.ts';

/** Which profile and rules the options ask for. */
export function selectionOptions(args: InferredOptionTypes<typeof RULE_OPTIONS>): SelectionOptions {
  const { profile, rule, 'skip-rule': skipRules, severity } = args;
  return {
    ...(profile === undefined ? {} : { profile }),
    ...(rule === undefined ? {} : { rules: rule }),
    ...(skipRules === undefined ? {} : { skipRules }),
    ...(severity === undefined ? {} : { severity }),
  };
}
