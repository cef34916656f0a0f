import { describe, expect, it } from 'vitest';
import type { Check } from '../../src/model/rule.ts';
import { REASONS } from '../../src/model/outcome.ts';
import { describeCheck } from '../../src/report/describe-check.ts';
import { describeData } from '../../src/report/describe-data.ts';
import { describeExpected, describeJudgement, describeLookup, REASON_WORDS } from '../../src/report/describe.ts';
import { collectCommands, nextStep, remediationCommand } from '../../src/report/next-step.ts';
import {
  absent,
  bytesOf,
  CLIENT_KEY,
  conflict,
  dword,
  evidence,
  found,
  judgement,
  NET_KEY,
  NET_WOW_KEY,
  result,
  rule,
  SERVER_KEY,
  text,
  unobserved,
} from './sample-run.ts';

describe('describeData', () => {
  it.each([
    ['a small number', dword(1), 'REG_DWORD 1'],
    ['a number from ten on', dword(10), 'REG_DWORD 10 (0xa)'],
    ['an unsigned number', dword(0xffffffff), 'REG_DWORD 4294967295 (0xffffffff)'],
    ['a dword of three bytes', bytesOf('REG_DWORD', 1, 0, 0), 'REG_DWORD of 3 bytes: 01 00 00'],
    ['a dword without bytes', bytesOf('REG_DWORD'), 'REG_DWORD of 0 bytes: (empty)'],
    ['a qword', bytesOf('REG_QWORD', 0, 1, 0, 0, 0, 0, 0, 0), 'REG_QWORD 256 (0x100)'],
    ['text', text('1'), 'REG_SZ "1"'],
    ['text with a quote', text('a"b'), String.raw`REG_SZ "a\"b"`],
    ['long text', text('x'.repeat(300)), `REG_SZ "${'x'.repeat(80)}…" (300 characters)`],
    ['a list', text('a\0b\0', 7), 'REG_MULTI_SZ "a", "b"'],
    ['an empty list', text('', 7), 'REG_MULTI_SZ (empty list)'],
    ['binary', bytesOf('REG_BINARY', 1, 0xff), 'REG_BINARY 01 ff'],
    [
      'long binary',
      { type: 3, bytes: new Uint8Array(64) },
      `REG_BINARY ${Array(16).fill('00').join(' ')} … (64 bytes)`,
    ],
    ['big endian', bytesOf('REG_DWORD_BIG_ENDIAN', 0, 0, 0, 1), 'REG_DWORD_BIG_ENDIAN 00 00 00 01'],
    ['an unrecognised type', { type: 0x10008, bytes: Uint8Array.of(1) }, '0x00010008 01'],
    ['a number without a type', { type: null, bytes: new Uint8Array(), scalar: 1 }, '1 (type not stated)'],
    ['text without a type', { type: null, bytes: new Uint8Array(), scalar: '1' }, '"1" (type not stated)'],
  ])('%s', (_, data, words) => {
    expect(describeData(data)).toBe(words);
  });
});

describe('describeLookup', () => {
  it.each([
    ['found', found(dword(0)), 'REG_DWORD 0'],
    ['key absent', absent('key'), String.raw`absent (key TLS 1.2\Server does not exist)`],
    ['value absent', absent('value'), 'absent (value not set)'],
    ['not collected', unobserved('not-collected'), 'not collected'],
    ['tainted', unobserved('tainted'), 'damaged'],
    [
      'conflict',
      conflict([dword(1), evidence(3, '', 'a.reg')], [null, evidence(7, '', 'b.reg')]),
      'conflict: REG_DWORD 1 at a.reg:3:1, absent at b.reg:7:1',
    ],
  ])('%s', (_, lookup, words) => {
    expect(describeLookup(lookup, SERVER_KEY)).toBe(words);
  });
});

describe('describeCheck', () => {
  const checks: readonly (readonly [string, Check])[] = [
    ['REG_DWORD 1', { kind: 'equals', type: 'REG_DWORD', data: 1 }],
    ['REG_DWORD 4294967295 (0xffffffff)', { kind: 'equals', type: 'REG_DWORD', data: 0xffffffff }],
    ['REG_SZ "a"', { kind: 'equals', type: 'REG_SZ', data: 'a' }],
    ['REG_MULTI_SZ "a", "b"', { kind: 'equals', type: 'REG_MULTI_SZ', data: ['a', 'b'] }],
    ['REG_BINARY 0100', { kind: 'equals', type: 'REG_BINARY', data: '0100' }],
    ['REG_DWORD 1 or REG_DWORD 2', { kind: 'oneOf', type: 'REG_DWORD', data: [1, 2] }],
    ['REG_DWORD other than 0', { kind: 'nonZero', type: 'REG_DWORD' }],
    ['REG_DWORD 0', { kind: 'zero', type: 'REG_DWORD' }],
    ['REG_DWORD of at least 2048 (0x800)', { kind: 'min', type: 'REG_DWORD', data: 2048 }],
    ['REG_DWORD of at most 9', { kind: 'max', type: 'REG_DWORD', data: 9 }],
    ['REG_DWORD with every bit of 0x800 set', { kind: 'bitsSet', type: 'REG_DWORD', data: 0x800 }],
    ['REG_DWORD with no bit of 0x28 set', { kind: 'bitsClear', type: 'REG_DWORD', data: 0x28 }],
    ['REG_MULTI_SZ that contains "a"', { kind: 'list', type: 'REG_MULTI_SZ', match: 'contains', items: ['a'] }],
    ['any data', { kind: 'present' }],
    ['Other = absent', { kind: 'absent', value: 'Other' }],
    [String.raw`Client\Enabled = REG_DWORD 0`, { kind: 'zero', type: 'REG_DWORD', key: CLIENT_KEY, value: 'Enabled' }],
    ['anything but REG_DWORD 0', { kind: 'not', check: { kind: 'zero', type: 'REG_DWORD' } }],
    [
      'any data and (absent or REG_DWORD 0)',
      {
        kind: 'allOf',
        checks: [
          { kind: 'present' },
          { kind: 'anyOf', checks: [{ kind: 'absent' }, { kind: 'zero', type: 'REG_DWORD' }] },
        ],
      },
    ],
    [
      'TLS 1.2 enabled for the server side',
      { kind: 'schannelProtocol', protocol: 'TLS 1.2', side: 'server', want: 'enabled' },
    ],
    ['on, whatever .NET Framework version an application targets', { kind: 'dotnetSwitch' }],
  ];
  it.each(checks)('%s', (words, check) => {
    expect(describeCheck(check)).toBe(words);
  });
});

describe('readings', () => {
  it('says what the deciding reading expects', () => {
    const of = rule();
    const documented = result(of, 'fail', 'value-absent', absent('value'));
    expect(describeExpected(documented)).toBe('REG_DWORD 1');
    expect(describeExpected({ ...documented, reading: 'effective' })).toBe('TLS 1.2 enabled for the server side');
  });

  const server = { name: 'TLS 1.2', side: 'server' } as const;
  const onBuild = { protocol: server, osDefault: { build: 20348, row: 'Windows Server 2022' } };
  it.each([
    ['TLS 1.2 (server side) is on by default on build 20348', judgement('pass', 'os-default', onBuild)],
    ['TLS 1.2 (server side) is off by default on build 20348', judgement('fail', 'os-default', onBuild)],
    ['TLS 1.2 (server side) is disabled', judgement('fail', 'protocol-disabled', { protocol: server })],
    ['TLS 1.2 (server side) is not supported on build 20348', judgement('fail', 'protocol-unsupported', onBuild)],
    [REASON_WORDS['depends-on-target-framework'], judgement('unknown', 'depends-on-target-framework')],
  ])('%s', (words, reading) => {
    expect(describeJudgement(reading, rule())).toBe(words);
  });

  it('turns the default round for a rule that wants the protocol off', () => {
    const of = rule({ effective: { kind: 'schannelProtocol', protocol: 'TLS 1.2', side: 'server', want: 'disabled' } });
    expect(describeJudgement(judgement('fail', 'os-default', onBuild), of)).toContain('is on by default');
  });

  it('has words for every reason', () => {
    for (const reason of REASONS) expect(REASON_WORDS[reason], reason).not.toBe('');
  });
});

describe('what to do next', () => {
  it('writes reg.exe lines', () => {
    expect(remediationCommand(rule())).toBe(
      String.raw`reg add "HKLM\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Server" /v Enabled /t REG_DWORD /d 1 /f`,
    );
    const removal = rule({ key: 'HKEY_LOCAL_MACHINE\\A', value: '', remediation: { text: '', restart: false } });
    expect(remediationCommand(removal)).toBe(String.raw`reg delete "HKLM\A" /ve /f`);
  });

  it('collects each tree once, above keys that may be absent', () => {
    expect(collectCommands([NET_WOW_KEY, NET_KEY, NET_KEY, SERVER_KEY, CLIENT_KEY])).toEqual([
      String.raw`reg export "HKLM\SOFTWARE\WOW6432Node\Microsoft\.NETFramework" netframework-wow.reg /y`,
      String.raw`reg export "HKLM\SOFTWARE\Microsoft\.NETFramework" netframework.reg /y`,
      String.raw`reg export "HKLM\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL" schannel.reg /y`,
    ]);
  });

  it('gives files of the same name different names', () => {
    const commands = collectCommands([String.raw`HKEY_LOCAL_MACHINE\A\B\C\X`, String.raw`HKEY_LOCAL_MACHINE\A\D\C\X`]);
    expect(commands.map((command) => command.split(' ').at(-2))).toEqual(['c.reg', 'c-2.reg']);
  });

  it.each(REASONS)('says something for a result that is unknown because of %s', (reason) => {
    const next = nextStep(result(rule(), 'unknown', reason, unobserved('not-collected')));
    expect(next?.text).toMatch(/\w/);
  });

  it('asks for nothing after a pass', () => {
    expect(nextStep(result(rule(), 'pass', 'equal', found(dword(1))))).toBeNull();
  });
});
