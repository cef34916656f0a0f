import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { FIXTURES } from '../helpers/scan-files.ts';
import {
  HEADER,
  builtInInterest,
  normalised,
  outcomesIn,
  report,
  scanOne,
  verdictsOf,
  type Profile,
} from '../helpers/reg-evidence.ts';

const WINE = join(FIXTURES, 'verdicts/wine');

/** Bytes per character of ASCII text, so that cuts can be told by character. */
interface Variant {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly markLength: number;
}

function variantsOf(file: string): readonly Variant[] {
  const bytes = readFileSync(join(WINE, file));
  const text = iconv.decode(bytes, 'utf-16le');
  return [
    { name: `${file}, UTF-16LE`, bytes, width: 2, markLength: 2 },
    { name: `${file}, UTF-8`, bytes: new TextEncoder().encode(text), width: 1, markLength: 0 },
    { name: `${file}, LF`, bytes: new TextEncoder().encode(text.replaceAll('\r\n', '\n')), width: 1, markLength: 0 },
  ];
}

/** Whether the text ends exactly after the empty line between two blocks: then nothing shows the cut. */
function isBetweenBlocks(bytes: Uint8Array): boolean {
  const text = iconv.decode(Buffer.from(bytes), bytes[0] === 0xff ? 'utf-16le' : 'utf-8');
  return bytes.length % (bytes[0] === 0xff ? 2 : 1) === 0 && /(?:\r\n\r\n|\n\n)$/u.test(text);
}

/** Whether the file header itself is cut: then there is no evidence at all. */
function isInFirstLine({ width, markLength }: Variant, cut: number): boolean {
  return cut < markLength + width * HEADER.length;
}

/** Every seventh offset, and all that are near a line end. */
function cutsOf({ bytes, width, markLength }: Variant): readonly number[] {
  const cuts: number[] = [];
  const newline = (at: number): boolean => bytes[at] === 0x0a || bytes[at] === 0x0d;
  for (let cut = markLength; cut < bytes.length; cut++) {
    let isNear = false;
    for (let at = Math.max(0, cut - 3 * width); at < cut + 3 * width; at++) isNear ||= newline(at);
    if (isNear || cut % 7 === 0) cuts.push(cut);
  }
  return cuts;
}

describe('a cut export gives the verdicts of the whole one, or unknown', () => {
  for (const file of ['tls-enabled-system.reg', 'tls-partial-system.reg']) {
    for (const variant of variantsOf(file)) {
      test(`${variant.name}, in every profile`, async () => {
        const interest = builtInInterest();
        const whole = outcomesIn(await normalised([variant.bytes], interest));
        const wrong: string[] = [];
        for (const cut of cutsOf(variant)) {
          const bytes = variant.bytes.subarray(0, cut);
          if (isBetweenBlocks(bytes) || isInFirstLine(variant, cut)) continue;
          for (const outcome of outcomesIn(await normalised([bytes], interest))) {
            if (!outcome.endsWith(': unknown') && !whole.includes(outcome)) wrong.push(`cut at ${cut}: ${outcome}`);
          }
        }
        expect(wrong).toEqual([]);
      });
    }
  }

  test('every cut of the first line is refused, none is an empty pass', async () => {
    const [variant] = variantsOf('tls-enabled-system.reg');
    if (!variant) throw new Error('no variant');
    for (let cut = 0; cut < 2 + 2 * 'Windows Registry Editor Version 5.00'.length; cut++) {
      const { report: host, rejected } = await scanOne(variant.bytes.subarray(0, cut));
      expect({ cut, host: host && 'evidence', codes: rejected.map(({ code }) => code) }).toEqual({
        cut,
        host: null,
        codes: [expect.stringMatching(/^parse\/(?:empty-file|refused-file-header|not-evidence)$/u)],
      });
    }
  });
});

describe('a cut exactly between two blocks leaves no trace', () => {
  const [variant] = variantsOf('tls-enabled-system.reg');
  const bytes = variant?.bytes ?? new Uint8Array();
  const text = iconv.decode(Buffer.from(bytes), 'utf-16le');
  const before = (header: string): Uint8Array =>
    iconv.encode(text.slice(0, text.indexOf(`[${header}`)), 'utf-16le', { addBOM: true });
  const tls12 =
    'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2';

  for (const [header, profile, expected] of [
    [`${tls12}\\Client`, 'documented', { 'client-enabled': 'fail key-absent', 'server-enabled': 'fail key-absent' }],
    [
      `${tls12}\\Client`,
      'effective',
      { 'client-enabled': 'unknown os-build-unknown', 'server-enabled': 'unknown os-build-unknown' },
    ],
    [`${tls12}\\Server`, 'documented', { 'client-enabled': 'pass equal', 'server-enabled': 'fail key-absent' }],
  ] as const satisfies readonly (readonly [string, Profile, Record<string, string>])[]) {
    test(`before ${header.slice(-6)}, ${profile}: absences are reported and name the last key that is shown`, async () => {
      const host = await report(before(header), profile);
      expect(verdictsOf(host)).toMatchObject(expected);
      const { lookup } = host.results.find(({ rule }) => rule.id === 'aadc-tls12-server-enabled') ?? {};
      const last = header.endsWith('Server') ? `${tls12}\\Client` : tls12;
      expect(lookup).toMatchObject({ answer: 'absent', lastKeyShown: last });
    });
  }
});
