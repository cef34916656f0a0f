import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { displayWidth } from '../../src/report/text-line.ts';
import { runReport } from './run-report.ts';
import {
  at,
  conflictHost,
  disabledHost,
  emptyHost,
  HEADER,
  host,
  judgement,
  NO_FACTS,
  partialHost,
  passing,
  result,
  RULES,
  sampleHosts,
  SERVER_FACTS,
  summaryOf,
  unobserved,
} from './sample-run.ts';

/** Lines that are never broken, so that they can be copied or found. */
function isWhole(line: string): boolean {
  return /HKLM\\|:\d+:\d+|^ {2}[✓✗?!] |^ {6}aadc-|- gate |sha256/.test(line);
}

function linesOf(text: string): readonly string[] {
  return text.trimEnd().split('\n');
}

describe('console', () => {
  it.each([
    ['plain', {}],
    ['narrow', { width: 40 }],
    ['wide', { width: 200 }],
    ['quiet', { quiet: true }],
    ['verbose', { verbose: true }],
    ['colour', { color: true }],
  ])('reads as this text: %s', async (name, options) => {
    await expect(await runReport('console', sampleHosts(), options)).toMatchFileSnapshot(
      `__snapshots__/console-${name}.txt`,
    );
  });

  it('shows the worst host first: most failures, then most unknown, then by name', async () => {
    const heads = linesOf(await runReport('console', sampleHosts())).filter((line) => /^[✓✗?!] /.test(line));
    expect(heads.map((line) => /(\w+):/.exec(line)?.[1])).toEqual(['DC02', 'DC01', 'WEB07', 'SQL01', 'APP01']);
    const backwards = await runReport('console', sampleHosts().toReversed());
    expect(backwards).toBe(await runReport('console', sampleHosts()));
  });

  it('names rule, key, value, expected, actual, evidence and fix of a failure', async () => {
    const text = await runReport('console', [partialHost()]);
    for (const part of [
      '✗ fail      aadc-net4-schusestrongcrypto  high',
      String.raw`key       HKLM\SOFTWARE\Microsoft\.NETFramework\v4.0.30319`,
      'value     SchUseStrongCrypto',
      'expected  REG_DWORD 1',
      'actual    REG_SZ "1"',
      'evidence  exports/dc01.reg:9:1  "SchUseStrongCrypto"="1"',
      String.raw`fix       reg add "HKLM\SOFTWARE\Microsoft\.NETFramework\v4.0.30319" /v SchUseStrongCrypto /t REG_DWORD /d 1 /f`,
    ])
      expect(text).toContain(part);
  });

  it('shows the evidence of a pass', async () => {
    const text = await runReport('console', [host('A', passing())]);
    expect(text).toMatch(/✓ pass aadc-tls12-server-enabled +REG_DWORD 1 +exports\/dc01\.reg:10:1\n/);
  });

  it('heads a disabled host with the headline of the pack', async () => {
    expect(linesOf(await runReport('console', [disabledHost()]))[0]).toBe('✗ fail  DC02: TLS 1.2 is disabled');
  });

  it('shows facts and what the document says about the version', async () => {
    const text = await runReport('console', [partialHost()], { width: 200 });
    expect(text).toContain('computer DC01, Windows Server 2022 Datacenter, 21H2, build 20348.2113, 64-bit');
    expect(text).toContain('Entra Connect 2.3.20.0\n');
    expect(text).toContain('The document applies to this version of Entra Connect');
  });

  it.each([
    ['2.4.129.0', 'The document applies to this version'],
    ['2.4.131.0', 'does not require these settings'],
    ['2.10.0.0', 'does not require these settings'],
    ['2.4.130.0', null],
    ['not a version', null],
  ])('context for version %s', async (version, words) => {
    const facts = { ...NO_FACTS, entraConnectVersion: { value: version, lookup: null } };
    const text = await runReport('console', [host('A', passing(), { facts })]);
    if (words === null) expect(text).not.toMatch(/applies to this version|does not require/);
    else expect(text).toContain(words);
  });

  it('says once what to collect, however many rules lack evidence', async () => {
    const text = await runReport('console', [emptyHost()]);
    expect(text.split('Collect what is missing')).toHaveLength(2);
    expect(text.split('the evidence does not cover the value')).toHaveLength(2);
    expect(text.split('reg export')).toHaveLength(4);
    for (const { id } of RULES) expect(text.split(id), id).toHaveLength(2);
  });

  it('tells results of different reasons apart', async () => {
    const [first, second] = RULES;
    if (!first || !second) throw new Error('no rules');
    const text = await runReport('console', [
      host('A', [
        result(first, 'unknown', 'not-collected', unobserved('not-collected')),
        result(second, 'unknown', 'control-set-unstated', unobserved('control-set-unstated')),
      ]),
    ]);
    expect(text).toContain('1 rule  not-collected');
    expect(text).toContain('1 rule  control-set-unstated');
    expect(text).toContain('--control-set N');
  });

  it('asks for a restart once a host', async () => {
    expect((await runReport('console', [disabledHost()])).split('Restart the machine')).toHaveLength(2);
    expect(await runReport('console', [emptyHost()])).not.toContain('Restart');
  });

  it('names both places of a conflict', async () => {
    expect(await runReport('console', [conflictHost()])).toContain(
      'conflict: REG_DWORD 1 at exports/a.reg:3:1, absent at exports/b.reg:7:1',
    );
  });

  it('shows the message of an internal error', async () => {
    const [of] = RULES;
    if (!of) throw new Error('no rules');
    const broken = result(of, 'error', 'internal-error', unobserved('not-collected'), {
      error: 'x is not a function',
      documented: judgement('error', 'internal-error'),
    });
    const text = await runReport('console', [host('A', [broken])]);
    expect(text).toMatch(/^! error {2}A: /);
    expect(text).toContain('message   x is not a function');
  });

  it('shows notes with --verbose only, warnings always', async () => {
    expect(await runReport('console', [partialHost()])).not.toContain('parse/short-dword');
    expect(await runReport('console', [partialHost()], { verbose: true })).toContain('parse/short-dword');
    expect(await runReport('console', [partialHost()], { quiet: true })).toContain('parse/invalid-value');
  });

  it('shows the first of many diagnostics alike, and how many there are', async () => {
    const diagnostics = Array.from({ length: 12 }, (_, i): Diagnostic => ({
      code: 'parse/ignored-line',
      level: 'warning',
      args: { actual: `x${i}` },
      location: at(i + 1),
    }));
    const hosts = [host('A', passing(), { diagnostics })];
    const text = await runReport('console', hosts);
    expect(text).toContain('`x4`');
    expect(text).not.toContain('`x5`');
    expect(text).toContain('and 7 more parse/ignored-line');
    expect(await runReport('console', hosts, { verbose: true })).toContain('`x11`');
  });

  it('says what registry evidence cannot show, with --verbose', async () => {
    expect(await runReport('console', [host('A', passing())], { verbose: true })).toContain(
      'restarted after the last change',
    );
  });

  it('counts passes with --quiet, and a host without problems is one line', async () => {
    const text = await runReport('console', [host('A', passing(), { facts: SERVER_FACTS }), conflictHost()], {
      quiet: true,
    });
    expect(text).toContain('✓ pass      7 rules');
    expect(text).toContain('\n✓ pass  A: TLS 1.2 enforcement for Azure AD Connect: 8 of 8 settings as documented\n\n');
  });
});

describe('the last line', () => {
  const last = async (...args: Parameters<typeof runReport>): Promise<string> =>
    linesOf(await runReport(...args)).at(-1) ?? '';

  it('sums up one host', async () => {
    expect(await last('console', [partialHost()])).toBe(
      '1 host, 8 rules: 5 pass, 2 fail, 1 unknown - gate failed (2 findings at or above low; 1 without evidence)',
    );
  });

  it('stays one line at any width', async () => {
    expect(await last('console', sampleHosts(), { width: 40 })).toBe(
      await last('console', sampleHosts(), { width: 200 }),
    );
  });

  it('says what a passed gate tolerated', async () => {
    const hosts = [conflictHost()];
    const header = { ...HEADER, gate: { failOn: 'low', missingEvidence: 'warn' } } as const;
    expect(await last('console', hosts, {}, { header, summary: summaryOf(hosts, header.gate) })).toBe(
      '1 host, 8 rules: 7 pass, 1 unknown - gate passed (1 without evidence allowed by --missing-evidence warn)',
    );
  });

  it('is not green when nothing was scanned', async () => {
    const summary = {
      ...summaryOf([]),
      gate: { exitCode: 2, causes: [{ kind: 'unreadable-input', count: 0 }] },
    } as const;
    expect(await last('console', [], {}, { summary })).toBe(
      '0 hosts, 8 rules: 0 pass - not completed (nothing was scanned)',
    );
  });

  it('names the first hosts of which nothing is decided', async () => {
    const gate = { exitCode: 1, causes: [{ kind: 'undecided-host', count: 9, hosts: ['A', 'B', 'C', 'D'] }] } as const;
    expect(await last('console', [], {}, { summary: { ...summaryOf([]), gate } })).toContain(
      'nothing decided for A, B, C and 6 more',
    );
  });
});

describe('layout', () => {
  it.each([40, 80, 200])('keeps prose within %i columns', async (width) => {
    for (const line of linesOf(await runReport('console', sampleHosts(), { width, verbose: true })))
      if (!isWhole(line)) expect(displayWidth(line), line).toBeLessThanOrEqual(width);
  });

  it('writes the same for no terminal and for 100 columns', async () => {
    expect(await runReport('console', sampleHosts(), { width: null })).toBe(
      await runReport('console', sampleHosts(), { width: 100 }),
    );
  });

  it('uses colour only when asked, and never alone', async () => {
    const plain = await runReport('console', sampleHosts());
    const colored = await runReport('console', sampleHosts(), { color: true });
    expect(plain).not.toContain('\x1b');
    expect(colored).toContain('\x1b[31;1m');
    // oxlint-disable-next-line no-control-regex
    const stripped = colored.replaceAll(/\x1b\[[0-9;]*m/g, '');
    expect(stripped.replaceAll(/ +$/gm, '')).toBe(plain);
  });

  it('leaves no blanks at line ends and no two empty lines in a row', async () => {
    const text = await runReport('console', sampleHosts());
    expect(text).not.toMatch(/ $/m);
    expect(text).not.toMatch(/\n\n\n/);
  });
});

describe('many hosts', () => {
  const many = Array.from({ length: 30 }, (_, i) => {
    const name = `H${String(i).padStart(2, '0')}`;
    return i % 10 === 3 ? { ...disabledHost(), name } : host(name, passing());
  });

  it('shows the worst in full and says what is hidden', async () => {
    const text = await runReport('console', many);
    const heads = linesOf(text).filter((line) => /^[✓✗?!] /.test(line));
    expect(heads).toHaveLength(20);
    expect(heads.slice(0, 3).map((line) => line.slice(8, 11))).toEqual(['H03', 'H13', 'H23']);
    expect(text).toContain('10 more hosts not shown in full (10 pass): --verbose shows all, -f json has every result.');
    expect(text).toContain('aadc-net4-schusestrongcrypto: 3 fail of 30 hosts');
  });

  it('is the same in any order of hosts, and complete with --verbose', async () => {
    expect(await runReport('console', many.toReversed())).toBe(await runReport('console', many));
    const heads = linesOf(await runReport('console', many, { verbose: true })).filter((line) => /^[✓✗?!] /.test(line));
    expect(heads).toHaveLength(30);
  });
});
