/** A number with a comma between thousands, the same in every locale. */
export function numberLabel(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A count with its noun, thousands apart: `1 rule`, `1,000 rules`. */
export function countLabel(value: number, noun: string, plural = `${noun}s`): string {
  return `${numberLabel(value)} ${value === 1 ? noun : plural}`;
}

/** Ascending numbers with runs joined: `1–4, 7`. */
export function rangesLabel(numbers: readonly number[]): string {
  const runs: [from: number, to: number][] = [];
  for (const value of numbers) {
    const last = runs.at(-1);
    if (last && value === last[1] + 1) last[1] = value;
    else runs.push([value, value]);
  }
  return runs
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`))
    .join(', ');
}
