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
/** Below this many columns the marks are worth more than the counts. */
const ROOM_FOR_COUNTS = 80;

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
  for (const char of Array.from(safe).toReversed()) {
    if (displayWidth(start + char + end) > columns) break;
    end = char + end;
  }
  return start + end;
}

/** How the table is laid out on a page. */
interface Layout {
  readonly columns: readonly Column[];
  /** Columns of the terminal that a mark takes, with the blanks before it. */
  readonly cell: number;
  readonly nameColumns: number;
  /** Whether there is room for the counts of each host. */
  readonly hasCounts: boolean;
}

function layoutOf(rows: readonly Row[], problems: readonly Column[], width: number): Layout {
  const most = Math.floor(width / 2.2);
  const nameColumns = Math.max(...rows.map(({ name }) => displayWidth(shortened(name, most))));
  const countColumns = 2 + Math.max(...rows.map(({ counts }) => counts.length));
  const room = width - nameColumns - 3;
  const needed = problems.length * (String(problems.length).length + 1);
  const hasCounts = needed + countColumns <= room || width >= ROOM_FOR_COUNTS;
  const columns = columnsThatFit(problems, hasCounts ? room - countColumns : room);
  return { columns, cell: String(columns.length).length + 1, nameColumns, hasCounts };
}

function rowLine(row: Row, { columns, cell, nameColumns, hasCounts }: Layout): TextLine {
  const marks = columns.map(({ key }): Span => {
    const outcome = row.outcomes.get(key);
    return outcome === undefined ? span(' '.repeat(cell)) : span(OUTCOME_MARKS[outcome].padStart(cell), outcome);
  });
  const name = padded(shortened(row.name, nameColumns), nameColumns);
  return [span(`  ${name} `), ...marks, span(hasCounts ? `  ${row.counts}` : '', 'faint')];
}

function legendLines({ columns, cell }: Layout, hosts: number, width: number): readonly TextLine[] {
  return columns.map((column, i): TextLine => {
    const counts = OUTCOMES.filter((outcome) => isProblem(outcome) && column.hosts[outcome] > 0).map(
      (outcome) => `${column.hosts[outcome]} ${outcome}`,
    );
    const label = `  ${String(i + 1).padStart(cell)} ${column.label}`;
    const words = `: ${counts.join(', ')} of ${counted(hosts, 'host')}`;
    return [span(label), span(displayWidth(label + words) <= width ? words : '', 'faint')];
  });
}

function captionText(rows: readonly Row[], { columns }: Layout): string {
  const shown = new Set(rows.flatMap(({ outcomes }) => columns.flatMap(({ key }) => outcomes.get(key) ?? [])));
  const marks = OUTCOMES.filter((outcome) => shown.has(outcome)).map(
    (outcome) => `${OUTCOME_MARKS[outcome]} ${outcome}`,
  );
  return `Hosts and rules, worst host first (${marks.join(', ')}):`;
}

function tableLines(rows: readonly Row[], all: readonly Column[], hosts: number, width: number): readonly TextLine[] {
  const problems = all.filter((column) => problemsOf(column) > 0);
  if (hosts < LEAST_HOSTS || rows.length === 0 || problems.length === 0) return [];
  const layout = layoutOf(rows, problems, width);
  const { columns, cell, nameColumns } = layout;
  const heads = columns.map((_, i) => String(i + 1).padStart(cell)).join('');
  const leftOut = problems.length - columns.length;
  const fine = all.length - problems.length;
  const notes = [
    ...(leftOut > 0 ? [`${counted(leftOut, 'more rule')} with problems: no room in this table`] : []),
    ...(fine > 0 ? [`${counted(fine, 'rule')} without problems: not in this table`] : []),
  ];
  return [
    ...paragraph(captionText(rows, layout), 0, width),
    EMPTY_LINE,
    [span(`  ${' '.repeat(nameColumns)} ${heads}`, 'faint')],
    ...rows.map((row) => rowLine(row, layout)),
    EMPTY_LINE,
    ...legendLines(layout, hosts, width),
    ...notes.flatMap((note) => paragraph(note, 2 + cell + 1, width, 'faint')),
    EMPTY_LINE,
  ];
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
      return tableLines(shown, all, hosts, width);
    },
  };
}
