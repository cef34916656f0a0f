import { OUTCOME_WORDS } from './outcome-words.ts';
import { Tally, WORST_FIRST } from './badges.tsx';
import type { OutcomeCounts } from '../report-data.ts';

/** One stretch of a bar. */
export interface BarPart {
  readonly label: string;
  readonly count: number;
  /** The class that colours it. */
  readonly tone: string;
}

const LENGTH = 100;
const HEIGHT = 6;
/** Narrower than this a stretch could not be seen. */
const LEAST = 0.8;

/** Parts of a whole as stretches of one bar; the text alternative says every number. */
export function Bar({
  title,
  parts,
  total,
}: {
  readonly title: string;
  readonly parts: readonly BarPart[];
  readonly total: number;
}) {
  const shown = parts.filter(({ count }) => count > 0);
  const text = shown.map(({ label, count }) => `${label} ${count}`).join(', ');
  const widths = shown.map(({ count }) => Math.max(LEAST, (count / Math.max(1, total)) * LENGTH));
  const scale = Math.max(1, widths.reduce((sum, width) => sum + width, 0) / LENGTH);
  let at = 0;
  const stretches = shown.map(({ tone }, i) => {
    const width = (widths[i] ?? 0) / scale;
    const from = at;
    at += width;
    return <rect class={tone} x={from.toFixed(2)} y="0" width={width.toFixed(2)} height={HEIGHT} />;
  });
  return (
    <svg
      class="bar"
      role="img"
      aria-label={`${title}: ${text === '' ? 'none' : text}`}
      viewBox={`0 0 ${LENGTH} ${HEIGHT}`}
      preserveAspectRatio="none"
    >
      <rect class="rest" x="0" y="0" width={LENGTH} height={HEIGHT} />
      {stretches}
    </svg>
  );
}

/** The outcomes of many results as one bar, worst on the left. */
export function OutcomeBar({ title, counts }: { readonly title: string; readonly counts: OutcomeCounts }) {
  const parts = WORST_FIRST.map((outcome) => ({
    label: OUTCOME_WORDS[outcome].toLowerCase(),
    count: counts[outcome],
    tone: outcome,
  }));
  return <Bar title={title} parts={parts} total={parts.reduce((sum, { count }) => sum + count, 0)} />;
}

/** A bar with its counts beside it. */
export function Gauge({ title, counts }: { readonly title: string; readonly counts: OutcomeCounts }) {
  return (
    <div class="gauge">
      <OutcomeBar title={title} counts={counts} />
      <Tally counts={counts} />
    </div>
  );
}
