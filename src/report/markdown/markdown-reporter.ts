import { byCodeUnit } from '../../model/order.ts';
import type { HostReport, RunHeader, RunSummary } from '../../model/result.ts';
import { outcomeRank, worstOutcome } from '../coverage.ts';
import { BLIND_SPOTS } from '../describe.ts';
import { counted } from '../describe-data.ts';
import { runSummaryText } from '../describe-run.ts';
import type { Reporter } from '../reporter.ts';
import { utf8Bytes } from '../text-size.ts';
import { diagnosticList, HOST_COLUMNS, hostRow, hostSection } from './markdown-host.ts';
import { markdownCode, markdownText, tableHead } from './markdown-text.ts';

/**
 * GitHub takes 1,024 KiB of job summary from a step and drops the whole of it beyond that; the rest of the room is for
 * what other commands of the step write.
 */
const MOST_BYTES = 900 * 1024;
/** Room for what stands around the hosts. */
const FRAME_BYTES = 100 * 1024;
const MOST_OPTIONS = 2000;

interface ShownHost {
  readonly name: string;
  readonly rank: number;
  readonly row: string;
  readonly section: string;
  readonly bytes: number;
}

function compareHosts(a: ShownHost, b: ShownHost): number {
  return a.rank - b.rank || byCodeUnit(a.name, b.name);
}

/** Puts a host in its place, worst first. */
function insert(shown: ShownHost[], host: ShownHost): void {
  let from = 0;
  let to = shown.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const other = shown[middle];
    if (other && compareHosts(other, host) <= 0) from = middle + 1;
    else to = middle;
  }
  shown.splice(from, 0, host);
}

function custody(run: RunHeader, evidence: string): string {
  const packs = run.packs.map(
    ({ pack, profile }) =>
      `- pack ${markdownCode(pack.id)} ${markdownText(pack.version)}, profile ${markdownCode(profile.id)}, sha256 ${markdownCode(pack.sha256)}\n`,
  );
  const options = Object.entries(run.options).map(([name, value]) => `--${name} ${String(value)}`);
  return [
    '\n<details><summary>What this report stands on</summary>\n\n',
    `- ${markdownText(`${run.tool.name} ${run.tool.version}`)}, evaluated at ${markdownText(run.evaluatedAt)}\n`,
    ...packs,
    options.length > 0 ? `- options ${markdownCode(options.join(' '), MOST_OPTIONS)}\n` : '',
    evidence,
    '\nNo registry evidence can show:\n\n',
    ...BLIND_SPOTS.map((blindSpot) => `- ${markdownText(blindSpot)}\n`),
    '\n</details>\n',
  ].join('');
}

function evidenceLines(host: HostReport): string {
  return host.artifacts
    .map(({ artifact, sha256 }) => `- evidence ${markdownCode(artifact, 300)}, sha256 ${markdownCode(sha256)}\n`)
    .join('');
}

function headLine({ gate }: RunSummary): string {
  const [mark, word] =
    gate.exitCode === 0 ? ['✓', 'passed'] : gate.exitCode === 1 ? ['✗', 'failed'] : ['!', 'not completed'];
  return `## ${markdownText(mark)} regaudit: ${word}\n\n`;
}

/**
 * Markdown for job summaries and merge requests: all hosts in a table, what is wrong below, worst first. Of more hosts
 * than fit, the best are left out and counted, so that memory is bounded too.
 */
export function markdownReporter(): Reporter {
  const shown: ShownHost[] = [];
  let header: RunHeader | null = null;
  let bytes = FRAME_BYTES;
  let evidence = '';
  let unlisted = 0;
  let hidden = 0;

  const listEvidence = (host: HostReport): void => {
    const lines = evidenceLines(host);
    if (evidence.length + lines.length > FRAME_BYTES / 4) unlisted += host.artifacts.length;
    else evidence += lines;
  };
  return {
    begin: (run) => {
      header = run;
      return '';
    },
    host: (host) => {
      if (header === null) throw new Error('the Markdown report was not begun');
      listEvidence(host);
      const row = hostRow(host, header);
      const section = hostSection(host);
      const size = utf8Bytes(row) + utf8Bytes(section);
      insert(shown, { name: host.name, rank: outcomeRank(worstOutcome(host.results)), row, section, bytes: size });
      bytes += size;
      while (bytes > MOST_BYTES && shown.length > 0) {
        bytes -= shown.pop()?.bytes ?? 0;
        hidden += 1;
      }
      return '';
    },
    end: (summary) => {
      if (header === null) throw new Error('the Markdown report was not begun');
      const files = diagnosticList(summary.diagnostics);
      const cut =
        hidden > 0
          ? `\n**Cut:** ${counted(hidden, 'more host')} not shown, to stay below the 1,024 KiB of a job summary; every result is in -f json.\n`
          : '';
      const more = unlisted > 0 ? `- ${counted(unlisted, 'more evidence file')}, listed in -f json\n` : '';
      return [
        headLine(summary),
        `${markdownText(runSummaryText(header, summary), 2000)}\n\n`,
        shown.length > 0 ? tableHead(HOST_COLUMNS) : '',
        ...shown.map(({ row }) => row),
        cut,
        ...shown.map(({ section }) => section),
        files === '' ? '' : `\n### Files that are no evidence\n\n${files}`,
        custody(header, evidence + more),
      ];
    },
  };
}
