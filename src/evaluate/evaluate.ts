import { foldName } from '../model/key-path.ts';
import type { Lookup } from '../model/lookup.ts';
import type { ConsultedValue, HostHeadline, Judgement, RuleResult, SelectedPack } from '../model/result.ts';
import type { Applicability, Pack, Profile, Rule } from '../model/rule.ts';
import type { HostFacts, Snapshot } from '../model/snapshot.ts';
import type { CheckContext, ReadingPolicy } from './checks/check-kind.ts';
import { judgeCheck, wantedByCheck } from './checks/index.ts';

/** What a host's evidence amounts to. */
export interface Evaluation {
  /** Every selected rule once, in the order of the packs. */
  readonly results: readonly RuleResult[];
  readonly headlines: readonly HostHeadline[];
}

const DOCUMENTED: ReadingPolicy = { wrongType: 'fail', unstatedType: 'decides', acceptsNonZero: true };
const STRICT: ReadingPolicy = { wrongType: 'fail', unstatedType: 'unknown', acceptsNonZero: false };
const EFFECTIVE: ReadingPolicy = { wrongType: 'unknown', unstatedType: 'unknown', acceptsNonZero: true };

const NOT_APPLICABLE: Judgement = { outcome: 'notapplicable', reason: 'not-applicable' };
const INTERNAL_ERROR: Judgement = { outcome: 'error', reason: 'internal-error' };
const NOTHING_LOOKED_UP: Lookup = { answer: 'unobserved', because: 'not-collected', evidence: null };

/** Only a fact that the evidence shows can put a host outside. */
function isProvablyOutside(applicability: Applicability | undefined, facts: HostFacts): boolean {
  if (!applicability) return false;
  const { osBuild, bitness } = applicability;
  const build = facts.osBuild?.value;
  if (osBuild && build !== undefined) {
    if (osBuild.min !== undefined && build < osBuild.min) return true;
    if (osBuild.max !== undefined && build > osBuild.max) return true;
  }
  return bitness !== undefined && facts.bitness !== null && facts.bitness.value !== bitness;
}

/**
 * The effective reading of a rule. `whenAbsent` belongs to the document, so an effective check says itself what an
 * absence means. A rule without one keeps its documented judgement, except that a lost type decides nothing.
 */
function judgeEffective(rule: Rule, documented: CheckContext): Judgement {
  if (rule.effective) return judgeCheck(rule.effective, { ...documented, policy: EFFECTIVE, whenAbsent: 'unknown' });
  return judgeCheck(rule.check, { ...documented, policy: { ...documented.policy, unstatedType: 'unknown' } });
}

/** The rule's own lookup first, then what else the deciding check looked at. */
function consultedBy(rule: Rule, lookup: Lookup, profile: Profile, snapshot: Snapshot): readonly ConsultedValue[] {
  const check = profile.reading === 'effective' ? (rule.effective ?? rule.check) : rule.check;
  const consulted: ConsultedValue[] = [{ key: rule.key, name: rule.value, lookup }];
  for (const { key, name } of wantedByCheck(check, rule)) {
    if (name === null) continue;
    const isThere = consulted.some(
      (value) => foldName(value.key) === foldName(key) && foldName(value.name) === foldName(name),
    );
    if (!isThere) consulted.push({ key, name, lookup: snapshot.lookup(key, name) });
  }
  return consulted;
}

function judgeRule(rule: Rule, profile: Profile, snapshot: Snapshot): readonly [Judgement, Judgement] {
  if (isProvablyOutside(rule.applicability, snapshot.facts)) return [NOT_APPLICABLE, NOT_APPLICABLE];
  const context: CheckContext = {
    snapshot,
    owner: rule,
    policy: profile.strict ? STRICT : DOCUMENTED,
    whenAbsent: rule.whenAbsent,
  };
  return [judgeCheck(rule.check, context), judgeEffective(rule, context)];
}

function evaluateRule(rule: Rule, { pack, profile }: SelectedPack, snapshot: Snapshot, host: string): RuleResult {
  const about = { host, pack: pack.id, rule, reading: profile.reading };
  try {
    const [documented, effective] = judgeRule(rule, profile, snapshot);
    const { outcome, reason } = profile.reading === 'effective' ? effective : documented;
    const lookup = snapshot.lookup(rule.key, rule.value);
    const consulted = consultedBy(rule, lookup, profile, snapshot);
    return { ...about, outcome, reason, documented, effective, lookup, consulted };
  } catch (error) {
    return {
      ...about,
      ...INTERNAL_ERROR,
      documented: INTERNAL_ERROR,
      effective: INTERNAL_ERROR,
      lookup: NOTHING_LOOKED_UP,
      consulted: [],
      error: error instanceof Error ? error.message : String(error),
    };
  }
}

/** A headline says what a machine is, not what a document asks for; one that cannot be judged does not hold. */
function headlineOf(pack: Pack, snapshot: Snapshot): HostHeadline {
  const context: CheckContext = { snapshot, owner: null, policy: EFFECTIVE, whenAbsent: 'unknown' };
  const headline = pack.headlines.find(({ when }) => {
    try {
      return judgeCheck(when, context).outcome === 'pass';
    } catch {
      return false;
    }
  });
  return { pack: pack.id, id: headline?.id ?? null, text: headline?.text ?? null };
}

/**
 * Evaluates the selected rules over one host's snapshot. Never throws: a defect inside a check is the `error` of its
 * rule.
 */
export function evaluate(snapshot: Snapshot, selected: readonly SelectedPack[], host: string): Evaluation {
  return {
    results: selected.flatMap((entry) => entry.rules.map((rule) => evaluateRule(rule, entry, snapshot, host))),
    headlines: selected.map(({ pack }) => headlineOf(pack, snapshot)),
  };
}
