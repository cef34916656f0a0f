import type { Diagnostic } from '../../model/diagnostic.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Outcome } from '../../model/outcome.ts';
import { OUTCOMES } from '../../model/outcome.ts';
import type { HostReport, RuleResult, RunHeader, RunSummary, SelectedPack } from '../../model/result.ts';
import type { Rule } from '../../model/rule.ts';
import { isToldTogether } from '../console/unknown-group.ts';
import { countOutcomes, outcomeRank, worstOutcome } from '../coverage.ts';
import { describeActual, locationText } from '../describe.ts';
import { contextFor, factPhrases } from '../describe-host.ts';
import { headlinesOf } from '../headline.ts';
import { diagnosticWords } from '../messages.ts';
import { artifactEntry, briefOf, coverageSentence, findingOf, shown } from './describe-result.ts';
import type { HtmlOptions } from './html-options.ts';
import type { BriefResult, DiagnosticEntry, Finding, HostEntry, ReportData, RuleEntry } from './report-data.ts';

/** Up to this many results, hosts list those that pass too; beyond, passes are counted. */
const MOST_LISTED = 2_000;
/** Results shown in full: of one rule, and of a whole report (of a rule never fewer than the last number). */
const MOST_FULL_OF_RULE = 20;
const MOST_FULL = 1_000;
const LEAST_FULL_OF_RULE = 3;
/** Beyond this many results that did not pass, those that are not shown in full are listed by host name alone. */
const MOST_PLACED = 10_000;
const MOST_PASS_GROUPS = 5;
const MOST_DIAGNOSTICS_ALIKE = 50;

/** What is kept of one rule while hosts come. */
interface GrowingRule {
  readonly number: number;
  readonly selected: SelectedPack;
  readonly rule: Rule;
  readonly counts: Record<Outcome, number>;
  readonly findings: Finding[];
  readonly briefs: BriefResult[];
  readonly passes: Map<string, number>;
}

type GrowingHost = Omit<HostEntry, 'results' | 'outcomes'> & {
  readonly results: BriefResult[];
  readonly outcomes: (Outcome | null)[];
};

/** Keeps of each host what the report says of it, and lets the rest go. */
export interface RunCollector {
  readonly add: (host: HostReport) => void;
  readonly finish: (summary: RunSummary) => ReportData;
}

function growingRules(run: RunHeader): ReadonlyMap<string, GrowingRule> {
  const rules = new Map<string, GrowingRule>();
  for (const selected of run.packs) {
    for (const rule of selected.rules) {
      rules.set(`${selected.pack.id}/${rule.id}`, {
        number: rules.size + 1,
        selected,
        rule,
        counts: { ...countOutcomes([]) },
        findings: [],
        briefs: [],
        passes: new Map(),
      });
    }
  }
  return rules;
}

function isProblem({ outcome }: { readonly outcome: Outcome }): boolean {
  return outcomeRank(outcome) < outcomeRank('pass');
}

function addToRule(of: GrowingRule, result: RuleResult, brief: BriefResult): void {
  of.counts[result.outcome] += 1;
  if (result.outcome === 'pass') {
    const actual = shown(describeActual(result));
    // Of endlessly many different passing values only the first are told apart.
    const group = of.passes.has(actual) || of.passes.size < 100 ? actual : 'other data';
    of.passes.set(group, (of.passes.get(group) ?? 0) + 1);
  }
  if (!isProblem(result)) return;
  if (of.findings.length < MOST_FULL_OF_RULE && !isToldTogether(result))
    of.findings.push(findingOf(result, brief.host));
  of.briefs.push(brief);
}

/** The results of a rule, divided into those to show in full and the others. */
function ruleEntry(of: GrowingRule, mostFull: number): RuleEntry {
  const inOrder = (a: Finding | BriefResult, b: Finding | BriefResult): number =>
    outcomeRank(a.outcome) - outcomeRank(b.outcome) || a.host - b.host;
  const findings = of.findings.toSorted(inOrder).slice(0, mostFull);
  const inFull = new Set(findings.map(({ host }) => host));
  const passes = [...of.passes].toSorted((a, b) => b[1] - a[1] || byCodeUnit(a[0], b[0]));
  const rest = passes.slice(MOST_PASS_GROUPS).reduce((sum, [, count]) => sum + count, 0);
  return {
    ...of,
    findings,
    briefs: of.briefs.filter(({ host }) => !inFull.has(host)).toSorted(inOrder),
    passes: rest > 0 ? [...passes.slice(0, MOST_PASS_GROUPS), ['other data', rest]] : passes,
  };
}

function diagnosticEntry(diagnostic: Diagnostic, host: number | null): DiagnosticEntry {
  const { message, help } = diagnosticWords(diagnostic);
  return {
    code: diagnostic.code,
    level: diagnostic.level,
    message: shown(message, 600),
    help,
    where: diagnostic.location === null ? null : shown(locationText(diagnostic.location)),
    host,
  };
}

function hostEntry(host: HostReport, run: RunHeader, index: number, ruleCount: number): GrowingHost {
  return {
    index,
    name: shown(host.name, 120) || '(no name)',
    source: shown(host.source),
    worst: worstOutcome(host.results),
    counts: countOutcomes(host.results),
    headlines: headlinesOf(host, run).map((headline) => ({ ...headline, text: shown(headline.text) })),
    facts: factPhrases(host.facts).map((phrase) => shown(phrase)),
    context: contextFor(host.facts, run).map(({ text }) => text),
    artifacts: host.artifacts.map(artifactEntry),
    outcomes: Array.from<Outcome | null>({ length: ruleCount }).fill(null),
    results: [],
    coverage: coverageSentence(host),
    needsRestart: host.results.some(({ outcome, rule }) => outcome === 'fail' && rule.remediation.restart),
  };
}

/** Worst outcome first, then more failures, then more gaps, then by name. */
function worseFirst(a: HostEntry, b: HostEntry): number {
  return (
    outcomeRank(a.worst) - outcomeRank(b.worst) ||
    b.counts.fail - a.counts.fail ||
    b.counts.unknown - a.counts.unknown ||
    byCodeUnit(a.name, b.name)
  );
}

/** An empty collection of one run. */
export function collectRun(run: RunHeader, options: HtmlOptions): RunCollector {
  const rules = growingRules(run);
  const hosts: GrowingHost[] = [];
  const diagnostics: DiagnosticEntry[] = [];
  const alike = new Map<string, number>();
  let listed = 0;

  const addDiagnostic = (diagnostic: Diagnostic, host: number | null): void => {
    const count = (alike.get(diagnostic.code) ?? 0) + 1;
    alike.set(diagnostic.code, count);
    if (count <= MOST_DIAGNOSTICS_ALIKE) diagnostics.push(diagnosticEntry(diagnostic, host));
  };
  const forgetPasses = (): void => {
    for (const { results } of hosts) results.splice(0, results.length, ...results.filter(isProblem));
  };
  return {
    add: (report) => {
      const host = hostEntry(report, run, hosts.length, rules.size);
      hosts.push(host);
      for (const result of report.results) {
        const of = rules.get(`${result.pack}/${result.rule.id}`);
        if (!of) throw new Error(`the run has no rule ${result.pack}/${result.rule.id}`);
        host.outcomes[of.number - 1] = result.outcome;
        const brief = briefOf(result, host.index, of.number);
        addToRule(of, result, brief);
        listed += 1;
        if (listed <= MOST_LISTED || isProblem(result)) host.results.push(brief);
        if (listed === MOST_LISTED + 1) forgetPasses();
      }
      for (const diagnostic of report.diagnostics) addDiagnostic(diagnostic, host.index);
    },
    finish: (summary) => {
      for (const diagnostic of summary.diagnostics) addDiagnostic(diagnostic, null);
      const growing = [...rules.values()];
      const active = growing.filter(({ findings }) => findings.length > 0).length;
      const share = Math.floor(MOST_FULL / Math.max(1, active));
      const mostFull = Math.max(LEAST_FULL_OF_RULE, Math.min(MOST_FULL_OF_RULE, share));
      const problems = OUTCOMES.filter((outcome) => isProblem({ outcome })).map((outcome) => summary.outcomes[outcome]);
      return {
        run,
        summary,
        options,
        rules: growing.map((of) => ruleEntry(of, mostFull)),
        hosts: hosts.toSorted(worseFirst),
        diagnostics,
        omittedDiagnostics: [...alike]
          .filter(([, count]) => count > MOST_DIAGNOSTICS_ALIKE)
          .map(([code, count]) => [code, count - MOST_DIAGNOSTICS_ALIKE] as const),
        isLarge: listed > MOST_LISTED,
        isBrief: problems.reduce((sum, count) => sum + count, 0) > MOST_PLACED,
      };
    },
  };
}
