import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Check, Pack, Rule } from '../../src/model/rule.ts';
import { lintPack } from '../../src/packs/lint-pack.ts';
import { loadPack } from '../../src/packs/load-pack.ts';

const FILE = 'rules/azure-ad-connect-tls12.yaml';
const text = readFileSync(new URL(`../../${FILE}`, import.meta.url), 'utf8');
const source = { file: FILE, text, sha256: 'ab'.repeat(32) };
const pack: Pack = loadPack(source);

const NET = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319';
const WOW = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\.NETFramework\\v4.0.30319';
const TLS = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2';

/** The eight values in the order of the document, as its section "Enable TLS 1.2" lists them. */
const SETTINGS = [
  { id: 'aadc-net4-wow-systemdefaulttls', key: WOW, value: 'SystemDefaultTlsVersions', data: 1 },
  { id: 'aadc-net4-wow-schusestrongcrypto', key: WOW, value: 'SchUseStrongCrypto', data: 1 },
  { id: 'aadc-net4-systemdefaulttls', key: NET, value: 'SystemDefaultTlsVersions', data: 1 },
  { id: 'aadc-net4-schusestrongcrypto', key: NET, value: 'SchUseStrongCrypto', data: 1 },
  { id: 'aadc-tls12-server-enabled', key: `${TLS}\\Server`, value: 'Enabled', data: 1 },
  { id: 'aadc-tls12-server-disabledbydefault', key: `${TLS}\\Server`, value: 'DisabledByDefault', data: 0 },
  { id: 'aadc-tls12-client-enabled', key: `${TLS}\\Client`, value: 'Enabled', data: 1 },
  { id: 'aadc-tls12-client-disabledbydefault', key: `${TLS}\\Client`, value: 'DisabledByDefault', data: 0 },
];

/** The section "Disable TLS 1.2": what the document writes instead. */
const DISABLED = SETTINGS.map(({ value, data, key }) => ({ key, value, data: 1 - data }));

function holds(check: Check, values: readonly { key: string; value: string; data: number }[]): boolean {
  if (check.kind === 'allOf') return check.checks.every((inner) => holds(inner, values));
  if (check.kind !== 'zero') throw new Error(`a headline with ${check.kind}`);
  return values.some(({ key, value, data }) => key === check.key && value === check.value && data === 0);
}

function headline(values: readonly { key: string; value: string; data: number }[]): string | null {
  return pack.headlines.find(({ when }) => holds(when, values))?.text ?? null;
}

function idsOf(rule: Rule, framework: string): readonly (string | undefined)[] {
  return rule.references.filter((reference) => reference.framework === framework).map((reference) => reference.id);
}

describe(FILE, () => {
  it('has the eight settings of the document, in its order', () => {
    expect(pack.rules.map(({ id, key, value, check }) => ({ id, key, value, data: dataOf(check) }))).toEqual(SETTINGS);
    for (const rule of pack.rules) {
      expect(rule).toMatchObject({
        severity: 'high',
        whenAbsent: 'fail',
        check: { kind: 'equals', type: 'REG_DWORD' },
      });
    }
  });

  it.each(SETTINGS)('$id sets what it demands and says that a restart is needed', ({ id, value, data }) => {
    const rule = pack.rules.find((candidate) => candidate.id === id);
    expect(rule?.remediation).toMatchObject({ set: { type: 'REG_DWORD', data }, restart: true });
    expect(rule?.remediation.text).toContain('you must restart the Windows server for the changes to take effect');
    expect(rule?.remediation.text).toContain(`Set ${value} to REG_DWORD ${data}`);
  });

  it('accepts a non-zero number only for Enabled, and reads each side as Windows does', () => {
    for (const rule of pack.rules) {
      const accepts = rule.check.kind === 'equals' && rule.check.acceptNonZero === true;
      expect(accepts, rule.id).toBe(rule.value === 'Enabled');
      const side = rule.key.endsWith('Server') ? 'server' : 'client';
      expect(rule.effective, rule.id).toEqual(
        rule.key.startsWith(TLS)
          ? { kind: 'schannelProtocol', protocol: 'TLS 1.2', side, want: 'enabled' }
          : { kind: 'dotnetSwitch' },
      );
    }
  });

  it('has the profiles documented (the default), strict and effective', () => {
    expect(pack.profiles.map(({ id, reading, strict }) => [id, reading, strict])).toEqual([
      ['documented', 'documented', false],
      ['strict', 'documented', true],
      ['effective', 'effective', false],
    ]);
  });

  it('names frameworks only where a control asks for exactly this value', () => {
    for (const rule of pack.rules) {
      const stig = rule.key.startsWith(TLS)
        ? rule.key.endsWith('Server')
          ? ['V-218821', 'V-213967']
          : ['V-213967']
        : rule.value === 'SchUseStrongCrypto'
          ? ['V-225238']
          : [];
      const nist = stig.map((id) => ({ 'V-218821': 'SC-8', 'V-213967': 'IA-5(1)(c)', 'V-225238': 'CM-7(1)(b)' })[id]);
      expect(idsOf(rule, 'DISA STIG'), rule.id).toEqual(stig);
      expect(idsOf(rule, 'NIST SP 800-53 Rev. 5'), rule.id).toEqual(nist);
      expect(idsOf(rule, 'CIS Microsoft IIS 10 Benchmark'), rule.id).toEqual(stig.includes('V-218821') ? ['7.6'] : []);
    }
  });

  it.each([
    { name: 'the section "Disable TLS 1.2"', values: DISABLED, text: 'TLS 1.2 is disabled' },
    { name: 'the section "Enable TLS 1.2"', values: SETTINGS, text: null },
    {
      name: 'the client alone',
      values: [{ key: `${TLS}\\Client`, value: 'Enabled', data: 0 }],
      text: 'TLS 1.2 is disabled on the client side (connections that the machine opens)',
    },
    {
      name: 'the server alone',
      values: [{ key: `${TLS}\\Server`, value: 'Enabled', data: 0 }],
      text: 'TLS 1.2 is disabled on the server side (connections that the machine accepts)',
    },
  ])('its headline for $name', ({ values, text: expected }) => {
    expect(headline(values)).toBe(expected);
  });

  it('says for which versions of the product the page speaks', () => {
    expect(pack.context.map(({ minVersion, maxVersion }) => [minVersion, maxVersion ?? null])).toEqual([
      ['1.1.614.0', '1.2.64.65535'],
      ['1.2.65.0', '2.3.19.65535'],
      ['2.0.3.0', '2.3.19.65535'],
      ['2.3.20.0', '2.4.129.0'],
      ['2.4.131.0', null],
    ]);
  });

  it('keeps what identifies the file', () => {
    expect([pack.file, pack.sha256]).toEqual([FILE, source.sha256]);
  });

  it('has no key that a lint warns about', () => {
    expect(lintPack(source).warnings).toEqual([]);
  });
});

function dataOf(check: Check): unknown {
  return check.kind === 'equals' ? check.data : null;
}
