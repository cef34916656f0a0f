import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { HostReport, RunHeader, RunSummary } from '../../../src/model/result.ts';
import { junitSchemaErrors } from '../consumers/junit-schema.ts';
import type { XmlElement } from '../consumers/strict-xml.ts';
import { elementsNamed, parseStrictXml } from '../consumers/strict-xml.ts';
import { hostileFile, hostileHost } from '../hostile-host.ts';
import { HOSTILE_TEXTS } from '../hostile-text.ts';
import { runReport } from '../run-report.ts';
import {
  conflictHost,
  disabledHost,
  emptyHost,
  found,
  HEADER,
  host,
  partialHost,
  passing,
  result,
  RULES,
  sampleHosts,
  summaryOf,
  text,
} from '../sample-run.ts';

type Run = { readonly header?: RunHeader; readonly summary?: RunSummary };

async function junit(hosts: readonly HostReport[], run: Run = {}): Promise<string> {
  return runReport('junit', hosts, {}, run);
}

async function suitesOf(hosts: readonly HostReport[], run: Run = {}): Promise<readonly XmlElement[]> {
  return elementsNamed(parseStrictXml(await junit(hosts, run)), 'testsuite');
}

function casesOf(suite: XmlElement | undefined): readonly XmlElement[] {
  return suite ? elementsNamed(suite, 'testcase') : [];
}

function verdictsOf(suite: XmlElement | undefined): readonly string[] {
  return casesOf(suite).map(
    ({ children }) =>
      children.map(({ name, attributes }) => `${name} ${attributes['type'] ?? ''}`.trim()).join() || 'pass',
  );
}

function gated(missingEvidence: 'fail' | 'warn' | 'ignore'): RunHeader {
  return { ...HEADER, gate: { failOn: 'low', missingEvidence } };
}

const UNREADABLE = { summary: summaryOf(sampleHosts(), undefined, [hostileFile('EACCES'), hostileFile('EACCES')]) };

describe('junit', () => {
  it('reads as this document', async () => {
    await expect(await junit([partialHost(), conflictHost()])).toMatchFileSnapshot('../__snapshots__/junit-strict.txt');
  });

  it.each([
    ['all sample hosts', sampleHosts(), {}],
    ['no host', [], {}],
    ['a host without results', [host('EMPTY', [], { artifacts: [] })], {}],
    ['unknowns that are skipped', [emptyHost(), conflictHost()], { header: gated('warn') }],
    ['unusable files', sampleHosts(), UNREADABLE],
    ['hostile text', HOSTILE_TEXTS.map(([, hostile]) => hostileHost(hostile)), {}],
    [
      'hosts whose names differ in a dot',
      [host('a.b', passing()), host('a_b', passing()), host('a_b-2', passing())],
      {},
    ],
  ] as const)('is valid and strictly well-formed: %s', async (_, hosts, run) => {
    const report = await junit(hosts, run);
    parseStrictXml(report);
    expect(await junitSchemaErrors(report)).toEqual([]);
    // A raw line end in an attribute is a blank to a parser; the text in between tags may have them.
    expect(/<[^>]*="[^"]*\n[^"]*"/.exec(report.slice(report.indexOf('?>')))).toBeNull();
  });

  it('has every rule once per host, and counts that agree', async () => {
    const suites = await suitesOf(sampleHosts());
    expect(suites.map(({ attributes }) => attributes['name'])).toEqual(sampleHosts().map(({ name }) => name));
    for (const suite of suites) {
      const cases = casesOf(suite);
      expect(cases.map(({ attributes }) => attributes['name']?.split(' ')[0])).toEqual(RULES.map(({ id }) => id));
      const count = (name: string) => String(elementsNamed(suite, name).length);
      expect(suite.attributes).toMatchObject({
        tests: String(cases.length),
        failures: count('failure'),
        errors: count('error'),
        skipped: count('skipped'),
        timestamp: '2026-01-02T03:04:05',
      });
    }
  });

  it.each([
    ['fail', 'error regaudit.EvidenceMissing'],
    ['warn', 'skipped'],
    ['ignore', 'skipped'],
  ] as const)('makes of an unknown under --missing-evidence %s: %s', async (missingEvidence, expected) => {
    const [suite] = await suitesOf([partialHost()], { header: gated(missingEvidence) });
    expect(verdictsOf(suite)[7]).toBe(expected);
  });

  it('is never green for a host of which nothing is decided', async () => {
    const [suite] = await suitesOf([emptyHost()], { header: gated('ignore') });
    expect(verdictsOf(suite)).toEqual([...RULES.map(() => 'skipped'), 'error regaudit.NothingDecided']);
    const [strict] = await suitesOf([emptyHost()]);
    expect(casesOf(strict)).toHaveLength(RULES.length);
  });

  it('gives every outcome its element', async () => {
    const [a, b, c, d] = RULES;
    if (!a || !b || !c || !d) throw new Error('no rules');
    const [suite] = await suitesOf([
      host('H', [
        result(a, 'pass', 'equal', found(text('1'))),
        result(b, 'error', 'internal-error', found(text('1')), { error: 'defect' }),
        result(c, 'notapplicable', 'not-applicable', found(text('1'))),
        result(d, 'informational', 'equal', found(text('1'))),
      ]),
    ]);
    expect(verdictsOf(suite)).toEqual(['pass', 'error regaudit.InternalError', 'skipped', 'skipped']);
  });

  it('says the message in the attribute and in the body', async () => {
    const [suite] = await suitesOf([partialHost()]);
    for (const name of ['failure', 'error'])
      for (const { attributes, text: body } of suite ? elementsNamed(suite, name) : []) {
        expect(attributes['message']).toContain('DC01');
        expect(body.startsWith(attributes['message'] ?? '-')).toBe(true);
      }
    expect(elementsNamed(suite ?? { name: '', attributes: {}, children: [], text: '' }, 'failure')[0]?.text).toContain(
      'evidence: exports/dc01.reg:9:1',
    );
  });

  it('keeps classes of different hosts apart', async () => {
    const suites = await suitesOf([host('a.b', passing()), host('a_b', passing())]);
    const classes = suites.map((suite) => casesOf(suite)[0]?.attributes['classname']);
    expect(classes).toEqual(['regaudit.a_b.azure-ad-connect-tls12', 'regaudit.a_b-2.azure-ad-connect-tls12']);
  });

  it('tells of files that had to be read and could not be', async () => {
    const suites = await suitesOf(sampleHosts(), UNREADABLE);
    expect(verdictsOf(suites.at(-1))).toEqual(['error regaudit.EvidenceError', 'error regaudit.EvidenceError']);
    expect(new Set(casesOf(suites.at(-1)).map(({ attributes }) => attributes['name'])).size).toBe(2);
  });

  it('carries the chain of custody as properties', async () => {
    const [suite] = await suitesOf([disabledHost()]);
    const properties = elementsNamed(suite ?? { name: '', attributes: {}, children: [], text: '' }, 'property');
    const values = Object.fromEntries(properties.map(({ attributes }) => [attributes['name'], attributes['value']]));
    expect(values).toMatchObject({
      'regaudit.version': '0.1.0',
      'regaudit.pack.azure-ad-connect-tls12.sha256': 'a'.repeat(64),
      'regaudit.evidence.sha256 exports/dc01.reg': 'b'.repeat(64),
    });
  });

  it('shows file and line in the extended dialect, which the strict schema refuses', async () => {
    const extended = await runReport('junit', [partialHost()], { junitDialect: 'extended' });
    const failed = casesOf(elementsNamed(parseStrictXml(extended), 'testsuite')[0])[3];
    expect(failed?.attributes).toMatchObject({ file: 'exports/dc01.reg', line: '9' });
    expect(await junitSchemaErrors(extended)).not.toEqual([]);
  });

  it('keeps the text "true" as an attribute', async () => {
    expect(await junit([host('true', passing())])).toContain('<testsuite name="true"');
  });
});

describe('canaries: what each check must refuse', () => {
  it.each([
    ['an attribute outside the strict dialect', '<testcase ', '<testcase file="x" '],
    ['a zone in the timestamp', 'T03:04:05"', 'T03:04:05Z"'],
    ['a case twice', /<testcase [^>]*><\/testcase>/, '$&$&'],
    ['no system-err', '<system-err></system-err>', ''],
    ['a type that readers cast', 'type="regaudit.NonCompliant"', 'type="yaml"'],
    ['two verdicts', '</failure>', '</failure><skipped message="x"/>'],
    ['a dot in the host', 'classname="regaudit.DC01.', 'classname="regaudit.dc.contoso.'],
    ['four decimals', 'time="0"', 'time="0.0001"'],
    ['an empty name', /<testcase name="[^"]*"/, '<testcase name=""'],
  ])('schema: %s', async (_, from, to) => {
    const report = await junit([partialHost()]);
    expect(report.replace(from, to)).not.toBe(report);
    expect(await junitSchemaErrors(report.replace(from, to))).not.toEqual([]);
  });

  it.each([
    ['a control character', '\x1b'],
    ['NUL', '\0'],
    ['a noncharacter', '\ufffe'],
    ['a lone surrogate', '\ud800'],
    ['an unescaped ampersand', '&'],
    ['an end of CDATA', ']]>'],
  ])('strict parser: %s', async (_, text) => {
    const report = (await junit([partialHost()])).replace('severity: high', `severity: ${text}`);
    expect(() => parseStrictXml(report)).toThrow();
  });

  it('would pass a lenient parser, which is why that one is not asked', async () => {
    const report = (await junit([partialHost()])).replace('severity: high', 'severity: \x1b');
    expect(() => new XMLParser().parse(report) as unknown).not.toThrow();
  });
});
