import type { Outcome } from '../../model/outcome.ts';
import { OUTCOMES } from '../../model/outcome.ts';
import type { HostReport, RunHeader } from '../../model/result.ts';
import { countOutcomes, outcomeRank, outcomesText } from '../coverage.ts';
import { counted } from '../describe-data.ts';
import { neutralise } from '../neutralise.ts';
import type { ReportOptions } from '../reporter.ts';
import type { Span, TextLine } from '../text-line.ts';
import { clipped, displayWidth, EMPTY_LINE, OUTCOME_MARKS, padded, paragraph, span } from '../text-line.ts';
import type { HostRank } from './host-rank.ts';
import { compareRanks } from './host-rank.ts';

/** From this many hosts on, the matrix says more than the hosts one by one. */
const LEAST_HOSTS = 2;
/** Rows without --verbose. */
const MOST_ROWS = 40;

/** A table of hosts and rules that the whole run fills. */
export interface HostMatrix {
  readonly add: (host: HostReport, rank: HostRank) => void;
  readonly lines: (run: RunHeader) => readonly TextLine[];
}

interface Row extends HostRank {
  /** By `pack/rule`. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly counts: string;
}

interface Column {
  readonly key: string;
  readonly label: string;
  readonly hosts: Readonly<Record<Outcome, number>>;
}

function isProblem(outcome: Outcome): boolean {
  return outcomeRank(outcome) < outcomeRank('pass');
}

function problemsOf({ hosts }: Column): number {
  return OUTCOMES.filter(isProblem).reduce((sum, outcome) => sum + hosts[outcome], 0);
}

/** The rules that are a problem somewhere; where the page has no room for all, those of most hosts. */
function columnsThatFit(columns: readonly Column[], room: number): readonly Column[] {
  const cell = String(columns.length).length + 1;
  const most = Math.max(1, Math.floor(room / cell));
  if (columns.length <= most) return columns;
  const chosen = new Set(columns.toSorted((a, b) => problemsOf(b) - problemsOf(a)).slice(0, most));
  return columns.filter((column) => chosen.has(column));
}

/** Cut in the middle: names that are alike differ at their ends. */
function shortened(name: string, columns: number): string {
  const safe = neutralise(name);
  if (displayWidth(safe) <= columns) return safe;
  const start = clipped(safe, Math.ceil(columns / 3));
  let end = '';
  for (const char of [...safe].toReversed()) {
    if (displayWidth(start + char + end) > columns) break;
    end = char + end;
  }
  return start + end;
}

function rowLine(row: Row, columns: readonly Column[], nameColumns: number, cell: number): TextLine {
  const marks = columns.map(({ key }): Span => {
    const outcome = row.outcomes.get(key);
    return outcome === undefined ? span(' '.repeat(cell)) : span(OUTCOME_MARKS[outcome].padStart(cell), outcome);
  });
  return [
    span(`  ${padded(shortened(row.name, nameColumns), nameColumns)} `),
    ...marks,
    span(`  ${row.counts}`, 'faint'),
  ];
}

function legendLines(columns: readonly Column[], hosts: number, cell: number): readonly TextLine[] {
  return columns.map((column, i): TextLine => {
    const counts = OUTCOMES.filter((outcome) => isProblem(outcome) && column.hosts[outcome] > 0).map(
      (outcome) => `${column.hosts[outcome]} ${outcome}`,
    );
    const words = `${counts.join(', ')} of ${counted(hosts, 'host')}`;
    return [span(`  ${String(i + 1).padStart(cell)} ${column.label}`), span(`: ${words}`, 'faint')];
  });
}

function captionText(shown: ReadonlySet<Outcome>): string {
  const marks = OUTCOMES.filter((outcome) => shown.has(outcome)).map(
    (outcome) => `${OUTCOME_MARKS[outcome]} ${outcome}`,
  );
  return `Hosts and rules, worst host first (${marks.join(', ')}):`;
}

/** How many hosts and rules have which outcome, for all hosts, and the rows of the worst. */
export function createHostMatrix(options: ReportOptions, width: number): HostMatrix {
  const rows: Row[] = [];
  const tallies = new Map<string, Record<Outcome, number>>();
  let hosts = 0;

  return {
    add: (host, rank) => {
      hosts += 1;
      const outcomes = new Map(host.results.map(({ pack, rule, outcome }) => [`${pack}/${rule.id}`, outcome]));
      for (const [key, outcome] of outcomes) {
        const tally = tallies.get(key) ?? { ...countOutcomes([]) };
        tally[outcome] += 1;
        tallies.set(key, tally);
      }
      if (options.quiet && !isProblem(rank.worst)) return;
      rows.push({ ...rank, outcomes, counts: outcomesText(countOutcomes(host.results)) });
      // Twice as many as are shown, so that sorting is rare.
      if (options.verbose || rows.length < 2 * MOST_ROWS) return;
      rows.sort(compareRanks);
      rows.splice(MOST_ROWS);
    },
    lines: (run) => {
      const shown = rows.toSorted(compareRanks).slice(0, options.verbose ? undefined : MOST_ROWS);
      const all = run.packs.flatMap(({ pack, rules }) =>
        rules.map((rule): Column => {
          const key = `${pack.id}/${rule.id}`;
          return { key, label: run.packs.length > 1 ? key : rule.id, hosts: tallies.get(key) ?? countOutcomes([]) };
        }),
      );
      const problems = all.filter((column) => problemsOf(column) > 0);
      if (hosts < LEAST_HOSTS || shown.length === 0 || problems.length === 0) return [];
      const mostNameColumns = Math.floor(width / 2.2);
      const nameColumns = Math.max(...shown.map(({ name }) => displayWidth(shortened(name, mostNameColumns))));
      const countColumns = Math.max(...shown.map(({ counts }) => counts.length));
      const columns = columnsThatFit(problems, width - nameColumns - countColumns - 5);
      const cell = String(columns.length).length + 1;
      const heads = columns.map((_, i) => String(i + 1).padStart(cell)).join('');
      const inTable = new Set(shown.flatMap(({ outcomes }) => columns.flatMap(({ key }) => outcomes.get(key) ?? [])));
      const leftOut = problems.length - columns.length;
      const fine = all.length - problems.length;
      const notes = [
        ...(leftOut > 0 ? [`${counted(leftOut, 'more rule')} with problems: no room in this table`] : []),
        ...(fine > 0 ? [`${counted(fine, 'rule')} without problems: not in this table`] : []),
      ];
      return [
        ...paragraph(captionText(inTable), 0, width),
        EMPTY_LINE,
        [span(`  ${' '.repeat(nameColumns)} ${heads}`, 'faint')],
        ...shown.map((row) => rowLine(row, columns, nameColumns, cell)),
        EMPTY_LINE,
        ...legendLines(columns, hosts, cell),
        ...notes.flatMap((note) => paragraph(note, 2 + cell + 1, width, 'faint')),
        EMPTY_LINE,
      ];
    },
  };
}
