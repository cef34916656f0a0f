import type { HostReport, RunHeader, RunSummary } from '../../model/result.ts';
import type { Outcome } from '../../model/outcome.ts';
import { byCodeUnit } from '../../model/order.ts';
import { outcomeRank, worstOutcome } from '../coverage.ts';
import { BLIND_SPOTS } from '../describe.ts';
import { counted } from '../describe-data.ts';
import { runSummaryText } from '../describe-run.ts';
import type { Reporter, ReportOptions } from '../reporter.ts';
import type { TextLine } from '../text-line.ts';
import { EMPTY_LINE, pageWidth, paragraph, renderLines, span } from '../text-line.ts';
import { diagnosticsBlock } from './diagnostic-lines.ts';
import { hostSection } from './host-section.ts';

/** With more hosts than this only the worst are shown in full, unless --verbose. */
const MOST_HOSTS = 20;
const MOST_RULES = 5;

interface ShownHost {
  readonly name: string;
  readonly worst: Outcome;
  readonly text: string;
}

interface FailedRule {
  readonly id: string;
  readonly title: string;
  readonly hosts: number;
}

function compareHosts(a: Omit<ShownHost, 'text'>, b: Omit<ShownHost, 'text'>): number {
  return outcomeRank(a.worst) - outcomeRank(b.worst) || byCodeUnit(a.name, b.name);
}

/** What the hosts that are not shown come to, and which rules fail most over all hosts. */
function hiddenLines(
  hidden: ReadonlyMap<Outcome, number>,
  failed: readonly FailedRule[],
  width: number,
): readonly TextLine[] {
  const counts = [...hidden].toSorted(([a], [b]) => outcomeRank(a) - outcomeRank(b));
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return [];
  const words = counts.map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  const rules = failed.toSorted((a, b) => b.hosts - a.hosts || byCodeUnit(a.id, b.id)).slice(0, MOST_RULES);
  return [
    ...paragraph(
      `${counted(total, 'more host')} not shown (${words}): --verbose shows all, -f json has every result.`,
      0,
      width,
    ),
    ...(rules.length > 0 ? [EMPTY_LINE, [span('Rules that fail on most hosts:')]] : []),
    ...rules.flatMap((rule) => paragraph(`${rule.id}: ${counted(rule.hosts, 'host')} (${rule.title})`, 2, width)),
    EMPTY_LINE,
  ];
}

function verboseLines(width: number): readonly TextLine[] {
  return [
    [span('What no registry evidence can show:')],
    ...BLIND_SPOTS.flatMap((blindSpot) => paragraph(`- ${blindSpot}`, 2, width)),
    EMPTY_LINE,
  ];
}

/** Stays on one line whatever the width: people and scripts look for it at the end. */
function summaryLine(run: RunHeader, summary: RunSummary): TextLine {
  const tone = summary.gate.exitCode === 0 ? 'pass' : summary.gate.exitCode === 1 ? 'fail' : 'error';
  return [span(runSummaryText(run, summary), tone)];
}

/**
 * The report for people: hosts in order of their worst outcome, then by name; the run on one line last. Of many
 * hosts only the text of the worst is kept.
 */
export function consoleReporter(options: ReportOptions): Reporter {
  const width = pageWidth(options.width);
  const shown: ShownHost[] = [];
  const hidden = new Map<Outcome, number>();
  const failed = new Map<string, FailedRule>();
  let header: RunHeader | null = null;

  const hide = (outcome: Outcome): void => void hidden.set(outcome, (hidden.get(outcome) ?? 0) + 1);
  const countFailures = (host: HostReport): void => {
    for (const { outcome, pack, rule } of host.results) {
      if (outcome !== 'fail') continue;
      const key = `${pack}/${rule.id}`;
      failed.set(key, { id: rule.id, title: rule.title, hosts: (failed.get(key)?.hosts ?? 0) + 1 });
    }
  };

  return {
    begin: (run) => {
      header = run;
      return '';
    },
    host: (host) => {
      if (header === null) throw new Error('the console report was not begun');
      countFailures(host);
      const entry = { name: host.name, worst: worstOutcome(host.results) };
      if (!options.verbose && shown.length === MOST_HOSTS && shown.every((other) => compareHosts(other, entry) <= 0)) {
        hide(entry.worst);
        return '';
      }
      const text = renderLines(hostSection(host, header, options, width), options.color);
      shown.push({ ...entry, text });
      if (options.verbose || shown.length <= MOST_HOSTS) return '';
      shown.sort(compareHosts);
      const dropped = shown.pop();
      if (dropped) hide(dropped.worst);
      return '';
    },
    end: (summary) => {
      if (header === null) throw new Error('the console report was not begun');
      const diagnostics = diagnosticsBlock(summary.diagnostics, options, width);
      const rest = [
        ...hiddenLines(hidden, [...failed.values()], width),
        ...(diagnostics.length > 0 ? [...diagnostics, EMPTY_LINE] : []),
        ...(options.verbose ? verboseLines(width) : []),
        summaryLine(header, summary),
      ];
      return [...shown.toSorted(compareHosts).map((host) => `${host.text}\n`), renderLines(rest, options.color)];
    },
  };
}
