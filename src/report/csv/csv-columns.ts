import type { HostReport, RuleResult, RunHeader } from '../../model/result.ts';
import { valueLabel } from '../describe-data.ts';
import { describeActual, describeExpected, describeJudgement, REASON_WORDS } from '../describe.ts';
import { nextStep } from '../next-step.ts';
import { artifactPath, evidenceOfResult } from '../result-message.ts';

/** What a row is made from. */
export interface CsvRow {
  readonly result: RuleResult;
  readonly host: HostReport;
  readonly run: RunHeader;
}

/** One column; columns may be added at the end, none is renamed or moved. */
export interface CsvColumn {
  readonly name: string;
  readonly description: string;
  readonly cell: (row: CsvRow) => string;
}

function packOf({ result, run }: CsvRow) {
  return run.packs.find(({ pack }) => pack.id === result.pack);
}

function sha256Of({ result, host }: CsvRow): string {
  const uri = evidenceOfResult(result)?.location.artifact;
  return host.artifacts.find(({ artifact }) => artifact === uri)?.sha256 ?? '';
}

/** One row a host and rule, every rule, passes too. */
export const CSV_COLUMNS: readonly CsvColumn[] = [
  { name: 'host', description: 'display name of the host', cell: ({ host }) => host.name },
  { name: 'rule', description: 'id of the rule', cell: ({ result }) => result.rule.id },
  { name: 'title', description: 'what the rule demands, in words', cell: ({ result }) => result.rule.title },
  { name: 'severity', description: 'critical, high, medium, low or info', cell: ({ result }) => result.rule.severity },
  {
    name: 'outcome',
    description: 'pass, fail, error, unknown, notapplicable or informational',
    cell: ({ result }) => result.outcome,
  },
  { name: 'reason', description: 'why, as a word for programs', cell: ({ result }) => result.reason },
  { name: 'because', description: 'why, as a clause for people', cell: ({ result }) => REASON_WORDS[result.reason] },
  { name: 'key', description: 'registry key with the long name of its root', cell: ({ result }) => result.rule.key },
  { name: 'value', description: 'name of the value', cell: ({ result }) => valueLabel(result.rule.value) },
  {
    name: 'expected',
    description: 'type and data that the rule asks for',
    cell: ({ result }) => describeExpected(result),
  },
  { name: 'actual', description: 'what the evidence shows', cell: ({ result }) => describeActual(result) },
  {
    name: 'documented',
    description: "outcome by the source document's own words",
    cell: ({ result }) => result.documented.outcome,
  },
  { name: 'effective', description: 'outcome by what Windows does', cell: ({ result }) => result.effective.outcome },
  {
    name: 'effective_because',
    description: 'why the effective outcome is so',
    cell: ({ result }) => describeJudgement(result.effective, result.rule),
  },
  {
    name: 'file',
    description: 'evidence file, relative to the root; empty where there is no evidence',
    cell: ({ result }) => {
      const evidence = evidenceOfResult(result);
      return evidence === null ? '' : artifactPath(evidence.location.artifact);
    },
  },
  {
    name: 'line',
    description: 'line of the evidence, from 1',
    cell: ({ result }) => String(evidenceOfResult(result)?.location.line ?? ''),
  },
  {
    name: 'column',
    description: 'column in UTF-16 units, from 1',
    cell: ({ result }) => String(evidenceOfResult(result)?.location.column ?? ''),
  },
  {
    name: 'evidence',
    description: 'the text that stands there, up to 200 characters',
    cell: ({ result }) => evidenceOfResult(result)?.excerpt ?? '',
  },
  { name: 'next', description: 'what to do about it', cell: ({ result }) => nextStep(result)?.text ?? '' },
  { name: 'evidence_sha256', description: 'SHA-256 of the evidence file', cell: sha256Of },
  { name: 'pack', description: 'id of the rule pack', cell: ({ result }) => result.pack },
  { name: 'pack_version', description: 'version of the pack', cell: (row) => packOf(row)?.pack.version ?? '' },
  { name: 'profile', description: 'profile that was evaluated', cell: (row) => packOf(row)?.profile.id ?? '' },
  { name: 'pack_sha256', description: "SHA-256 of the pack's file", cell: (row) => packOf(row)?.pack.sha256 ?? '' },
  {
    name: 'tool',
    description: 'name and version of the scanner',
    cell: ({ run }) => `${run.tool.name} ${run.tool.version}`,
  },
  { name: 'evaluated_at', description: 'when the rules were evaluated', cell: ({ run }) => run.evaluatedAt },
];
