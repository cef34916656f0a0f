import type { DifferentResult, Difference, Verification, VerifiedArtifact } from '../model/verification.ts';
import { followsFromEvidence } from '../model/verification.ts';
import { counted } from './describe-data.ts';
import { jsonText } from './json/json-text.ts';
import type { TextLine, TextOptions } from './text-line.ts';
import { clipped, EMPTY_LINE, pageWidth, paragraph, renderLines, span } from './text-line.ts';

/** How many differences of one result, or of the rest of the report, are shown. */
const MOST_DIFFERENCES = 8;
/** How many different results are shown without --verbose. */
const MOST_RESULTS = 20;
/** What people look for; where one of these differs, the words that follow from it are left to `-f json`. */
const TELLING: ReadonlySet<string> = new Set(['result', 'outcome', 'reason', 'severity', 'expected', 'actual']);

const STATES: Readonly<Record<VerifiedArtifact['state'], string>> = {
  equal: 'unchanged',
  changed: 'changed',
  missing: 'missing',
  additional: 'not in the report',
  unrelated: 'no evidence',
};

function countOf(artifacts: Verification['artifacts'], state: VerifiedArtifact['state']): number {
  return artifacts.filter((artifact) => artifact.state === state).length;
}

/** Why a report does not follow, as a phrase; empty when it does. */
export function verificationCauses({ tool, packs, artifacts, results, differences }: Verification): string {
  const changedPacks = packs.filter(({ state }) => state === 'changed').length;
  const [changed, missing, additional] = (['changed', 'missing', 'additional'] as const).map((state) =>
    countOf(artifacts, state),
  );
  const parts: readonly (readonly [count: number, words: string])[] = [
    [tool.stated === tool.used ? 0 : 1, `written by regaudit ${tool.stated}`],
    [changedPacks, `${counted(changedPacks, 'rule pack')} changed`],
    [changed ?? 0, `${counted(changed ?? 0, 'evidence file')} changed`],
    [missing ?? 0, `${counted(missing ?? 0, 'evidence file')} missing`],
    [additional ?? 0, `${counted(additional ?? 0, 'evidence file')} not in the report`],
    [results.different.length, `${counted(results.different.length, 'result')} different`],
    [results.notChecked, `${counted(results.notChecked, 'result')} not checked`],
    [differences.length, counted(differences.length, 'other difference')],
  ];
  return parts.flatMap(([count, words]) => (count > 0 ? [words] : [])).join(', ');
}

function differenceLines(differences: readonly Difference[], width: number): readonly TextLine[] {
  const room = Math.max(20, width - 18);
  const value = (text: string | null): string => (text === null ? '(nothing)' : clipped(text, room));
  const more = differences.length - MOST_DIFFERENCES;
  return [
    ...differences
      .slice(0, MOST_DIFFERENCES)
      .flatMap(({ path, stated, found }): readonly TextLine[] => [
        [span(`      ${path === '' ? 'report' : clipped(path, room)}`)],
        [span('        stated   ', 'faint'), span(value(stated))],
        [span('        evidence ', 'faint'), span(value(found))],
      ]),
    ...(more > 0 ? [[span(`      and ${more} more; -f json has all`, 'faint')]] : []),
  ];
}

function resultLines(different: readonly DifferentResult[], isWhole: boolean, width: number): readonly TextLine[] {
  const shown = isWhole ? different : different.slice(0, MOST_RESULTS);
  const more = different.length - shown.length;
  return [
    ...shown.flatMap(({ host, pack, rule, differences }): readonly TextLine[] => {
      const telling = differences.filter(({ path }) => TELLING.has(path));
      return [
        [span('  ✗ different ', 'fail'), span(`${host}: ${pack}/${rule}`)],
        ...differenceLines(isWhole || telling.length === 0 ? differences : telling, width),
      ];
    }),
    ...(more > 0
      ? paragraph(`and ${counted(more, 'more different result')}; --verbose shows all`, 4, width, 'faint')
      : []),
  ];
}

function artifactLines({ artifact, state, statedSha256, foundSha256, foundAs }: VerifiedArtifact): readonly TextLine[] {
  const isFine = state === 'equal' || state === 'unrelated';
  const aside = foundAs === null || foundAs === artifact ? '' : ` (found as ${foundAs})`;
  const head: TextLine = [
    span(`  ${isFine ? '✓' : '✗'} ${STATES[state]} `, isFine ? 'pass' : 'fail'),
    span(artifact),
    span(aside, 'faint'),
  ];
  if (state !== 'changed') return [head];
  return [
    head,
    [span('      sha256 stated ', 'faint'), span(statedSha256 ?? '')],
    [span('      sha256 now    ', 'faint'), span(foundSha256 ?? '')],
  ];
}

function packLines(verification: Verification, width: number): readonly TextLine[] {
  return verification.packs.flatMap(({ id, state, statedSha256, foundSha256 }): readonly TextLine[] =>
    state === 'equal'
      ? paragraph(`rule pack ${id} unchanged`, 2, width)
      : [
          [span('  ✗ changed ', 'fail'), span(`rule pack ${id}`)],
          [span('      sha256 stated ', 'faint'), span(statedSha256)],
          [span('      sha256 now    ', 'faint'), span(foundSha256)],
        ],
  );
}

/** What verifying a report came to, for people; every unchanged file only with `verbose`. */
export function verificationText(
  file: string,
  verification: Verification,
  options: TextOptions & { readonly verbose: boolean },
): string {
  const { tool, artifacts, results, differences } = verification;
  const width = pageWidth(options.width);
  const follows = followsFromEvidence(verification);
  const verdict = follows ? 'follows from the evidence' : 'does not follow from the evidence';
  const shown = artifacts.filter(({ state }) => options.verbose || (state !== 'equal' && state !== 'unrelated'));
  const equal = countOf(artifacts, 'equal');
  const unrelated = countOf(artifacts, 'unrelated');
  const lines: readonly TextLine[] = [
    [span(`${follows ? '✓' : '✗'} `, follows ? 'pass' : 'fail'), span(`${file} ${verdict}`, 'strong')],
    ...(tool.stated === tool.used
      ? paragraph(`regaudit ${tool.stated}, as the report states`, 2, width)
      : paragraph(
          `written by regaudit ${tool.stated}, verified with ${tool.used}: only the version that wrote a report can confirm it`,
          2,
          width,
          'warning',
        )),
    ...packLines(verification, width),
    ...paragraph(`${counted(equal, 'evidence file')} unchanged`, 2, width),
    ...paragraph(
      'taken as stated, because evidence cannot show it: when it was evaluated, the command line',
      2,
      width,
      'faint',
    ),
    ...(unrelated > 0 ? paragraph(`not evidence: ${counted(unrelated, 'other file')}`, 2, width, 'faint') : []),
    ...shown.flatMap(artifactLines),
    ...paragraph(`${counted(results.equal, 'result')} as the evidence gives them`, 2, width),
    ...(results.notChecked > 0
      ? paragraph(`${counted(results.notChecked, 'result')} not checked: the evidence is missing`, 2, width, 'unknown')
      : []),
    ...resultLines(results.different, options.verbose, width),
    ...(differences.length > 0
      ? [[span('  ✗ different ', 'fail'), span('elsewhere in the report')], ...differenceLines(differences, width)]
      : []),
    EMPTY_LINE,
    ...(follows ? [] : paragraph(`${file} ${verdict}: ${verificationCauses(verification)}`, 0, width, 'fail')),
  ];
  return renderLines(lines, options.color).replace(/\n\n$/u, '\n');
}

/** The same for programs. */
export function verificationJson(file: string, verification: Verification): string {
  return `${jsonText({ report: file, follows: followsFromEvidence(verification), ...verification }, 0)}\n`;
}
