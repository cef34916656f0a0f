import type { Location } from '../../model/location.ts';
import type { GateOptions, RuleResult } from '../../model/result.ts';
import { describeActual, describeExpected, locationText } from '../describe.ts';
import { shortPath } from '../../model/key-path.ts';
import { valueLabel } from '../describe-data.ts';
import { nextStep } from '../next-step.ts';
import { artifactPath, evidenceOfResult, resultMessage } from '../result-message.ts';
import { xmlLine, xmlLines } from './junit-text.ts';

/** Azure refuses a full name over 512 characters. */
const MOST_NAME = 250;
const MOST_MESSAGE = 1000;

/** What a case came to: nothing for a pass, else exactly one of the three elements that every reader knows. */
export type CaseVerdict =
  | { readonly element: 'none' }
  | { readonly element: 'failure' | 'error'; readonly type: string; readonly message: string }
  | { readonly element: 'skipped'; readonly message: string };

/** One test case before it is written. */
export interface JunitCase {
  readonly name: string;
  readonly className: string;
  readonly verdict: CaseVerdict;
  /** What the body says below the message. */
  readonly lines: readonly string[];
  /** For the extended dialect. */
  readonly location: Location | null;
}

/**
 * What a result is in JUnit's words. A type is never `integer`, `yaml` or the like: GitLab's reader would cast the text
 * by it (ActiveSupport's Hash.from_xml).
 */
export function caseVerdict(result: RuleResult, gate: GateOptions): CaseVerdict {
  const message = resultMessage(result);
  switch (result.outcome) {
    case 'pass':
      return { element: 'none' };
    case 'fail':
      return { element: 'failure', type: 'regaudit.NonCompliant', message };
    case 'error':
      return { element: 'error', type: 'regaudit.InternalError', message };
    case 'unknown':
      return gate.missingEvidence === 'fail'
        ? { element: 'error', type: 'regaudit.EvidenceMissing', message }
        : { element: 'skipped', message: `NOT REVIEWED: ${message}` };
    case 'notapplicable':
      return { element: 'skipped', message: `NOT APPLICABLE: ${message}` };
    case 'informational':
      return { element: 'skipped', message: `INFORMATIONAL: ${message}` };
  }
}

function detailLines(result: RuleResult): readonly string[] {
  const { rule } = result;
  const evidence = evidenceOfResult(result);
  const next = nextStep(result);
  return [
    `value: ${shortPath(rule.key)}\\${valueLabel(rule.value)}`,
    `expected: ${describeExpected(result)}`,
    `found: ${describeActual(result)}`,
    ...(evidence === null
      ? []
      : [
          `evidence: ${locationText(evidence.location)}`,
          ...(evidence.excerpt === '' ? [] : [`  ${evidence.excerpt}`]),
        ]),
    ...(next === null ? [] : [`next: ${next.text}`, ...next.commands.map((command) => `  ${command}`)]),
    `severity: ${rule.severity}`,
  ];
}

/** The case of one rule on one host. */
export function ruleCase(result: RuleResult, className: string, gate: GateOptions): JunitCase {
  return {
    name: `${result.rule.id} ${result.rule.title}`,
    className: `${className}.${result.pack}`,
    verdict: caseVerdict(result, gate),
    lines: detailLines(result),
    location: evidenceOfResult(result)?.location ?? null,
  };
}

/**
 * The message stands in the attribute and in the body: Azure reads a skip's attribute only, GitLab loses the attribute
 * where there is a body.
 */
function verdictElement({ verdict, lines }: JunitCase) {
  switch (verdict.element) {
    case 'none':
      return {};
    case 'skipped': {
      const message = xmlLine(verdict.message, MOST_MESSAGE);
      return { skipped: { '@_message': message, '#text': xmlLines([verdict.message]) } };
    }
    case 'failure':
    case 'error':
      return {
        [verdict.element]: {
          '@_message': xmlLine(verdict.message, MOST_MESSAGE),
          '@_type': verdict.type,
          '#text': xmlLines([verdict.message, ...lines]),
        },
      };
  }
}

/** The case as the XML builder takes it. */
export function caseElement(testCase: JunitCase, dialect: 'strict' | 'extended') {
  const { name, className, location } = testCase;
  const place =
    dialect === 'extended' && location !== null
      ? { '@_file': xmlLine(artifactPath(location.artifact)), '@_line': String(location.line) }
      : {};
  return {
    '@_name': xmlLine(name, MOST_NAME),
    '@_classname': xmlLine(className),
    '@_time': '0',
    ...place,
    ...verdictElement(testCase),
  };
}
