import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { createPackLoader, loadPack } from '../../src/packs/load-pack.ts';
import { loadText, problemsOf, replaced, VALID } from './pack-texts.ts';

const load = createPackLoader();

describe('a valid pack', () => {
  it('loads with defaults, long root names and unsigned numbers', () => {
    const pack = loadPack({ file: 'demo.yaml', text: VALID, sha256: 'ff' });
    expect(pack).toMatchObject({ id: 'demo', description: '', file: 'demo.yaml', sha256: 'ff' });
    expect(pack.profiles.map((profile) => profile.id)).toEqual(['documented', 'strict', 'effective']);
    expect(pack.rules[0]).toEqual({
      id: 'demo-first',
      title: 'First',
      severity: 'low',
      key: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Demo',
      value: 'First',
      check: { kind: 'equals', type: 'REG_DWORD', data: 1 },
      whenAbsent: 'fail',
      rationale: 'Because.',
      references: [],
      remediation: { text: 'Set it.', set: { type: 'REG_DWORD', data: 1 }, restart: false },
    });
    expect(pack.headlines[0]?.when).toEqual({
      kind: 'nonZero',
      type: 'REG_DWORD',
      key: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Demo',
      value: 'First',
    });
  });

  it.each([
    { name: 'JSON', text: JSON.stringify(parse(VALID)) },
    { name: 'JSON with tabs', text: JSON.stringify(parse(VALID), null, '\t') },
    { name: 'JSON with blanks and an $schema', text: JSON.stringify({ $schema: 'x', ...parse(VALID) }, null, 2) },
    { name: 'YAML with a byte order mark', text: `\uFEFF${VALID}` },
    { name: 'YAML with CRLF', text: VALID.replaceAll('\n', '\r\n') },
    { name: 'YAML with a document start', text: `%YAML 1.2\n---\n${VALID}` },
  ])('means the same as $name', ({ text }) => {
    expect(loadText(load, text)).toEqual(loadText(load, VALID));
  });

  it('may share values by anchors', () => {
    const text = replaced(replaced(VALID, 'key: HKLM', 'key: &key HKLM'), 'key: HKLM\\SOFTWARE\\Demo', 'key: *key');
    expect(loadText(load, text)).toEqual(loadText(load, VALID));
  });

  it('keeps every kind of check', () => {
    const checks = [
      { kind: 'equals', type: 'REG_SZ', data: 'x' },
      { kind: 'equals', type: 'REG_MULTI_SZ', data: ['a', 'b'] },
      { kind: 'equals', type: 'REG_QWORD', data: '18446744073709551615' },
      { kind: 'oneOf', type: 'REG_SZ', data: ['x', 'y'] },
      { kind: 'equals', type: 'REG_BINARY', data: '00fF' },
      { kind: 'zero', type: 'REG_QWORD' },
      { kind: 'max', type: 'REG_DWORD', data: 0xffff_ffff },
      { kind: 'bitsSet', type: 'REG_DWORD', data: 1 },
      { kind: 'bitsClear', type: 'REG_DWORD', data: 1 },
      { kind: 'list', type: 'REG_MULTI_SZ', match: 'contains', items: ['a*'] },
      { kind: 'present' },
      { kind: 'not', check: { kind: 'absent', key: 'HKEY_USERS\\x', value: '' } },
      { kind: 'schannelProtocol', protocol: 'DTLS 1.2', side: 'client', want: 'disabled' },
      { kind: 'dotnetSwitch' },
    ];
    const text = replaced(
      VALID,
      'check: { kind: equals, data: 1 }',
      `check: {kind: allOf, checks: ${JSON.stringify(checks)}}`,
    );
    expect(loadText(load, text).rules[0]?.check).toEqual({ kind: 'allOf', checks });
  });

  it('reads YAML 1.2 also when a directive says otherwise', () => {
    const text = `%YAML 1.1\n---\n${replaced(VALID, 'title: First', 'title: no')}`;
    expect(problemsOf(load, text).length === 0 && loadText(load, text).rules[0]?.title).toBe('no');
  });
});

const PROPERTIES_OF_EQUALS = 'one of the properties kind, type, data, acceptNonZero, key, value';
const DWORD = 'a whole number from 0 to 4294967295 (REG_DWORD)';

/** One mistake, one problem; `at` is line:column and pointer. */
const MISTAKES: readonly {
  name: string;
  piece: string;
  by: string;
  at: string;
  expected: string;
  actual: string;
}[] = [
  {
    name: 'an unknown severity',
    piece: 'severity: low',
    by: 'severity: urgent',
    at: '11:15 /rules/0/severity',
    expected: 'one of critical, high, medium, low, info',
    actual: '"urgent"',
  },
  {
    name: 'a misspelt severity',
    piece: 'severity: low',
    by: 'severity: lwo',
    at: '11:15 /rules/0/severity',
    expected: 'one of critical, high, medium, low, info (did you mean "low"?)',
    actual: '"lwo"',
  },
  {
    name: 'a missing property',
    piece: '    severity: low\n',
    by: '',
    at: '9:5 /rules/0',
    expected: 'the property "severity"',
    actual: 'no such property',
  },
  {
    name: 'a property without a value',
    piece: 'title: First',
    by: 'title:',
    at: '10:11 /rules/0/title',
    expected: 'a text',
    actual: 'nothing',
  },
  {
    name: 'a blank text',
    piece: 'title: First',
    by: 'title: " "',
    at: '10:12 /rules/0/title',
    expected: 'a text',
    actual: '" "',
  },
  {
    name: 'a version that YAML reads as a number',
    piece: 'version: 1.0.0',
    by: 'version: 1.10',
    at: '3:10 /version',
    expected: 'a version of three numbers such as 1.0.0',
    actual: 'the number 1.10',
  },
  {
    name: 'a date that is none',
    piece: '2025-03-01',
    by: '1 March 2025',
    at: '7:9 /source/date',
    expected: 'an ISO date such as 2021-09-14',
    actual: '"1 March 2025"',
  },
  {
    name: 'a URL that runs code',
    piece: 'https://example.com/document',
    by: 'javascript:alert(1)',
    at: '6:8 /source/url',
    expected: 'an http or https URL',
    actual: '"javascript:alert(1)"',
  },
  {
    name: 'an id that is not kebab-case',
    piece: 'id: demo-first',
    by: 'id: Demo_First',
    at: '9:9 /rules/0/id',
    expected: 'a kebab-case id such as tls12-client-enabled',
    actual: '"Demo_First"',
  },
  {
    name: 'an id that another rule has',
    piece: 'id: demo-second',
    by: 'id: demo-first',
    at: '19:9 /rules/1/id',
    expected: 'an id of its own',
    actual: '"demo-first", which /rules/0 has',
  },
  {
    name: 'two profiles with one id',
    piece: 'rules:\n',
    by: 'profiles: [{id: a, title: A, reading: effective}, {id: a, title: B, reading: effective}]\nrules:\n',
    at: '8:56 /profiles/1/id',
    expected: 'an id of its own',
    actual: '"a", which /profiles/0 has',
  },
  {
    name: 'two headlines with one id',
    piece: 'context:',
    by: "  - { id: demo-on, text: T, when: { kind: absent, key: 'HKLM\\x', value: '' } }\ncontext:",
    at: '39:11 /headlines/1/id',
    expected: 'an id of its own',
    actual: '"demo-on", which /headlines/0 has',
  },
  {
    name: 'an unknown property with a near known one',
    piece: 'rationale: Because.',
    by: 'rational: Because.',
    at: '15:5 /rules/0/rational',
    expected:
      'one of the properties id, title, severity, key, value, check, whenAbsent, effective, applicability, rationale, references, remediation (did you mean "rationale"?)',
    actual: '"rational"',
  },
  {
    name: 'an unknown property',
    piece: 'text: Set it.',
    by: 'text: Set it.\n      zebra: 1',
    at: '18:7 /rules/0/remediation/zebra',
    expected: 'one of the properties text, set, restart',
    actual: '"zebra"',
  },
  {
    name: 'the property __proto__',
    piece: 'text: Set it.',
    by: 'text: Set it.\n      __proto__: { polluted: 1 }',
    at: '18:7 /rules/0/remediation/__proto__',
    expected: 'one of the properties text, set, restart',
    actual: '"__proto__"',
  },
  {
    name: 'a property name that needs escapes in a pointer',
    piece: 'text: Set it.',
    by: 'text: Set it.\n      a/b~c: 1',
    at: '18:7 /rules/0/remediation/a~1b~0c',
    expected: 'one of the properties text, set, restart',
    actual: '"a/b~c"',
  },
  {
    name: 'no rules',
    piece: VALID.slice(VALID.indexOf('rules:'), VALID.indexOf('headlines:')),
    by: 'rules: []\n',
    at: '8:8 /rules',
    expected: 'a list of at least one rule',
    actual: 'an empty list',
  },
  {
    name: 'a map of rules',
    piece: VALID.slice(VALID.indexOf('rules:'), VALID.indexOf('headlines:')),
    by: 'rules:\n  demo: {}\n',
    at: '9:3 /rules',
    expected: 'a list of at least one rule',
    actual: 'a map',
  },
  {
    name: 'a rule that is a text',
    piece: 'headlines:',
    by: '  - demo-third\nheadlines:',
    at: '35:5 /rules/2',
    expected: 'a rule (a map with id, title, severity, key, value, check, rationale and remediation)',
    actual: '"demo-third"',
  },
  {
    name: 'a check that is a text',
    piece: 'check: { kind: equals, data: 1 }',
    by: 'check: equals',
    at: '14:12 /rules/0/check',
    expected: 'a check (a map with kind)',
    actual: '"equals"',
  },
  {
    name: 'a check without kind',
    piece: '{ kind: equals, data: 1 }',
    by: '{ data: 1 }',
    at: '14:12 /rules/0/check',
    expected: 'the property "kind"',
    actual: 'no such property',
  },
  {
    name: 'an unknown kind',
    piece: 'kind: min',
    by: 'kind: atLeast',
    at: '27:17 /rules/1/check/checks/0/kind',
    expected:
      'one of equals, oneOf, nonZero, zero, min, max, bitsSet, bitsClear, list, present, absent, allOf, anyOf, not, schannelProtocol, dotnetSwitch',
    actual: '"atLeast"',
  },
  {
    name: "another kind's property",
    piece: '{ kind: equals, data: 1 }',
    by: '{ kind: equals, data: 1, items: [] }',
    at: '14:37 /rules/0/check/items',
    expected: PROPERTIES_OF_EQUALS,
    actual: '"items"',
  },
  {
    name: 'a misspelt property of a nested check',
    piece: '          data: 5',
    by: '          dat: 5',
    at: '28:11 /rules/1/check/checks/0/dat',
    expected: 'one of the properties kind, type, data, key, value (did you mean "data"?)',
    actual: '"dat"',
  },
  {
    name: 'a list without match',
    piece: '{ kind: equals, data: 1 }',
    by: '{ kind: list, items: [a] }',
    at: '14:12 /rules/0/check',
    expected: 'the property "match"',
    actual: 'no such property',
  },
  {
    name: 'a text for a REG_DWORD',
    piece: '{ kind: equals, data: 1 }',
    by: '{ kind: equals, type: REG_DWORD, data: "1" }',
    at: '14:51 /rules/0/check/data',
    expected: DWORD,
    actual: '"1"',
  },
  {
    name: 'a text without a type',
    piece: '{ kind: equals, data: 1 }',
    by: '{ kind: equals, data: on }',
    at: '14:34 /rules/0/check/data',
    expected: `${DWORD}, the type when none is given`,
    actual: '"on"',
  },
  {
    name: 'a number that is too big for a REG_DWORD',
    piece: 'data: 5',
    by: 'data: 0x100000000',
    at: '28:17 /rules/1/check/checks/0/data',
    expected: `${DWORD}, the type when none is given`,
    actual: 'the number 0x100000000',
  },
  {
    name: 'a negative number',
    piece: 'data: 5',
    by: 'data: -1',
    at: '28:17 /rules/1/check/checks/0/data',
    expected: 'a whole number from 0 up',
    actual: 'the number -1',
  },
  {
    name: 'a number for a REG_SZ',
    piece: '{ kind: equals, data: 1 }',
    by: '{ kind: oneOf, type: REG_SZ, data: [a, 1] }',
    at: '14:51 /rules/0/check/data/1',
    expected: 'a text (REG_SZ)',
    actual: 'the number 1',
  },
  {
    name: 'a number that loses digits',
    piece: '{ kind: equals, data: 1 }',
    by: '{ kind: min, type: REG_QWORD, data: 18446744073709551615 }',
    at: '14:48 /rules/0/check/data',
    expected: 'a whole number from 0 up, in quotes above 9007199254740991 (REG_QWORD)',
    actual: 'the number 18446744073709551615',
  },
  {
    name: 'half a byte',
    piece: '{ kind: equals, data: 1 }',
    by: '{ kind: equals, type: REG_BINARY, data: "0a1" }',
    at: '14:52 /rules/0/check/data',
    expected: 'a text of hex digits, two for each byte (REG_BINARY)',
    actual: '"0a1"',
  },
  {
    name: 'a text for a REG_MULTI_SZ',
    piece: 'set: { type: REG_DWORD, data: 1 }',
    by: 'set: { type: REG_MULTI_SZ, data: a }',
    at: '18:40 /rules/0/remediation/set/data',
    expected: 'a list of texts (REG_MULTI_SZ)',
    actual: '"a"',
  },
  {
    name: 'a remediation that does not comply',
    piece: 'set: { type: REG_DWORD, data: 1 }',
    by: 'set: { type: REG_DWORD, data: 0 }',
    at: '18:37 /rules/0/remediation/set/data',
    expected: 'what the check demands, REG_DWORD 1',
    actual: 'REG_DWORD 0',
  },
  {
    name: 'a key without a root',
    piece: 'key: HKLM\\SOFTWARE\\Demo',
    by: 'key: HKML\\SOFTWARE\\Demo',
    at: '12:10 /rules/0/key',
    expected: 'a key path that begins with a root such as HKLM or HKEY_LOCAL_MACHINE',
    actual: '"HKML\\\\SOFTWARE\\\\Demo"',
  },
  {
    name: 'a key with a wildcard',
    piece: 'key: HKLM\\SOFTWARE\\Demo',
    by: 'key: HKLM\\SOFTWARE\\*',
    at: '12:10 /rules/0/key',
    expected: 'a key path without *',
    actual: '"HKLM\\\\SOFTWARE\\\\*"',
  },
  {
    name: 'a key with a host',
    piece: 'key: HKLM\\SOFTWARE\\Demo',
    by: 'key: \\\\DC01\\HKLM\\SOFTWARE',
    at: '12:10 /rules/0/key',
    expected: 'a key path without a host name',
    actual: '"\\\\\\\\DC01\\\\HKLM\\\\SOFTWARE"',
  },
  {
    name: 'a backslash that double quotes turn into a line break',
    piece: 'key: HKLM\\SOFTWARE\\Demo',
    by: 'key: "HKLM\\network"',
    at: '12:10 /rules/0/key',
    expected: 'a key path without line breaks and control characters',
    actual: '"HKLM\\network"',
  },
  {
    name: 'a wildcard in the key of a nested check',
    piece: '{ kind: absent, value: Other }',
    by: "{ kind: absent, key: 'HKLM\\*', value: Other }",
    at: '29:32 /rules/1/check/checks/1/key',
    expected: 'a key path without *',
    actual: '"HKLM\\\\*"',
  },
  {
    name: 'an empty range of builds',
    piece: 'max: 20348',
    by: 'max: 9000',
    at: '31:34 /rules/1/applicability/osBuild/max',
    expected: 'a build from 9200 up, which is min',
    actual: 'the number 9000',
  },
  {
    name: 'an empty range of versions',
    piece: 'maxVersion: 2.0.0.0',
    by: 'maxVersion: 0.9.10.0',
    at: '43:17 /context/0/maxVersion',
    expected: 'a version that is not below minVersion',
    actual: '"0.9.10.0"',
  },
  {
    name: 'a version of three parts',
    piece: 'maxVersion: 2.0.0.0',
    by: 'maxVersion: 2.0.0',
    at: '43:17 /context/0/maxVersion',
    expected: 'a version of four numbers such as 2.4.129.0',
    actual: '"2.0.0"',
  },
  {
    name: 'a headline that names no value',
    piece: ', value: First }',
    by: ' }',
    at: '38:11 /headlines/0/when',
    expected: 'the property "value", because a headline has no rule',
    actual: 'no such property',
  },
  {
    name: 'a framework without an id',
    piece: 'rationale: Because.',
    by: 'references: [{ title: T, framework: F }]\n    rationale: Because.',
    at: '15:18 /rules/0/references/0',
    expected: 'the property "id"',
    actual: 'no such property',
  },
  {
    name: 'a repeated property',
    piece: 'severity: low',
    by: 'severity: low\n    title: Again',
    at: '12:5 /rules/0/title',
    expected: 'each property once',
    actual: '"title" a second time',
  },
  {
    name: 'an alias of nothing',
    piece: 'key: HKLM\\SOFTWARE\\Demo',
    by: 'key: *key',
    at: '12:10 /rules/0/key',
    expected: 'an alias of an anchor that ends above',
    actual: '"*key"',
  },
  {
    name: 'an anchor inside itself',
    piece: 'check: { kind: equals, data: 1 }',
    by: 'check: &a { kind: not, check: *a }',
    at: '14:35 /rules/0/check/check',
    expected: 'an alias of an anchor that ends above',
    actual: '"*a"',
  },
  {
    name: 'an anchor defined twice',
    piece: 'title: First\n    severity: low',
    by: 'title: &a First\n    severity: &a low',
    at: '11:18 /rules/0/severity',
    expected: 'each anchor once',
    actual: '"&a"',
  },
  {
    name: 'a list as a property name',
    piece: 'title: Demo',
    by: 'title: Demo\n? [a]\n: b',
    at: '3:3 ',
    expected: 'a property name',
    actual: '"[a]"',
  },
  {
    name: 'a tab as indentation',
    piece: '    check: { kind: equals, data: 1 }',
    by: '\tcheck: { kind: equals, data: 1 }',
    at: '14:1 ',
    expected: 'blanks as indentation',
    actual: '"\\tcheck: { kind: equals, data: 1 }"',
  },
  {
    name: 'single backslashes in double quotes',
    piece: 'key: HKLM\\SOFTWARE\\Demo',
    by: 'key: "HKLM\\SOFTWARE\\Demo"',
    at: '12:15 ',
    expected: 'in double quotes, each backslash written twice; a key path needs no quotes',
    actual: '"\\\\SOFTWARE\\\\Demo\\""',
  },
  {
    name: 'a colon in a plain text',
    piece: 'title: Demo',
    by: 'title: Demo: a pack',
    at: '2:8 ',
    expected: 'one property a line, or quotes around a text that contains ": "',
    actual: '"Demo: a pack"',
  },
  {
    name: 'a tag',
    piece: 'title: Demo',
    by: 'title: !!js/function Demo',
    at: '2:8 ',
    expected: 'no tag, or a value that fits it',
    actual: '"!!js/function Demo"',
  },
  {
    name: 'two documents',
    piece: 'context:',
    by: '---\ncontext:',
    at: '39:1 ',
    expected: 'one document',
    actual: 'a second one',
  },
];

describe('one mistake is one problem', () => {
  it.each(MISTAKES)('$name', ({ piece, by, at, expected, actual }) => {
    const problems = problemsOf(load, replaced(VALID, piece, by));
    expect(
      problems.map((p) => ({ at: `${p.line}:${p.column} ${p.pointer}`, expected: p.expected, actual: p.actual })),
    ).toEqual([{ at, expected, actual }]);
    expect(problems[0]?.file).toBe('demo.yaml');
  });

  it.each([
    { name: 'nothing', text: '', actual: 'nothing' },
    { name: 'blanks and comments', text: '\n# nothing\n', actual: 'nothing' },
    { name: 'a text', text: 'Windows Registry Editor Version 5.00', actual: '"Windows Registry Editor Version 5.00"' },
    { name: 'a list', text: '- id: x', actual: 'a list' },
    { name: 'a number', text: '5', actual: 'the number 5' },
    { name: 'null', text: 'null', actual: 'nothing' },
  ])('$name is no pack', ({ text, actual }) => {
    expect(problemsOf(load, text)).toMatchObject([
      { pointer: '', expected: 'a rule pack (a map with id, title, version, source and rules)', actual },
    ]);
  });
});

describe('many mistakes', () => {
  it('are all reported, in the order of the text', () => {
    const text = [
      ['version: 1.0.0', 'version: 1'],
      ['severity: low', 'severity: urgent'],
      ['id: demo-second', 'id: demo-first'],
      ['max: 20348', 'max: 1'],
      ['product: entra-connect', 'product: other'],
    ].reduce((all, [piece = '', by = '']) => replaced(all, piece, by), VALID);
    expect(problemsOf(load, text).map((problem) => problem.pointer)).toEqual([
      '/version',
      '/rules/0/severity',
      '/rules/1/id',
      '/rules/1/applicability/osBuild/max',
      '/context/0/product',
    ]);
  });

  it('in a shared value are said once, where the value stands', () => {
    const rule = (id: string): string =>
      `  - {id: ${id}, title: T, severity: low, key: HKLM, value: v, check: *c, rationale: R, remediation: {text: T}}\n`;
    const shared = replaced(VALID, 'check: { kind: equals, data: 1 }', 'check: &c { kind: equals, data: x }');
    const text = replaced(shared, 'headlines:', `${rule('a')}${rule('b')}headlines:`);
    expect(problemsOf(load, text)).toMatchObject([{ line: 14, column: 37, pointer: '/rules/0/check/data' }]);
  });

  it('make one message with a line for each', () => {
    const text = replaced(replaced(VALID, 'severity: low', 'severity: urgent'), 'id: demo\n', 'id: Demo\n');
    expect(() => loadText(load, text)).toThrowError(
      'demo.yaml:1:5: /id: expected a kebab-case id such as tls12-client-enabled, found "Demo"\n' +
        'demo.yaml:11:15: /rules/0/severity: expected one of critical, high, medium, low, info, found "urgent"',
    );
  });

  it('show no character that does not print', () => {
    const text = replaced(VALID, 'severity: low', 'severity: "a\\e[31m\u202Eb\\u2028\uD800"');
    expect(problemsOf(load, text)[0]?.actual).toBe('"a\\u001b[31m\\u202eb\\u2028\\ud800"');
  });
});

describe('hostile text', () => {
  const bomb = (levels: number): string =>
    ['a: &a0 [x]', ...Array.from({ length: levels }, (_, i) => `b${i}: &a${i + 1} [${`*a${i},`.repeat(9)}]`)].join(
      '\n',
    );
  const chain = Array.from({ length: 200 }, (_, i) => `b${i}: &a${i + 1} [*a${i}]`).join('\n');

  it.each([
    { name: 'a million characters', text: '#'.repeat(1_000_000), expected: 'at most 500000 characters' },
    { name: 'a million characters of maps', text: 'a: {}\n'.repeat(170_000), expected: 'at most 500000 characters' },
    { name: 'a billion laughs', text: bomb(9), expected: 'at most 50000 values' },
    { name: 'aliases that nest', text: `a: &a0 [x]\n${chain}`, expected: 'a nesting of at most 40 levels' },
    { name: 'deep lists', text: '['.repeat(400_000), expected: 'a nesting of at most 40 levels' },
    { name: 'deep maps', text: '{a: '.repeat(100_000), expected: 'a nesting of at most 40 levels' },
    { name: 'deep blocks', text: '- '.repeat(200_000), expected: 'a nesting of at most 40 levels' },
    { name: 'deep keys', text: '? '.repeat(200_000), expected: 'a nesting of at most 40 levels' },
    { name: 'a __proto__ at the top', text: `__proto__: {rules: []}\n${VALID}`, expected: 'one of the properties' },
    { name: 'many anchors', text: '&a '.repeat(150_000), expected: 'one anchor for a value' },
    { name: 'many repeated names', text: 'a: 1\n'.repeat(100_000), expected: 'each property once' },
    {
      name: 'many names',
      text: Array.from({ length: 40_000 }, (_, i) => `k${i}: 1`).join('\n'),
      expected: 'one of the',
    },
    { name: 'too many rules', text: `rules:\n${'- {}\n'.repeat(3000)}`, expected: 'a list of at most 2000 values' },
    { name: 'many misspelt rules', text: `rules:\n${'- {idd: 1}\n'.repeat(2000)}`, expected: 'the property "title"' },
    { name: 'many wrong rules', text: `rules: [${'{a: 1},'.repeat(2000)}]`, expected: 'one of the properties' },
    { name: 'many commas', text: `[${','.repeat(200_000)}`, expected: 'well-formed YAML' },
    { name: 'many closing brackets', text: ']'.repeat(200_000), expected: 'well-formed YAML' },
  ])('$name is refused in bounded time', { timeout: 20_000 }, ({ text, expected }) => {
    const problems = problemsOf(load, text);
    expect(
      problems.some((problem) => problem.expected.startsWith(expected)),
      JSON.stringify(problems[0]),
    ).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('never makes loading throw anything but a PackError', () => {
    const yamlish = fc.array(
      fc.constantFrom(
        ...'[]{}:,-?&*!|>\'"%@`#\\ \t\n\r~'.split(''),
        '- ',
        ': ',
        '\n  ',
        '---\n',
        '...\n',
        '&a',
        '*a',
        '<<',
        '__proto__',
        '\0',
        '\uFEFF',
        '\uD800',
        '1',
        'x',
      ),
      { maxLength: 60 },
    );
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      yamlish.map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(anyText, (text) => void problemsOf(load, text)),
      { numRuns: 3000 },
    );
    const shipped = readFileSync(new URL('../../rules/azure-ad-connect-tls12.yaml', import.meta.url), 'utf8');
    const damaged = fc
      .tuple(fc.constantFrom(VALID, shipped.slice(0, 3000)), fc.nat(3000), fc.nat(30), anyText)
      .map(([text, at, length, piece]) => text.slice(0, at) + piece + text.slice(at + length));
    fc.assert(
      fc.property(damaged, (text) => void problemsOf(load, text)),
      { numRuns: 1000 },
    );
  });

  it('has problems only at places that the text has', () => {
    const lines = VALID.split('\n');
    fc.assert(
      fc.property(fc.nat(VALID.length), fc.nat(40), fc.string({ maxLength: 5 }), (at, length, piece) => {
        const text = VALID.slice(0, at) + piece + VALID.slice(at + length);
        for (const { line, column } of problemsOf(load, text)) {
          expect(line).toBeLessThanOrEqual(text.split('\n').length);
          expect(column).toBeLessThanOrEqual((text.split('\n')[line - 1] ?? '').length + 1);
        }
      }),
      { numRuns: 500 },
    );
    expect(lines.length).toBeGreaterThan(40);
  });

  it('never turns JSON values into a crash', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('rules', 'headlines', 'context', 'source', 'profiles'),
        (value, name) => {
          const text = JSON.stringify({ ...parse(VALID), [name]: value });
          void problemsOf(load, text);
          void problemsOf(
            load,
            JSON.stringify({ ...parse(VALID), [name]: [value, { check: value, id: value, when: value }] }),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});
