import { describe, expect, it } from 'vitest';
import { lintPack } from '../../src/packs/lint-pack.ts';
import { replaced, VALID } from './pack-texts.ts';

const SCHANNEL = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL';
const PROTOCOLS = `${SCHANNEL}\\Protocols`;

/** The text of {@link VALID} with the first rule's key and value replaced. */
function packWith(key: string, value: string): string {
  const text = replaced(VALID, 'key: HKLM\\SOFTWARE\\Demo', `key: '${key}'`);
  return replaced(text, 'value: First', `value: '${value}'`);
}

function expectedFor(key: string, value = 'Enabled'): readonly string[] {
  const { warnings } = lintPack({ file: 'demo.yaml', text: packWith(key, value), sha256: '' });
  return warnings.map((warning) => warning.expected);
}

describe('lintPack', () => {
  it.each([
    {
      key: 'HKLM\\SOFTWARE\\Microsoft.NETFramework\\v4.0.30319',
      expected: /^"Microsoft\\\.NETFramework" below .*SOFTWARE$/u,
    },
    { key: 'HKLM\\SOFTWARE\\Microsoft\\.NET Framework\\v4.0.30319', expected: /^"\.NETFramework" below/u },
    { key: 'HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\NETFramework\\v4.0.30319', expected: /^"\.NETFramework" below/u },
    { key: 'HKLM\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0', expected: /^"v4\.0\.30319" below/u },
    { key: 'HKLM\\SOFTWARE\\Microsoft\\.NETFramework\\v4.8', expected: /^"v4\.0\.30319" below/u },
    { key: 'HKLM\\SOFTWARE\\Microsoft\\.NETFramework\\4.0.30319', expected: /^"v4\.0\.30319" below/u },
    { key: 'HKLM\\SOFTWARE\\Microsoft\\.NETFramework\\v2.0', expected: /^"v2\.0\.50727" below/u },
    { key: 'HKLM\\SOFTWARE\\WOW64\\Microsoft\\.NETFramework\\v4.0.30319', expected: /^"WOW6432Node" below/u },
    { key: `${PROTOCOLS}\\TLS1.2\\Client`, expected: /^"TLS 1\.2" below/u },
    { key: `${PROTOCOLS}\\TLS v1.2\\Client`, expected: /^"TLS 1\.2" below/u },
    { key: `${PROTOCOLS}\\TLS 1.2 \\Client`, expected: /^"TLS 1\.2" without blanks/u },
    { key: `${PROTOCOLS}\\TLS 1.2\\Servers`, expected: /^"Server" below/u },
    { key: `${PROTOCOLS}\\SSL 3\\Server`, expected: /^one of PCT 1\.0, SSL 2\.0/u },
    { key: `${PROTOCOLS}\\TLS 1.4\\Server`, expected: /^one of PCT 1\.0, SSL 2\.0/u },
    { key: `${SCHANNEL}\\Protocol\\TLS 1.2\\Client`, expected: /^"Protocols" below/u },
    { key: `${SCHANNEL}\\Ciphers\\DES 56`, expected: /^one of NULL, DES 56\/56/u },
    { key: PROTOCOLS.replace('SCHANNEL', 'SCHANEL'), expected: /^"SCHANNEL" below/u },
    {
      key: PROTOCOLS.replace('CurrentControlSet', 'ControlSet001'),
      expected: /^CurrentControlSet: which numbered set/u,
    },
    { key: 'HKLM\\SYSTEM\\WOW6432Node\\Control', expected: /^a path without WOW6432Node/u },
    { key: 'HKLM\\SYSTEM\\CurrentControlSet\\WOW6432Node\\Control', expected: /^a path without WOW6432Node/u },
    { key: 'HKLM\\SOFTWARE\\Policies\\Wow6432Node\\Microsoft', expected: /^a path without WOW6432Node/u },
    { key: 'HKLM\\Microsoft\\.NETFramework', expected: /^one of SOFTWARE, SYSTEM/u },
  ])('warns about $key', ({ key, expected }) => {
    expect(expectedFor(key)).toEqual([expect.stringMatching(expected)]);
  });

  it.each([
    {
      key: `${PROTOCOLS}\\TLS 1.2`,
      value: 'Enabled',
      expected: 'a value of a subkey such as Client or Server: none is documented here',
    },
    { key: `${PROTOCOLS}\\TLS 1.2\\Client`, value: 'DisableByDefault', expected: 'one of Enabled, DisabledByDefault' },
    { key: 'HKLM\\SOFTWARE\\Demo', value: '(Default)', expected: "'' for the default value" },
    { key: 'HKLM\\SOFTWARE\\Demo', value: 'Enabled ', expected: '"Enabled" without blanks around it' },
  ])('warns about the value $value of $key', ({ key, value, expected }) => {
    expect(expectedFor(key, value)).toEqual([expected]);
  });

  it.each([
    { key: `${PROTOCOLS}\\TLS 1.2\\Client`, value: 'disabledbydefault' },
    { key: `${PROTOCOLS}\\Multi-Protocol Unified Hello\\Client`, value: 'Enabled' },
    { key: `${SCHANNEL}\\Ciphers\\RC4 128/128`, value: 'Enabled' },
    { key: `${SCHANNEL}\\KeyExchangeAlgorithms\\Diffie-Hellman`, value: 'ServerMinKeyBitLength' },
    { key: SCHANNEL, value: 'EventLogging' },
    { key: 'HKLM\\Software\\Wow6432Node\\microsoft\\.netframework\\v4.0.30319', value: 'SchUseStrongCrypto' },
    {
      key: 'HKLM\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319\\System.Net.ServicePointManager.SecurityProtocol',
      value: 'C:\\a.exe',
    },
    { key: 'HKLM\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full', value: 'Release' },
    { key: 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion', value: 'CurrentBuild' },
    { key: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Cryptography\\Configuration\\SSL\\00010002', value: 'Functions' },
    { key: 'HKLM\\SOFTWARE\\Classes\\WOW6432Node\\CLSID', value: '' },
    { key: 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa\\FIPSAlgorithmPolicy', value: 'Enabled' },
    { key: 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\ADSync\\Parameters', value: 'Server' },
    { key: 'HKLM\\SYSTEM\\Select', value: 'Current' },
    { key: 'HKLM\\SOFTWARE\\Contoso\\v4.0', value: 'Anything' },
    { key: 'HKCU\\Software\\Contoso', value: 'Anything' },
  ])('says nothing about $key, $value', ({ key, value }) => {
    expect(expectedFor(key, value)).toEqual([]);
  });

  it('says where the key stands, also in nested checks and headlines', () => {
    const nested = replaced(
      VALID,
      '{ kind: absent, value: Other }',
      "{ kind: absent, key: 'HKLM\\SOFWARE\\x', value: Other }",
    );
    const text = replaced(
      nested,
      "key: 'HKLM\\SOFTWARE\\Demo', value: First }",
      "key: 'HKLM\\SYSTEMS', value: First }",
    );
    const { pack, warnings } = lintPack({ file: 'demo.yaml', text, sha256: '' });
    expect(pack.id).toBe('demo');
    expect(warnings).toEqual([
      {
        file: 'demo.yaml',
        line: 29,
        column: 32,
        pointer: '/rules/1/check/checks/1/key',
        expected: '"SOFTWARE" below HKEY_LOCAL_MACHINE',
        actual: '"HKEY_LOCAL_MACHINE\\\\SOFWARE\\\\x"',
      },
      {
        file: 'demo.yaml',
        line: 38,
        column: 33,
        pointer: '/headlines/0/when/key',
        expected: '"SYSTEM" below HKEY_LOCAL_MACHINE',
        actual: '"HKEY_LOCAL_MACHINE\\\\SYSTEMS"',
      },
    ]);
  });

  it('looks at a value that a nested check takes from the key of its rule', () => {
    const text = replaced(
      packWith(`${PROTOCOLS}\\TLS 1.2\\Client`, 'Enabled'),
      '{ kind: equals, data: 1 }',
      '{ kind: not, check: { kind: zero, value: Enable } }',
    );
    const broken = replaced(text, '      set: { type: REG_DWORD, data: 1 }\n', '');
    const { warnings } = lintPack({ file: 'demo.yaml', text: broken, sha256: '' });
    expect(warnings.map(({ pointer, expected }) => [pointer, expected])).toEqual([
      ['/rules/0/check/check/value', 'one of Enabled, DisabledByDefault'],
    ]);
  });
});
