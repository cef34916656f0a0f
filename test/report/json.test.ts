import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../src/model/outcome.ts';
import { storedBytes } from '../../src/report/json/stored-bytes.ts';
import { toHex } from '../../src/model/value-data.ts';
import { runReport } from './run-report.ts';
import {
  absent,
  conflictHost,
  disabledHost,
  emptyHost,
  HEADER,
  host,
  judgement,
  partialHost,
  passing,
  result,
  rule,
  sampleHosts,
  summaryOf,
} from './sample-run.ts';

const schema = JSON.parse(readFileSync('rules/schema/report.schema.json', 'utf8')) as object;
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
ajv.addSchema(schema, 'report');
const isReport = ajv.compile({ $ref: 'report' });
const isResult = ajv.compile({ $ref: 'report#/$defs/result' });

interface Result {
  readonly host: string;
  readonly rule: string;
  readonly outcome: string;
  readonly [field: string]: unknown;
}

async function report(hosts = sampleHosts()) {
  const text = await runReport('json', hosts);
  return JSON.parse(text) as {
    readonly [field: string]: unknown;
    readonly hosts: unknown[];
    readonly results: Result[];
  };
}

describe('json', () => {
  it('reads as this document', async () => {
    await expect(await runReport('json', [partialHost(), conflictHost()])).toMatchFileSnapshot(
      '__snapshots__/json-report.txt',
    );
  });

  it('has the fields of the contract, in its order', async () => {
    const document = await report();
    expect(Object.keys(document)).toEqual([
      'schemaVersion',
      'tool',
      'evaluatedAt',
      'options',
      'packs',
      'notCovered',
      'hosts',
      'results',
      'diagnostics',
      'summary',
    ]);
    expect(document['packs']).toMatchObject([
      { id: 'azure-ad-connect-tls12', version: '1.0.0', profile: 'documented' },
    ]);
  });

  it.each([
    ['no hosts', []],
    ['all sample hosts', sampleHosts()],
    ['a host without results', [host('EMPTY', [], { artifacts: [] })]],
  ])('is valid: %s', async (_, hosts) => {
    const document: unknown = JSON.parse(await runReport('json', hosts));
    expect(isReport(document), JSON.stringify(isReport.errors)).toBe(true);
  });

  it('would notice a missing field', async () => {
    const document = await report();
    for (const field of Object.keys(document)) {
      const { [field]: _, ...rest } = document;
      expect(isReport(rest), field).toBe(false);
    }
    const [first] = document.results;
    for (const field of ['host', 'pack', 'rule', 'outcome', 'reason', 'severity', 'expected', 'actual', 'location']) {
      const { [field]: _, ...rest } = first ?? ({} as Result);
      expect(isResult(rest), field).toBe(false);
    }
  });

  it('carries both readings where they differ, and only there', async () => {
    const { results } = await report([partialHost()]);
    const byRule = new Map(results.map((each) => [each.rule, each]));
    expect(byRule.get('aadc-tls12-server-enabled')).toMatchObject({
      outcome: 'fail',
      documented: { outcome: 'fail', reason: 'key-absent' },
      effective: {
        outcome: 'pass',
        reason: 'os-default',
        text: 'TLS 1.2 (server side) is on by default on build 20348',
      },
      lastKeyShown: String.raw`HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Tcpip`,
      location: { artifact: 'exports/dc01.reg', line: 12, column: 1 },
    });
    expect(byRule.get('aadc-tls12-client-enabled')).not.toHaveProperty('effective');
  });

  it('says nothing that only a sentence says', async () => {
    const { results } = await report([partialHost(), conflictHost()]);
    const of = (name: string, id: string): Result | undefined =>
      results.find((each) => each.host === name && each.rule === id);
    expect(of('DC01', 'aadc-net4-schusestrongcrypto')).toMatchObject({
      expectedData: { type: 'REG_DWORD', data: 1, dataHex: '01000000' },
      actualData: { type: 'REG_SZ', data: '1', dataHex: '31000000' },
    });
    expect(of('SQL01', 'aadc-tls12-server-enabled')).toMatchObject({
      answer: 'conflict',
      sides: [
        { actualData: { data: 1 }, location: { artifact: 'exports/a.reg' } },
        { actualData: null, location: { artifact: 'exports/b.reg' } },
      ],
    });
  });

  it('names the command and the restart for a failure', async () => {
    const { results } = await report([disabledHost()]);
    for (const each of results) expect(each).toMatchObject({ outcome: 'fail', next: { restart: true } });
  });

  it('counts what is decided', async () => {
    const document = await report([emptyHost()]);
    expect(document.hosts).toMatchObject([
      { coverage: { results: 8, decided: 0, undecided: 8, reasons: { 'not-collected': 8 } } },
    ]);
  });

  it('heads a host with the state that the pack names', async () => {
    const document = await report([disabledHost(), emptyHost()]);
    expect(document.hosts).toMatchObject(
      [
        { name: 'DC02', headline: 'TLS 1.2 is disabled', headlines: [{ id: 'tls12-disabled' }] },
        { name: 'WEB07', headline: /0 of 8 settings as documented, 8 unknown/ },
      ].map((each) => ({
        ...each,
        headline: each.headline instanceof RegExp ? expect.stringMatching(each.headline) : each.headline,
      })),
    );
  });

  it('shows what else an effective check looked at', async () => {
    const of = rule();
    const lookup = absent('value');
    const effective = result(of, 'pass', 'os-default', lookup, {
      reading: 'effective',
      documented: judgement('fail', 'value-absent'),
      consulted: [
        { key: of.key, name: 'Enabled', lookup },
        { key: of.key, name: 'DisabledByDefault', lookup: absent('value') },
      ],
    });
    const document = await report([host('A', [effective])]);
    expect(document.results).toMatchObject([
      {
        outcome: 'pass',
        documented: { outcome: 'fail' },
        consulted: [{ value: 'Enabled' }, { value: 'DisabledByDefault' }],
      },
    ]);
    expect(isReport(document), JSON.stringify(isReport.errors)).toBe(true);
  });
});

describe('jsonl', () => {
  it('writes the result objects of the json report, one a line', async () => {
    const hosts = sampleHosts();
    const text = await runReport('jsonl', hosts);
    expect(text.endsWith('\n')).toBe(true);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines).toEqual((await report(hosts)).results);
    for (const line of lines) expect(isResult(line), JSON.stringify(isResult.errors)).toBe(true);
  });

  it('is empty without hosts', async () => {
    expect(await runReport('jsonl', [])).toBe('');
  });
});

describe('counts agree', () => {
  it('between json, jsonl and console', async () => {
    const hosts = sampleHosts();
    const summary = summaryOf(hosts);
    const document = await report(hosts);
    const lines = (await runReport('jsonl', hosts))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Result);
    const last = (await runReport('console', hosts)).trimEnd().split('\n').at(-1) ?? '';
    expect(document['summary']).toMatchObject({ outcomes: summary.outcomes, results: lines.length });
    for (const outcome of OUTCOMES) {
      const count = lines.filter((line) => line.outcome === outcome).length;
      expect(document.results.filter((each) => each.outcome === outcome)).toHaveLength(count);
      expect(summary.outcomes[outcome]).toBe(count);
      if (count > 0) expect(last).toContain(`${count} ${outcome}`);
    }
    for (const { name, results } of hosts)
      for (const each of HEADER.packs.flatMap((selected) => selected.rules))
        if (results.length > 0)
          expect(
            lines.filter((line) => line.host === name && line.rule === each.id),
            `${name} ${each.id}`,
          ).toHaveLength(1);
  });
});

describe('streaming', () => {
  it('gives a run of many hosts in pieces of bounded size', async () => {
    const { REPORT_FORMATS } = await import('../../src/report/index.ts');
    const hosts = Array.from({ length: 300 }, (_, i) => host(`H${i}`, passing()));
    const reporter = await REPORT_FORMATS.json.create();
    const pieces = [
      reporter.begin(HEADER),
      ...hosts.map((each) => reporter.host(each)),
      ...reporter.end(summaryOf(hosts)),
    ];
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(20_000);
    expect((JSON.parse(pieces.join('')) as { results: unknown[] }).results).toHaveLength(2400);
  });
});

describe('storedBytes', () => {
  it.each([
    ['REG_DWORD', 0xfffffffe, 'feffffff'],
    ['REG_DWORD_BIG_ENDIAN', 1, '00000001'],
    ['REG_QWORD', '4294967296', '0000000001000000'],
    ['REG_SZ', 'a', '61000000'],
    ['REG_MULTI_SZ', ['a', 'b'], '61000000620000000000'],
    ['REG_BINARY', '01ff', '01ff'],
  ] as const)('%s', (type, data, hex) => {
    const bytes = storedBytes(type, data);
    expect(bytes && toHex(bytes)).toBe(hex);
  });

  it('is null for data that is none of its type', () => {
    expect(storedBytes('REG_DWORD', 'one')).toBeNull();
    expect(storedBytes('REG_BINARY', 'xyz')).toBeNull();
    expect(storedBytes('REG_SZ', ['a'])).toBeNull();
  });
});
