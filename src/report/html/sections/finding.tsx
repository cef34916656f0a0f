import { REASON_WORDS } from '../../describe.ts';
import { Mark, OutcomeBadge } from '../parts/badges.tsx';
import { countLabel } from '../parts/number-label.ts';
import { OUTCOME_WORDS } from '../parts/outcome-words.ts';
import { Command, Entry, Path } from '../parts/text.tsx';
import type { BriefResult, Finding, HostEntry, OtherReading, ShownPlace } from '../report-data.ts';

/** The other reading of a rule, where it comes to another outcome. */
export function Reading({ reading }: { readonly reading: OtherReading }) {
  return (
    <span class="reading">
      <OutcomeBadge outcome={reading.outcome} /> {reading.text}
    </span>
  );
}

function Place({ place }: { readonly place: ShownPlace }) {
  return (
    <figure class="evidence">
      <figcaption>
        {place.says !== null && <span class="says">{place.says}</span>}
        {place.where !== '' && (
          <>
            <span class="label">Evidence</span>
            <Path text={place.where} />
          </>
        )}
      </figcaption>
      {place.excerpt !== '' && (
        <pre>
          <code>{place.excerpt}</code>
        </pre>
      )}
    </figure>
  );
}

/** Everything about one result that did not pass. */
export function FindingBlock({
  finding,
  host,
  id,
}: {
  readonly finding: Finding;
  readonly host: HostEntry;
  readonly id: string;
}) {
  return (
    <article class={`finding ${finding.outcome}`} id={id} data-host={finding.host} data-outcome={finding.outcome}>
      <h4>
        <Mark outcome={finding.outcome} /> {OUTCOME_WORDS[finding.outcome]} on{' '}
        <a href={`#host-${host.index}`}>{host.name}</a>
      </h4>
      <dl class="compare">
        <Entry term="Expected">
          <code>{finding.expected}</code>
        </Entry>
        <Entry term="Found">
          <code>{finding.actual}</code>
        </Entry>
      </dl>
      <dl class="entries">
        <Entry term="Because">{finding.because}</Entry>
        {finding.otherReading !== null && (
          <Entry term={finding.otherReading.label}>
            <Reading reading={finding.otherReading} />
          </Entry>
        )}
        {finding.error !== null && (
          <Entry term="Message">
            <code>{finding.error}</code>
          </Entry>
        )}
        {finding.lastKeyShown !== null && (
          <Entry term="Note">
            An absence counts only if the export is whole; the last key that it shows is{' '}
            <Path text={finding.lastKeyShown} />
          </Entry>
        )}
      </dl>
      {finding.places.map((place) => (
        <Place place={place} />
      ))}
      {finding.next !== null && (
        <div class="next">
          <p>{finding.next.text}</p>
          {finding.next.commands.map((command) => (
            <Command text={command} />
          ))}
        </div>
      )}
    </article>
  );
}

/** Results that are told on one line each, those of one outcome, reason and data together. */
interface BriefGroup {
  readonly first: BriefResult;
  readonly results: readonly BriefResult[];
}

function grouped(briefs: readonly BriefResult[]): readonly BriefGroup[] {
  const groups = new Map<string, { readonly first: BriefResult; readonly results: BriefResult[] }>();
  for (const brief of briefs) {
    const key = `${brief.outcome}\n${brief.reason}\n${brief.actual}`;
    const group = groups.get(key);
    if (group) group.results.push(brief);
    else groups.set(key, { first: brief, results: [brief] });
  }
  return [...groups.values()];
}

interface BriefListProps {
  readonly briefs: readonly BriefResult[];
  readonly hostOf: (index: number) => HostEntry;
  /** Only names, because places for so many results would make a report that nobody can open. */
  readonly isBrief: boolean;
}

/** The results of a rule that are not shown in full. */
export function BriefList({ briefs, hostOf, isBrief }: BriefListProps) {
  return (
    <>
      {grouped(briefs).map(({ first, results }) => (
        <div class={`brief ${first.outcome}`} data-outcome={first.outcome}>
          <h4>
            <Mark outcome={first.outcome} /> {OUTCOME_WORDS[first.outcome]} on {countLabel(results.length, 'more host')}
            : <code>{first.actual}</code>
          </h4>
          <p class="soft">
            {REASON_WORDS[first.reason]}
            {first.otherReading !== null &&
              `; ${first.otherReading.label.toLowerCase()}: ${first.otherReading.outcome}`}
          </p>
          {isBrief ? (
            <p class="names">{results.map(({ host }) => hostOf(host).name).join(', ')}</p>
          ) : (
            <ul>
              {results.map(({ host, where }) => (
                <li data-host={host}>
                  <a href={`#host-${host}`}>{hostOf(host).name}</a>
                  {where !== null && <code>{where}</code>}
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </>
  );
}
