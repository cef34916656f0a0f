export type { DiagnosticCode, Diagnostic } from './model/diagnostic.ts';
export { PackError, UsageError } from './model/errors.ts';
export type { PackProblem } from './model/errors.ts';
export type { Outcome, Reading, Reason, Severity } from './model/outcome.ts';
export type { GateOptions, HostReport, RuleResult, RunHeader, RunSummary, SelectedPack } from './model/result.ts';
export type { Pack, Profile, Rule } from './model/rule.ts';
export { createTally } from './evaluate/tally.ts';
export type { RunEnd, Tally } from './evaluate/tally.ts';
export { createPackLoader, loadPack } from './packs/load-pack.ts';
export type { PackLoader, PackSource } from './packs/load-pack.ts';
export { selectRules } from './packs/select-rules.ts';
export type { SelectionOptions } from './packs/select-rules.ts';
export { isReportFormatName, REPORT_FORMATS } from './report/index.ts';
export type { ReportFormat, ReportFormatName } from './report/index.ts';
export type { Reporter, ReportOptions } from './report/reporter.ts';
export { convert, scan } from './scan.ts';
export type {
  ConvertedValue,
  Digest,
  EvidenceSource,
  HostConversion,
  HostInput,
  HostScan,
  ScanOptions,
} from './scan.ts';
