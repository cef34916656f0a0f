import { describe, expect, it } from 'vitest';
import type { HostReport, RunHeader } from '../../../src/model/result.ts';
import { fingerprintOf, fnv1a64 } from '../../../src/report/fingerprint.ts';
import type { SarifOptions } from '../../../src/report/reporter.ts';
import { verdictOf } from '../../../src/report/sarif/sarif-result.ts';
import type { SarifLog, SarifResult } from '../consumers/sarif-lint.ts';
import { lintSarif } from '../consumers/sarif-lint.ts';
import { multitoolErrors, multitoolMissing } from '../consumers/multitool.ts';
import { hasSarifSchema, sarifSchemaErrors } from '../consumers/sarif-schema.ts';
import { hostileFile, hostileHost } from '../hostile-host.ts';
import { HOSTILE_TEXTS } from '../hostile-text.ts';
import { runReport } from '../run-report.ts';
import {
  absent,
  artifact,
  conflictHost,
  disabledHost,
  emptyHost,
  evidence,
  found,
  HEADER,
  host,
  judgement,
  pack,
  partialHost,
  passing,
  result,
  rule,
  RULES,
  sampleHosts,
  summaryOf,
  text,
} from '../sample-run.ts';

if (multitoolMissing !== null) console.log(`Sarif.Multitool is skipped: ${multitoolMissing}`);

const ALL: SarifOptions = { results: 'all' };

async function sarif(hosts: readonly HostReport[], options: SarifOptions = {}, header: RunHeader = HEADER) {
  return runReport('sarif', hosts, { sarif: options }, { header });
}

async function log(hosts: readonly HostReport[], options: SarifOptions = {}, header: RunHeader = HEADER) {
  return JSON.parse(await sarif(hosts, options, header)) as SarifLog;
}

async function results(hosts: readonly HostReport[], options: SarifOptions = {}, header: RunHeader = HEADER) {
  return (await log(hosts, options, header)).runs[0]?.results ?? [];
}

function gated(missingEvidence: 'fail' | 'warn' | 'ignore'): RunHeader {
  return { ...HEADER, gate: { failOn: 'low', missingEvidence } };
}

/** A host with every outcome once. */
function mixedHost(): HostReport {
  const [a, b, c, d, e, f] = RULES;
  if (!a || !b || !c || !d || !e || !f) throw new Error('no rules');
  return host('MIX.contoso.example', [
    result(a, 'pass', 'equal', found(text('1'))),
    result(b, 'fail', 'differs', found(text('2'))),
    result(c, 'unknown', 'not-collected', { answer: 'unobserved', because: 'not-collected', evidence: null }),
    result(d, 'error', 'internal-error', found(text('1')), { error: 'defect' }),
    result(e, 'notapplicable', 'not-applicable', found(text('1'))),
    result(f, 'informational', 'equal', found(text('1'))),
  ]);
}

const SAMPLES: readonly (readonly [name: string, hosts: readonly HostReport[], options: SarifOptions])[] = [
  ['problems of all sample hosts', sampleHosts(), {}],
  ['all results of all sample hosts', [...sampleHosts(), mixedHost()], ALL],
  ['the GitHub profile', [...sampleHosts(), mixedHost()], { profile: 'github', results: 'all' }],
  ['the Azure profile without a build', sampleHosts(), { profile: 'azure', results: 'all' }],
  ['no host', [], {}],
  ['hosts without problems', [host('A', passing())], {}],
  ['hostile text', HOSTILE_TEXTS.map(([, hostile]) => hostileHost(hostile)), ALL],
];

describe('what consumers say', () => {
  it.each(SAMPLES)('lint: %s', async (_, hosts, options) => {
    expect(lintSarif(await log(hosts, options))).toEqual([]);
  });

  it.skipIf(!hasSarifSchema).each(SAMPLES)('schema: %s', async (_, hosts, options) => {
    expect(sarifSchemaErrors(await log(hosts, options))).toEqual([]);
  });

  it.skipIf(multitoolMissing !== null).each(SAMPLES)('multitool, Sarif and Ghas: %s', async (_, hosts, options) => {
    expect(multitoolErrors(await sarif(hosts, options), 'Sarif;Ghas')).toEqual([]);
  });

  it.skipIf(multitoolMissing !== null)('multitool, GHAzDO: complete with a build', async () => {
    const azureBuild = {
      run: 'contoso/images/7/3f2504e0-4f89-41d3-9a0c-0305e82c3301/refs%2Fheads%2Fmain/4711',
      buildDefinitionId: '7',
      buildDefinitionName: 'golden image',
      phaseId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
      phaseName: 'scan',
    };
    const errorsOf = async (options: SarifOptions) =>
      multitoolErrors(await sarif(sampleHosts(), options), 'Sarif;GHAzDO').map((error) => error.split(':')[0]);
    expect(await errorsOf({ profile: 'azure', azureBuild })).toEqual([]);
    // That service cannot attach a run without its build; the Scans tab can.
    expect(await errorsOf({ profile: 'azure' })).toEqual(['GHAzDO1014']);
    expect(await errorsOf({})).toContain('GHAzDO1020');
  });
});

describe('canaries: what each check must refuse', () => {
  const BREAKS: readonly (readonly [name: string, broken: (text: string) => string])[] = [
    ['kind', (whole) => whole.replace('"kind":"fail"', '"kind":"failed"')],
    ['level', (whole) => whole.replace('"level":"error"', '"level":"fatal"')],
    ['guid', (whole) => whole.replace('"id": "regaudit/"', '"id": "regaudit/", "guid": "01890a5d-ac96-774b-bcce"')],
    ['date-time', (whole) => whole.replace(/"endTimeUtc": "[^"]*"/, '"endTimeUtc": "yesterday"')],
    ['pass with a level', (whole) => whole.replace('"kind":"fail"', '"kind":"pass"')],
    ['mixed suppressions', (whole) => whole.replace('"kind":"fail"', '"kind":"fail","suppressions":[]')],
    ['mixed baselineState', (whole) => whole.replace('"kind":"fail"', '"kind":"fail","baselineState":"new"')],
    ['no columnKind', (whole) => whole.replace('"columnKind": "utf16CodeUnits",', '')],
    ['numeric security-severity', (whole) => whole.replace('"security-severity": "8.0"', '"security-severity": 8')],
    ['wordy security-severity', (whole) => whole.replace('"security-severity": "8.0"', '"security-severity": "high"')],
    ['ruleId without descriptor', (whole) => whole.replace('{"ruleId":"', '{"ruleId":"x')],
    ['logical location only', (whole) => whole.replace('{"physicalLocation":', '{"properties":')],
    ['absolute URI', (whole) => whole.replaceAll('"uri":"exports/', '"uri":"file:///exports/')],
    ['parent directory', (whole) => whole.replaceAll('"uri":"exports/', '"uri":"../exports/')],
    ['wrong index', (whole) => whole.replace('"index":0', '"index":5')],
    ['wrong taxon index', (whole) => whole.replace(/"index": 0,(?=\s*"toolComponent")/, '"index": 3,')],
    [
      'repeated fingerprint',
      (whole) => whole.replace(/"primaryLocationLineHash":"\w+:1"/g, '"primaryLocationLineHash":"0123456789abcdef:1"'),
    ],
    ['half a region', (whole) => whole.replace(/,"endLine":\d+,"endColumn":\d+/, '')],
  ];

  it.each(BREAKS)('lint: %s', async (_, broken) => {
    const whole = await sarif(sampleHosts());
    expect(broken(whole)).not.toBe(whole);
    expect(lintSarif(JSON.parse(broken(whole)) as SarifLog)).not.toEqual([]);
  });

  it.skipIf(!hasSarifSchema).each([
    ['a bad kind', '"kind":"fail"', '"kind":"failed"'],
    ['a bad date-time', '"endTimeUtc": "2026', '"endTimeUtc": "x2026'],
    ['line 0', '"startLine":1,', '"startLine":0,'],
    ['an unknown property', '"ruleIndex":', '"ruleNumber":'],
  ])('schema: %s', async (_, from, to) => {
    const whole = await sarif(sampleHosts());
    expect(sarifSchemaErrors(JSON.parse(whole.replace(from, to)))).not.toEqual([]);
  });

  it.skipIf(multitoolMissing !== null).each([
    ['no rules', /"rules": \[[\s\S]*?\n {10}\],/, ''],
    ['no message', /"message":\{"text":"[^"]*"\},/, ''],
    ['line 0', '"startLine":1,', '"startLine":0,'],
    ['no JSON', '"version": "2.1.0",', '"version": "2.1.0",,'],
    ['a bad kind, about which it says nothing', '"kind":"fail"', '"kind":"failed"'],
  ])('multitool: %s', async (_, from, to) => {
    const whole = await sarif(sampleHosts());
    expect(whole.replace(from, to)).not.toBe(whole);
    expect(multitoolErrors(whole.replace(from, to), 'Sarif;Ghas')).not.toEqual([]);
  });
});

describe('results', () => {
  it('are problems only, by default', async () => {
    const written = await results(sampleHosts());
    const { outcomes } = summaryOf(sampleHosts());
    expect(written).toHaveLength(outcomes.fail + outcomes.unknown);
    expect(new Set(written.map(({ kind }) => kind))).toEqual(new Set(['fail']));
  });

  it.each([
    ['fail', {}, { pass: null, fail: 'fail/error', unknown: 'fail/error', error: null, notapplicable: null }],
    ['warn', {}, { pass: null, fail: 'fail/error', unknown: 'fail/note', error: null, notapplicable: null }],
    ['ignore', {}, { pass: null, fail: 'fail/error', unknown: null, error: null, notapplicable: null }],
    [
      'fail',
      ALL,
      {
        pass: 'pass/none',
        unknown: 'fail/error',
        error: 'open/none',
        notapplicable: 'notApplicable/none',
        informational: 'informational/none',
      },
    ],
    ['warn', ALL, { pass: 'pass/none', unknown: 'fail/note' }],
    ['ignore', ALL, { pass: 'pass/none', fail: 'fail/error', unknown: 'open/none' }],
    ['ignore', { results: 'all', profile: 'github' }, { pass: null, fail: 'fail/error', unknown: null, error: null }],
  ] as const)('kind and level under --missing-evidence %s %o', (missingEvidence, options, expected) => {
    const { gate } = gated(missingEvidence);
    for (const each of mixedHost().results) {
      if (!(each.outcome in expected)) continue;
      const verdict = verdictOf(each, gate, options);
      const word = verdict && `${verdict.kind}/${verdict.level}`;
      expect(word, each.outcome).toBe(expected[each.outcome as 'pass']);
    }
  });

  it('take their level from the severity', () => {
    const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
    const levels = severities.map((severity) => {
      const of = result(rule({ severity }), 'fail', 'differs', found(text('1')));
      return verdictOf(of, HEADER.gate, {})?.level;
    });
    expect(levels).toEqual(['error', 'error', 'warning', 'note', 'note']);
  });

  it('say that evidence is missing, and on which host', async () => {
    for (const { message } of await results([emptyHost()]))
      expect(message.text).toMatch(/^not collected: WEB07: .*\.$/);
    for (const { message, properties } of await results(sampleHosts()))
      expect(message.text).toContain(String(properties?.['host']));
  });

  it('point at the text that they quote', async () => {
    const lines = new Map([
      [9, '"SchUseStrongCrypto"="1"'],
      [21, '"DisabledByDefault"=dword:0000000g'],
    ]);
    for (const { locations = [] } of await results([partialHost()])) {
      const region = locations[0]?.physicalLocation?.region;
      const line = lines.get(region?.startLine ?? 0);
      if (line === undefined) continue;
      expect(line.slice((region?.startColumn ?? 0) - 1, (region?.endColumn ?? 0) - 1)).toBe(region?.snippet?.text);
    }
  });

  it('anchor a missing value at the header that covers it, and what nobody collected at line 1', async () => {
    const missing = (await results([partialHost()])).find(({ ruleId }) => ruleId === 'aadc-tls12-server-enabled');
    expect(missing?.locations?.[0]?.physicalLocation?.region).toMatchObject({
      startLine: 12,
      startColumn: 1,
      endLine: 12,
    });
    const [first] = await results([emptyHost()]);
    expect(first?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'exports/dc01.reg', index: 0 },
      region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
    });
  });

  it('end where a cut or many-line excerpt ends', async () => {
    const long = `"A"="${'x'.repeat(195)}`;
    const broken = '"A"="x\r\ny"';
    const of = (excerpt: string, endColumn?: number) =>
      host('H', [
        result(
          rule(),
          'fail',
          'differs',
          found(text('x'), {
            evidence: {
              location: {
                artifact: 'exports/dc01.reg',
                line: 4,
                column: 3,
                ...(endColumn ? { endLine: 4, endColumn } : {}),
              },
              excerpt,
            },
          }),
        ),
      ]);
    const regionOf = async (each: HostReport) => (await results([each]))[0]?.locations?.[0]?.physicalLocation?.region;
    expect(await regionOf(of(long, 900))).toMatchObject({ startLine: 4, startColumn: 3, endLine: 4, endColumn: 203 });
    expect(await regionOf(of(broken))).toMatchObject({ endLine: 5, endColumn: 3, snippet: { text: broken } });
  });

  it('name the registry place and the host as logical locations', async () => {
    const [first] = await results([disabledHost()]);
    expect(first?.locations?.[0]?.logicalLocations?.map(({ kind }) => kind)).toEqual([
      'registryValue',
      'registryKey',
      'host',
    ]);
    expect(first?.locations?.[0]?.logicalLocations?.[2]?.fullyQualifiedName).toBe('DC02');
  });

  it('show the other side of a conflict', async () => {
    const [first] = await results([conflictHost()]);
    expect(first?.relatedLocations).toMatchObject([
      { id: 1, physicalLocation: { artifactLocation: { uri: 'exports/b.reg' } }, message: { text: 'absent' } },
    ]);
  });

  it('carry both readings where they differ', async () => {
    const written = await results([partialHost()]);
    expect(written.find(({ ruleId }) => ruleId === 'aadc-tls12-server-enabled')?.properties).toMatchObject({
      documented: { outcome: 'fail' },
      effective: { outcome: 'pass', reason: 'os-default' },
    });
  });

  it('double braces, but for GitHub', async () => {
    const braces = host('H', [result(rule(), 'fail', 'differs', found(text('{0}')))]);
    expect((await results([braces]))[0]?.message.text).toContain('"{{0}}"');
    expect((await results([braces], { profile: 'github' }))[0]?.message.text).toContain('"{0}"');
  });
});

describe('fingerprints', () => {
  const printsOf = (written: readonly SarifResult[]) =>
    written.map(({ partialFingerprints }) => partialFingerprints?.['primaryLocationLineHash']);

  it('stay when data, line and outcome change', async () => {
    const before = host('H', [result(rule(), 'fail', 'differs', found(text('1')))]);
    const after = host('H', [result(rule(), 'fail', 'value-absent', absent('value', { evidence: evidence(99, 'x') }))]);
    expect(printsOf(await results([before]))).toEqual(printsOf(await results([after])));
  });

  it('are different for host, rule, key and value', async () => {
    const variants = [
      host('H', [result(rule(), 'fail', 'differs', found(text('1')))]),
      host('I', [result(rule(), 'fail', 'differs', found(text('1')))]),
      host('H', [result(rule({ value: 'Other' }), 'fail', 'differs', found(text('1')))]),
      host('H', [result(rule({ key: 'HKEY_LOCAL_MACHINE\\SOFTWARE' }), 'fail', 'differs', found(text('1')))]),
      host('H', [result(rule({ id: 'aadc-tls12-client-enabled' }), 'fail', 'differs', found(text('1')))]),
    ];
    const prints = await Promise.all(variants.map(async (each) => printsOf(await results([each]))[0]));
    expect(new Set(prints).size).toBe(variants.length);
  });

  it('are FNV-1a with 64 bits', () => {
    const reference = (value: string): string => {
      let hash = 0xcbf29ce484222325n;
      for (let i = 0; i < value.length; i++)
        for (const byte of [value.charCodeAt(i) & 255, value.charCodeAt(i) >> 8])
          hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
      return hash.toString(16).padStart(16, '0');
    };
    for (const value of ['', 'a', 'foobar', 'HKLM\\é\u{1f600}', 'x'.repeat(1000)])
      expect(fnv1a64(value)).toBe(reference(value));
    expect(fnv1a64('')).toBe('cbf29ce484222325');
    expect(fingerprintOf(['a', 'bc'])).not.toBe(fingerprintOf(['ab', 'c']));
  });
});

describe('the run around the results', () => {
  it('lists evidence with hash, length and encoding', async () => {
    const odd = artifact({ artifact: 'b.reg', encoding: { name: 'cp1140', how: 'option', certainty: 'certain' } });
    const { runs } = await log([host('H', passing(), { artifacts: [artifact(), odd] })]);
    expect(runs[0]?.artifacts).toMatchObject([
      {
        location: { uri: 'exports/dc01.reg' },
        length: 20480,
        encoding: 'UTF-16LE',
        hashes: { 'sha-256': 'b'.repeat(64) },
        roles: ['analysisTarget'],
      },
      { location: { uri: 'b.reg' }, properties: { encoding: 'cp1140' } },
    ]);
    expect(runs[0]?.artifacts?.[1]).not.toHaveProperty('encoding');
  });

  it('has the frameworks of the references as taxonomies, linked by both indexes', async () => {
    const { runs } = await log(sampleHosts());
    expect(runs[0]?.taxonomies).toMatchObject([{ name: 'DISA STIG', taxa: [{ id: 'V-218821' }] }]);
    for (const each of runs[0]?.tool.driver.rules ?? [])
      expect(each.relationships).toMatchObject([{ target: { id: 'V-218821', index: 0, toolComponent: { index: 0 } } }]);
  });

  it('tells what went wrong with the evidence as notifications', async () => {
    const hosts = [partialHost(), emptyHost()];
    const summary = summaryOf(hosts, undefined, [hostileFile('no such file')]);
    const written = JSON.parse(await runReport('sarif', hosts, {}, { summary })) as SarifLog;
    expect(
      written.runs[0]?.invocations?.[0]?.toolExecutionNotifications?.map(({ level, descriptor }) => [
        level,
        descriptor.id,
      ]),
    ).toEqual([
      ['warning', 'parse/invalid-value'],
      ['error', 'evaluate/nothing-decided'],
      ['error', 'cli/unreadable'],
    ]);
  });

  it('tells a defect as an error notification, and only then that the run was no success', async () => {
    const hosts = [mixedHost()];
    const base = summaryOf(hosts);
    const summary = {
      ...base,
      gate: { exitCode: 2 as const, causes: [{ kind: 'internal-error' as const, count: 1 }] },
    };
    const broken = JSON.parse(await runReport('sarif', hosts, {}, { summary })) as SarifLog;
    expect(broken.runs[0]?.invocations).toMatchObject([
      {
        executionSuccessful: false,
        exitCode: 2,
        toolExecutionNotifications: [{ level: 'error', associatedRule: { index: 3 } }],
      },
    ]);
    const whole = await log([disabledHost()]);
    expect(whole.runs[0]?.invocations).toMatchObject([
      { executionSuccessful: true, exitCode: 1, endTimeUtc: '2026-01-02T03:04:05.000Z' },
    ]);
  });

  it('keeps a bounded number of warnings and every error', async () => {
    const diagnostics = Array.from({ length: 1500 }, () => partialHost().diagnostics[0]).filter(
      (each) => each !== undefined,
    );
    const noisy = host('H', [], { diagnostics });
    const notifications = (await log([noisy])).runs[0]?.invocations?.[0]?.toolExecutionNotifications ?? [];
    expect(notifications).toHaveLength(1002);
    expect(notifications.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(notifications.at(-1)?.message.text).toMatch(/^500 more/);
  });

  it('carries packs, their hashes and the options', async () => {
    const { runs } = await log([]);
    expect(runs[0]?.properties).toMatchObject({
      packs: [{ id: 'azure-ad-connect-tls12', version: '1.0.0', profile: 'documented', sha256: 'a'.repeat(64) }],
      options: { 'missing-evidence': 'fail' },
    });
  });

  it('tells apart rules of one id in two packs', async () => {
    const [selected] = HEADER.packs;
    if (!selected) throw new Error('no pack');
    const other = { ...selected, pack: pack({ id: 'other' }) };
    const header = { ...HEADER, packs: [selected, other] };
    const each = result(rule(), 'fail', 'differs', found(text('1')));
    const written = await log([host('H', [each, { ...each, pack: 'other' }])], {}, header);
    expect(written.runs[0]?.results?.map(({ ruleId }) => ruleId)).toEqual([
      'azure-ad-connect-tls12/aadc-tls12-server-enabled',
      'other/aadc-tls12-server-enabled',
    ]);
    expect(lintSarif(written)).toEqual([]);
  });

  it('takes its category from the options, and leaves an unknown Azure build out', async () => {
    const idOf = async (options: SarifOptions) => (await log([], options)).runs[0]?.automationDetails?.id;
    expect(await idOf({})).toBe('regaudit/');
    expect(await idOf({ category: 'golden-image' })).toBe('golden-image/');
    expect(await idOf({ profile: 'azure' })).toBeUndefined();
  });

  it('writes one effective reading as the deciding one', async () => {
    const each = result(rule(), 'pass', 'os-default', absent('value'), {
      reading: 'effective',
      documented: judgement('fail', 'value-absent'),
    });
    expect((await results([host('H', [each])], ALL))[0]).toMatchObject({ kind: 'pass', level: 'none' });
  });
});
