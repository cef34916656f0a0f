import { byCodeUnit } from '../../../model/order.ts';
import { countLabel, numberLabel } from '../parts/number-label.ts';
import { Path, Scrollable } from '../parts/text.tsx';
import type { ArtifactEntry, HostEntry, ReportData } from '../report-data.ts';
import { Section } from './section.tsx';

/** More files than this are folded away on the screen; on paper they stand in full. */
const MOST_OPEN = 25;

/** Every artifact with its host, in the order of the artifacts' names. */
export function artifactsOf(data: ReportData): readonly (readonly [artifact: ArtifactEntry, host: HostEntry])[] {
  return data.hosts
    .flatMap((host) => host.artifacts.map((artifact) => [artifact, host] as const))
    .toSorted(([a], [b]) => byCodeUnit(a.artifact, b.artifact));
}

function ArtifactRow({ artifact, host }: { readonly artifact: ArtifactEntry; readonly host: HostEntry }) {
  return (
    <tr>
      <th scope="row">
        <Path text={artifact.artifact} />
        <code class="hash">{artifact.sha256}</code>
      </th>
      <td>
        <a href={`#host-${host.index}`}>{host.name}</a>
      </td>
      <td class="amount">{numberLabel(artifact.byteLength)}</td>
      <td>
        {artifact.format}
        <span class="block">{artifact.encoding}</span>
        <span class="soft block">
          {artifact.form}; {artifact.contents}
        </span>
        {artifact.covers.length > 0 && (
          <span class="soft block">
            covers{' '}
            {artifact.covers.map((root, i) => (
              <>
                {i > 0 && ', '}
                <Path text={root} />
              </>
            ))}
          </span>
        )}
      </td>
    </tr>
  );
}

function ArtifactTable({ data }: { readonly data: ReportData }) {
  return (
    <Scrollable label="Evidence files">
      <table class="artifacts">
        <caption>Evidence files, with the SHA-256 of the bytes that were read</caption>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Host</th>
            <th scope="col">Bytes</th>
            <th scope="col">Read as, how that was decided, and what it covers</th>
          </tr>
        </thead>
        <tbody>
          {artifactsOf(data).map(([artifact, host]) => (
            <ArtifactRow artifact={artifact} host={host} />
          ))}
        </tbody>
      </table>
    </Scrollable>
  );
}

/** What was looked at: hosts, files and how each was read. A collection time is not stated by any of the formats. */
export function Scope({ data }: { readonly data: ReportData }) {
  const files = data.hosts.reduce((sum, host) => sum + host.artifacts.length, 0);
  const bytes = data.hosts.reduce(
    (sum, host) => sum + host.artifacts.reduce((own, { byteLength }) => own + byteLength, 0),
    0,
  );
  return (
    <Section id="scope">
      <p>
        This report speaks about {countLabel(data.hosts.length, 'host')}, by {countLabel(files, 'evidence file')} of
        together {countLabel(bytes, 'byte')}. What the files do not cover is listed under{' '}
        <a href="#not-collected">Evidence to collect</a>.
      </p>
      {files > MOST_OPEN ? (
        <details>
          <summary>Show {countLabel(files, 'evidence file')}</summary>
          <ArtifactTable data={data} />
        </details>
      ) : (
        <ArtifactTable data={data} />
      )}
    </Section>
  );
}
