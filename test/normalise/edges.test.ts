import { describe, expect, test } from 'vitest';
import { everyKey } from '../../src/model/interest.ts';
import {
  CLIENT,
  HEADER,
  NET,
  NOT_BY_DEFAULT,
  OFF,
  ON,
  SERVER,
  TLS12,
  block,
  builtInInterest,
  converted,
  formsOf,
  normalised,
  outcomesIn,
  regText,
  report,
  verdict,
  verdictsOf,
} from '../helpers/reg-evidence.ts';

const SYSTEM = 'HKEY_LOCAL_MACHINE\\SYSTEM';
const inSet = (key: string, set = 'ControlSet001'): string => key.replace('CurrentControlSet', set);

describe('damage that nobody asked for', () => {
  test('a value that an import rejects taints its key, although no rule asks for that value', async () => {
    const text = regText(block(CLIENT, NOT_BY_DEFAULT, '"Other"="a\\0b"'));
    expect(await verdict('client-enabled', text)).toBe('unknown tainted');
    expect(outcomesIn(await normalised([text], builtInInterest()))).toEqual(
      outcomesIn(await normalised([text], everyKey())),
    );
  });

  test('a last line without an end taints its key, although no rule asks for its value', async () => {
    const text = regText(`[-${CLIENT}]\r\n\r\n[${CLIENT}]\r\n"Other"=dword:1`);
    expect(await verdict('client-enabled', text)).toBe('unknown tainted');
    expect(outcomesIn(await normalised([text], builtInInterest()))).toEqual(
      outcomesIn(await normalised([text], everyKey())),
    );
  });
});

describe('a file cut inside a line end or an escape', () => {
  test('between CR and LF it is truncated, not instructions', async () => {
    const whole = regText(block(CLIENT, ON, NOT_BY_DEFAULT));
    expect(await formsOf(whole.slice(0, -1))).toEqual(['truncated: no-final-empty-line']);
    expect(await formsOf(whole.slice(0, -3))).toEqual(['truncated: no-final-empty-line']);
    expect(await formsOf(regText(block(CLIENT, ON)).replaceAll('\r\n', '\r'))).toEqual([
      'instructions: lone-carriage-return',
    ]);
  });

  test('after half of an escape, text of the string stays text', async () => {
    const whole = regText(
      block(CLIENT, ON),
      block(NET, '"Text"="one\r\n[-HKEY_LOCAL_MACHINE]\r\n[HKEY_LOCAL_MACHINE]\r\nC:\\\\"'),
    );
    const cut = whole.slice(0, whole.indexOf('C:\\\\') + 3);
    expect(cut.endsWith('C:\\')).toBe(true);
    // What came before the string stays; a deletion that may be text of it makes doubtful what it would delete.
    expect(['pass equal', 'unknown tainted']).toContain(await verdict('client-enabled', cut));
  });
});

describe('joined files of which the first is cut', () => {
  const second = regText(block(NET, '"SchUseStrongCrypto"=dword:00000001'));
  const cuts: readonly (readonly [name: string, first: string])[] = [
    ['after a continuation line of hex data', `"Data"=hex:00,\\\r\n`],
    ['inside a continuation line', `"Data"=hex:00,\\\r\n  00,0`],
    ['inside a number', '"Other"=dword:0000'],
    ['inside a string', '"Other"="te'],
    ['inside a value name', '"Oth'],
    ['inside a key header', '\r\n[HKEY_LOCAL_MACHINE\\SYSTEM\\Curr'],
    ['after a line', '"Other"=dword:00000001\r\n'],
    ['after a line without its end', '"Other"=dword:00000001'],
    ['inside an empty line', '\r\n\r'],
  ];
  for (const mark of ['', '\ufeff']) {
    for (const [name, first] of cuts) {
      test(`${name}${mark && ', with a second mark'}: the cut part does not prove an absence, and what the second shows counts`, async () => {
        const text = `${HEADER}\r\n\r\n[${TLS12}]\r\n${first}${mark}${second}`;
        const verdicts = verdictsOf(await report(text));
        expect(verdicts['client-enabled']).toMatch(/^unknown (?:truncated|tainted|not-collected)$/u);
        expect(verdicts['net-strong']).toMatch(/^(?:pass equal|unknown .*)$/u);
        expect(verdicts['net-default']).toMatch(/^(?:fail value-absent|unknown .*)$/u);
      });
    }
  }

  test('a value right after the second header falls into the key before it, for an import: a verdict trusts neither', async () => {
    const text = `${regText(block(CLIENT, ON))}${HEADER}\r\n\r\n${OFF}\r\n\r\n${block(NET)}`;
    expect((await converted(text)).find(({ name }) => name === 'Enabled')?.data).toBe(0);
    expect(await verdict('client-enabled', text)).toBe('unknown tainted');
  });
});

describe('control sets of which the evidence says less than it seems', () => {
  test('a deleted Select is no covered hive without one', async () => {
    const text = regText(`[-${SYSTEM}\\Select]\r\n\r\n`, block(inSet(CLIENT), ON, NOT_BY_DEFAULT));
    expect(await verdict('client-enabled', text)).toBe('unknown control-set-unstated');
  });

  test('a hive without the link CurrentControlSet says nothing about it, whatever another file shows below the link', async () => {
    const segments = inSet(CLIENT).split('\\');
    const parents = segments.slice(2, -1).map((_, i) => block(segments.slice(0, i + 3).join('\\')));
    const hive = regText(
      block(SYSTEM),
      ...parents,
      block(inSet(CLIENT), ON, NOT_BY_DEFAULT),
      block(`${SYSTEM}\\Select`, '"Current"=dword:00000001'),
    );
    const live = regText(block(`${SYSTEM}\\CurrentControlSet\\Services\\ADSync\\Parameters`, '"Server"="(localdb)"'));
    for (const files of [[hive], [hive, live], [live, hive]]) {
      expect(await verdict('client-enabled', files)).toBe('pass equal');
      expect(await verdict('server-enabled', files)).toBe('fail key-absent');
    }
    expect(SERVER).toContain('CurrentControlSet');
  });
});
