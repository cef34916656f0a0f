import { OutcomeBadge, WORST_FIRST } from '../parts/badges.tsx';
import { OUTCOME_MEANINGS } from '../parts/outcome-words.ts';
import { Path, Scrollable } from '../parts/text.tsx';
import type { ReportData } from '../report-data.ts';
import { artifactsOf } from './scope.tsx';
import { Section } from './section.tsx';

/** What the words of the report mean. */
export function Glossary() {
  return (
    <Section id="glossary">
      <dl class="glossary">
        {WORST_FIRST.map((outcome) => (
          <div>
            <dt>
              <OutcomeBadge outcome={outcome} />
            </dt>
            <dd>{OUTCOME_MEANINGS[outcome]}</dd>
          </div>
        ))}
        <div>
          <dt>Severity</dt>
          <dd>How much a rule matters, as its pack rates it: critical, high, medium, low or info.</dd>
        </div>
        <div>
          <dt>Evidence</dt>
          <dd>
            A collected file. Places in it are written file:line:column, counted from 1; a column counts UTF-16 code
            units.
          </dd>
        </div>
      </dl>
    </Section>
  );
}

const ROLES = ['Prepared by', 'Reviewed by', 'Accepted by'] as const;

/** Lines for names, roles, dates and signatures. */
export function SignOff() {
  return (
    <Section id="sign-off">
      <p>By signing, the persons below confirm that they have read this report.</p>
      <Scrollable label="Signatures">
        <table class="signatures">
          <caption class="unseen">Signatures</caption>
          <thead>
            <tr>
              <td></td>
              <th scope="col">Name</th>
              <th scope="col">Role</th>
              <th scope="col">Date</th>
              <th scope="col">Signature</th>
            </tr>
          </thead>
          <tbody>
            {ROLES.map((role) => (
              <tr>
                <th scope="row">{role}</th>
                <td></td>
                <td></td>
                <td></td>
                <td></td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrollable>
    </Section>
  );
}

/** Every hash that ties the report to its evidence and its criteria. */
export function Hashes({ data }: { readonly data: ReportData }) {
  const rows = [
    ...data.run.packs.map(({ pack }) => ({ what: 'Rule pack', file: pack.file, sha256: pack.sha256 })),
    ...artifactsOf(data).map(([{ artifact, sha256 }]) => ({ what: 'Evidence', file: artifact, sha256 })),
  ];
  return (
    <Section id="hashes">
      <p>
        SHA-256 of the bytes that were read. On Linux <code>sha256sum FILE</code>, in PowerShell{' '}
        <code>Get-FileHash FILE</code> gives the same digits for the same file.
      </p>
      <Scrollable label="Hashes">
        <table class="hashes">
          <caption class="unseen">SHA-256 hashes</caption>
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Kind</th>
              <th scope="col">SHA-256</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ what, file, sha256 }) => (
              <tr>
                <th scope="row">
                  <Path text={file} />
                </th>
                <td>{what}</td>
                <td>
                  <code class="hash">{sha256}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrollable>
    </Section>
  );
}
