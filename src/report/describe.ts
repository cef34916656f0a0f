import type { Lookup, UnobservedReason } from '../model/lookup.ts';
import type { Location } from '../model/location.ts';
import type { Outcome, Reason } from '../model/outcome.ts';
import type { Judgement, RuleResult } from '../model/result.ts';
import type { Check, Rule } from '../model/rule.ts';
import { describeCheck } from './describe-check.ts';
import { describeData } from './describe-data.ts';

/** What no registry evidence can show (DESIGN section 1: regaudit reads evidence, it does not ask the machine). */
export const BLIND_SPOTS: readonly string[] = [
  'whether the machine was restarted after the last change',
  'AppContext switches and application configuration files',
  'protocol versions that a program sets in its own code',
  'TLS implementations other than Schannel',
  'Group Policy settings that have not been applied yet',
];

/** `file:line:column`, as editors and terminals open it. */
export function locationText(location: Location): string {
  return `${location.artifact}:${location.line}:${location.column}`;
}

const UNOBSERVED_WORDS: Readonly<Record<UnobservedReason, string>> = {
  'not-collected': 'not collected',
  tainted: 'damaged',
  truncated: 'not collected (the file ends too early)',
  'control-set-unstated': 'undecided (which control set is current is not stated)',
  'control-set-missing': 'not collected (the current control set is missing)',
  'two-computers': 'undecided (the evidence names several computers)',
};

/** The last two segments of a key: enough to recognise it where the whole key stands beside. */
function keyTail(key: string): string {
  return key.split('\\').slice(-2).join('\\');
}

/** What the evidence says about one value of `key`. */
export function describeLookup(lookup: Lookup, key: string): string {
  switch (lookup.answer) {
    case 'found':
      return describeData(lookup.data);
    case 'absent':
      return lookup.what === 'key' ? `absent (key ${keyTail(key)} does not exist)` : 'absent (value not set)';
    case 'unobserved':
      return UNOBSERVED_WORDS[lookup.because];
    case 'conflict': {
      const sides = lookup.sides.map(
        ({ data, evidence }) =>
          `${data === null ? 'absent' : describeData(data)} at ${locationText(evidence.location)}`,
      );
      return `conflict: ${sides.join(', ')}`;
    }
  }
}

/** The check that the deciding reading of a result stands on. */
export function decidingCheck(result: RuleResult): Check {
  return result.reading === 'effective' ? (result.rule.effective ?? result.rule.check) : result.rule.check;
}

/** What the deciding reading of a rule expects. */
export function describeExpected(result: RuleResult): string {
  return describeCheck(decidingCheck(result));
}

/** What the evidence shows for the rule's own value. */
export function describeActual(result: RuleResult): string {
  return describeLookup(result.lookup, result.rule.key);
}

/** Why a result has its outcome, as a clause. */
export const REASON_WORDS: Readonly<Record<Reason, string>> = {
  equal: 'the value is as expected',
  differs: 'the value differs from what is expected',
  'wrong-type': 'the value has another type than expected',
  'nonstandard-nonzero': 'a non-zero number, though not the documented one',
  'type-unstated': 'the evidence does not state the type of the value',
  present: 'the value is set',
  'value-absent': 'the value is not set',
  'key-absent': 'the key does not exist',
  'os-default': 'the default of this Windows build applies',
  'protocol-enabled': 'the protocol is enabled',
  'protocol-disabled': 'the protocol is disabled',
  'protocol-disabled-by-default': 'the protocol is disabled by default, a program may still ask for it',
  'protocol-unsupported': 'this Windows build does not support the protocol',
  combined: 'several values decide together',
  'not-collected': 'the evidence does not cover the value',
  tainted: 'the evidence is damaged at this place',
  truncated: 'the evidence ends before this value',
  conflict: 'the evidence contradicts itself',
  'control-set-unstated': 'the evidence does not say which control set is current',
  'control-set-missing': 'the evidence lacks the control set that it names as current',
  'two-computers': 'the evidence of this host names more than one computer',
  'os-build-unknown': 'the evidence does not show the Windows build, and the default depends on it',
  'os-build-not-in-table': 'the defaults of this Windows build are not known',
  'os-default-unclear': 'Microsoft does not document what Windows does in this state',
  'depends-on-target-framework': 'the effect depends on the .NET Framework version that each application targets',
  'not-applicable': 'the rule is not for this machine',
  'internal-error': 'the rule could not be evaluated, which is a defect of regaudit',
};

/** What an outcome claims of a protocol: on, off, or nothing. */
function protocolState(rule: Rule, outcome: Outcome): 'on' | 'off' | null {
  const check = rule.effective ?? rule.check;
  if (check.kind !== 'schannelProtocol' || (outcome !== 'pass' && outcome !== 'fail')) return null;
  return (check.want === 'enabled') === (outcome === 'pass') ? 'on' : 'off';
}

/** One reading of a rule as a clause: `TLS 1.2 (server side) is on by default on build 20348`. */
export function describeJudgement(judgement: Judgement, rule: Rule): string {
  const { protocol, osDefault } = judgement;
  if (!protocol) return REASON_WORDS[judgement.reason];
  const name = `${protocol.name} (${protocol.side} side)`;
  const build = osDefault ? ` on build ${osDefault.build}` : '';
  switch (judgement.reason) {
    case 'protocol-enabled':
      return `${name} is enabled${build}`;
    case 'protocol-disabled':
      return `${name} is disabled${build}`;
    case 'protocol-disabled-by-default':
      return `${name} is disabled by default${build}, a program may still ask for it`;
    case 'protocol-unsupported':
      return `${name} is not supported${build || ' by this Windows build'}`;
    case 'os-default': {
      const state = protocolState(rule, judgement.outcome);
      return state === null ? `${name}: ${REASON_WORDS['os-default']}` : `${name} is ${state} by default${build}`;
    }
    default:
      return `${name}: ${REASON_WORDS[judgement.reason]}`;
  }
}

/** Whether the document's reading and the effective one come to different outcomes. */
export function readingsDiffer(result: RuleResult): boolean {
  return result.documented.outcome !== result.effective.outcome;
}

/**
 * The last key that a covering file shows, where the outcome or the effective reading passes on an absence: an
 * export that is cut exactly between two blocks leaves no other trace (DESIGN section 3, truncation).
 */
export function lastKeyBehindAbsence(result: RuleResult): string | null {
  if (result.outcome !== 'pass' && result.effective.outcome !== 'pass') return null;
  const lookups = [result.lookup, ...result.consulted.map((consulted) => consulted.lookup)];
  for (const lookup of lookups)
    if (lookup.answer === 'absent' && lookup.lastKeyShown !== null) return lookup.lastKeyShown;
  return null;
}

/** Where the evidence of a lookup stands, with its text; null when there is no such place. */
export function evidenceOf(lookup: Lookup): { readonly location: Location; readonly excerpt: string } | null {
  return lookup.answer === 'conflict' ? (lookup.sides[0]?.evidence ?? null) : lookup.evidence;
}
