import type { Evidence } from '../model/lookup.ts';
import type { Reason } from '../model/outcome.ts';
import type { RuleResult } from '../model/result.ts';
import {
  describeActual,
  describeExpected,
  describeJudgement,
  evidenceOf,
  lastKeyBehindAbsence,
  readingsDiffer,
  REASON_WORDS,
} from './describe.ts';
import { valueLabel } from './describe-data.ts';
import { neutralise } from './neutralise.ts';
import { lastSegment, parentPath, shortPath } from '../model/key-path.ts';

/** Names from evidence are cut at this length where a sentence names them; the fields beside it hold them whole. */
const MOST_NAME = 200;
const MOST_SENTENCE = 1000;

/** Reasons that more evidence cures; every other unknown is there and leaves the question open. */
const NOT_COLLECTED: ReadonlySet<Reason> = new Set(['not-collected', 'truncated', 'control-set-missing']);

/** The value that a rule is about, with enough of its key to recognise it: `TLS 1.2\Server\Enabled`. */
function valueTail({ rule }: RuleResult): string {
  const parent = parentPath(rule.key);
  const key = parent === null ? rule.key : `${lastSegment(parent)}\\${lastSegment(rule.key)}`;
  return `${key}\\${valueLabel(rule.value)}`;
}

/** The word or two in front of a result's sentence that keep "not known" from reading like "wrong". */
function lead({ outcome, reason }: RuleResult): string {
  switch (outcome) {
    case 'unknown':
      return NOT_COLLECTED.has(reason) ? 'not collected: ' : 'not decided: ';
    case 'error':
      return 'internal error: ';
    case 'notapplicable':
      return 'not applicable: ';
    case 'pass':
    case 'fail':
    case 'informational':
      return '';
  }
}

/**
 * One result in one neutralised line, host included:
 * `DC01: TLS 1.2\Server\Enabled: expected REG_DWORD 1, found REG_DWORD 0.`
 */
export function resultMessage(result: RuleResult): string {
  const { rule, reason } = result;
  const where = `${neutralise(result.host, MOST_NAME)}: ${neutralise(valueTail(result), MOST_NAME)}`;
  const expected = `${lead(result)}${where}: expected ${describeExpected(result)}`;
  const found = foundText(result);
  const sentences = [found === null ? expected : `${expected}, found ${found}`];
  if (result.outcome === 'unknown') sentences.push(REASON_WORDS[reason]);
  if (readingsDiffer(result)) {
    const other = result.reading === 'documented' ? 'effective' : 'documented';
    sentences.push(`${other}: ${describeJudgement(result[other], rule)}`);
  }
  const lastKey = lastKeyBehindAbsence(result);
  if (lastKey !== null) sentences.push(`the last key that the evidence shows is ${shortPath(lastKey)}`);
  const [first = '', ...rest] = sentences.map((text) => neutralise(text, MOST_SENTENCE));
  return `${[first, ...rest.map(capitalised)].join('. ')}.`;
}

/** What the evidence shows; null where it shows nothing, and the reason says why. */
function foundText(result: RuleResult): string | null {
  if (result.outcome === 'error') return result.error ?? 'no result';
  return result.lookup.answer === 'unobserved' ? null : describeActual(result);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The evidence that a result stands on: the rule's own value first, then what else its check looked at. */
export function evidenceOfResult(result: RuleResult): Evidence | null {
  const own = evidenceOf(result.lookup);
  if (own !== null) return own;
  for (const { lookup } of result.consulted) {
    const evidence = evidenceOf(lookup);
    if (evidence !== null) return evidence;
  }
  return null;
}

/** The path of an artifact as a file system has it, relative and neutralised: its URI with the escapes undone. */
export function artifactPath(uri: string): string {
  try {
    return neutralise(decodeURIComponent(uri));
  } catch {
    return neutralise(uri); // a percent sign that begins no escape
  }
}
