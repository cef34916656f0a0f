import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CLIENT,
  NET,
  NOT_BY_DEFAULT,
  OFF,
  ON,
  SCHANNEL,
  TLS12,
  PROTOCOLS,
  SERVER,
  block,
  outcomesOf,
  regText,
  report,
  scanOne,
} from '../helpers/reg-evidence.ts';

/** Text that imitates evidence, as an attacker who controls one string of the registry would write it. */
const decoy = fc.constantFrom(
  `[${SERVER}]`,
  `[-${SERVER}]`,
  '[HKEY_LOCAL_MACHINE]',
  '[-HKEY_LOCAL_MACHINE]',
  '[HKEY_CURRENT_USER]',
  '"Enabled"=dword:00000001',
  '"Enabled"=-',
  '"Enabled"="1"',
  '@=dword:00000001',
  'Enabled=dword:00000001',
  'Windows Registry Editor Version 5.00',
  '\ufeffWindows Registry Editor Version 5.00',
  '; comment',
  ';[HKEY_LOCAL_MACHINE\\SYSTEM]',
  '"',
  '""',
  '\\',
  '\\\\',
  '\\"',
  '  00,01,\\',
  '=hex:00,\\',
  '',
);

const anyText = fc.string({
  unit: fc.constantFrom(
    '"',
    '\\',
    '\r',
    '\n',
    '[',
    ']',
    '=',
    '-',
    ';',
    '#',
    '@',
    'a',
    '1',
    ',',
    ' ',
    'é',
    '\ud83d',
    '\u2028',
  ),
  maxLength: 12,
});

/** Text without NUL, over lines of any line end. */
const text = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 3, arbitrary: decoy }, { weight: 1, arbitrary: anyText }),
      fc.constantFrom('\r\n', '\r\n', '\n', '\r', ''),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.map((piece) => piece.join('')).join(''));

const escaped = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"');

const hex = (value: string): string =>
  [...Buffer.from(`${value}\0\0`, 'utf16le')].map((byte) => byte.toString(16).padStart(2, '0')).join(',');

/** The value as regedit of Windows writes it: REG_SZ in quotes with raw line breaks, the others in hex. */
const written = fc.tuple(text, fc.constantFrom('string', 'name', 'hex(7)', 'hex(2)', 'default')).map(([value, how]) => {
  switch (how) {
    case 'string':
      return `"Text"="${escaped(value)}"`;
    case 'default':
      return `@="${escaped(value)}"`;
    // Line breaks in names are beyond what a .reg file can say.
    case 'name':
      return `"${escaped(value.replaceAll(/[\r\n]/gu, ''))}x"=dword:00000001`;
    default:
      return `"Text"=${how}:${hex(value)}`;
  }
});

/** An export with the value in one of its keys; everything but `Server` is set. */
function exportWith(where: number, ...lines: readonly string[]): readonly string[] {
  const at = (n: number): readonly string[] => (n === where ? lines : []);
  return [
    block(SCHANNEL, ...at(0)),
    block(PROTOCOLS, ...at(1)),
    block(TLS12, ...at(2)),
    block(CLIENT, ON, ...at(3), NOT_BY_DEFAULT),
    block(SERVER, OFF),
    block(NET, ...at(4), '"SchUseStrongCrypto"=dword:00000001'),
  ];
}

describe('text inside a value is never evidence', () => {
  test('verdicts are those without the value', async () => {
    const without = outcomesOf(await report(regText(...exportWith(-1))));
    await fc.assert(
      fc.asyncProperty(written, fc.nat(4), async (line, where) => {
        expect(outcomesOf(await report(regText(...exportWith(where, line))))).toEqual(without);
      }),
      { numRuns: 600 },
    );
  });

  test('a key name that imitates a header is one key', async () => {
    const without = outcomesOf(await report(regText(...exportWith(-1))));
    const names = fc.tuple(decoy, anyText).map((parts) => parts.join('').replaceAll(/[\r\n\\]/gu, ''));
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        const [schannel = '', protocols = '', ...rest] = exportWith(-1);
        const host = await report(
          regText(schannel, block(`${SCHANNEL}\\A${name}z`, '"Enabled"=dword:00000000'), protocols, ...rest),
        );
        expect(outcomesOf(host)).toEqual(without);
      }),
      { numRuns: 300 },
    );
  });

  test('a file that is cut inside the value gives the same verdicts or unknown', async () => {
    const without = outcomesOf(await report(regText(...exportWith(-1)), 'strict'));
    await fc.assert(
      fc.asyncProperty(written, fc.nat(4), fc.double({ min: 0, max: 1, noNaN: true }), async (line, where, part) => {
        const whole = regText(...exportWith(where, line));
        const start = whole.indexOf(line);
        const cut = start + 1 + Math.floor(part * (line.length - 1));
        const { report: host } = await scanOne(whole.slice(0, cut), 'strict');
        if (!host) throw new Error('no evidence');
        const wrong = Object.entries(outcomesOf(host)).filter(
          ([rule, outcome]) => outcome !== 'unknown' && outcome !== without[rule],
        );
        expect(wrong).toEqual([]);
      }),
      { numRuns: 1200 },
    );
  });
});
