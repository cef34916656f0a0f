import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { FIXTURES, inDirectory, regaudit } from './command.ts';

interface Document {
  options: Record<string, unknown>;
  packs: { id: string; sha256: string; rules: string[] }[];
  hosts: { name: string; headline: string; artifacts: { artifact: string; sha256: string }[] }[];
  results: { host: string; rule: string; outcome: string; reason: string; actual: string; title: string }[];
  summary: { outcomes: Record<string, number>; gate: { exitCode: number; passed: boolean } };
  tool: { version: string };
  [name: string]: unknown;
}

interface Verdict {
  follows: boolean;
  artifacts: { artifact: string; state: string; foundAs: string | null }[];
  packs: { state: string }[];
  results: { equal: number; notChecked: number; different: { rule: string; differences: { path: string }[] }[] };
  differences: { path: string; stated: string | null; found: string | null }[];
}

/** A directory with the evidence of three servers and its report. */
async function withReport(
  body: (directory: string, verify: (...args: readonly string[]) => { code: number | null; verdict: Verdict }) => void,
  scanArguments: readonly string[] = [],
): Promise<void> {
  await inDirectory((directory) => {
    cpSync(path.join(FIXTURES, 'evidence/servers'), path.join(directory, 'evidence'), { recursive: true });
    regaudit(['scan', 'evidence', '-f', 'json=report.json', ...scanArguments], { cwd: directory });
    body(directory, (...args) => {
      const { code, stdout } = regaudit(['verify', 'report.json', ...args, '-f', 'json'], { cwd: directory });
      return { code, verdict: JSON.parse(stdout) as Verdict };
    });
  });
}

function edit(directory: string, change: (document: Document) => void): void {
  const file = path.join(directory, 'report.json');
  const document = JSON.parse(readFileSync(file, 'utf8')) as Document;
  change(document);
  writeFileSync(file, JSON.stringify(document));
}

/** Changes one hexadecimal digit of one value: `"Enabled"=dword:00000001`. */
function tamper(file: string): void {
  const text = readFileSync(file).toString('utf16le');
  const at = text.indexOf('"Enabled"=dword:0000000') + '"Enabled"=dword:0000000'.length;
  const digit = text[at] === '1' ? '0' : '1';
  writeFileSync(file, Buffer.from(text.slice(0, at) + digit + text.slice(at + 1), 'utf16le'));
}

const statesOf = ({ artifacts }: Verdict): Readonly<Record<string, string>> =>
  Object.fromEntries(artifacts.map(({ artifact, state }) => [artifact, state]));

describe('a report that follows', () => {
  test.each([
    ['as it was scanned', []],
    ['one host of all', ['--host', 'DC01']],
    ['another profile, fewer rules', ['--profile', 'effective', '--skip-rule', 'aadc-net4-*', '--severity', 'high']],
    [
      'gate and reading options',
      ['--fail-on', 'critical', '--missing-evidence', 'warn', '--control-set', '1', '--encoding', 'utf-16le'],
    ],
    ['a map', ['--map', 'HKLM\\GOLD=HKLM\\SYSTEM', '--input-format', 'reg']],
  ] as const)('%s', async (_, args) => {
    await withReport((__, verify) => {
      const { code, verdict } = verify('evidence');
      expect(verdict).toMatchObject({ follows: true, differences: [], results: { different: [], notChecked: 0 } });
      expect(verdict.results.equal).toBeGreaterThan(0);
      expect(code).toBe(0);
    }, args);
  });

  test('from wherever the evidence lies now, however it is named', async () => {
    await withReport((directory, verify) => {
      mkdirSync(path.join(directory, 'archive/2026'), { recursive: true });
      renameSync(path.join(directory, 'evidence'), path.join(directory, 'archive/2026/case 7'));
      writeFileSync(path.join(directory, 'archive/2026/case 7/notes.txt'), 'taken over');
      for (const args of [['archive'], ['archive/2026/case 7'], ['archive/2026/*/*'], ['.']]) {
        const { code, verdict } = verify(...args);
        expect(verdict, args.join(' ')).toMatchObject({ follows: true });
        expect(code).toBe(0);
      }
      expect(statesOf(verify('archive').verdict)['archive/2026/case%207/notes.txt']).toBe('unrelated');
    });
  });

  test('with a pack of one’s own, given again', async () => {
    await inDirectory((directory) => {
      const pack = readFileSync(path.resolve(FIXTURES, '../rules/azure-ad-connect-tls12.yaml'), 'utf8');
      writeFileSync(path.join(directory, 'own.yaml'), pack.replace(/^id: .*$/mu, 'id: own'));
      cpSync(path.join(FIXTURES, 'evidence/servers'), path.join(directory, 'evidence'), { recursive: true });
      regaudit(['scan', 'evidence', '--pack', 'own.yaml', '-f', 'json=report.json'], { cwd: directory });
      const without = regaudit(['verify', 'report.json', 'evidence'], { cwd: directory });
      expect(without).toMatchObject({
        code: 2,
        stderr: 'regaudit: the report is about the pack own, which is not built in: give its file with --pack\n',
      });
      mkdirSync(path.join(directory, 'packs'));
      renameSync(path.join(directory, 'own.yaml'), path.join(directory, 'packs/own.yaml'));
      expect(regaudit(['verify', 'report.json', 'evidence', '--pack', 'packs/own.yaml'], { cwd: directory }).code).toBe(
        0,
      );
      writeFileSync(path.join(directory, 'packs/own.yaml'), `${pack.replace(/^id: .*$/mu, 'id: own')}\n# edited\n`);
      const edited = regaudit(['verify', 'report.json', 'evidence', '--pack', 'packs/own.yaml'], { cwd: directory });
      expect(edited.code).toBe(1);
      expect(edited.stderr).toBe('regaudit: report.json does not follow from the evidence: 1 rule pack changed\n');
    });
  });
});

describe('a report that was edited', () => {
  const first = (document: Document): Document['results'][number] => {
    const failed = document.results.find(({ outcome }) => outcome === 'fail');
    if (!failed) throw new Error('no failure');
    return failed;
  };

  test.each<[string, (document: Document) => void, string]>([
    ['an outcome', (document) => (first(document).outcome = 'pass'), 'outcome'],
    ['a reason', (document) => (first(document).reason = 'equal'), 'reason'],
    ['what was found', (document) => (first(document).actual = 'REG_DWORD 1'), 'actual'],
    ['words', (document) => (first(document).title = 'harmless'), 'title'],
    ['a result left out', (document) => document.results.splice(3, 1), 'result'],
    ['a result twice', (document) => document.results.push(first(document)), 'result'],
    ['a result of no host', (document) => document.results.push({ ...first(document), host: 'nobody' }), ''],
    ['the totals', (document) => (document.summary.outcomes['fail'] = 0), 'summary.outcomes.fail'],
    ['the gate', (document) => (document.summary.gate.exitCode = 0), 'summary.gate.exitCode'],
    ['a headline', (document) => Object.assign(document.hosts[0] ?? {}, { headline: 'all good' }), 'hosts[0].headline'],
    ['a host’s name', (document) => Object.assign(document.hosts[0] ?? {}, { name: 'OTHER' }), ''],
    ['the rules of the pack', (document) => document.packs[0]?.rules.pop(), 'packs[0].rules[7]'],
    ['an option', (document) => (document.options['profile'] = 'strict'), 'packs[0].profile'],
    ['something added', (document) => (document['note'] = 'approved'), 'note'],
  ])('%s', async (_, change, differsAt) => {
    await withReport((directory, verify) => {
      edit(directory, change);
      const { code, verdict } = verify('evidence');
      expect(code).toBe(1);
      expect(verdict.follows).toBe(false);
      const paths = [verdict.differences, ...verdict.results.different.map(({ differences }) => differences)].flat();
      if (differsAt !== '') expect(paths.map((difference) => difference.path)).toContain(differsAt);
    });
  });

  test('with the failing rule cut out everywhere', async () => {
    await withReport((directory, verify) => {
      edit(directory, (document) => {
        const { rule } = first(document);
        document.results = document.results.filter((result) => result.rule !== rule);
        for (const pack of document.packs) pack.rules = pack.rules.filter((id) => id !== rule);
      });
      expect(verify('evidence').code).toBe(1);
    });
  });

  test('the digest of a pack', async () => {
    await withReport((directory, verify) => {
      edit(directory, (document) => Object.assign(document.packs[0] ?? {}, { sha256: '0'.repeat(64) }));
      const { code, verdict } = verify('evidence');
      expect(code).toBe(1);
      expect(verdict.packs).toMatchObject([{ state: 'changed' }]);
    });
  });

  test('by another version: only the one that wrote a report can confirm it', async () => {
    await withReport((directory, verify) => {
      edit(directory, (document) => (document.tool.version = '0.0.9'));
      const { code, verdict } = verify('evidence');
      expect(code).toBe(1);
      expect(verdict.results.different).toEqual([]);
      edit(directory, (document) => (first(document).title = 'another wording'));
      expect(verify('evidence').verdict.results.different).toHaveLength(1);
    });
  });

  test('by swapping the names of two machines, wherever their evidence is now', async () => {
    await withReport((directory, verify) => {
      const file = path.join(directory, 'report.json');
      const swapped = readFileSync(file, 'utf8').replaceAll(/aadc-(enabled|disabled)/gu, (_, name: string) =>
        name === 'enabled' ? 'aadc-disabled' : 'aadc-enabled',
      );
      writeFileSync(file, swapped);
      expect(verify('evidence').code).toBe(1);
      cpSync(path.join(directory, 'evidence'), path.join(directory, 'moved/2026/evidence'), { recursive: true });
      rmSync(path.join(directory, 'evidence'), { recursive: true });
      expect(verify('moved/2026/evidence').code).toBe(1);
    });
  });

  test.each([
    ['an option that is none', (document: Document) => Object.assign(document, { options: { 'approved-by': 'CISO' } })],
    ['a time that is none', (document: Document) => Object.assign(document, { evaluatedAt: 'never' })],
  ])('%s is refused', async (_, forge) => {
    await withReport((directory) => {
      edit(directory, (document) => forge(document));
      expect(regaudit(['verify', 'report.json', 'evidence'], { cwd: directory }).code).toBe(2);
    });
  });
});

describe('evidence that changed', () => {
  test('by one digit', async () => {
    await withReport((directory, verify) => {
      tamper(path.join(directory, 'evidence/aadc-enabled/hklm.reg'));
      const { code, verdict } = verify('evidence');
      expect(code).toBe(1);
      expect(statesOf(verdict)).toEqual({
        'evidence/aadc-disabled/hklm.reg': 'equal',
        'evidence/aadc-enabled/hklm.reg': 'changed',
        'evidence/aadc-partial/hklm.reg': 'equal',
      });
      expect(verdict.results.different.length).toBeGreaterThan(0);
      const { stdout, stderr } = regaudit(['verify', 'report.json', 'evidence'], { cwd: directory });
      expect(stdout).toContain('✗ changed evidence/aadc-enabled/hklm.reg\n      sha256 stated ');
      expect(stdout).toMatch(/stated {3}"pass"\n {8}evidence "fail"/u);
      expect(stderr).toMatch(/^regaudit: report\.json does not follow from the evidence: 1 evidence file changed, /u);
    });
  });

  test('by one byte that no verdict depends on', async () => {
    await withReport((directory, verify) => {
      const file = path.join(directory, 'evidence/aadc-partial/hklm.reg');
      writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from('\r\n', 'utf16le')]));
      const { code, verdict } = verify('evidence');
      expect(code).toBe(1);
      expect(verdict.artifacts.filter(({ state }) => state === 'changed')).toHaveLength(1);
    });
  });

  test('by a file that is gone, and one that is new', async () => {
    await withReport((directory, verify) => {
      rmSync(path.join(directory, 'evidence/aadc-enabled'), { recursive: true });
      cpSync(path.join(FIXTURES, 'verdicts/made/types.reg'), path.join(directory, 'evidence/later.reg'));
      const { code, verdict } = verify('evidence');
      expect(code).toBe(1);
      expect(statesOf(verdict)).toMatchObject({
        'evidence/aadc-enabled/hklm.reg': 'missing',
        'evidence/later.reg': 'additional',
      });
      expect(verdict.results).toMatchObject({ equal: 16, notChecked: 8, different: [] });
    });
  });

  test('by two files that changed places', async () => {
    await withReport((directory, verify) => {
      const at = (name: string): string => path.join(directory, 'evidence', name);
      renameSync(at('aadc-enabled'), at('x'));
      renameSync(at('aadc-disabled'), at('aadc-enabled'));
      renameSync(at('x'), at('aadc-disabled'));
      const { code, verdict } = verify('evidence');
      expect(code).toBe(1);
      expect(verdict.artifacts.filter(({ state }) => state === 'changed')).toHaveLength(2);
    });
  });
});

describe('what cannot be verified', () => {
  test.each([
    ['jsonl', 'a JSON Lines report'],
    ['sarif', 'a SARIF report'],
    ['html', 'an HTML report'],
    ['junit', 'a JUnit report'],
  ])('%s', async (format, words) => {
    await withReport((directory) => {
      regaudit(['scan', 'evidence', '-f', `${format}=other`], { cwd: directory });
      const { code, stdout, stderr } = regaudit(['verify', 'other', 'evidence'], { cwd: directory });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toBe(
        `regaudit: other is ${words}; verify needs the JSON report (scan -f json=FILE), which states all that a scan stands on\n`,
      );
    });
  });

  test.each([
    ['text', 'hello', 'regaudit: other is no report of regaudit\n'],
    ['JSON of another kind', '{"a":1}', 'regaudit: other is no report of regaudit\n'],
    ['a list', '[]', 'regaudit: other is no report of regaudit\n'],
    [
      'half a report',
      '{"schemaVersion":"1.0.0"}',
      'regaudit: other is no report of regaudit: tool.version: expected text\n',
    ],
    ['a later schema', '{"schemaVersion":"2.0.0"}', 'schemaVersion: expected 1.x, found 2.0.0'],
    [
      'odd names',
      '{"__proto__":1,"schemaVersion":{}}',
      'regaudit: other is no report of regaudit: schemaVersion: expected text',
    ],
  ])('%s', async (_, text, words) => {
    await inDirectory((directory) => {
      mkdirSync(path.join(directory, 'evidence'));
      writeFileSync(path.join(directory, 'evidence/a'), '');
      writeFileSync(path.join(directory, 'other'), text);
      const { code, stderr } = regaudit(['verify', 'other', 'evidence'], { cwd: directory });
      expect(code).toBe(2);
      expect(stderr).toContain(words);
    });
  });

  test('no evidence, standard input, a report that is not there', async () => {
    await withReport((cwd) => {
      for (const [args, words] of [
        [['report.json'], 'no evidence is named: expected regaudit verify REPORT EVIDENCE...'],
        [[], 'no report is named: expected regaudit verify REPORT EVIDENCE...'],
        [['report.json', '-'], 'verify reads files more than once; name files, not standard input'],
        [['nowhere.json', 'evidence'], 'nowhere.json: no such file or directory'],
        [
          ['report.json', 'evidence', '-f', 'json=report.json'],
          'report.json is evidence of this run; write the report elsewhere',
        ],
      ] as const) {
        expect(regaudit(['verify', ...args], { cwd })).toEqual({ code: 2, stdout: '', stderr: `regaudit: ${words}\n` });
      }
    });
  });
});
