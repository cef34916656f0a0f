import type { DiagnosticLevel } from '../../../model/diagnostic.ts';
import { numberLabel } from '../parts/number-label.ts';
import { Path, Scrollable } from '../parts/text.tsx';
import type { DiagnosticEntry, HostEntry, ReportData } from '../report-data.ts';
import { Section } from './section.tsx';

const LEVELS: readonly DiagnosticLevel[] = ['error', 'warning', 'note'];
const LEVEL_WORDS: Readonly<Record<DiagnosticLevel, readonly [mark: string, word: string]>> = {
  error: ['!', 'Error'],
  warning: ['▲', 'Warning'],
  note: ['i', 'Note'],
};

function DiagnosticRow({ entry, host }: { readonly entry: DiagnosticEntry; readonly host: HostEntry | null }) {
  const [mark, word] = LEVEL_WORDS[entry.level];
  return (
    <tr>
      <td>
        <span class={`badge level-${entry.level}`}>
          <span aria-hidden="true">{mark}</span> {word}
        </span>
      </td>
      <td>
        {entry.message}
        {entry.help !== null && <span class="soft block">{entry.help}</span>}
        <code class="id">{entry.code}</code>
      </td>
      <td>{entry.where === null ? <span class="soft">the whole</span> : <Path text={entry.where} />}</td>
      <td>{host === null ? <span class="soft">no host</span> : <a href={`#host-${host.index}`}>{host.name}</a>}</td>
    </tr>
  );
}

/** What reading the evidence brought up: damage, assumptions, lines that were ignored. */
export function Diagnostics({
  data,
  hostOf,
}: {
  readonly data: ReportData;
  readonly hostOf: (index: number) => HostEntry;
}) {
  const entries = data.diagnostics.toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
  if (entries.length === 0) {
    return (
      <Section id="diagnostics">
        <p>None: every line of the evidence was read as meant.</p>
      </Section>
    );
  }
  return (
    <Section id="diagnostics">
      <p>
        An error means that a file is no evidence, a warning that something is lost or not covered, a note that nothing
        is lost.
      </p>
      <Scrollable label="Remarks on the evidence">
        <table class="diagnostics">
          <caption class="unseen">Remarks on the evidence</caption>
          <thead>
            <tr>
              <th scope="col">Level</th>
              <th scope="col">What was found</th>
              <th scope="col">Where</th>
              <th scope="col">Host</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <DiagnosticRow entry={entry} host={entry.host === null ? null : hostOf(entry.host)} />
            ))}
          </tbody>
        </table>
      </Scrollable>
      {data.omittedDiagnostics.map(([code, count]) => (
        <p class="note">
          And {numberLabel(count)} more of <code>{code}</code>; the JSON report of the same run lists each.
        </p>
      ))}
    </Section>
  );
}
