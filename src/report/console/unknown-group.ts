import type { Reason } from '../../model/outcome.ts';
import type { RuleResult } from '../../model/result.ts';
import { shortPath } from '../../model/key-path.ts';
import { describeExpected, evidenceOf, locationText, REASON_WORDS } from '../describe.ts';
import { counted, valueLabel } from '../describe-data.ts';
import { collectCommands, nextStep } from '../next-step.ts';
import type { ReportOptions } from '../reporter.ts';
import type { TextLine } from '../text-line.ts';
import { padded, displayWidth, span } from '../text-line.ts';
import { blockHead, labelledPlace, labelledText, labelledWhole } from './result-block.ts';

/** Reasons that are about the evidence as a whole: the same sentence and cure for every value. */
const SHARED: ReadonlySet<Reason> = new Set<Reason>([
  'not-collected',
  'truncated',
  'control-set-unstated',
  'control-set-missing',
  'two-computers',
  'os-build-unknown',
]);

const MOST_PLACES = 3;

/** Whether a result is told together with others of the same reason. */
export function isToldTogether(result: RuleResult): boolean {
  return result.outcome === 'unknown' && SHARED.has(result.reason);
}

function rulesByKey(results: readonly RuleResult[]): ReadonlyMap<string, readonly RuleResult[]> {
  const byKey = new Map<string, RuleResult[]>();
  for (const result of results) {
    const same = byKey.get(result.rule.key);
    if (same) same.push(result);
    else byKey.set(result.rule.key, [result]);
  }
  return byKey;
}

function ruleLines(results: readonly RuleResult[], width: number): readonly TextLine[] {
  const idColumns = Math.max(...results.map(({ rule }) => displayWidth(rule.id)));
  const valueColumns = Math.max(...results.map(({ rule }) => displayWidth(valueLabel(rule.value))));
  return [...rulesByKey(results)].flatMap(([key, ofKey]) => [
    [span(`    ${shortPath(key)}`)],
    ...ofKey.map((result): TextLine => {
      const { rule } = result;
      const expected = `  ${padded(valueLabel(rule.value), valueColumns)}  expected ${describeExpected(result)}`;
      const hasRoom = 6 + idColumns + displayWidth(expected) <= width;
      return [span(`      ${padded(rule.id, idColumns)}`), span(hasRoom ? expected : '', 'faint')];
    }),
  ]);
}

function commandsFor(reason: Reason, results: readonly RuleResult[]): readonly string[] {
  if (reason === 'not-collected' || reason === 'truncated') return collectCommands(results.map(({ rule }) => rule.key));
  const [first] = results;
  return first === undefined ? [] : (nextStep(first)?.commands ?? []);
}

/** The results of one reason as one block: the sentence once, the keys they are about, the cure once. */
export function unknownGroup(
  reason: Reason,
  results: readonly RuleResult[],
  options: ReportOptions,
  width: number,
): readonly TextLine[] {
  const [first] = results;
  if (first === undefined) return [];
  const places = new Map(
    results.flatMap(({ lookup }) => {
      const evidence = evidenceOf(lookup);
      return evidence === null ? [] : [[locationText(evidence.location), evidence.location] as const];
    }),
  );
  const shown = [...places.values()].slice(0, MOST_PLACES);
  return [
    blockHead('unknown', counted(results.length, 'rule'), reason),
    ...labelledText('because', REASON_WORDS[reason], width),
    ...ruleLines(results, width),
    ...shown.map((place, i) => labelledPlace(i === 0 ? 'evidence' : '', place, options)),
    ...labelledText('next', nextStep(first)?.text ?? '', width),
    ...commandsFor(reason, results).map((command) => labelledWhole('', command)),
  ];
}
