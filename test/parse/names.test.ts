import { describe, expect, test } from 'vitest';
import { foldName, parseKeyPath } from '../../src/model/key-path.ts';
import {
  CLIENT,
  NOT_BY_DEFAULT,
  ON,
  TLS12,
  block,
  regText,
  report,
  verdict,
  readReg,
} from '../helpers/reg-evidence.ts';

describe('names are compared as Windows compares them', () => {
  for (const [a, b, isSame] of [
    ['TLS 1.2', 'tls 1.2', true],
    ['TL\u017f 1.2', 'TLS 1.2', false],
    ['\u0131', 'I', false],
    ['\u0130', 'i', false],
    ['\u00b5', '\u039c', false],
    ['\u03bc', '\u039c', true],
    ['\u03c2', '\u03a3', false],
    ['\u03c3', '\u03a3', true],
    ['\u01c5', '\u01c4', false],
    ['\u01c6', '\u01c4', true],
    ['\u00ff', '\u0178', true],
    ['\u00e5', '\u00c5', true],
    ['\u00e5', '\u212b', false],
    ['k', '\u212a', false],
    ['\u00df', 'SS', false],
    ['\ud801\udc28', '\ud801\udc00', false],
    // Known miss: a registry editor takes these two for one name, and the rule of a single unit does as well.
    ['\u1fb3', '\u1fbc', false],
  ] as const) {
    test(`${a} ${isSame ? 'is' : 'is not'} ${b}`, () => expect(foldName(a) === foldName(b)).toBe(isSame));
  }

  test('a key and a value in other capitals are found, a look-alike is not', async () => {
    expect(
      await verdict('client-enabled', regText(block(CLIENT.toUpperCase(), ON.replace('Enabled', 'eNABLED')))),
    ).toBe('pass equal');
    expect(await verdict('client-enabled', regText(block(TLS12), block(`${TLS12}\\Cl\u0131ent`, ON)))).toBe(
      'fail key-absent',
    );
    expect(await verdict('client-enabled', regText(block(TLS12.replace('TLS', 'TL\u017f'), ON)))).toBe(
      'unknown not-collected',
    );
  });

  test('reports print names as first written', async () => {
    const host = await report(regText(block(CLIENT.replace('Client', 'cLIENT'), '"enABLED"=dword:00000001')));
    const result = host.results.find(({ rule }) => rule.id === 'aadc-tls12-client-enabled');
    expect(result?.lookup).toMatchObject({ path: CLIENT.replace('Client', 'cLIENT'), name: 'enABLED' });
  });
});

describe('root aliases are one root', () => {
  const long = 'HKEY_LOCAL_MACHINE\\SYSTEM\\Select';
  for (const text of [
    long,
    'hkey_local_machine\\SYSTEM\\Select',
    'HKLM\\SYSTEM\\Select',
    'hklm:\\SYSTEM\\Select',
    'HKLM:SYSTEM\\Select'.replace(':', ':\\'),
    'Registry::HKEY_LOCAL_MACHINE\\SYSTEM\\Select',
    'REGISTRY::HKLM\\SYSTEM\\Select',
    'Computer\\HKEY_LOCAL_MACHINE\\SYSTEM\\Select',
    'Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\SYSTEM\\Select',
    '\\Registry\\Machine\\SYSTEM\\Select',
    'HKLM\\\\SYSTEM\\\\\\Select\\',
  ]) {
    test(text, () => expect(parseKeyPath(text)).toEqual({ path: long, host: null }));
  }

  test('a UNC root names the host', () => {
    expect(parseKeyPath('\\\\DC01\\HKLM\\SYSTEM\\Select')).toEqual({ path: long, host: 'DC01' });
  });

  for (const [text, path] of [
    ['HKU\\S-1-5-18', 'HKEY_USERS\\S-1-5-18'],
    ['\\Registry\\User\\S-1-5-18', 'HKEY_USERS\\S-1-5-18'],
    ['HKCU:', 'HKEY_CURRENT_USER'],
    ['HKCR\\.reg', 'HKEY_CLASSES_ROOT\\.reg'],
    ['HKCC', 'HKEY_CURRENT_CONFIG'],
  ] as const) {
    test(text, () => expect(parseKeyPath(text)?.path).toBe(path));
  }

  for (const text of [
    '',
    '\\',
    'SYSTEM\\Select',
    'HKEY_LOCAL_MACHIN\\SYSTEM',
    '\\Registry\\Machinery\\SYSTEM',
    'C:\\Windows',
    'HKLMX',
  ]) {
    test(`${text || 'nothing'} names no root`, () => expect(parseKeyPath(text)).toBeNull());
  }
});

describe('backslashes in a key header', () => {
  for (const [name, header, path] of [
    ['two inside count once', `[${TLS12}\\\\Client]`, CLIENT],
    ['many inside count once', `[${TLS12}\\\\\\\\Client]`, CLIENT],
    ['at the end are dropped', `[${CLIENT}\\\\]`, CLIENT],
    ['one at the end is dropped', `[${CLIENT}\\]`, CLIENT],
    ['right after the root are refused', `[${CLIENT.replace('\\', '\\\\')}]`, null],
    ['right after an abbreviated root are refused', `[${CLIENT.replace('HKEY_LOCAL_MACHINE\\', 'HKLM\\\\')}]`, null],
  ] as const) {
    test(name, async () => {
      const { observations } = await readReg(regText(`${header}\r\n${ON}\r\n${NOT_BY_DEFAULT}\r\n\r\n`));
      const keys = observations.flatMap((observation) => (observation.kind === 'key' ? [observation.path] : []));
      expect(keys).toEqual(path === null ? [] : [path]);
      expect(observations.filter(({ kind }) => kind === 'value')).toHaveLength(path === null ? 0 : 2);
    });
  }

  test('quotes, semicolons, equals signs and brackets are part of a key name', async () => {
    const { observations } = await readReg(regText(block('HKEY_LOCAL_MACHINE\\a"b;c=d/e]f[g ')));
    expect(observations.find(({ kind }) => kind === 'key')).toMatchObject({
      path: 'HKEY_LOCAL_MACHINE\\a"b;c=d/e]f[g ',
    });
  });

  test('the last bracket of a line ends the name', async () => {
    const { observations } = await readReg(regText('[HKEY_LOCAL_MACHINE\\a] ; see [x]\r\n\r\n'));
    expect(observations.find(({ kind }) => kind === 'key')).toMatchObject({ path: 'HKEY_LOCAL_MACHINE\\a] ; see [x' });
  });
});
