import type { Reason } from '../../model/outcome.ts';
import { SEVERITIES } from '../../model/outcome.ts';
import type { ArtifactReport, HostReport, RuleResult } from '../../model/result.ts';
import { shortPath } from '../../model/key-path.ts';
import { coverageOf } from '../coverage.ts';
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
import { counted, describeData, valueLabel } from '../describe-data.ts';
import { describeForm } from '../describe-form.ts';
import { neutralise } from '../neutralise.ts';
import { nextStep } from '../next-step.ts';
import type { ArtifactEntry, BriefResult, Finding, OtherReading, ShownPlace } from './report-data.ts';

/** Names and excerpts that come from evidence are cut at this length. */
const MOST_TEXT = 240;
const MOST_ROOTS = 12;

/** Evidence text as it is shown: safe, and not longer than a person reads. */
export function shown(text: string, most = MOST_TEXT): string {
  return neutralise(text, most);
}

/** Words for both readings: what decided, and what else the rule comes to. */
export function otherReadingOf(result: RuleResult): OtherReading | null {
  if (!readingsDiffer(result)) return null;
  const isEffective = result.reading === 'effective';
  const other = isEffective ? result.documented : result.effective;
  return {
    label: isEffective ? 'As documented' : 'Effective',
    outcome: other.outcome,
    text: describeJudgement(other, result.rule),
  };
}

function becauseOf(result: RuleResult): string {
  const judgement = result.reading === 'effective' ? result.effective : result.documented;
  return judgement.reason === result.reason ? describeJudgement(judgement, result.rule) : REASON_WORDS[result.reason];
}

function placesOf(result: RuleResult): readonly ShownPlace[] {
  const { lookup } = result;
  const own: readonly ShownPlace[] =
    lookup.answer === 'conflict'
      ? lookup.sides.map(({ data, evidence }) => ({
          where: shown(locationText(evidence.location)),
          excerpt: shown(evidence.excerpt),
          says: shown(data === null ? 'Shows that it is absent:' : `Shows ${describeData(data)}:`),
        }))
      : [evidenceOf(lookup)]
          .filter((evidence) => evidence !== null)
          .map(({ location, excerpt }) => ({
            where: shown(locationText(location)),
            excerpt: shown(excerpt),
            says: lookup.answer === 'absent' ? 'What covers the place and does not show the value:' : null,
          }));
  const others = result.consulted.slice(1).flatMap(({ key, name, lookup: consulted }): readonly ShownPlace[] => {
    const evidence = evidenceOf(consulted);
    return [
      {
        where: evidence === null ? '' : shown(locationText(evidence.location)),
        excerpt: evidence === null ? '' : shown(evidence.excerpt),
        says: shown(`Also read: ${valueLabel(name)} is ${describeLookup(consulted, key)}`),
      },
    ];
  });
  return [...own, ...others];
}

/** Everything about a result that did not pass. */
export function findingOf(result: RuleResult, host: number): Finding {
  const lastKey = lastKeyBehindAbsence(result);
  const next = nextStep(result);
  const isCureOfRule = result.outcome === 'fail' && result.reason !== 'protocol-unsupported';
  return {
    host,
    outcome: result.outcome,
    reason: result.reason,
    expected: describeExpected(result),
    actual: shown(describeActual(result), 2 * MOST_TEXT),
    because: becauseOf(result),
    otherReading: otherReadingOf(result),
    lastKeyShown: lastKey === null ? null : shown(shortPath(lastKey)),
    error: result.error === undefined ? null : shown(result.error, 2 * MOST_TEXT),
    places: placesOf(result),
    next: isCureOfRule ? null : next,
  };
}

/** One result on one line; `rule` is its number in the report. */
export function briefOf(result: RuleResult, host: number, rule: number): BriefResult {
  const evidence = evidenceOf(result.lookup);
  return {
    host,
    rule,
    outcome: result.outcome,
    reason: result.reason,
    actual: shown(describeActual(result)),
    where: evidence === null ? null : shown(locationText(evidence.location)),
    otherReading: otherReadingOf(result),
  };
}

/** One evidence file with how its encoding and format were decided. */
export function artifactEntry(artifact: ArtifactReport): ArtifactEntry {
  const { encoding, format, counts } = artifact;
  const roots = artifact.parts.flatMap((part) => part.roots.map(({ path }) => shown(shortPath(path))));
  const damaged = counts.damagedValues > 0 ? `, ${counts.damagedValues} of them damaged` : '';
  return {
    artifact: shown(artifact.artifact),
    byteLength: artifact.byteLength,
    sha256: shown(artifact.sha256),
    encoding: shown(`${encoding.name}, by ${encoding.how.replaceAll('-', ' ')} (${encoding.certainty})`),
    format: shown(`${format.name} ${format.version}`.trim() + `, by ${format.how}`),
    form: [...new Set(artifact.parts.map((part) => describeForm(part.form)))].join('; '),
    contents: `${counted(counts.lines, 'line')}, ${counted(counts.keys, 'key')}, ${counted(counts.values, 'value')}${damaged}`,
    covers:
      roots.length > MOST_ROOTS ? [...roots.slice(0, MOST_ROOTS), `and ${roots.length - MOST_ROOTS} more`] : roots,
  };
}

/** How much of a host was decided, as a sentence. */
export function coverageSentence(host: HostReport): string {
  const { results, decided, reasons } = coverageOf(host);
  const open = reasons.map(([reason, count]) => `${count} ${reasonLabel(reason)}`).join(', ');
  return `${decided} of ${counted(results, 'rule')} decided${open === '' ? '' : `; not decided: ${open}`}`;
}

/** A clause as the beginning of a line. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A reason as words without hyphens. */
export function reasonLabel(reason: Reason): string {
  return reason.replaceAll('-', ' ');
}

/** The place of a severity from the worst (0) on. */
export function severityRank(result: { readonly rule: { readonly severity: (typeof SEVERITIES)[number] } }): number {
  return SEVERITIES.indexOf(result.rule.severity);
}
