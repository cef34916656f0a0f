import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type {
  AbsentValue,
  ConflictingValue,
  Evidence,
  FoundValue,
  Lookup,
  UnobservedReason,
} from '../../src/model/lookup.ts';
import type { Location } from '../../src/model/location.ts';
import { OUTCOMES, SEVERITIES } from '../../src/model/outcome.ts';
import type { Outcome, Reason } from '../../src/model/outcome.ts';
import type { RegType } from '../../src/model/registry-type.ts';
import { REG_DWORD, REG_SZ, regTypeNumber } from '../../src/model/registry-type.ts';
import type {
  ArtifactReport,
  GateCause,
  GateOptions,
  HostReport,
  Judgement,
  RuleResult,
  RunHeader,
  RunSummary,
} from '../../src/model/result.ts';
import type { Pack, Rule } from '../../src/model/rule.ts';
import type { Fact, HostFacts } from '../../src/model/snapshot.ts';
import type { ValueData } from '../../src/model/value-data.ts';

/* Factories of model objects: each gives a valid object that tests change in the one place they are about. */

const SCHANNEL = String.raw`HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL`;
export const SERVER_KEY = String.raw`${SCHANNEL}\Protocols\TLS 1.2\Server`;
export const CLIENT_KEY = String.raw`${SCHANNEL}\Protocols\TLS 1.2\Client`;
export const NET_KEY = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\.NETFramework\v4.0.30319`;
export const NET_WOW_KEY = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\WOW6432Node\Microsoft\.NETFramework\v4.0.30319`;

export function dword(value: number): ValueData {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return { type: REG_DWORD, bytes };
}

/** Data whose bytes are the text in UTF-16LE with a terminator. */
export function text(value: string, type = REG_SZ): ValueData {
  const bytes = new Uint8Array(value.length * 2 + 2);
  for (let i = 0; i < value.length; i++) new DataView(bytes.buffer).setUint16(i * 2, value.charCodeAt(i), true);
  return { type, bytes };
}

export function bytesOf(type: RegType, ...bytes: readonly number[]): ValueData {
  return { type: regTypeNumber(type), bytes: Uint8Array.from(bytes) };
}

export function at(line: number, column = 1, artifact = 'exports/dc01.reg'): Location {
  return { artifact, line, column };
}

export function evidence(line: number, excerpt: string, artifact?: string): Evidence {
  return { location: at(line, 1, artifact), excerpt };
}

export function found(data: ValueData, over: Partial<FoundValue> = {}): FoundValue {
  return {
    answer: 'found',
    data,
    path: SERVER_KEY,
    name: 'Enabled',
    evidence: evidence(14, '"Enabled"=dword:00000000'),
    ...over,
  };
}

export function absent(what: 'key' | 'value', over: Partial<AbsentValue> = {}): AbsentValue {
  return {
    answer: 'absent',
    what,
    evidence: evidence(12, `[${SCHANNEL}]`),
    lastKeyShown: String.raw`HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Tcpip`,
    ...over,
  };
}

export function unobserved(because: UnobservedReason, where: Evidence | null = null): Lookup {
  return { answer: 'unobserved', because, evidence: where };
}

export function conflict(...sides: readonly (readonly [ValueData | null, Evidence])[]): ConflictingValue {
  return { answer: 'conflict', sides: sides.map(([data, where]) => ({ data, evidence: where })) };
}

export function rule(over: Partial<Rule> = {}): Rule {
  return {
    id: 'aadc-tls12-server-enabled',
    title: 'TLS 1.2 is enabled for the server side',
    severity: 'high',
    key: SERVER_KEY,
    value: 'Enabled',
    check: { kind: 'equals', type: 'REG_DWORD', data: 1, acceptNonZero: true },
    whenAbsent: 'fail',
    effective: { kind: 'schannelProtocol', protocol: 'TLS 1.2', side: 'server', want: 'enabled' },
    rationale: 'The synchronisation service talks to the cloud over Schannel. With TLS 1.2 off, it cannot connect.',
    references: [
      {
        title: 'TLS 1.2 enforcement for Azure AD Connect',
        url: 'https://learn.microsoft.com/azure/active-directory/hybrid/reference-connect-tls-enforcement',
      },
      { title: 'IIS 10.0 Server STIG', framework: 'DISA STIG', id: 'V-218821' },
    ],
    remediation: {
      text: 'Set Enabled to 1 (REG_DWORD), then restart the server.',
      set: { type: 'REG_DWORD', data: 1 },
      restart: true,
    },
    ...over,
  };
}

function netRule(id: string, key: string, value: string): Rule {
  const plain = rule({
    id,
    title: `.NET Framework 4 uses strong protocols: ${value}`,
    key,
    value,
    check: { kind: 'equals', type: 'REG_DWORD', data: 1 },
    effective: { kind: 'dotnetSwitch' },
    remediation: {
      text: `Set ${value} to 1 (REG_DWORD), then restart the server.`,
      set: { type: 'REG_DWORD', data: 1 },
      restart: true,
    },
  });
  return plain;
}

function schannelRule(side: 'server' | 'client', value: 'Enabled' | 'DisabledByDefault'): Rule {
  const data = value === 'Enabled' ? 1 : 0;
  return rule({
    id: `aadc-tls12-${side}-${value.toLowerCase()}`,
    title:
      value === 'Enabled' ? `TLS 1.2 is enabled for the ${side} side` : `TLS 1.2 is on by default for the ${side} side`,
    key: side === 'server' ? SERVER_KEY : CLIENT_KEY,
    value,
    check: { kind: 'equals', type: 'REG_DWORD', data, ...(data === 1 ? { acceptNonZero: true } : {}) },
    effective: { kind: 'schannelProtocol', protocol: 'TLS 1.2', side, want: 'enabled' },
    remediation: {
      text: `Set ${value} to ${data} (REG_DWORD), then restart the server.`,
      set: { type: 'REG_DWORD', data },
      restart: true,
    },
  });
}

export const RULES: readonly Rule[] = [
  netRule('aadc-net4-wow-systemdefaulttls', NET_WOW_KEY, 'SystemDefaultTlsVersions'),
  netRule('aadc-net4-wow-schusestrongcrypto', NET_WOW_KEY, 'SchUseStrongCrypto'),
  netRule('aadc-net4-systemdefaulttls', NET_KEY, 'SystemDefaultTlsVersions'),
  netRule('aadc-net4-schusestrongcrypto', NET_KEY, 'SchUseStrongCrypto'),
  schannelRule('server', 'Enabled'),
  schannelRule('server', 'DisabledByDefault'),
  schannelRule('client', 'Enabled'),
  schannelRule('client', 'DisabledByDefault'),
];

export function pack(over: Partial<Pack> = {}): Pack {
  return {
    id: 'azure-ad-connect-tls12',
    title: 'TLS 1.2 enforcement for Azure AD Connect',
    version: '1.0.0',
    description: 'The eight registry settings that make an Azure AD Connect server use TLS 1.2.',
    source: {
      title: 'TLS 1.2 enforcement for Azure AD Connect',
      url: 'https://learn.microsoft.com/azure/active-directory/hybrid/reference-connect-tls-enforcement',
      date: '2021-09-14',
    },
    profiles: [
      { id: 'documented', title: 'As the document demands', reading: 'documented', strict: false },
      { id: 'strict', title: 'Exactly the values of the document', reading: 'documented', strict: true },
      { id: 'effective', title: 'What Windows would do', reading: 'effective', strict: false },
    ],
    rules: RULES,
    headlines: [{ id: 'tls12-disabled', text: 'TLS 1.2 is disabled', when: { kind: 'present' } }],
    context: [
      {
        id: 'enforcement-required',
        product: 'entra-connect',
        minVersion: '2.3.20.0',
        maxVersion: '2.4.129.0',
        text: 'The document applies to this version of Entra Connect (2.3.20.0 to 2.4.129.0).',
        references: [],
      },
      {
        id: 'enforcement-lifted',
        product: 'entra-connect',
        minVersion: '2.4.131.0',
        text: 'This version of Entra Connect does not require these settings before installation.',
        references: [],
      },
    ],
    sha256: 'a'.repeat(64),
    file: 'rules/azure-ad-connect-tls12.yaml',
    ...over,
  };
}

export function judgement(outcome: Outcome, reason: Reason, over: Partial<Judgement> = {}): Judgement {
  return { outcome, reason, ...over };
}

/** A result whose documented reading decides; the effective one is the same unless given. */
export function result(
  of: Rule,
  outcome: Outcome,
  reason: Reason,
  lookup: Lookup,
  over: Partial<RuleResult> = {},
): RuleResult {
  const documented = judgement(outcome, reason);
  return {
    host: 'DC01',
    pack: 'azure-ad-connect-tls12',
    rule: of,
    outcome,
    reason,
    reading: 'documented',
    documented,
    effective: documented,
    lookup,
    consulted: [{ key: of.key, name: of.value, lookup }],
    ...over,
  };
}

function fact<T>(value: T, line: number): Fact<T> {
  return { value, lookup: found(text(String(value)), { evidence: evidence(line, `"Fact"="${String(value)}"`) }) };
}

export const NO_FACTS: HostFacts = {
  computerName: null,
  osBuild: null,
  osProduct: null,
  osDisplayVersion: null,
  osRevision: null,
  bitness: null,
  controlSet: null,
  entraConnectVersion: null,
  entraConnectPresent: null,
};

export const SERVER_FACTS: HostFacts = {
  computerName: fact('DC01', 3),
  osBuild: fact(20348, 30),
  osProduct: fact('Windows Server 2022 Datacenter', 31),
  osDisplayVersion: fact('21H2', 32),
  osRevision: fact(2113, 33),
  bitness: fact(64 as const, 34),
  controlSet: fact(1, 35),
  entraConnectVersion: fact('2.3.20.0', 36),
  entraConnectPresent: fact(true, 37),
};

export function artifact(over: Partial<ArtifactReport> = {}): ArtifactReport {
  const name = over.artifact ?? 'exports/dc01.reg';
  return {
    artifact: name,
    byteLength: 20480,
    sha256: 'b'.repeat(64),
    encoding: { name: 'UTF-16LE', how: 'byte-order-mark', certainty: 'certain' },
    format: { name: 'reg', version: '5.00', how: 'content' },
    parts: [
      {
        form: { kind: 'export' },
        roots: [{ path: 'HKEY_LOCAL_MACHINE\\SYSTEM', location: at(3, 1, name) }],
        lastKey: { path: 'HKEY_LOCAL_MACHINE\\SYSTEM\\WPA', location: at(400, 1, name) },
      },
    ],
    counts: { lines: 412, keys: 120, values: 260, damagedValues: 0 },
    ...over,
  };
}

export function host(name: string, results: readonly RuleResult[], over: Partial<HostReport> = {}): HostReport {
  return {
    name,
    source: `exports/${name.toLowerCase()}.reg`,
    artifacts: [artifact()],
    facts: NO_FACTS,
    results: results.map((each) => ({ ...each, host: name })),
    diagnostics: [],
    headlines: [{ pack: 'azure-ad-connect-tls12', id: null, text: null }],
    ...over,
  };
}

function evidenceLine(of: Rule, value: number, line: number): FoundValue {
  const digits = value.toString(16).padStart(8, '0');
  return found(dword(value), {
    path: of.key,
    name: of.value,
    evidence: evidence(line, `"${of.value}"=dword:${digits}`),
  });
}

/** Every rule passes with the documented value. */
export function passing(): readonly RuleResult[] {
  return RULES.map((of, i) => {
    const lookup = evidenceLine(of, of.value === 'DisabledByDefault' ? 0 : 1, 6 + i);
    return result(of, 'pass', 'equal', lookup);
  });
}

/** Passing, but for the results given by rule id. */
function passingExcept(others: readonly RuleResult[]): readonly RuleResult[] {
  return passing().map((each) => others.find((other) => other.rule.id === each.rule.id) ?? each);
}

function ruleOf(id: string): Rule {
  const of = RULES.find((each) => each.id === id);
  if (!of) throw new Error(`no rule ${id} in the sample`);
  return of;
}

const SERVER_SIDE = { name: 'TLS 1.2', side: 'server' } as const;

/** DC01: two failures (one with a differing effective reading), one damaged value, a warning, many facts. */
export function partialHost(): HostReport {
  const enabled = ruleOf('aadc-tls12-server-enabled');
  const strong = ruleOf('aadc-net4-schusestrongcrypto');
  const byDefault = ruleOf('aadc-tls12-client-disabledbydefault');
  return host(
    'DC01',
    passingExcept([
      result(enabled, 'fail', 'key-absent', absent('key'), {
        effective: judgement('pass', 'os-default', {
          protocol: SERVER_SIDE,
          osDefault: { build: 20348, row: 'Windows Server 2022' },
        }),
      }),
      result(strong, 'fail', 'wrong-type', found(text('1'), { evidence: evidence(9, '"SchUseStrongCrypto"="1"') }), {
        effective: judgement('unknown', 'depends-on-target-framework'),
      }),
      result(
        byDefault,
        'unknown',
        'tainted',
        unobserved('tainted', evidence(21, '"DisabledByDefault"=dword:0000000g')),
      ),
    ]),
    {
      facts: SERVER_FACTS,
      diagnostics: [
        {
          code: 'parse/invalid-value',
          level: 'warning',
          args: { expected: '1 to 8 hex digits', actual: 'dword:0000000g' },
          location: at(21, 21),
        },
        { code: 'parse/short-dword', level: 'note', args: { digits: 7 }, location: at(7, 23) },
      ],
    },
  );
}

/** DC02: all eight values are those of the document's section "Disable TLS 1.2". */
export function disabledHost(): HostReport {
  return host(
    'DC02',
    RULES.map((of, i) =>
      result(of, 'fail', 'differs', evidenceLine(of, of.value === 'DisabledByDefault' ? 1 : 0, 6 + i), {
        effective: judgement('fail', of.key.includes('SCHANNEL') ? 'protocol-disabled' : 'differs'),
      }),
    ),
    { headlines: [{ pack: 'azure-ad-connect-tls12', id: 'tls12-disabled', text: 'TLS 1.2 is disabled' }] },
  );
}

/** WEB07: nothing that the rules ask for was collected. */
export function emptyHost(): HostReport {
  return host(
    'WEB07',
    RULES.map((of) => result(of, 'unknown', 'not-collected', unobserved('not-collected'))),
  );
}

/** SQL01: two files contradict each other about one value; another was read as non-standard. */
export function conflictHost(): HostReport {
  const enabled = ruleOf('aadc-tls12-server-enabled');
  const client = ruleOf('aadc-tls12-client-enabled');
  return host(
    'SQL01',
    passingExcept([
      result(
        enabled,
        'unknown',
        'conflict',
        conflict(
          [dword(1), evidence(3, '"Enabled"=dword:00000001', 'exports/a.reg')],
          [null, evidence(7, `[${SCHANNEL}]`, 'exports/b.reg')],
        ),
      ),
      result(client, 'pass', 'nonstandard-nonzero', evidenceLine(client, 0xffffffff, 12)),
    ]),
  );
}

export const HEADER: RunHeader = {
  tool: { name: 'regaudit', version: '0.1.0' },
  packs: [
    {
      pack: pack(),
      profile: { id: 'documented', title: 'As the document demands', reading: 'documented', strict: false },
      rules: RULES,
    },
  ],
  gate: { failOn: 'low', missingEvidence: 'fail' },
  options: { pack: ['azure-ad-connect-tls12'], 'fail-on': 'low', 'missing-evidence': 'fail' },
  evaluatedAt: '2026-01-02T03:04:05.000Z',
};

/** The summary that the hosts amount to; the gate as in DESIGN section 3. */
export function summaryOf(
  hosts: readonly HostReport[],
  gate: GateOptions = HEADER.gate,
  diagnostics: readonly Diagnostic[] = [],
): RunSummary {
  const results = hosts.flatMap((each) => each.results);
  const outcomes = Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, results.filter((each) => each.outcome === outcome).length]),
  ) as Record<Outcome, number>;
  const failures = Object.fromEntries(
    SEVERITIES.map((severity) => [
      severity,
      results.filter((each) => each.outcome === 'fail' && each.rule.severity === severity).length,
    ]),
  ) as RunSummary['failures'];
  const causes: GateCause[] = [];
  if (outcomes.fail > 0) causes.push({ kind: 'findings', count: outcomes.fail, failOn: gate.failOn });
  if (outcomes.unknown > 0 && gate.missingEvidence === 'fail')
    causes.push({ kind: 'missing-evidence', count: outcomes.unknown });
  const isDecided = (each: RuleResult): boolean => each.outcome === 'pass' || each.outcome === 'fail';
  const undecided = hosts.filter((each) => !each.results.some(isDecided)).map((each) => each.name);
  if (undecided.length > 0) causes.push({ kind: 'undecided-host', count: undecided.length, hosts: undecided });
  return {
    hosts: hosts.length,
    artifacts: hosts.reduce((sum, each) => sum + each.artifacts.length, 0),
    outcomes,
    failures,
    diagnostics,
    gate: { exitCode: causes.length > 0 ? 1 : 0, causes },
  };
}

/** All sample hosts. */
export function sampleHosts(): readonly HostReport[] {
  return [
    host('APP01', passing(), { facts: SERVER_FACTS }),
    partialHost(),
    disabledHost(),
    emptyHost(),
    conflictHost(),
  ];
}
