import type { Outcome } from '../../model/outcome.ts';
import type { RunHeader, RunSummary } from '../../model/result.ts';
import { outcomeRank } from '../coverage.ts';
import { BLIND_SPOTS } from '../describe.ts';
import { counted } from '../describe-data.ts';
import { runSummaryText } from '../describe-run.ts';
import type { Reporter, ReportOptions } from '../reporter.ts';
import type { TextLine } from '../text-line.ts';
import { EMPTY_LINE, pageWidth, paragraph, renderLines, span } from '../text-line.ts';
import { diagnosticsBlock } from './diagnostic-lines.ts';
import { createHostMatrix } from './host-matrix.ts';
import type { HostRank } from './host-rank.ts';
import { compareRanks, rankOf } from './host-rank.ts';
import { hostSection } from './host-section.ts';

/** With more hosts than this only the worst are shown in full, unless --verbose. */
const MOST_HOSTS = 20;

interface ShownHost extends HostRank {
  readonly text: string;
}

/** What the hosts that are not shown come to. */
function hiddenLines(hidden: ReadonlyMap<Outcome, number>, width: number): readonly TextLine[] {
  const counts = [...hidden].toSorted(([a], [b]) => outcomeRank(a) - outcomeRank(b));
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return [];
  const words = counts.map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  return [
    ...paragraph(
      `${counted(total, 'more host')} not shown in full (${words}): --verbose shows all, -f json has every result.`,
      0,
      width,
    ),
    EMPTY_LINE,
  ];
}

function optionText(value: RunHeader['options'][string]): string {
  return typeof value === 'object' ? value.join(', ') : String(value);
}

/** What the report stands on, for whoever keeps it, and what it cannot say. */
function verboseLines(run: RunHeader, width: number): readonly TextLine[] {
  const { commandLine, ...options } = run.options;
  return [
    [span('How this report was made:')],
    ...paragraph(`${run.tool.name} ${run.tool.version}, evaluated at ${run.evaluatedAt}`, 2, width),
    ...(commandLine === undefined ? [] : paragraph(optionText(commandLine), 2, width)),
    ...run.packs.flatMap(({ pack, profile }) => [
      ...paragraph(`pack ${pack.id} ${pack.version}, profile ${profile.id}`, 2, width),
      [span(`    sha256 ${pack.sha256}`, 'faint')],
    ]),
    ...Object.entries(options).flatMap(([name, value]) =>
      paragraph(`option ${name}: ${optionText(value)}`, 2, width, 'faint'),
    ),
    EMPTY_LINE,
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
 * The report for people: hosts worst first, a matrix of hosts and rules where there are several, the run on one line
 * last. Of many hosts only the text of the worst is kept.
 */
export function consoleReporter(options: ReportOptions): Reporter {
  const width = pageWidth(options.width);
  const shown: ShownHost[] = [];
  const hidden = new Map<Outcome, number>();
  const matrix = createHostMatrix(options, width);
  let header: RunHeader | null = null;

  const hide = (outcome: Outcome): void => void hidden.set(outcome, (hidden.get(outcome) ?? 0) + 1);

  return {
    begin: (run) => {
      header = run;
      return '';
    },
    host: (host) => {
      if (header === null) throw new Error('the console report was not begun');
      const rank = rankOf(host);
      matrix.add(host, rank);
      if (!options.verbose && shown.length === MOST_HOSTS && shown.every((other) => compareRanks(other, rank) <= 0)) {
        hide(rank.worst);
        return '';
      }
      const text = renderLines(hostSection(host, header, options, width), options.color);
      shown.push({ ...rank, text });
      if (options.verbose || shown.length <= MOST_HOSTS) return '';
      shown.sort(compareRanks);
      const dropped = shown.pop();
      if (dropped) hide(dropped.worst);
      return '';
    },
    end: (summary) => {
      if (header === null) throw new Error('the console report was not begun');
      const diagnostics = diagnosticsBlock(summary.diagnostics, options, width);
      const rest = [
        ...hiddenLines(hidden, width),
        ...(diagnostics.length > 0 ? [...diagnostics, EMPTY_LINE] : []),
        ...(options.verbose ? verboseLines(header, width) : []),
        ...matrix.lines(header),
        summaryLine(header, summary),
      ];
      return [...shown.toSorted(compareRanks).map((host) => `${host.text}\n`), renderLines(rest, options.color)];
    },
  };
}
