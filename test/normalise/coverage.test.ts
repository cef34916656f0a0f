import { describe, expect, test } from 'vitest';
import {
  CLIENT,
  HEADER,
  NOT_BY_DEFAULT,
  OFF,
  ON,
  PROTOCOLS,
  SERVER,
  TLS12,
  block,
  converted,
  formsOf,
  regText,
  report,
  verdict,
} from '../helpers/reg-evidence.ts';

const BASE = [block(TLS12), block(CLIENT, NOT_BY_DEFAULT), block(SERVER, ON)];

describe('an export covers what it does not show', () => {
  for (const [name, text] of [
    ['as registry editors write it', regText(...BASE)],
    ['with LF line ends, as version control makes it', regText(...BASE).replaceAll('\r\n', '\n')],
    ['REGEDIT4', regText(...BASE).replace(HEADER, 'REGEDIT4')],
    ['with several roots', regText(block('HKEY_CURRENT_USER\\Software'), ...BASE, block('HKEY_USERS\\.DEFAULT'))],
    [
      'with roots of which one is the sibling of another',
      regText(block(`${PROTOCOLS}\\SSL 2.0`), ...BASE, block(`${PROTOCOLS}\\TLS 1.3`)),
    ],
    ['with more empty lines', regText(...BASE).replaceAll('\r\n\r\n', '\r\n\r\n\r\n')],
    [
      'with a name that only looks like the same in another case',
      regText(block(TLS12), block(CLIENT, NOT_BY_DEFAULT, '"k"=""', '"\u212a"=""'), block(SERVER)),
    ],
    [
      'with a string over lines',
      regText(block(TLS12, '"Text"="a\r\n; b\r\n[c]"'), block(CLIENT, NOT_BY_DEFAULT), block(SERVER)),
    ],
    [
      'with a key that is a prefix of the next',
      regText(block(TLS12), block(CLIENT), block(`${CLIENT} 2`), block(SERVER)),
    ],
    [
      'with siblings that a blank sorts otherwise',
      regText(block(TLS12), block(CLIENT), block(`${CLIENT}\\B`), block(`${CLIENT}-A`), block(SERVER)),
    ],
  ] as const) {
    test(name, async () => {
      expect(await formsOf(text)).toEqual(['export']);
      expect(await verdict('client-enabled', text)).toBe('fail value-absent');
    });
  }

  test('a lone key covers its values and its subtree, not its parent', async () => {
    expect(await verdict('client-enabled', regText(block(CLIENT)))).toBe('fail value-absent');
    expect(await verdict('client-enabled', regText(block(TLS12)))).toBe('fail key-absent');
    expect(await verdict('server-enabled', regText(block(CLIENT)))).toBe('unknown not-collected');
  });
});

describe('one line that no registry editor writes makes a file instructions', () => {
  const client = block(CLIENT, NOT_BY_DEFAULT);
  const cases: readonly (readonly [name: string, because: string, text: string])[] = [
    ['a comment', 'comment', regText(`; note\r\n${client}`)],
    ['a comment after a value', 'comment', regText(block(CLIENT, `${NOT_BY_DEFAULT} ; note`))],
    ['a comment after a string', 'comment', regText(block(CLIENT, '"Text"="a" ; note', NOT_BY_DEFAULT))],
    [
      'a comment inside hex data',
      'comment',
      regText(block(CLIENT, '"Data"=hex:00,\\', '; note', '  01', NOT_BY_DEFAULT)),
    ],
    ['a number sign', 'comment', regText(`# note\r\n${client}`)],
    ['text after a key header', 'comment', regText(client.replace(']', '] ; note'))],
    ['other text', 'ignored-line', regText(`note\r\n${client}`)],
    ['a deleted value', 'deletion', regText(block(CLIENT, NOT_BY_DEFAULT, '"Other"=-'))],
    ['a deleted key', 'deletion', regText(`[-${SERVER}]\r\n\r\n${client}`)],
    ['a key that comes twice', 'repeated-key', regText(client, client)],
    ['a key that comes again later', 'repeated-key', regText(block(TLS12), client, block(SERVER), client)],
    [
      'a key that comes again in other capitals',
      'repeated-key',
      regText(block(TLS12), client, block(SERVER), client.replace('Client', 'CLIENT')),
    ],
    ['a root that comes twice', 'repeated-key', regText(client, block('HKEY_CURRENT_USER\\A'), client)],
    ['a value that comes twice', 'repeated-value', regText(block(CLIENT, NOT_BY_DEFAULT, NOT_BY_DEFAULT))],
    [
      'a value that comes again in other capitals',
      'repeated-value',
      regText(block(CLIENT, NOT_BY_DEFAULT, NOT_BY_DEFAULT.toLowerCase())),
    ],
    ['a default value that comes twice', 'repeated-value', regText(block(CLIENT, '@="a"', '""="b"', NOT_BY_DEFAULT))],
    ['an abbreviated root', 'abbreviated-root', regText(client.replace('HKEY_LOCAL_MACHINE', 'HKLM'))],
    ['a parent after its child', 'not-in-pre-order', regText(client, block(TLS12))],
    ['a root below an earlier root', 'not-in-pre-order', regText(block(TLS12), block('HKEY_CURRENT_USER\\A'), client)],
    ['a root above an earlier root', 'not-in-pre-order', regText(client, block('HKEY_CURRENT_USER\\A'), block(TLS12))],
    [
      'a subtree that was left already',
      'repeated-key',
      regText(block(TLS12), block(SERVER), client, block(SERVER), block(`${SERVER}\\A`)),
    ],
    ['a parent that is left out below a root', 'parent-left-out', regText(block(PROTOCOLS), client)],
    ['a number of seven digits', 'dword-spelling', regText(block(CLIENT, '"DisabledByDefault"=dword:0000000'))],
    [
      'a number with capital digits',
      'dword-spelling',
      regText(block(CLIENT, '"Other"=dword:0000000A', NOT_BY_DEFAULT)),
    ],
    ['a blank before a number', 'dword-spelling', regText(block(CLIENT, '"DisabledByDefault"=dword: 00000000'))],
    ['no empty line between keys', 'no-blank-line-between-keys', regText(`[${TLS12}]\r\n`, client)],
    ['no empty line after the file header', 'no-blank-line-between-keys', `${HEADER}\r\n${client}`],
    ['a lone carriage return', 'lone-carriage-return', regText(client).replace('\r\n"', '\r"')],
    ['a value before any key', 'value-outside-key', regText(`${ON}\r\n\r\n`, client)],
    ['hex data before any key', 'value-outside-key', regText('"Data"=hex:00,\\\r\n  01\r\n\r\n', client)],
  ];
  for (const [name, because, text] of cases) {
    test(name, async () => {
      expect(await formsOf(text)).toEqual([`instructions: ${because}`]);
      // It covers what it names, and nothing else.
      expect(await verdict('client-enabled', text)).toBe('unknown not-collected');
      expect(await verdict('client-default', text)).toBe('pass equal');
      const { diagnostics } = await report(text);
      expect(diagnostics).toContainEqual(
        expect.objectContaining({ code: 'normalise/instructions', level: 'warning', args: { because } }),
      );
    });
  }

  test('a header and nothing else', async () => {
    expect(await formsOf(`${HEADER}\r\n\r\n`)).toEqual(['instructions: no-keys']);
  });

  test('a key that was deleted is absent, with all below it; a deleted value is', async () => {
    expect(await verdict('client-enabled', regText(`[-${TLS12}]\r\n\r\n`))).toBe('fail key-absent');
    expect(await verdict('client-enabled', regText(block(CLIENT, '"Enabled"=-')))).toBe('fail value-absent');
    expect(await verdict('client-default', regText(block(CLIENT, '"Enabled"=-')))).toBe('unknown not-collected');
    expect(await verdict('server-enabled', regText(`[-${CLIENT}]\r\n\r\n`))).toBe('unknown not-collected');
  });

  test('a deleted hive is absent with its control sets, a deleted root is not: an import does nothing', async () => {
    expect(await verdict('client-enabled', regText('[-HKEY_LOCAL_MACHINE\\SYSTEM]\r\n\r\n'))).toBe('fail key-absent');
    const root = regText(block(CLIENT, ON), '[-HKEY_LOCAL_MACHINE]\r\n\r\n');
    expect(await verdict('client-enabled', root)).toBe('pass equal');
    expect(await verdict('client-default', root)).toBe('unknown not-collected');
    expect((await converted(root)).map(({ name }) => name)).toEqual(['Enabled']);
  });

  test('what comes back after a deletion counts, and the last value wins', async () => {
    const again = regText(block(CLIENT, OFF), `[-${TLS12}]\r\n\r\n`, block(CLIENT, ON));
    expect(await verdict('client-enabled', again)).toBe('pass equal');
    expect(await verdict('client-default', again)).toBe('fail value-absent');
    expect(await verdict('client-enabled', regText(block(CLIENT, OFF, ON)))).toBe('pass equal');
    expect(await verdict('client-enabled', regText(block(CLIENT, ON, '"ENABLED"=-', OFF)))).toBe('fail differs');
    expect(await verdict('client-enabled', regText(block(CLIENT, ON, OFF, '"enabled"=-')))).toBe('fail value-absent');
  });
});

describe('truncated exports', () => {
  const whole = regText(block(TLS12), block(CLIENT, ON, NOT_BY_DEFAULT), block(SERVER, ON, NOT_BY_DEFAULT));
  const cutAfter = (text: string): string => whole.slice(0, whole.indexOf(text) + text.length);
  for (const [name, text, form, expected] of [
    [
      'no empty line at the end',
      cutAfter(`Client]\r\n${ON}\r\n`),
      'no-final-empty-line',
      ['pass equal', 'unknown truncated', 'unknown truncated'],
    ],
    [
      'a value whose line has no end',
      cutAfter(`Client]\r\n${ON}`),
      'ends-inside-value',
      ['unknown tainted', 'unknown tainted', 'unknown truncated'],
    ],
    [
      'an incomplete header: the key before is complete',
      cutAfter('TLS 1.2\\Se'),
      'ends-inside-header',
      ['pass equal', 'pass equal', 'unknown truncated'],
    ],
    [
      'a header whose line has no end',
      cutAfter('Server]'),
      'ends-inside-header',
      ['pass equal', 'pass equal', 'unknown truncated'],
    ],
  ] as const) {
    test(name, async () => {
      expect(await formsOf(text)).toEqual([`truncated: ${form}`]);
      const rules = ['client-enabled', 'client-default', 'server-enabled'];
      expect(await Promise.all(rules.map((rule) => verdict(rule, text)))).toEqual(expected);
    });
  }

  test('the key before an incomplete header is complete: what it lacks is absent', async () => {
    expect(await verdict('client-default', regText(block(CLIENT, ON), `[${SERVER}`))).toBe('fail value-absent');
    expect(await verdict('client-default', regText(block(CLIENT, ON), `[${CLIENT}\\Sub]`))).toBe('fail value-absent');
  });

  test('a root that is complete keeps its absences when a later root is cut', async () => {
    const text = regText(block(CLIENT, ON), `[HKEY_LOCAL_MACHINE\\SOFTWARE]\r\n"a"="`);
    expect(await verdict('client-default', text)).toBe('fail value-absent');
  });
});

describe('joined files are judged part by part', () => {
  test('an export and instructions', async () => {
    const text = regText(block(CLIENT, ON)) + regText(`; note\r\n${block(SERVER, ON)}`);
    expect(await formsOf(text)).toEqual(['export', 'instructions: comment']);
    expect(await verdict('client-default', text)).toBe('fail value-absent');
    expect(await verdict('server-default', text)).toBe('unknown not-collected');
  });

  test('parts that contradict each other are a conflict, whichever comes last', async () => {
    const [on, off] = [regText(block(CLIENT, ON)), regText(block(CLIENT, OFF))];
    expect(await verdict('client-enabled', on + off)).toBe('unknown conflict');
    expect(await verdict('client-enabled', off + on)).toBe('unknown conflict');
    expect(await verdict('client-enabled', on + on)).toBe('pass equal');
    expect(await verdict('client-enabled', on + regText(block(CLIENT)))).toBe('unknown conflict');
    expect(await verdict('client-enabled', on + regText(block(SERVER)))).toBe('pass equal');
  });

  test('a second byte order mark is passed over before a header', async () => {
    const text = `${regText(block(CLIENT, ON))}\ufeff${regText(block(SERVER, ON))}`;
    expect(await formsOf(text)).toEqual(['export', 'export']);
    expect(await verdict('server-enabled', text)).toBe('pass equal');
  });

  test('a first part that is cut is truncated', async () => {
    const text = `${regText(block(TLS12), block(CLIENT, ON)).trimEnd()}\r\n${regText(block('HKEY_CURRENT_USER\\A'))}`;
    expect(await formsOf(text)).toEqual(['truncated: no-final-empty-line', 'export']);
    expect(await verdict('server-enabled', text)).toBe('unknown truncated');
  });
});
