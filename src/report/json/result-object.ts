import type { Lookup } from '../../model/lookup.ts';
import type { Location } from '../../model/location.ts';
import type { Judgement, RuleResult } from '../../model/result.ts';
import type { Rule } from '../../model/rule.ts';
import type { DecodedData, ValueData } from '../../model/value-data.ts';
import { regTypeName, regTypeNumber } from '../../model/registry-type.ts';
import { decodeData, toHex } from '../../model/value-data.ts';
import {
  decidingCheck,
  describeActual,
  describeExpected,
  describeJudgement,
  describeLookup,
  evidenceOf,
  lastKeyBehindAbsence,
  readingsDiffer,
  REASON_WORDS,
} from '../describe.ts';
import { describeData } from '../describe-data.ts';
import { storedBytes } from './stored-bytes.ts';
import { nextStep } from '../next-step.ts';

/** Data as every JSON output of regaudit carries it; `type` and `dataHex` are null where the source lost the type. */
export interface DataObject {
  readonly type: string | null;
  readonly data: DecodedData;
  readonly dataHex: string | null;
}

/** A location with its fields in one order, whatever object it came as. */
export function locationObject(location: Location | null): Location | null {
  if (location === null) return null;
  const { artifact, line, column, endLine, endColumn } = location;
  return {
    artifact,
    line,
    column,
    ...(endLine === undefined ? {} : { endLine }),
    ...(endColumn === undefined ? {} : { endColumn }),
  };
}

/** Data with its type, as a program needs it. */
function dataObject(data: ValueData): DataObject {
  if (data.type === null) return { type: null, data: decodeData(data), dataHex: null };
  return { type: regTypeName(data.type), data: decodeData(data), dataHex: toHex(data.bytes) };
}

/** A lookup with all that its sentence says, for programs. */
export function lookupObject(lookup: Lookup, key: string) {
  const evidence = evidenceOf(lookup);
  return {
    answer: lookup.answer,
    actual: describeLookup(lookup, key),
    actualData: lookup.answer === 'found' ? dataObject(lookup.data) : null,
    location: locationObject(evidence?.location ?? null),
    ...(lookup.answer === 'absent' ? { absent: lookup.what } : {}),
    ...(lookup.answer === 'unobserved' ? { because: lookup.because } : {}),
    ...(lookup.answer === 'conflict' ? { sides: lookup.sides.map(sideObject) } : {}),
  };
}

function sideObject(side: Extract<Lookup, { answer: 'conflict' }>['sides'][number]) {
  return {
    actual: side.data === null ? 'absent' : describeData(side.data),
    actualData: side.data === null ? null : dataObject(side.data),
    location: locationObject(side.evidence.location),
    excerpt: side.evidence.excerpt,
  };
}

/** The data that a plain comparison expects; null for every other check, whose sentence then is `expected`. */
function expectedData(result: RuleResult): DataObject | null {
  const check = decidingCheck(result);
  if (check.kind !== 'equals') return null;
  const bytes = storedBytes(check.type, check.data);
  return bytes === null ? null : dataObject({ type: regTypeNumber(check.type), bytes });
}

function judgementObject(judgement: Judgement, rule: Rule) {
  return { outcome: judgement.outcome, reason: judgement.reason, text: describeJudgement(judgement, rule) };
}

/** One result as `json` and `jsonl` write it (DESIGN section 6; rules/schema/report.schema.json, `$defs/result`). */
export function resultObject(result: RuleResult) {
  const { rule, lookup } = result;
  const evidence = evidenceOf(lookup);
  const lastKeyShown = lastKeyBehindAbsence(result);
  const next = nextStep(result);
  return {
    host: result.host,
    pack: result.pack,
    rule: rule.id,
    outcome: result.outcome,
    reason: result.reason,
    severity: rule.severity,
    title: rule.title,
    key: rule.key,
    value: rule.value,
    reading: result.reading,
    expected: describeExpected(result),
    expectedData: expectedData(result),
    actual: describeActual(result),
    actualData: lookup.answer === 'found' ? dataObject(lookup.data) : null,
    because: REASON_WORDS[result.reason],
    ...(readingsDiffer(result)
      ? {
          documented: judgementObject(result.documented, rule),
          effective: judgementObject(result.effective, rule),
        }
      : {}),
    answer: lookup.answer,
    location: locationObject(evidence?.location ?? null),
    excerpt: evidence?.excerpt ?? null,
    ...(lookup.answer === 'conflict' ? { sides: lookup.sides.map(sideObject) } : {}),
    ...(lastKeyShown === null ? {} : { lastKeyShown }),
    ...(result.consulted.length > 1
      ? {
          consulted: result.consulted.map(({ key, name, lookup: consulted }) => ({
            key,
            value: name,
            ...lookupObject(consulted, key),
          })),
        }
      : {}),
    ...(result.error === undefined ? {} : { error: result.error }),
    ...(next === null
      ? {}
      : {
          next: {
            text: next.text,
            commands: next.commands,
            restart: result.outcome === 'fail' && rule.remediation.restart,
          },
        }),
  };
}
