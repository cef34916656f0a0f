import type { ArtifactReport, HostReport, RuleResult, RunHeader } from '../../model/result.ts';
import { SEVERITIES } from '../../model/outcome.ts';
import { shortPath } from '../../model/key-path.ts';
import { coverageOf, outcomeRank, worstOutcome } from '../coverage.ts';
import { describeActual, evidenceOf, locationText } from '../describe.ts';
import { counted, valueLabel } from '../describe-data.ts';
import { describeForm } from '../describe-form.ts';
import { contextFor, factPhrases } from '../describe-host.ts';
import { headlinesOf } from '../headline.ts';
import { neutralise } from '../neutralise.ts';
import type { ReportOptions } from '../reporter.ts';
import type { TextLine } from '../text-line.ts';
import { displayWidth, EMPTY_LINE, OUTCOME_MARKS, padded, paragraph, placeSpan, span, wrapped } from '../text-line.ts';
import { diagnosticsBlock } from './diagnostic-lines.ts';
import { blockHead, reasonLines, resultBlock } from './result-block.ts';
import { isToldTogether, unknownGroup } from './unknown-group.ts';

function headLines(host: HostReport, run: RunHeader, width: number): readonly TextLine[] {
  const outcome = worstOutcome(host.results);
  const headlines = headlinesOf(host, run).map((headline) => headline.text);
  const lead = `${OUTCOME_MARKS[outcome]} ${outcome} `;
  const hang = displayWidth(lead) + 1;
  const [first = '', ...rest] = wrapped(`${host.name}: ${headlines.join('; ')}`, width - hang);
  return [
    [span(lead, outcome), span(' '), span(first, 'strong')],
    ...rest.map((line): TextLine => [span(' '.repeat(hang)), span(line, 'strong')]),
  ];
}

function artifactLines(artifact: ArtifactReport, options: ReportOptions, width: number): readonly TextLine[] {
  const { format, encoding, counts } = artifact;
  const forms = [...new Set(artifact.parts.map((part) => describeForm(part.form)))].join(', ');
  const read = [forms, `${format.name} ${format.version}`.trim(), encoding.name].filter(Boolean).join(', ');
  const lines = linkedFirst(
    artifact.artifact,
    options.linkOf?.(artifact.artifact),
    paragraph(`${artifact.artifact}: ${read}`, 2, width),
  );
  if (!options.verbose) return lines;
  const decided = `encoding by ${encoding.how} (${encoding.certainty}), format by ${format.how}`;
  const size = `${counted(artifact.byteLength, 'byte')}, ${counted(counts.lines, 'line')}, ${counted(counts.keys, 'key')}, ${counted(counts.values, 'value')}`;
  return [
    ...lines,
    ...paragraph(`${size}; ${decided}`, 4, width, 'faint'),
    [span(`    sha256 ${artifact.sha256}`, 'faint')],
    ...artifact.parts.flatMap((part) =>
      part.roots.map((root): TextLine => [
        span(`    covers ${shortPath(root.path)} from ${locationText(root.location)}`, 'faint'),
      ]),
    ),
  ];
}

/** Lines of prose whose first word is a place. */
function linkedFirst(place: string, link: string | null | undefined, lines: readonly TextLine[]): readonly TextLine[] {
  const [[indent, first] = [], ...rest] = lines;
  // A name that had to be neutralised or broken stays without a link.
  if (indent === undefined || first === undefined || !first.text.startsWith(place)) return lines;
  return [[indent, placeSpan(place, link), span(first.text.slice(place.length))], ...rest];
}

function contextLines(host: HostReport, run: RunHeader, options: ReportOptions, width: number): readonly TextLine[] {
  const facts = factPhrases(host.facts);
  return [
    ...(facts.length > 0 ? paragraph(facts.join(', '), 2, width) : []),
    ...contextFor(host.facts, run).flatMap((context) => paragraph(context.text, 2, width, 'faint')),
    ...host.artifacts.flatMap((artifact) => artifactLines(artifact, options, width)),
  ];
}

/** Worst first, then by severity, then in the order of the pack. */
function inOrder(results: readonly RuleResult[]): readonly RuleResult[] {
  return results.toSorted(
    (a, b) =>
      outcomeRank(a.outcome) - outcomeRank(b.outcome) ||
      SEVERITIES.indexOf(a.rule.severity) - SEVERITIES.indexOf(b.rule.severity),
  );
}

function problemLines(results: readonly RuleResult[], options: ReportOptions, width: number): readonly TextLine[] {
  const lines: TextLine[] = [];
  const told = new Set<string>();
  for (const result of results) {
    if (!isToldTogether(result)) lines.push(EMPTY_LINE, ...resultBlock(result, options, width));
    else if (!told.has(result.reason)) {
      told.add(result.reason);
      const alike = results.filter((other) => isToldTogether(other) && other.reason === result.reason);
      lines.push(EMPTY_LINE, ...unknownGroup(result.reason, alike, options, width));
    }
  }
  return lines;
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(displayWidth));
}

/** The first choice of columns that has room in every row; the last choice stays whatever its width. */
function columnsThatFit(choices: readonly (readonly (readonly string[])[])[], room: number): readonly string[] {
  for (const rows of choices) {
    const widths = (rows[0] ?? []).map((_, i) => widest(rows.map((row) => row[i] ?? '')));
    const lines = rows.map((row) => row.map((cell, i) => padded(cell, widths[i] ?? 0)).join('  '));
    if (widest(lines) <= room || rows === choices.at(-1)) return lines;
  }
  return [];
}

/** One line a result: rule, data, and where the evidence stands, as far as there is room. */
function oneLineEach(results: readonly RuleResult[], options: ReportOptions, width: number): readonly TextLine[] {
  const rows = results.map((result) => {
    const { rule, lookup } = result;
    const evidence = evidenceOf(lookup);
    const place = evidence === null ? '' : locationText(evidence.location);
    const data = neutralise(describeActual(result));
    const link = evidence === null ? null : options.linkOf?.(evidence.location.artifact);
    const value = `${neutralise(valueLabel(rule.value))} = ${data}`;
    return { id: rule.id, data, value, place: neutralise(place), link };
  });
  const wordColumns = widest(results.map((result) => result.outcome));
  const choices = [
    rows.map(({ id, value, place }) => [id, value, place]),
    rows.map(({ id, data, place }) => [id, data, place]),
    rows.map(({ id, place }) => [id, place]),
  ];
  const cells = columnsThatFit(choices, width - wordColumns - 5);
  return results.flatMap((result, i) => {
    const { place = '', link } = rows[i] ?? {};
    const line = (cells[i] ?? '').trimEnd();
    // Every choice of columns ends in the place.
    const before = line.endsWith(place) ? line.slice(0, line.length - place.length) : line;
    return [
      [
        span(`  ${OUTCOME_MARKS[result.outcome]} ${padded(result.outcome, wordColumns)} `, result.outcome),
        span(before),
        placeSpan(line.slice(before.length), link),
      ],
      ...reasonLines(result, width),
    ];
  });
}

function coverageText(host: HostReport): string {
  const { results, decided, reasons } = coverageOf(host);
  const undecided = reasons.map(([reason, count]) => `${count} ${reason}`).join(', ');
  return `coverage: ${decided} of ${counted(results, 'rule')} decided${undecided === '' ? '' : `; not decided: ${undecided}`}`;
}

/** Everything about one host. */
export function hostSection(
  host: HostReport,
  run: RunHeader,
  options: ReportOptions,
  width: number,
): readonly TextLine[] {
  const results = inOrder(host.results);
  const problems = results.filter(({ outcome }) => outcomeRank(outcome) < outcomeRank('pass'));
  const others = results.filter((result) => !problems.includes(result));
  const diagnostics = diagnosticsBlock(host.diagnostics, options, width);
  const head = headLines(host, run, width);
  if (options.quiet && problems.length === 0 && diagnostics.length === 0) return head;
  const needsRestart = problems.some(({ outcome, rule }) => outcome === 'fail' && rule.remediation.restart);
  const passed = options.quiet
    ? [blockHead('pass', counted(others.length, 'rule'), '')]
    : oneLineEach(others, options, width);
  return [
    ...head,
    ...contextLines(host, run, options, width),
    ...problemLines(problems, options, width),
    ...(others.length > 0 ? [EMPTY_LINE, ...passed] : []),
    ...(diagnostics.length > 0 ? [EMPTY_LINE, ...diagnostics] : []),
    EMPTY_LINE,
    ...(needsRestart
      ? paragraph('Restart the machine after a fix: only then does it take effect.', 2, width, 'strong')
      : []),
    ...paragraph(coverageText(host), 2, width),
  ];
}
