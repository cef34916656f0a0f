import { describe, expect, test } from 'vitest';
import {
  CLIENT,
  NET,
  NOT_BY_DEFAULT,
  OFF,
  ON,
  SERVER,
  VERSION,
  WOW,
  block,
  mapOf,
  regText,
  report,
  verdict,
  verdictsOf,
  type ScanSettings,
} from '../helpers/reg-evidence.ts';

const SYSTEM = 'HKEY_LOCAL_MACHINE\\SYSTEM';
const SOFTWARE = 'HKEY_LOCAL_MACHINE\\SOFTWARE';
const inSet = (set: string, key = CLIENT): string => key.replace('CurrentControlSet', set);

/** Blocks with every parent below `root` that is missing, as an export has them. */
function tree(root: string, blocks: Readonly<Record<string, readonly string[]>>): string {
  const seen = new Set<string>();
  let text = '';
  for (const [key, values] of Object.entries({ [root]: [], ...blocks })) {
    const segments = key.split('\\');
    for (let n = root.split('\\').length; n < segments.length; n++) {
      const parent = segments.slice(0, n).join('\\');
      if (!seen.has(parent)) text += block(parent);
      seen.add(parent);
    }
    if (!seen.has(key)) text += block(key, ...values);
    seen.add(key);
  }
  return regText(text);
}

const select = (n: number): Readonly<Record<string, readonly string[]>> => ({
  [`${SYSTEM}\\Select`]: [`"Current"=dword:0000000${n}`],
});

describe('control sets', () => {
  const cases: readonly (readonly [name: string, text: string, expected: string, settings?: ScanSettings])[] = [
    [
      'Select names the set',
      tree(SYSTEM, { [inSet('ControlSet001')]: [OFF], [inSet('ControlSet002')]: [ON], ...select(2) }),
      'pass equal',
    ],
    [
      'the other set is never evidence',
      tree(SYSTEM, { [inSet('ControlSet001')]: [OFF], [inSet('ControlSet002')]: [ON], ...select(1) }),
      'fail differs',
    ],
    [
      'Select in instructions names it too',
      regText(`; note\r\n${block(inSet('ControlSet001'), ON)}`, block(`${SYSTEM}\\Select`, '"Current"=dword:00000001')),
      'pass equal',
    ],
    [
      'Select names a set that the evidence lacks',
      tree(SYSTEM, { [inSet('ControlSet001')]: [ON], ...select(3) }),
      'unknown control-set-missing',
    ],
    [
      'Select names set 0',
      tree(SYSTEM, { [inSet('ControlSet001')]: [ON], ...select(0) }),
      'unknown control-set-missing',
    ],
    [
      'Select names a set that is not covered',
      regText(block(`${SYSTEM}\\Select`, '"Current"=dword:00000002')),
      'unknown not-collected',
    ],
    [
      'Select of another type',
      tree(SYSTEM, { [inSet('ControlSet001')]: [ON], [`${SYSTEM}\\Select`]: ['"Current"="1"'] }),
      'unknown control-set-unstated',
    ],
    ['one set and no Select, the whole hive', tree(SYSTEM, { [inSet('ControlSet001')]: [ON] }), 'pass equal'],
    [
      'two sets and no Select',
      tree(SYSTEM, { [inSet('ControlSet001')]: [ON], [inSet('ControlSet002')]: [ON] }),
      'unknown control-set-unstated',
    ],
    ['one set, but not the whole hive', regText(block(inSet('ControlSet001'), ON)), 'unknown control-set-unstated'],
    [
      'one set in instructions',
      regText(`; note\r\n${block(inSet('ControlSet001'), ON)}`),
      'unknown control-set-unstated',
    ],
    [
      'one set in a cut file',
      tree(SYSTEM, { [inSet('ControlSet001')]: [ON, NOT_BY_DEFAULT] }).slice(0, -2),
      'unknown control-set-unstated',
    ],
    ['the operator names it', regText(block(inSet('ControlSet002'), ON)), 'pass equal', { controlSet: 2 }],
    [
      'the operator does not overrule what Select states',
      tree(SYSTEM, { [inSet('ControlSet001')]: [OFF], [inSet('ControlSet002')]: [ON], ...select(1) }),
      'fail differs',
      { controlSet: 2 },
    ],
    [
      'CurrentControlSet that agrees',
      tree(SYSTEM, { [inSet('ControlSet001')]: [ON], [CLIENT]: [ON], ...select(1) }),
      'pass equal',
    ],
    [
      'CurrentControlSet that differs',
      tree(SYSTEM, { [inSet('ControlSet001')]: [ON], [CLIENT]: [OFF], ...select(1) }),
      'unknown conflict',
    ],
    [
      'CurrentControlSet that lacks it',
      tree(SYSTEM, { [inSet('ControlSet001')]: [ON], [SERVER]: [ON], ...select(1) }),
      'unknown conflict',
    ],
    [
      'a name that only resembles a set',
      tree(SYSTEM, { [inSet('ControlSet001')]: [ON], [`${SYSTEM}\\ControlSet0010`]: [] }),
      'pass equal',
    ],
  ];
  for (const [name, text, expected, settings] of cases) {
    test(`${name}: ${expected}`, async () =>
      expect(await verdict('client-enabled', text, 'documented', settings)).toBe(expected));
  }

  test('sets that differ in another value conflict only there', async () => {
    const text = tree(SYSTEM, {
      [inSet('ControlSet001')]: [ON, NOT_BY_DEFAULT],
      [CLIENT]: [OFF, NOT_BY_DEFAULT],
      ...select(1),
    });
    expect(verdictsOf(await report(text))).toMatchObject({
      'client-enabled': 'unknown conflict',
      'client-default': 'pass equal',
    });
  });
});

describe('mounted hives', () => {
  for (const mount of ['HKEY_LOCAL_MACHINE\\GOLD', 'HKEY_USERS\\Offline']) {
    const system = tree(SYSTEM, { [inSet('ControlSet001')]: [ON, NOT_BY_DEFAULT], ...select(1) }).replaceAll(
      SYSTEM,
      mount,
    );
    const software = tree(SOFTWARE, {
      [NET]: ['"SchUseStrongCrypto"=dword:00000001'],
      [VERSION]: ['"CurrentBuild"="20348"'],
    }).replaceAll(SOFTWARE, mount);

    test(`a SYSTEM hive at ${mount} is recognised, with a note`, async () => {
      const host = await report(system);
      expect(verdictsOf(host)).toMatchObject({ 'client-enabled': 'pass equal', 'server-enabled': 'fail key-absent' });
      expect(host.diagnostics).toMatchObject([
        { code: 'normalise/mounted-hive', level: 'note', args: { root: mount, hive: SYSTEM } },
      ]);
    });

    test(`a SOFTWARE hive at ${mount} is recognised, with a note`, async () => {
      const host = await report(software);
      expect(verdictsOf(host)).toMatchObject({
        'net-strong': 'pass equal',
        'net-default': 'fail value-absent',
        'wow-strong': 'fail key-absent',
      });
      expect(host.facts.osBuild?.value).toBe(20348);
      expect(host.diagnostics).toMatchObject([{ code: 'normalise/mounted-hive', args: { hive: SOFTWARE } }]);
    });

    test(`a hive at ${mount} that the operator maps needs no recognition`, async () => {
      const host = await report(system, 'documented', { maps: [mapOf(`${mount}=HKLM\\SYSTEM`)] });
      expect(verdictsOf(host)['client-enabled']).toBe('pass equal');
      expect(host.diagnostics).toEqual([]);
    });

    test(`a part of a hive at ${mount} is not recognised, but can be mapped`, async () => {
      const text = regText(block(NET.replace(SOFTWARE, mount), '"SchUseStrongCrypto"=dword:00000001'));
      expect(await verdict('net-strong', text)).toBe('unknown not-collected');
      expect(await verdict('net-strong', text, 'documented', { maps: [mapOf(`${mount}=HKLM\\SOFTWARE`)] })).toBe(
        'pass equal',
      );
    });

    test(`instructions at ${mount} are not recognised`, async () => {
      expect(await verdict('client-enabled', `${system}; note\r\n\r\n`)).toBe('unknown not-collected');
    });
  }

  test('the export of a whole machine has no mounted hive at its root', async () => {
    const text = tree('HKEY_LOCAL_MACHINE', {
      [`${SYSTEM}\\Select`]: ['"Current"=dword:00000001'],
      'HKEY_LOCAL_MACHINE\\ControlSet001': [],
    });
    const codes = (await report(text)).diagnostics.map(({ code }) => code);
    expect(codes).not.toContain('normalise/mounted-hive');
  });
});

describe('facts', () => {
  const environment = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment';
  for (const [name, text, expected] of [
    ['x86 is 32 bits', regText(block(environment, '"PROCESSOR_ARCHITECTURE"="x86"')), 32],
    ['AMD64 is 64 bits', regText(block(environment, '"PROCESSOR_ARCHITECTURE"="AMD64"')), 64],
    ['WOW6432Node is 64 bits', regText(block(WOW)), 64],
    ['its absence alone is nothing', tree(SOFTWARE, { [NET]: [] }), undefined],
    [
      'x86 beside WOW6432Node is nothing',
      regText(block(environment, '"PROCESSOR_ARCHITECTURE"="x86"'), block(WOW)),
      undefined,
    ],
  ] as const) {
    test(name, async () => {
      const host = await report(text);
      expect(host.facts.bitness?.value).toBe(expected);
      expect(host.results.filter(({ outcome }) => outcome === 'notapplicable')).toEqual([]);
    });
  }

  for (const [name, lines, expected] of [
    ['CurrentBuild', ['"CurrentBuild"="17763"', '"CurrentBuildNumber"="9600"'], 17763],
    ['CurrentBuildNumber where there is no other', ['"CurrentBuildNumber"="9600"'], 9600],
    ['a build that is no number', ['"CurrentBuild"="17763.1"'], undefined],
    ['a build of another type', ['"CurrentBuild"=dword:00004563'], undefined],
  ] as const) {
    test(name, async () =>
      expect((await report(regText(block(VERSION, ...lines)))).facts.osBuild?.value).toBe(expected),
    );
  }

  const uninstall = `${SOFTWARE}\\Microsoft\\Windows\\CurrentVersion\\Uninstall`;
  for (const [name, product, expected] of [
    ['the product', 'Microsoft Azure AD Connect', '2.3.20.0'],
    ['the product by its new name', 'Microsoft Entra Connect Sync', '2.3.20.0'],
    ['a component of it', 'Microsoft Azure AD Connect synchronization services', undefined],
    ['cloud sync', 'Microsoft Azure AD Connect Provisioning Agent', undefined],
    ['pass-through authentication', 'Microsoft Azure AD Connect Authentication Agent', undefined],
    ['Health', 'Microsoft Azure AD Connect Health Agent for sync', undefined],
    ['a text that holds the name', 'Tools for Microsoft Azure AD Connect', undefined],
  ] as const) {
    test(`${name}: ${expected ?? 'no version'}`, async () => {
      const text = regText(block(`${uninstall}\\{A}`, `"DisplayName"="${product}"`, '"DisplayVersion"="2.3.20.0"'));
      expect((await report(text)).facts.entraConnectVersion?.value).toBe(expected);
    });
  }

  test('the product is there by its own keys', async () => {
    expect(
      (await report(regText(block(`${SOFTWARE}\\Microsoft\\Azure AD Connect`)))).facts.entraConnectPresent?.value,
    ).toBe(true);
    expect((await report(regText(block(CLIENT)))).facts.entraConnectPresent).toBeNull();
  });
});
