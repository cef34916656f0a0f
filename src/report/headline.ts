import type { HostReport, RunHeader } from '../model/result.ts';
import { countOutcomes } from './coverage.ts';
import { counted } from './describe-data.ts';

/** The headline of one pack on one host, in words. */
export interface HeadlineWords {
  readonly pack: string;
  /** The pack's own headline that holds, else null. */
  readonly id: string | null;
  readonly text: string;
}

/** What stands over a host, one line a pack: the state that the pack names, else how many settings are as expected. */
export function headlinesOf(host: HostReport, run: RunHeader): readonly HeadlineWords[] {
  return run.packs.map(({ pack, profile }) => {
    const named = host.headlines.find((headline) => headline.pack === pack.id);
    if (named && named.id !== null && named.text !== null) return { pack: pack.id, id: named.id, text: named.text };
    const results = host.results.filter((result) => result.pack === pack.id);
    const counts = countOutcomes(results);
    const passing =
      profile.reading === 'documented'
        ? `${counts.pass} of ${counted(results.length, 'setting')} as documented`
        : `${counts.pass} of ${counted(results.length, 'rule')} effective`;
    const others = (['fail', 'unknown', 'error'] as const)
      .filter((outcome) => counts[outcome] > 0)
      .map((outcome) => `, ${counts[outcome]} ${outcome}`);
    return { pack: pack.id, id: null, text: `${pack.title}: ${passing}${others.join('')}` };
  });
}
