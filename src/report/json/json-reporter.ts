import type { HostReport, RunHeader, RunSummary, SelectedPack } from '../../model/result.ts';
import type { Reporter } from '../reporter.ts';
import { BLIND_SPOTS } from '../describe.ts';
import { gateCauseText, runSummaryText } from '../describe-run.ts';
import { diagnosticObject, hostObject } from './host-object.ts';
import { jsonText } from './json-text.ts';
import { resultObject } from './result-object.ts';

/** The version of the document's shape; the first number changes when a reader has to. */
export const REPORT_SCHEMA_VERSION = '1.0.0';

function packObject({ pack, profile, rules }: SelectedPack) {
  return {
    id: pack.id,
    version: pack.version,
    profile: profile.id,
    sha256: pack.sha256,
    file: pack.file,
    title: pack.title,
    source: { title: pack.source.title, url: pack.source.url, date: pack.source.date },
    rules: rules.map((rule) => rule.id),
  };
}

function summaryObject(run: RunHeader, summary: RunSummary) {
  const { gate } = summary;
  return {
    text: runSummaryText(run, summary),
    hosts: summary.hosts,
    artifacts: summary.artifacts,
    results: Object.values(summary.outcomes).reduce((sum, count) => sum + count, 0),
    outcomes: summary.outcomes,
    failures: summary.failures,
    gate: {
      passed: gate.exitCode === 0,
      exitCode: gate.exitCode,
      failOn: run.gate.failOn,
      missingEvidence: run.gate.missingEvidence,
      causes: gate.causes.map((cause) => ({ ...cause, text: gateCauseText(cause) })),
    },
  };
}

function headText(run: RunHeader): string {
  const head = {
    schemaVersion: REPORT_SCHEMA_VERSION,
    tool: { name: run.tool.name, version: run.tool.version },
    evaluatedAt: run.evaluatedAt,
    options: run.options,
    packs: run.packs.map(packObject),
    notCovered: BLIND_SPOTS,
  };
  return jsonText(head, 0).replace(/\n\}$/, '');
}

/** The items of an array that is open at depth 1; the first item follows no comma. */
function itemText(item: unknown, isFirst: boolean): string {
  return `${isFirst ? '' : ','}\n    ${jsonText(item, 2)}`;
}

/**
 * One JSON document. Hosts are written as they come; their results and diagnostics stand after the last host in the
 * document, so their text is kept until the end, in pieces.
 */
export function jsonReporter(): Reporter {
  let header: RunHeader | null = null;
  let hostCount = 0;
  const results: string[] = [];
  const diagnostics: string[] = [];
  const runOf = (): RunHeader => {
    if (header === null) throw new Error('the JSON report was not begun');
    return header;
  };
  return {
    begin: (run) => {
      header = run;
      return `${headText(run)},\n  "hosts": [`;
    },
    host: (host: HostReport) => {
      for (const result of host.results) results.push(itemText(resultObject(result), results.length === 0));
      for (const diagnostic of host.diagnostics)
        diagnostics.push(itemText(diagnosticObject(diagnostic, host.name), diagnostics.length === 0));
      hostCount += 1;
      return itemText(hostObject(host, runOf()), hostCount === 1);
    },
    end: (summary) => {
      for (const diagnostic of summary.diagnostics)
        diagnostics.push(itemText(diagnosticObject(diagnostic, null), diagnostics.length === 0));
      const close = (count: number): string => (count > 0 ? '\n  ]' : ']');
      return [
        `${close(hostCount)},\n  "results": [`,
        ...results,
        `${close(results.length)},\n  "diagnostics": [`,
        ...diagnostics,
        `${close(diagnostics.length)},\n  "summary": ${jsonText(summaryObject(runOf(), summary), 1)}\n}\n`,
      ];
    },
  };
}
