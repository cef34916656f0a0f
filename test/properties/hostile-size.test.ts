import { describe, expect, test } from 'vitest';
import { builtInInterest, readReg, scanOne } from '../helpers/reg-evidence.ts';

const HEAD = 'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE]\r\n';
const KEY = 'HKEY_LOCAL_MACHINE\\SOFTWARE';

/** Texts of about `size` characters that a careless reader takes a square of time for. */
const TEXTS: Readonly<Record<string, (size: number) => string>> = {
  'strings that never close': (size) => `${HEAD}${'"a"="x\r\n'.repeat(size / 8)}`,
  'one string that never closes': (size) => `${HEAD}"a"="${'x\r\n'.repeat(size / 3)}`,
  'strings that end in an escape': (size) => `${HEAD}${'"a"="x\\\r\n'.repeat(size / 9)}`,
  brackets: (size) => HEAD + '['.repeat(size),
  'lines of one bracket': (size) => HEAD + '[\r\n'.repeat(size / 3),
  quotes: (size) => HEAD + '"'.repeat(size),
  'lines of one quote': (size) => HEAD + '"\r\n'.repeat(size / 3),
  backslashes: (size) => HEAD + '\\'.repeat(size),
  'a string of backslashes': (size) => `${HEAD}"a"="${'\\'.repeat(size)}`,
  'a string of lines of backslashes': (size) => `${HEAD}"a"="${'\\\\\\\\\r\n'.repeat(size / 6)}`,
  'comments that hide brackets': (size) => HEAD + ';['.repeat(size / 2),
  'lines of hidden headers': (size) => HEAD + `;[${KEY}]\r\n`.repeat(size / 32),
  'one long line': (size) => HEAD + 'x'.repeat(size),
  'one long name': (size) => `${HEAD}"${'n'.repeat(size)}"=dword:1\r\n`,
  'one long string': (size) => `${HEAD}"a"="${'s'.repeat(size)}"\r\n`,
  'one long header': (size) => `${HEAD}[${KEY}\\${'k'.repeat(size)}]\r\n`,
  'a deep header': (size) => `${HEAD}[${KEY}${'\\k'.repeat(size / 2)}]\r\n`,
  'ever deeper headers': (size) =>
    HEAD + Array.from({ length: size / 600 }, (_, i) => `[${KEY}${'\\k'.repeat(i % 500)}]\r\n\r\n`).join(''),
  roots: (size) =>
    HEAD + Array.from({ length: size / 40 }, (_, i) => `[HKEY_USERS\\S-1-5-21-${i}\\Software]\r\n\r\n`).join(''),
  siblings: (size) => HEAD + Array.from({ length: size / 40 }, (_, i) => `[${KEY}\\K${i}]\r\n\r\n`).join(''),
  'siblings in a wanted place': (size) =>
    HEAD +
    Array.from(
      { length: size / 80 },
      (_, i) => `[${KEY}\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\${i}]\r\n\r\n`,
    ).join(''),
  'values of one key': (size) =>
    HEAD + Array.from({ length: size / 24 }, (_, i) => `"Name ${i}"=dword:00000001\r\n`).join(''),
  'one value again and again': (size) => HEAD + '"Name"=dword:00000001\r\n'.repeat(size / 23),
  'one hex value': (size) => `${HEAD}"a"=hex:${`${'00,'.repeat(25)}\\\r\n  `.repeat(size / 80)}00\r\n`,
  'hex data on one line': (size) => `${HEAD}"a"=hex:${'00,'.repeat(size / 3)}00\r\n`,
  'a continuation without an end': (size) => `${HEAD}"a"=hex:00,\\\r\n${'\r\n'.repeat(size / 2)}`,
  'file headers': (size) => 'Windows Registry Editor Version 5.00\r\n'.repeat(size / 38),
  'file headers and values': (size) =>
    `${HEAD}${'Windows Registry Editor Version 5.00\r\n"a"=dword:1\r\n'.repeat(size / 51)}`,
  'carriage returns': (size) => HEAD + '\r'.repeat(size),
  blanks: (size) => HEAD + ' '.repeat(size),
  deletions: (size) => HEAD + `[-${KEY}]\r\n`.repeat(size / 34),
  digits: (size) => `${HEAD}"a"=dword:${'0'.repeat(size)}`,
  'type digits': (size) => `${HEAD}"a"=hex(${'0'.repeat(size)}):00`,
  'NUL characters': (size) => HEAD + '\0'.repeat(size),
};

/**
 * No clock decides: linear reading of a text of this size takes a fraction of a second on any machine, a square of it
 * would take hours, so that the test's own time limit tells them apart.
 */
const SIZE = 1 << 21;

describe('hostile text costs time in proportion to its size', () => {
  for (const [name, make] of Object.entries(TEXTS)) {
    test(name, async () => {
      const { report } = await scanOne(make(SIZE), 'documented', { chunkSize: 1 << 16 });
      expect(report?.results).toHaveLength(8);
    });

    test(`${name}, everything read`, async () => {
      const { diagnostics } = await readReg(make(SIZE >> 3), { chunkSize: 1 << 16 });
      expect(diagnostics.length).toBeLessThanOrEqual(1010);
    });
  }

  test('twenty megabytes in one line are given up, and the next key is read', async () => {
    const text = `${HEAD}${'x'.repeat(10 << 20)}\r\n\r\n[${KEY}\\Microsoft]\r\n\r\n`;
    const { observations, diagnostics } = await readReg(text, { chunkSize: 1 << 16, interest: builtInInterest() });
    expect(diagnostics.map(({ code }) => code)).toContain('parse/limit');
    expect(observations.findLast(({ kind }) => kind === 'key')).toMatchObject({ path: `${KEY}\\Microsoft` });
  });

  test('eight megabytes of hex data are kept where they are asked for', async () => {
    const text = `${HEAD}"a"=hex:${`${'00,'.repeat(25)}\\\r\n  `.repeat(110_000)}00\r\n\r\n`;
    const { observations } = await readReg(text, { chunkSize: 1 << 16 });
    const value = observations.find((observation) => observation.kind === 'value');
    expect(value?.data.bytes.length).toBe(25 * 110_000 + 1);
  });

  test('300,000 subkeys of one key are converted', async () => {
    const { converted } = await import('../helpers/reg-evidence.ts');
    const text = HEAD + Array.from({ length: 300_000 }, (_, i) => `[${KEY}\\K${i}]\r\n\r\n`).join('');
    expect(await converted(text)).toHaveLength(300_001);
  });
});
