import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { foldName } from '../../src/model/key-path.ts';
import { FIXTURES } from '../helpers/scan-files.ts';
import { HEADER, builtInInterest, converted, readReg, scanOne, utf16, type Reading } from '../helpers/reg-evidence.ts';
import { regTexts } from './reg-texts.ts';

const encodings = fc.constantFrom('utf-16le', 'utf-16be', 'utf-8');

describe('chunks of any size', () => {
  test('give the same observations and diagnostics, whatever the encoding', async () => {
    await fc.assert(
      fc.asyncProperty(
        regTexts,
        encodings,
        fc.boolean(),
        fc.integer({ min: 1, max: 60 }),
        async (text, encoding, addBOM, chunkSize) => {
          const bytes = iconv.encode(text, encoding, { addBOM });
          expect(await readReg(bytes, { chunkSize })).toEqual(await readReg(bytes));
        },
      ),
      { numRuns: 800 },
    );
  });

  test('split marks, line ends and surrogates', async () => {
    const text = `${HEADER}\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\\ud83d\ude00]\r\n"\ud83d\ude00"="a\r\n\ud83d\ude00"\r\n"h"=hex:00,\\\r\n  01\r\n\r\n`;
    for (const encoding of ['utf-16le', 'utf-16be', 'utf-8']) {
      const bytes = iconv.encode(text, encoding, { addBOM: true });
      const whole = await readReg(bytes);
      for (let chunkSize = 1; chunkSize <= bytes.length; chunkSize++)
        expect(await readReg(bytes, { chunkSize })).toEqual(whole);
    }
  });
});

/** The lines of a text, as CR, LF and CRLF end them. */
function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/u);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** The lines that the reading accounts for by an observation or a diagnostic. */
function accountedLines({ observations, diagnostics }: Reading): Set<number> {
  const lines = new Set<number>();
  const add = (from: number, to: number): void => {
    for (let line = from; line <= to; line++) lines.add(line);
  };
  for (const observation of observations) {
    if (observation.kind === 'part-end') continue;
    add(observation.location.line, observation.location.endLine ?? observation.location.line);
  }
  for (const { code, args, location } of diagnostics) {
    if (location === null) continue;
    add(
      location.line,
      code === 'parse/line-break-in-string' ? location.line + args.lines - 1 : (location.endLine ?? location.line),
    );
  }
  return lines;
}

/** Hex data goes on after a line that ends with a backslash, over empty lines and comments. */
const CONTINUED = /,\s*\\[ \t]*(?:;.*)?$|=hex(?:\([0-9a-f]+\))?:[ \t]*\\[ \t]*(?:;.*)?$|^[ \t]*\\[ \t]*(?:;.*)?$/u;

/** The number of the first line from index `from` on that is neither continued hex data, nor blank, nor a comment. */
function nextSignificantLine(lines: readonly string[], from: number): number {
  const at = lines.findIndex((line, i) => i >= from && !/^[ \t]*(?:[;#].*)?$/u.test(line) && !CONTINUED.test(line));
  return at < 0 ? 0 : at + 1;
}

function unaccountedLines(text: string, reading: Reading): readonly string[] {
  const accounted = accountedLines(reading);
  const unclosed =
    reading.diagnostics.find(({ code }) => code === 'parse/missing-closing-quote')?.location?.line ?? Infinity;
  const isNeverClosed = reading.observations.some((o) => o.kind === 'part-end' && o.form.kind !== 'export');
  const missing: string[] = [];
  const lines = linesOf(text);
  let isContinued = false;
  for (const [i, line] of lines.entries()) {
    const isBlankOrComment = /^[ \t]*(?:[;#].*)?$/u.test(line);
    const isText = isNeverClosed && i + 1 > unclosed;
    // Damage in a later line of hex data is told there, for all of the value.
    const isToldLater = CONTINUED.test(line) && accounted.has(nextSignificantLine(lines, i + 1));
    if (!isBlankOrComment && !accounted.has(i + 1) && !isContinued && !isToldLater && !isText)
      missing.push(`${i + 1}: ${line}`);
    if (!isBlankOrComment) isContinued = CONTINUED.test(line);
  }
  return missing;
}

describe('every line is accounted for', () => {
  test('each is an observation, a diagnostic, a comment, blank, or the rest of a value', async () => {
    await fc.assert(
      fc.asyncProperty(regTexts, async (text) => {
        const reading = await readReg(text);
        expect(unaccountedLines(text, reading)).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  test('the count of lines is that of the text, with and without an interest', async () => {
    await fc.assert(
      fc.asyncProperty(regTexts, async (text) => {
        const lines = linesOf(text).length;
        for (const reading of [await readReg(text), await readReg(text, { interest: builtInInterest() })]) {
          expect(reading.result).toMatchObject({ counts: { lines } });
        }
      }),
      { numRuns: 700 },
    );
  });

  test('keys and values are counted alike with and without an interest', async () => {
    await fc.assert(
      fc.asyncProperty(regTexts, async (text) => {
        const counts = async (reading: Promise<Reading>): Promise<unknown> => {
          const { result } = await reading;
          return result.isEvidence && { keys: result.counts.keys, lines: result.counts.lines };
        };
        expect(await counts(readReg(text, { interest: builtInInterest() }))).toEqual(await counts(readReg(text)));
      }),
      { numRuns: 400 },
    );
  });

  test('every location points at its excerpt', async () => {
    await fc.assert(
      fc.asyncProperty(regTexts, async (text) => {
        const lines = linesOf(text);
        for (const observation of (await readReg(text)).observations) {
          if (!('excerpt' in observation)) continue;
          const { line, column } = observation.location;
          const rest = lines
            .slice(line - 1)
            .join('\n')
            .slice(column - 1);
          expect(rest.startsWith(observation.excerpt.replaceAll(/\r\n?/gu, '\n'))).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});

interface Stored {
  readonly name: string;
  readonly type: number;
  readonly bytes: Uint8Array;
}

const anyName = fc.string({ unit: 'binary', maxLength: 12 }).filter((name) => !/[\0\r\n]/u.test(name));
const segment = anyName.map((name) => name.replaceAll('\\', '/')).filter((name) => name !== '');
const storedValue: fc.Arbitrary<Stored> = fc.record({
  name: anyName,
  type: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 0xffffffff })),
  bytes: fc.uint8Array({ maxLength: 40 }),
});

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}

/** The value as a registry editor writes it: wrapped at 80 columns, short forms where there are any. */
function written({ name, type, bytes }: Stored): string {
  const start = `${name === '' ? '@' : `"${escaped(name)}"`}=`;
  if (type === 4 && bytes.length === 4)
    return `${start}dword:${Buffer.from(bytes).readUInt32LE().toString(16).padStart(8, '0')}`;
  if (type === 1 && bytes.length % 2 === 0) {
    const text = Buffer.from(bytes).toString('utf16le');
    if (bytes.length > 1 && text.indexOf('\0') === text.length - 1 && !/[\ud800-\udfff]/u.test(text))
      return `${start}"${escaped(text.slice(0, -1))}"`;
  }
  let line = `${start}${type === 3 ? 'hex:' : `hex(${type.toString(16)}):`}`;
  const lines: string[] = [];
  for (const [i, byte] of bytes.entries()) {
    line += byte.toString(16).padStart(2, '0') + (i + 1 < bytes.length ? ',' : '');
    if (line.length > 76 && i + 1 < bytes.length) {
      lines.push(`${line}\\`);
      line = '  ';
    }
  }
  return [...lines, line].join('\r\n');
}

/** Exactly one terminator is added to string types that lack it. */
function imported({ type, bytes }: Stored): string {
  const even = bytes.length & ~1;
  const isTerminated = even >= 2 && bytes[even - 1] === 0 && bytes[even - 2] === 0;
  const lacksEnd = [1, 2, 7].includes(type) && bytes.length > 0 && !isTerminated;
  return Buffer.from(bytes).toString('hex') + (lacksEnd ? '0000' : '');
}

describe('what is written is read', () => {
  test('any names, types and bytes come back', async () => {
    const values = fc.uniqueArray(storedValue, { maxLength: 6, selector: ({ name }) => foldName(name) });
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { minLength: 1, maxLength: 3 }), values, async (segments, stored) => {
        const path = ['HKEY_LOCAL_MACHINE', ...segments].join('\\');
        const text = `${HEADER}\r\n\r\n[${path}]\r\n${stored.map((value) => `${written(value)}\r\n`).join('')}\r\n`;
        const read = (await converted(text)).map(({ key, name, dataHex }) => ({ key, name, dataHex }));
        const expected = stored.map((value) => ({ key: path, name: value.name, dataHex: imported(value) }));
        expect(read).toEqual(stored.length === 0 ? [{ key: path, name: null, dataHex: null }] : expected);
        const { diagnostics, observations } = await readReg(text);
        expect(diagnostics.filter(({ level, code }) => level !== 'note' && code !== 'parse/not-utf16-data')).toEqual(
          [],
        );
        expect(observations.at(-1)).toMatchObject({ form: { kind: 'export' } });
      }),
      { numRuns: 1000 },
    );
  });
});

const REAL_FILES = [
  'verdicts/wine/tls-enabled-system.reg',
  'verdicts/made/types.reg',
  'verdicts/made/regedit4-cp932.reg',
  'verdicts/made/string-imitates-key.reg',
].map((file) => readFileSync(join(FIXTURES, file)));

/** One change of bytes. */
const mutation: fc.Arbitrary<(bytes: Uint8Array) => Uint8Array> = fc.oneof(
  fc.tuple(fc.nat(), fc.nat(7)).map(([at, bit]) => (bytes: Uint8Array) => {
    const copy = Uint8Array.from(bytes);
    if (copy.length > 0) copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ (1 << bit);
    return copy;
  }),
  fc.tuple(fc.nat(), fc.nat(), fc.nat(300)).map(([a, b, size]) => (bytes: Uint8Array) => {
    const copy = Uint8Array.from(bytes);
    const [from, to] = [a % (bytes.length + 1), b % (bytes.length + 1)];
    copy.copyWithin(to, from, from + size);
    return copy;
  }),
  fc.tuple(fc.nat(), fc.nat(200)).map(([at, size]) => (bytes: Uint8Array) => {
    const from = at % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + size)]);
  }),
  fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 20 })).map(([at, more]) => (bytes: Uint8Array) => {
    const from = at % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, from), more, bytes.subarray(from)]);
  }),
);

describe('nothing throws', () => {
  const readEverything = async (bytes: Uint8Array): Promise<void> => {
    const { report, rejected } = await scanOne(bytes, 'effective');
    expect((report === null) === rejected.length > 0).toBe(true);
    for (const { outcome } of report?.results ?? []) expect(outcome).not.toBe('error');
    await converted(bytes);
  };

  test('on any bytes', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), readEverything), { numRuns: 500 });
  });

  test('on any bytes below a file header', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, isUtf16) => {
        const header = isUtf16 ? utf16(`${HEADER}\r\n`) : Buffer.from(`${HEADER}\r\n`);
        await readEverything(Buffer.concat([header, bytes]));
      }),
      { numRuns: 800 },
    );
  });

  test('on real files with changed, moved, lost and added bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...REAL_FILES),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        async (file, changes) => {
          let bytes: Uint8Array = file;
          for (const change of changes) bytes = change(bytes);
          await readEverything(bytes);
        },
      ),
      { numRuns: 800 },
    );
  });
});
