import { parseKeyPath } from '../model/key-path.ts';
import type { Check, CheckKind, Headline, Pack, PackContext, Profile, Reference, Rule } from '../model/rule.ts';

/** A check as the schema lets an author write it: `type` may be missing. */
type WrittenCheck =
  | { readonly kind: 'allOf' | 'anyOf'; readonly checks: readonly WrittenCheck[] }
  | { readonly kind: 'not'; readonly check: WrittenCheck }
  | Untyped<Exclude<Check, { readonly kind: 'allOf' | 'anyOf' | 'not' }>>;

type Untyped<C> = C extends { readonly type: infer T } ? Omit<C, 'type'> & { readonly type?: T } : C;

type Written<T, Defaulted extends keyof T> = Omit<T, Defaulted> & Partial<Pick<T, Defaulted>>;

/** A pack as the schema lets an author write it: what has a default may be missing. */
export interface WrittenPack extends Pick<Pack, 'id' | 'title' | 'version' | 'source'> {
  readonly description?: string;
  readonly profiles?: readonly Written<Profile, 'strict'>[];
  readonly rules: readonly WrittenRule[];
  readonly headlines?: readonly (Omit<Headline, 'when'> & { readonly when: WrittenCheck })[];
  readonly context?: readonly Written<PackContext, 'references'>[];
}

interface WrittenRule extends Omit<Written<Rule, 'whenAbsent' | 'references'>, 'check' | 'effective' | 'remediation'> {
  readonly check: WrittenCheck;
  readonly effective?: WrittenCheck;
  readonly remediation: Written<Rule['remediation'], 'restart'>;
}

const PROFILES: readonly Profile[] = [
  { id: 'documented', title: 'What the source document demands', reading: 'documented', strict: false },
  { id: 'strict', title: 'Exactly the values of the source document', reading: 'documented', strict: true },
  { id: 'effective', title: 'What Windows does', reading: 'effective', strict: false },
];

/** A valid pack with every default filled in and every key with its long root name. */
export function buildPack(written: WrittenPack, file: string, sha256: string): Pack {
  return {
    id: written.id,
    title: written.title,
    version: written.version,
    description: written.description ?? '',
    source: { ...written.source },
    profiles: written.profiles?.map((profile) => ({ ...profile, strict: profile.strict ?? false })) ?? PROFILES,
    rules: written.rules.map(buildRule),
    headlines: (written.headlines ?? []).map((headline) => ({ ...headline, when: buildCheck(headline.when) })),
    context: (written.context ?? []).map((statement) => ({
      ...statement,
      references: copies(statement.references),
    })),
    sha256,
    file,
  };
}

function buildRule(rule: WrittenRule): Rule {
  const { effective, applicability, remediation, references, ...rest } = rule;
  return {
    ...rest,
    key: longPath(rule.key),
    check: buildCheck(rule.check),
    whenAbsent: rule.whenAbsent ?? 'fail',
    ...(effective && { effective: buildCheck(effective) }),
    ...(applicability && {
      applicability: {
        ...applicability,
        ...(applicability.osBuild && { osBuild: { ...applicability.osBuild } }),
      },
    }),
    references: copies(references),
    remediation: {
      ...remediation,
      ...(remediation.set && { set: { ...remediation.set } }),
      restart: remediation.restart ?? false,
    },
  };
}

function copies(references: readonly Reference[] | undefined): readonly Reference[] {
  return (references ?? []).map((reference) => ({ ...reference }));
}

/** The key of a valid pack has a root; the fallback is for the compiler only. */
function longPath(key: string): string {
  return parseKeyPath(key)?.path ?? key;
}

function buildCheck(check: WrittenCheck): Check {
  switch (check.kind) {
    case 'allOf':
    case 'anyOf':
      return { kind: check.kind, checks: check.checks.map(buildCheck) };
    case 'not':
      return { kind: 'not', check: buildCheck(check.check) };
    case 'schannelProtocol':
      return { ...check };
    case 'present':
    case 'absent':
    case 'dotnetSwitch':
      return { ...check, ...target(check) };
    case 'list':
      return { ...check, ...target(check), type: check.type ?? 'REG_MULTI_SZ' };
    case 'equals':
    case 'oneOf':
    case 'nonZero':
    case 'zero':
    case 'min':
    case 'max':
    case 'bitsSet':
    case 'bitsClear':
      return { ...check, ...target(check), type: check.type ?? 'REG_DWORD' };
    default:
      return check satisfies never;
  }
}

function target(check: { readonly kind: CheckKind; readonly key?: string }): { readonly key?: string } {
  return check.key === undefined ? {} : { key: longPath(check.key) };
}
