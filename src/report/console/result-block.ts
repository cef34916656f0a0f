import type { RuleResult } from '../../model/result.ts';
import type { Location } from '../../model/location.ts';
import type { Reason } from '../../model/outcome.ts';
import { shortPath } from '../../model/key-path.ts';
import {
  describeActual,
  describeExpected,
  describeJudgement,
  describeLookup,
  evidenceOf,
  lastKeyBehindAbsence,
  locationText,
  readingsDiffer,
  REASON_WORDS,
} from '../describe.ts';
import { valueLabel } from '../describe-data.ts';
import { nextStep } from '../next-step.ts';
import { neutralise } from '../neutralise.ts';
import type { ReportOptions } from '../reporter.ts';
import type { TextLine } from '../text-line.ts';
import { clipped, displayWidth, labelled, OUTCOME_MARKS, padded, placeSpan, span } from '../text-line.ts';

/** Where labels stand, and where their text begins. */
const LABEL = { indent: 4, columns: 9 } as const;
const TEXT_INDENT = LABEL.indent + LABEL.columns + 1;

/** A labelled, wrapped text inside a block. */
export function labelledText(label: string, text: string, width: number): readonly TextLine[] {
  return labelled({ text: label, ...LABEL }, text, width);
}

/** A labelled line that is never broken, because people copy it: a key or a command. */
export function labelledWhole(label: string, text: string): TextLine {
  return [span(' '.repeat(LABEL.indent)), span(`${padded(label, LABEL.columns)} `, 'faint'), span(text)];
}

/** A labelled place in the evidence. */
export function labelledPlace(label: string, location: Location, { linkOf }: Pick<ReportOptions, 'linkOf'>): TextLine {
  const [indent, word] = labelledWhole(label, '');
  const place = placeSpan(locationText(location), linkOf?.(location.artifact));
  return [indent ?? span(''), word ?? span(''), place];
}

/** The first line of a block: mark, word and what it is about. */
export function blockHead(outcome: RuleResult['outcome'], about: string, aside: string): TextLine {
  return [
    span(`  ${OUTCOME_MARKS[outcome]} ${padded(outcome, 9)} `, outcome),
    span(about, 'strong'),
    span(aside === '' ? '' : `  ${aside}`, 'faint'),
  ];
}

/** Reasons that expected and actual do not show by themselves. */
const WORTH_SAYING: ReadonlySet<Reason> = new Set<Reason>([
  'wrong-type',
  'nonstandard-nonzero',
  'type-unstated',
  'os-default',
  'protocol-enabled',
  'protocol-disabled',
  'protocol-disabled-by-default',
  'protocol-unsupported',
  'combined',
  'control-set-unstated',
  'control-set-missing',
  'two-computers',
  'os-build-unknown',
  'os-build-not-in-table',
  'os-default-unclear',
  'depends-on-target-framework',
  'not-applicable',
  'internal-error',
]);

/** Why, where that is not plain, and what the other reading comes to; empty when both are plain. */
export function reasonLines(result: RuleResult, width: number): readonly TextLine[] {
  const lines: TextLine[] = [];
  const judgement = result.reading === 'effective' ? result.effective : result.documented;
  if (WORTH_SAYING.has(result.reason)) {
    const text =
      judgement.reason === result.reason ? describeJudgement(judgement, result.rule) : REASON_WORDS[result.reason];
    lines.push(...labelledText('because', text, width));
  }
  if (result.error !== undefined) lines.push(...labelledText('message', result.error, width));
  if (readingsDiffer(result)) {
    const [label, other] =
      result.reading === 'effective'
        ? (['document', result.documented] as const)
        : (['effective', result.effective] as const);
    lines.push(...labelledText(label, `${other.outcome}: ${describeJudgement(other, result.rule)}`, width));
  }
  const lastKey = lastKeyBehindAbsence(result);
  if (lastKey !== null) {
    const text = `an absence counts only if the export is whole; the last key that it shows is ${shortPath(lastKey)}`;
    lines.push(...labelledText('note', text, width));
  }
  return lines;
}

function consultedLines(result: RuleResult, width: number): readonly TextLine[] {
  return result.consulted.slice(1).flatMap(({ key, name, lookup }) => {
    const evidence = evidenceOf(lookup);
    const place = evidence === null ? '' : ` at ${locationText(evidence.location)}`;
    return labelledText('and', `${valueLabel(name)} is ${describeLookup(lookup, key)}${place}`, width);
  });
}

/** The location whole, and beside or below it the evidence's own words. */
function evidenceLines(result: RuleResult, options: ReportOptions, width: number): readonly TextLine[] {
  const evidence = evidenceOf(result.lookup);
  if (evidence === null || result.lookup.answer === 'conflict') return [];
  const place = labelledPlace('evidence', evidence.location, options);
  if (evidence.excerpt === '') return [place];
  const excerpt = neutralise(evidence.excerpt);
  const beside = TEXT_INDENT + displayWidth(locationText(evidence.location)) + 2;
  if (beside + displayWidth(excerpt) <= width) return [[...place, span(`  ${excerpt}`, 'faint')]];
  return [place, [span(' '.repeat(TEXT_INDENT)), span(clipped(excerpt, width - TEXT_INDENT), 'faint')]];
}

function nextLines(result: RuleResult, width: number): readonly TextLine[] {
  const next = nextStep(result);
  if (next === null) return [];
  const [first, ...more] = next.commands;
  // The command of a failure says it all; its prose (and the restart notice) stands once a host and in `explain`.
  if (result.outcome === 'fail' && first !== undefined) return [labelledWhole('fix', first)];
  return [
    ...labelledText('next', next.text, width),
    ...(first === undefined ? [] : [first, ...more]).map((command) => labelledWhole('', command)),
  ];
}

/** Everything about one result that did not pass. */
export function resultBlock(result: RuleResult, options: ReportOptions, width: number): readonly TextLine[] {
  const { rule } = result;
  return [
    blockHead(result.outcome, rule.id, rule.severity),
    ...labelledText('', rule.title, width),
    labelledWhole('key', shortPath(rule.key)),
    labelledWhole('value', valueLabel(rule.value)),
    ...labelledText('expected', describeExpected(result), width),
    ...labelledText('actual', describeActual(result), width),
    ...consultedLines(result, width),
    ...reasonLines(result, width),
    ...evidenceLines(result, options, width),
    ...nextLines(result, width),
  ];
}
