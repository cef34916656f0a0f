import { describe, expect, test } from 'vitest';
import {
  block,
  CLIENT,
  HEADER,
  NET,
  NOT_BY_DEFAULT,
  OFF,
  ON,
  PROTOCOLS,
  regText,
  scanOne,
  SERVER,
  TLS12,
  VERSION,
} from '../helpers/reg-evidence.ts';

/** Evidence of a server on which TLS 1.2 is off, dressed up so that a careless reader takes it for on. */
const DISABLED = block(SERVER, OFF, '"DisabledByDefault"=dword:00000001');
const ENABLED = [ON, NOT_BY_DEFAULT].join('\r\n');
const BUILD = block(VERSION, '"CurrentBuild"="20348"');
const OTHER = `${TLS12.replace('1.2', '1.3')}\\Server`;

/** The outcomes of the two server rules. */
async function server(
  files: string | readonly string[],
  profile: 'documented' | 'effective' = 'documented',
): Promise<readonly string[]> {
  const { report } = await scanOne(files, profile);
  return (report?.results ?? [])
    .filter(({ rule }) => rule.id.startsWith('aadc-tls12-server'))
    .map(({ outcome }) => outcome);
}

describe('a disabled server is never green', () => {
  const long = 'x'.repeat(9 * 1024 * 1024);
  const texts: Readonly<Record<string, string>> = {
    'text of a string longer than any limit':
      regText(DISABLED) + `[${TLS12}\\Z]\r\n"a"="${long}\r\n[${SERVER}]\r\n"\r\n${ENABLED}\r\n\r\n`,
    'a deletion in the text of such a string':
      regText(DISABLED) + `[${TLS12}\\Z]\r\n"a"="${long}\r\n[-${SERVER}]\r\n"\r\n\r\n`,
    'joined files, the first cut after a bracket': `${regText(DISABLED)}[${OTHER}]${regText(block(SERVER, ENABLED))}`,
    'joined files, the first cut in a comment': `${regText(DISABLED)}; made by hand${regText(block(SERVER, ENABLED))}`,
    'joined files, the first cut in a string of several lines': `${regText(DISABLED)}[${OTHER}]\r\n"a"="one\r\ntwo${regText(block(SERVER, ENABLED))}`,
    'joined files, the second header with a blank': `${regText(DISABLED)}${regText(block(SERVER, ENABLED)).replace(HEADER, `${HEADER} `)}`,
    'joined files, the second header in capitals': `${regText(DISABLED)}${regText(block(SERVER, ENABLED)).replace(HEADER, HEADER.toUpperCase())}`,
    'joined files with marks between them': `${regText(DISABLED)}\ufeff \ufeff${regText(block(SERVER, ENABLED))}`,
    'a header without its opening bracket': `${regText(DISABLED)}${OTHER}]\r\n${ENABLED}\r\n\r\n`,
    'a header commented out with two brackets': `${regText(DISABLED)};[[${OTHER}]]\r\n${ENABLED}\r\n\r\n`,
    'a header commented out after other brackets': `${regText(DISABLED)}; [1] [${OTHER}]\r\n${ENABLED}\r\n\r\n`,
    'a header commented out without its bracket': `${regText(DISABLED)};${OTHER}]\r\n${ENABLED}\r\n\r\n`,
    'a header glued to a value': `${regText(DISABLED).trimEnd()}[${OTHER}]\r\n${ENABLED}\r\n\r\n`,
    'a header in the comment after a value': `${regText(DISABLED).trimEnd()} ; x [${OTHER}]\r\n${ENABLED}\r\n\r\n`,
  };
  for (const [name, text] of Object.entries(texts)) {
    test(name, async () => {
      expect(await server(text)).not.toContain('pass');
      expect(await server(text, 'effective')).not.toContain('pass');
    });
  }

  for (const damaged of [
    'Computer\\PATH',
    'Registry::PATH',
    '"PATH"',
    '[PATH]',
    'MACHINE\\SYSTEM\\x',
    'HKEY_LOCAL_MACHIN\\SYSTEM\\x',
  ]) {
    test(`absence below [Protocols] after the refused header [${damaged}]`, async () => {
      const header = damaged.replace('PATH', SERVER);
      const text = regText(block(PROTOCOLS), block(NET), BUILD, block(header, OFF));
      expect(await server(text, 'effective')).toEqual(['unknown', 'unknown']);
    });
  }

  test('a key header that may be text of a string covers nothing', async () => {
    const cut = regText(block('HKEY_LOCAL_MACHINE\\SOFTWARE\\Other', '"a"="x', '', `[${PROTOCOLS}]`, ''));
    expect(await server(`${cut}\r\n${regText(BUILD)}`, 'effective')).toEqual(['unknown', 'unknown']);
  });

  test.each([
    [
      'in conflict',
      [
        regText(block(PROTOCOLS), block(VERSION, '"CurrentBuild"="20348"', '"CurrentBuildNumber"="20348"')),
        `${HEADER}\r\n\r\n; patch\r\n[${VERSION}]\r\n"CurrentBuild"="7601"\r\n`,
      ],
    ],
    [
      'of another type',
      [regText(block(PROTOCOLS), block(VERSION, '"CurrentBuild"=dword:00001db1', '"CurrentBuildNumber"="20348"'))],
    ],
    ['rejected', [regText(block(PROTOCOLS), block(VERSION, '"CurrentBuild"="7601', '"CurrentBuildNumber"="20348"'))]],
  ])('a CurrentBuild that is %s is not made good by CurrentBuildNumber', async (_, files) => {
    expect(await server(files, 'effective')).toEqual(['unknown', 'unknown']);
  });

  test('two computers in one host, one of them without Select', async () => {
    const inSet = (path: string): string => `HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Control\\${path}`;
    const named = (name: string): string =>
      block(inSet('ComputerName\\ActiveComputerName'), `"ComputerName"="${name}"`);
    const first = regText(named('DC01'), block('HKEY_LOCAL_MACHINE\\SYSTEM\\Select', '"Current"=dword:00000001'));
    const second = regText(
      named('DC02'),
      block(inSet('SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server'), ENABLED),
    );
    expect(await server([first, second])).toEqual(['unknown', 'unknown']);
  });

  test('two computers in one file', async () => {
    const key = (name: string): string =>
      `HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ComputerName\\${name}`;
    const first = regText(block(key('ActiveComputerName'), '"ComputerName"="DC01"'));
    const second = regText(block(key('ComputerName'), '"ComputerName"="DC02"'), block(SERVER, ENABLED));
    expect(await server(first + second)).toEqual(['unknown', 'unknown']);
  });
});

describe('what only looks suspicious stays evidence', () => {
  test.each([
    ['prose that names a key', `; see ${CLIENT} for the client`],
    ['a comment with brackets', '; [1] set by the build'],
  ])('%s', async (_, comment) => {
    expect(await server(`${HEADER}\r\n\r\n[${SERVER}]\r\n${comment}\r\n${ENABLED}\r\n\r\n`)).toEqual(['pass', 'pass']);
  });

  test('the line after a string without its closing quote', async () => {
    const text = regText(block(SERVER, '"Comment"="no end', ON, NOT_BY_DEFAULT));
    expect(await server(text)).toEqual(['pass', 'pass']);
  });
});
