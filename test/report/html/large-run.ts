import { createTally } from '../../../src/evaluate/tally.ts';
import type { Severity } from '../../../src/model/outcome.ts';
import { SEVERITIES } from '../../../src/model/outcome.ts';
import type { HostReport, RuleResult, RunHeader, RunSummary } from '../../../src/model/result.ts';
import type { Rule } from '../../../src/model/rule.ts';
import {
  absent,
  artifact,
  dword,
  evidence,
  found,
  HEADER,
  host,
  pack,
  result,
  rule,
  SERVER_FACTS,
  unobserved,
} from '../sample-run.ts';

/** How large a synthetic run is, and how bad. */
export interface LargeRunOptions {
  readonly hosts: number;
  readonly rules: number;
  /** Shares of the results, 0 to 1. */
  readonly failing: number;
  readonly missing: number;
}

/** A run whose hosts are made one after another, so that a test can measure what a reporter keeps. */
export interface LargeRun {
  readonly header: RunHeader;
  readonly hosts: () => Generator<HostReport>;
  /** What the hosts made so far amount to. */
  readonly summary: () => RunSummary;
}

/** A share of 0 to 1 that depends on the two numbers alone: the same run every time. */
function share(a: number, b: number): number {
  let mixed = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0x27d4eb2f);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}

function largeRule(number: number): Rule {
  const name = String(number).padStart(3, '0');
  const severity: Severity = SEVERITIES[number % SEVERITIES.length] ?? 'high';
  return rule({
    id: `synthetic-setting-${name}`,
    title: `Setting ${name} of the hardening baseline is enabled`,
    severity,
    key: String.raw`HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Synthetic\Settings\Group${number % 7}`,
    value: `Setting${name}`,
  });
}

function largeResult(
  of: Rule,
  at: { readonly host: number; readonly rule: number; readonly file: string },
  run: LargeRunOptions,
): RuleResult {
  const luck = share(at.host, at.rule);
  const line = 10 + at.rule;
  const key = evidence(9, `[${of.key}]`, at.file);
  if (luck < run.failing / 2) return result(of, 'fail', 'value-absent', absent('value', { evidence: key }));
  const isFail = luck < run.failing;
  const lookup = found(dword(isFail ? 0 : 1), {
    path: of.key,
    name: of.value,
    evidence: evidence(line, `"${of.value}"=dword:0000000${isFail ? 0 : 1}`, at.file),
  });
  if (isFail) return result(of, 'fail', 'differs', lookup);
  if (luck < run.failing + run.missing / 2) return result(of, 'unknown', 'not-collected', unobserved('not-collected'));
  if (luck < run.failing + run.missing) return result(of, 'unknown', 'tainted', unobserved('tainted', key));
  return result(of, 'pass', 'equal', lookup);
}

/** Hosts times rules, with failures and gaps spread by a fixed arithmetic. */
export function largeRun(options: LargeRunOptions): LargeRun {
  const rules = Array.from({ length: options.rules }, (_, i) => largeRule(i + 1));
  const of = pack({
    id: 'synthetic-baseline',
    title: 'Synthetic hardening baseline',
    rules,
    headlines: [],
    context: [],
  });
  const [profile] = of.profiles;
  if (!profile) throw new Error('no profile');
  const header: RunHeader = { ...HEADER, packs: [{ pack: of, profile, rules }] };
  const tally = createTally();
  return {
    header,
    hosts: function* () {
      for (let i = 0; i < options.hosts; i++) {
        const name = `SRV-${String(i + 1).padStart(4, '0')}`;
        const file = `evidence/${name.toLowerCase()}/hklm.reg`;
        const results = rules.map((each, number) => ({
          ...largeResult(each, { host: i, rule: number, file }, options),
          pack: of.id,
        }));
        const sha256 = Array.from({ length: 8 }, (_, k) =>
          Math.floor(share(i, k) * 2 ** 32)
            .toString(16)
            .padStart(8, '0'),
        );
        const made = host(name, results, {
          source: `evidence/${name.toLowerCase()}`,
          facts: SERVER_FACTS,
          artifacts: [artifact({ artifact: file, sha256: sha256.join('') })],
          headlines: [{ pack: of.id, id: null, text: null }],
        });
        tally.add(made);
        yield made;
      }
    },
    summary: () => tally.summary({ gate: header.gate, unreadableInputs: 0, diagnostics: [] }),
  };
}
