import type { Evidence } from '../../model/lookup.ts';
import type { GateOptions, HostReport, Judgement, RuleResult } from '../../model/result.ts';
import type { Rule } from '../../model/rule.ts';
import { describeActual, describeExpected, describeJudgement, evidenceOf, readingsDiffer } from '../describe.ts';
import { describeData, valueLabel } from '../describe-data.ts';
import { resultFingerprint } from '../fingerprint.ts';
import { neutralise } from '../neutralise.ts';
import { problemLevel } from '../problem.ts';
import { evidenceOfResult, resultMessage } from '../result-message.ts';
import type { SarifOptions } from '../reporter.ts';
import type { ArtifactIndex } from './sarif-location.ts';
import { relatedLocation, resultLocation } from './sarif-location.ts';
import type { RuleReference } from './sarif-rules.ts';
import { messageText } from './sarif-text.ts';

/** GitHub keeps a hundred places of a result; nobody reads more than a few. */
const MOST_RELATED = 20;

type Kind = 'fail' | 'pass' | 'open' | 'notApplicable' | 'informational';
type Verdict = { readonly kind: Kind; readonly level: 'error' | 'warning' | 'note' | 'none' };

/** Kind and level (3.27.9, 3.27.10) of a result that is no problem: its level can only be `none`. */
function quietKind({ outcome }: RuleResult): Exclude<Kind, 'fail'> {
  switch (outcome) {
    case 'pass':
      return 'pass';
    case 'notapplicable':
      return 'notApplicable';
    case 'informational':
      return 'informational';
    case 'unknown':
    case 'error':
    case 'fail':
      return 'open';
  }
}

/**
 * What a result is in SARIF, null when it is left out. GitHub and SonarQube ignore `kind` and would make an alert of a
 * pass, so by default, and always for GitHub, only problems are written. An internal error is a notification; beside
 * it, `all` lists the rule as open.
 */
export function verdictOf(result: RuleResult, gate: GateOptions, options: SarifOptions): Verdict | null {
  const level = result.outcome === 'error' ? null : problemLevel(result, gate);
  if (level !== null) return { kind: 'fail', level };
  const isWanted = options.results === 'all' && options.profile !== 'github';
  return isWanted ? { kind: quietKind(result), level: 'none' } : null;
}

interface Place {
  readonly evidence: Evidence;
  readonly text: string;
}

/** What else a result speaks of: the other sides of a conflict, the other values that its check looked at. */
function otherPlaces(result: RuleResult, shown: Evidence | null): readonly Place[] {
  const sides =
    result.lookup.answer === 'conflict'
      ? result.lookup.sides.map(({ data, evidence }) => ({
          evidence,
          text: data === null ? 'absent' : describeData(data),
        }))
      : [];
  const consulted = result.consulted.flatMap(({ name, lookup }): Place | readonly Place[] => {
    const evidence = lookup.answer === 'conflict' ? null : evidenceOf(lookup);
    return evidence === null ? [] : { evidence, text: valueLabel(name) };
  });
  return [...sides, ...consulted].filter(({ evidence }) => evidence !== shown).slice(0, MOST_RELATED);
}

function readingObject(judgement: Judgement, rule: Rule) {
  return { outcome: judgement.outcome, reason: judgement.reason, text: neutralise(describeJudgement(judgement, rule)) };
}

/** What a result is written with. */
export interface ResultContext {
  readonly host: HostReport;
  readonly rule: RuleReference;
  readonly verdict: Verdict;
  readonly indexOf: ArtifactIndex;
  readonly options: SarifOptions;
}

/**
 * One result. `suppressions` and `baselineState` will stand here on every result of a run or on none (3.27.23,
 * 3.27.24): they come with waivers and baselines.
 */
export function sarifResult(result: RuleResult, { host, rule, verdict, indexOf, options }: ResultContext) {
  const evidence = evidenceOfResult(result);
  const fingerprint = resultFingerprint(result);
  const related = otherPlaces(result, evidence).map((place, i) =>
    relatedLocation(i + 1, place.evidence, messageText(neutralise(place.text), options), indexOf),
  );
  return {
    ruleId: rule.id,
    ruleIndex: rule.index,
    kind: verdict.kind,
    level: verdict.level,
    message: { text: messageText(resultMessage(result), options) },
    locations: [resultLocation(result, evidence, host, indexOf)],
    ...(related.length > 0 ? { relatedLocations: related } : {}),
    // GitHub wants the form hash:occurrence, and reads no other fingerprint.
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, 'regaudit/v1': fingerprint },
    properties: {
      host: neutralise(result.host),
      pack: result.pack,
      outcome: result.outcome,
      reason: result.reason,
      severity: result.rule.severity,
      expected: neutralise(describeExpected(result)),
      actual: neutralise(describeActual(result)),
      ...(readingsDiffer(result)
        ? {
            documented: readingObject(result.documented, result.rule),
            effective: readingObject(result.effective, result.rule),
          }
        : {}),
    },
  };
}
