import { SEVERITIES } from '../model/outcome.ts';
import type { OptionTable } from './command.ts';

const RULES = 'Rules:';
const EVIDENCE = 'Evidence:';
const GATE = 'Gate:';
const REPORTS = 'Reports:';
const ONE_FORMAT = 'One report format:';

/** Which packs, profile and rules. */
export const PACK_OPTIONS = {
  pack: {
    group: RULES,
    type: 'string',
    array: true,
    describe:
      'Rule pack: the id of a built-in one, or a YAML or JSON file; repeatable [default: azure-ad-connect-tls12]',
  },
} as const satisfies OptionTable;

export const RULE_OPTIONS = {
  ...PACK_OPTIONS,
  profile: { group: RULES, type: 'string', describe: "Profile of the pack [default: the pack's first]" },
  rule: { group: RULES, type: 'string', array: true, describe: 'Only this rule; repeatable' },
  'skip-rule': { group: RULES, type: 'string', array: true, describe: 'Not this rule; repeatable' },
  severity: { group: RULES, type: 'string', choices: SEVERITIES, describe: 'Only rules of this severity or higher' },
} as const satisfies OptionTable;

/** How evidence is found and read. */
export const EVIDENCE_OPTIONS = {
  host: { group: EVIDENCE, type: 'string', describe: 'All inputs are evidence of one machine of this name' },
  'control-set': {
    group: EVIDENCE,
    type: 'string',
    describe: 'Number of the current control set, where the evidence does not state it',
  },
  map: {
    group: EVIDENCE,
    type: 'string',
    array: true,
    describe: 'FROM=TO: a mounted hive, for instance HKLM\\GOLD=HKLM\\SYSTEM; repeatable',
  },
  encoding: { group: EVIDENCE, type: 'string', describe: 'Encoding of the evidence [default: by content]' },
  'input-format': {
    group: EVIDENCE,
    type: 'string',
    choices: ['reg'],
    describe: 'Format of the evidence [default: by content]',
  },
  root: { group: EVIDENCE, type: 'string', describe: 'Directory that paths in reports are relative to [default: .]' },
} as const satisfies OptionTable;

/** When the exit code is 0. No `default` here: yargs would also take it for an option whose value is missing. */
export const GATE_OPTIONS = {
  'fail-on': {
    group: GATE,
    type: 'string',
    choices: SEVERITIES,
    describe: 'Exit 1 on a failed rule of this severity or higher [default: low]',
  },
  'missing-evidence': {
    group: GATE,
    type: 'string',
    choices: ['fail', 'warn', 'ignore'],
    describe: 'What a rule without evidence amounts to [default: fail]',
  },
} as const satisfies OptionTable;

/** How reports look. */
export const DISPLAY_OPTIONS = {
  color: {
    group: REPORTS,
    type: 'string',
    choices: ['auto', 'always', 'never'],
    describe: 'Colour in text for people [default: auto]; NO_COLOR and FORCE_COLOR are honoured',
  },
  'no-color': { type: 'boolean', hidden: true },
  width: { group: REPORTS, type: 'string', describe: 'Columns of text for people [default: those of the terminal]' },
} as const satisfies OptionTable;

/** Links in text for people. */
export const LINK_OPTIONS = {
  hyperlinks: {
    group: REPORTS,
    type: 'string',
    choices: ['auto', 'always', 'never'],
    describe: 'Links to the evidence files [default: auto, where the terminal is known to follow them]',
  },
} as const satisfies OptionTable;

/** What only one report format knows; format-options.ts says which. */
export const REPORTER_OPTIONS = {
  'sarif-results': {
    group: ONE_FORMAT,
    type: 'string',
    choices: ['problems', 'all'],
    describe: 'sarif: what somebody has to look at, or every result with its kind [default: problems]',
  },
  'sarif-profile': {
    group: ONE_FORMAT,
    type: 'string',
    choices: ['github', 'azure'],
    describe: 'sarif: the consumer to follow where it disagrees with the standard [default: the standard]',
  },
  'sarif-category': {
    group: ONE_FORMAT,
    type: 'string',
    describe: 'sarif: the category of the analysis; GitHub keeps each apart [default: regaudit]',
  },
  'junit-dialect': {
    group: ONE_FORMAT,
    type: 'string',
    choices: ['strict', 'extended'],
    describe: 'junit: what every schema allows, or file and line of each case too [default: strict]',
  },
  'csv-bom': {
    group: ONE_FORMAT,
    type: 'boolean',
    describe: 'csv: a byte order mark first, for Excel',
  },
  title: { group: ONE_FORMAT, type: 'string', describe: 'html: the title on the cover' },
  classification: { group: ONE_FORMAT, type: 'string', describe: 'html: for instance Confidential' },
  period: { group: ONE_FORMAT, type: 'string', describe: 'html: the period that the report speaks about' },
  recipients: { group: ONE_FORMAT, type: 'string', describe: 'html: for whom it is' },
} as const satisfies OptionTable;

/** Where reports go. */
export const FORMAT_OPTIONS = {
  format: {
    group: REPORTS,
    alias: 'f',
    type: 'string',
    array: true,
    describe: 'NAME or NAME=FILE; repeatable, at most one on standard output',
  },
  output: { group: REPORTS, alias: 'o', type: 'string', describe: 'File for the one format that names none' },
} as const satisfies OptionTable;

export const NOISE_OPTIONS = {
  quiet: { group: REPORTS, alias: 'q', type: 'boolean', describe: 'Only what needs attention' },
  verbose: { group: REPORTS, type: 'boolean', describe: 'Everything: notes, hashes, covered keys, every host' },
  'no-progress': { group: REPORTS, type: 'boolean', describe: 'No progress line on standard error' },
} as const satisfies OptionTable;

export const CLOCK_OPTIONS = {
  now: {
    group: REPORTS,
    type: 'string',
    describe: 'Time of evaluation, ISO 8601 [default: SOURCE_DATE_EPOCH, else the clock]',
  },
} as const satisfies OptionTable;

export const CONVERT_OPTIONS = {
  to: { group: REPORTS, type: 'string', choices: ['jsonl'], describe: 'Format to convert into' },
} as const satisfies OptionTable;
