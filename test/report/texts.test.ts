import { describe, expect, it } from 'vitest';
import { explainRule } from '../../src/report/explain-rule.ts';
import { ruleListJson, ruleListText } from '../../src/report/rule-list.ts';
import type { ShowRow } from '../../src/report/show-table.ts';
import { powerShellPath, renderShowTable, shownValue } from '../../src/report/show-table.ts';
import {
  absent,
  bytesOf,
  conflict,
  dword,
  evidence,
  found,
  HEADER,
  NET_WOW_KEY,
  pack,
  rule,
  RULES,
  SERVER_KEY,
  text,
  unobserved,
} from './sample-run.ts';

const PLAIN = { color: false, width: 100 } as const;

describe('the list of rules', () => {
  it('reads as this text', async () => {
    await expect(ruleListText(HEADER.packs, PLAIN)).toMatchFileSnapshot('__snapshots__/rule-list.txt');
  });

  it('names every rule once, as text and as json', () => {
    const listed = ruleListText(HEADER.packs, { color: false, width: 40 });
    const document = JSON.parse(ruleListJson(HEADER.packs)) as { packs: { rules: { id: string }[] }[] };
    expect(document.packs[0]?.rules.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
    for (const { id } of RULES) expect(listed.split(` ${id} `), id).toHaveLength(2);
  });
});

describe('explain', () => {
  it('reads as this text', async () => {
    await expect(explainRule(pack(), rule(), PLAIN)).toMatchFileSnapshot('__snapshots__/explain-rule.txt');
  });

  it('says everything that the pack says about the rule', () => {
    const of = rule();
    const explained = explainRule(pack(), of, { color: false, width: 200 });
    for (const part of [of.id, of.title, of.severity, of.rationale, of.remediation.text, 'V-218821', 'REG_DWORD 1'])
      expect(explained).toContain(part);
    for (const { id } of pack().profiles) expect(explained).toContain(`  ${id}`);
    expect(explained).toContain('/v Enabled /t REG_DWORD /d 1 /f');
    expect(explained).toContain('Restart the machine afterwards');
  });

  it('says no restart where none is needed', () => {
    const of = rule({ remediation: { text: 'Set it.', restart: false } });
    expect(explainRule(pack(), of, PLAIN)).not.toContain('Restart');
  });

  it('keeps prose within 40 columns', () => {
    const lines = explainRule(pack(), rule(), { color: false, width: 40 }).split('\n');
    for (const line of lines)
      if (!/HKLM|https:|documented {2}|strict {2}|effective {2}/.test(line))
        expect(line.length, line).toBeLessThanOrEqual(40);
  });
});

const ROWS: readonly ShowRow[] = [
  { key: NET_WOW_KEY, name: 'SystemDefaultTlsVersions', lookup: found(dword(1)) },
  { key: NET_WOW_KEY, name: 'SchUseStrongCrypto', lookup: absent('value') },
  { key: SERVER_KEY, name: 'Enabled', lookup: found(dword(0xffffffff)) },
  { key: SERVER_KEY, name: 'DisabledByDefault', lookup: unobserved('not-collected') },
  { key: SERVER_KEY, name: '', lookup: unobserved('tainted') },
  { key: SERVER_KEY, name: 'Text', lookup: found(text('=cmd(), "x"')) },
  { key: SERVER_KEY, name: 'Both', lookup: conflict([dword(1), evidence(1, '')], [null, evidence(2, '')]) },
];

describe('show', () => {
  it('is the table of the check script', () => {
    expect(renderShowTable(ROWS, 'table')).toMatchInlineSnapshot(`
      "Path                                                                                       Name                     Value
      ----                                                                                       ----                     -----
      HKLM:\\SOFTWARE\\WOW6432Node\\Microsoft\\.NETFramework\\v4.0.30319                              SystemDefaultTlsVersions 1
      HKLM:\\SOFTWARE\\WOW6432Node\\Microsoft\\.NETFramework\\v4.0.30319                              SchUseStrongCrypto       Not Found
      HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server Enabled                  4294967295
      HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server DisabledByDefault        Not Collected
      HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server (Default)                Damaged
      HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server Text                     =cmd(), "x"
      HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server Both                     Conflict
      "
    `);
  });

  it('is RFC 4180 that no spreadsheet runs', () => {
    expect(renderShowTable(ROWS, 'csv')).toMatchInlineSnapshot(`
      "Path,Name,Value
      HKLM:\\SOFTWARE\\WOW6432Node\\Microsoft\\.NETFramework\\v4.0.30319,SystemDefaultTlsVersions,1
      HKLM:\\SOFTWARE\\WOW6432Node\\Microsoft\\.NETFramework\\v4.0.30319,SchUseStrongCrypto,Not Found
      HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server,Enabled,4294967295
      HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server,DisabledByDefault,Not Collected
      HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server,(Default),Damaged
      HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server,Text,"'=cmd(), ""x"""
      HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server,Both,Conflict
      "
    `);
  });

  it('carries the lookup in json', () => {
    const rows = JSON.parse(renderShowTable(ROWS, 'json')) as unknown[];
    expect(rows).toHaveLength(ROWS.length);
    expect(rows[2]).toMatchObject({
      Path: powerShellPath(SERVER_KEY),
      Name: 'Enabled',
      Value: 4294967295,
      lookup: { answer: 'found', actualData: { type: 'REG_DWORD', data: 4294967295, dataHex: 'ffffffff' } },
    });
    expect(rows[4]).toMatchObject({ Name: '', Value: 'Damaged', lookup: { answer: 'unobserved', because: 'tainted' } });
  });

  it.each([
    ['number', found(dword(7)), 7],
    ['text', found(text('abc')), 'abc'],
    ['list', found(text('a\0b\0', 7)), '{a, b}'],
    ['bytes', found(bytesOf('REG_BINARY', 1, 255)), '0x01ff'],
    ['absent key', absent('key'), 'Not Found'],
    ['absent value', absent('value'), 'Not Found'],
    ['not collected', unobserved('not-collected'), 'Not Collected'],
    ['unstated control set', unobserved('control-set-unstated'), 'Not Collected'],
    ['missing control set', unobserved('control-set-missing'), 'Not Collected'],
    ['two computers', unobserved('two-computers'), 'Not Collected'],
    ['truncated', unobserved('truncated'), 'Damaged'],
    ['text that imitates an answer', found(text('Not Found')), '"Not Found"'],
  ])('value of: %s', (_, lookup, value) => {
    expect(shownValue(lookup)).toBe(value);
  });
});
