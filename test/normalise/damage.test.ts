import { describe, expect, test } from 'vitest';
import { CLIENT, NOT_BY_DEFAULT, OFF, ON, SERVER, TLS12, block, regText, verdict } from '../helpers/reg-evidence.ts';

const REST = TLS12.replace('HKEY_LOCAL_MACHINE', '');

/** Headers that look like `Server` and are none; `keepsOpen` where an import puts their values into the key before. */
const BROKEN_HEADERS: readonly (readonly [name: string, header: string, keepsOpen: boolean])[] = [
  ['no closing bracket', `[${SERVER}`, true],
  ['a blank after the bracket', `[ ${SERVER}]`, true],
  ['a tab after the bracket', `[\t${SERVER}]`, true],
  ['an unknown root', `[HKEY_LOCAL_MACHIN${REST}\\Server]`, false],
  ['a prefix of the address bar', `[Computer\\${SERVER}]`, false],
  ['a PowerShell drive', `[HKLM:${REST}\\Server]`, false],
  ['a backslash in front', `[\\${SERVER}]`, false],
  ['two backslashes after the root', `[${SERVER.replace('\\', '\\\\')}]`, false],
  ['a name that is too long', `[${SERVER}\\${'k'.repeat(256)}]`, false],
  ['a semicolon in front', `;[${SERVER}]`, true],
  ['a number sign in front', `#[${SERVER}]`, true],
  ['a list item', `- [${SERVER}]`, true],
  ['other text in front', `key [${SERVER}]`, true],
  ['lost in the hex data before', `"Data"=hex:00,\\\r\n[${SERVER}]`, true],
];

describe('a header that is refused or hidden', () => {
  for (const [name, header, keepsOpen] of BROKEN_HEADERS) {
    const text = regText(block(CLIENT, ON, NOT_BY_DEFAULT), `${header}\r\n${OFF}\r\n\r\n`);

    test(`${name}: the value after it is no evidence, in no key`, async () => {
      expect(await verdict('client-enabled', text)).toBe(keepsOpen ? 'unknown tainted' : 'pass equal');
      expect(await verdict('client-default', text)).toBe('pass equal');
      expect(await verdict('server-enabled', text)).toMatch(/^unknown /u);
    });

    test(`${name}: absence below the root proves nothing any more`, async () => {
      const covering = regText(block(TLS12), block(CLIENT, ON), `${header}\r\n\r\n`);
      expect(await verdict('client-enabled', covering)).toBe('pass equal');
      expect(await verdict('client-default', covering)).toMatch(/^unknown (?:tainted|not-collected)$/u);
      expect(await verdict('server-enabled', covering)).toMatch(/^unknown (?:tainted|not-collected)$/u);
    });

    test(`${name}: the next good header is read as ever`, async () => {
      const recovered = regText(block(CLIENT, ON), `${header}\r\n${OFF}\r\n\r\n`, block(SERVER, ON, NOT_BY_DEFAULT));
      expect(await verdict('server-enabled', recovered)).toBe('pass equal');
      expect(await verdict('server-default', recovered)).toBe('pass equal');
    });
  }

  test('also taints the root above the name that it seems to have', async () => {
    const text = regText(block(CLIENT, ON), block('HKEY_CURRENT_USER\\A'), `[ ${CLIENT}\\Sub]\r\n\r\n`);
    expect(await verdict('client-default', text)).toBe('unknown tainted');
  });

  test('of another root leaves an earlier root alone', async () => {
    const text = regText(block(CLIENT, ON), block('HKEY_CURRENT_USER\\A'), '[ HKEY_CURRENT_USER\\B]\r\n\r\n');
    expect(await verdict('client-default', text)).toBe('fail value-absent');
  });

  test('a deletion after it is damaged too', async () => {
    expect(await verdict('client-enabled', regText(block(CLIENT, ON), `[ ${SERVER}]\r\n"Enabled"=-\r\n\r\n`))).toBe(
      'unknown tainted',
    );
  });

  test('a comment that names no key hides nothing', async () => {
    expect(await verdict('client-enabled', regText(`; [see the manual]\r\n${block(CLIENT, ON)}`))).toBe('pass equal');
  });
});

describe('a value that is rejected', () => {
  for (const [name, line] of [
    ['other text after it', '"Enabled"=dword:00000001 on'],
    ['nine digits', '"Enabled"=dword:000000001'],
    ['no digits', '"Enabled"=dword:'],
    ['a sign', '"Enabled"=dword:-1'],
    ['another type word', '"Enabled"=DWORD:00000001'],
    ['no type', '"Enabled"=1'],
    ['no equals sign', '"Enabled" dword:00000001'],
    ['a string that does not close', '"Enabled"="1'],
    ['an escaped NUL', '"Enabled"="1\\0"'],
    ['a backslash at the end of the line', '"Enabled"=dword:0000\\\r\n0001'],
    ['hex data with an empty element', '"Enabled"=hex(4):01,,00,00'],
    ['hex data with a blank before a comma', '"Enabled"=hex(4):01 ,00,00,00'],
    ['hex data with a byte too large', '"Enabled"=hex(4):100,00,00,00'],
    ['hex data with a type in other digits', '"Enabled"=hex(0x4):01,00,00,00'],
    ['hex data that goes on without a comma', '"Enabled"=hex(4):01\\\r\n00,00,00'],
    ['hex data that goes on with another line', '"Enabled"=hex(4):01,\\\r\nnothing,00'],
  ] as const) {
    test(`${name}: unknown, also after a good one, and not for ever`, async () => {
      expect(await verdict('client-enabled', regText(block(CLIENT, line)))).toBe('unknown tainted');
      expect(await verdict('client-enabled', regText(block(CLIENT, ON, line)))).toBe('unknown tainted');
      expect(await verdict('client-enabled', regText(block(CLIENT, line, ON)))).toBe('pass equal');
      expect(await verdict('client-default', regText(block(CLIENT, NOT_BY_DEFAULT, line)))).toBe('pass equal');
      expect(await verdict('client-default', regText(block(CLIENT, line)))).toMatch(
        /^unknown (?:tainted|not-collected)$/u,
      );
      expect(await verdict('server-default', regText(block(TLS12), block(CLIENT, line), block(SERVER)))).toMatch(
        /^(?:fail value-absent|unknown not-collected|unknown truncated)$/u,
      );
    });
  }

  test('a name that does not close taints the key, and nothing that it shows', async () => {
    const text = regText(block(CLIENT, ON, '"DisabledByDefault=dword:00000000'));
    expect(await verdict('client-enabled', text)).toBe('pass equal');
    expect(await verdict('client-default', text)).toBe('unknown tainted');
  });

  test('values under a deletion are lost and taint nothing', async () => {
    const text = regText(`[-${CLIENT}]\r\n${ON}\r\n"x"=bad\r\n\r\n`);
    expect(await verdict('client-enabled', text)).toBe('fail key-absent');
  });
});

describe('the type is part of the verdict', () => {
  for (const [name, data, documented, strict, effective] of [
    ['a number in hex', 'hex(4):01,00,00,00', 'pass equal', 'pass equal', 'unknown os-build-unknown'],
    ['a short number', 'dword:1', 'pass equal', 'pass equal', 'unknown not-collected'],
    ['another number', 'dword:ffffffff', 'pass nonstandard-nonzero', 'fail differs', 'unknown os-build-unknown'],
    ['three bytes', 'hex(4):01,00,00', 'fail wrong-type', 'fail wrong-type', 'unknown wrong-type'],
    ['no bytes', 'hex(4):', 'fail wrong-type', 'fail wrong-type', 'unknown wrong-type'],
    ['big-endian', 'hex(5):00,00,00,01', 'fail wrong-type', 'fail wrong-type', 'unknown wrong-type'],
    ['a text', '"1"', 'fail wrong-type', 'fail wrong-type', 'unknown wrong-type'],
    ['bytes', 'hex:01,00,00,00', 'fail wrong-type', 'fail wrong-type', 'unknown wrong-type'],
    ['eight bytes', 'hex(b):01,00,00,00,00,00,00,00', 'fail wrong-type', 'fail wrong-type', 'unknown wrong-type'],
  ] as const) {
    test(name, async () => {
      const text = regText(block(CLIENT, `"Enabled"=${data}`));
      expect(await verdict('client-enabled', text, 'documented')).toBe(documented);
      expect(await verdict('client-enabled', text, 'strict')).toBe(strict);
      expect(await verdict('client-enabled', text, 'effective')).toBe(effective);
    });
  }
});
