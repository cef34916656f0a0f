import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { convert, type ConvertedValue, type HostConversion } from '../../src/convert.ts';
import { FIXTURES, sourceOf } from '../helpers/scan-files.ts';

interface StoredValue {
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly dataHex: string;
}
interface SyntaxCase {
  readonly name: string;
  readonly about: string;
  readonly encoding: string;
  readonly text?: string;
  readonly base64?: string;
  readonly imported: readonly StoredValue[];
  readonly importedKeys: readonly string[];
  readonly refused?: boolean;
  readonly regaudit?: {
    readonly differs: string;
    readonly imported: readonly StoredValue[];
    readonly importedKeys: readonly string[];
  };
}

const FILE = join(FIXTURES, 'reg-syntax/cases.json');
const cases = JSON.parse(readFileSync(FILE, 'utf8')) as readonly SyntaxCase[];

/**
 * Cases that regaudit knowingly reads otherwise than the importer did, beside those that the corpus itself marks.
 * The text is what regaudit stores instead.
 */
const KNOWN_DIFFERENCES: Readonly<
  Record<string, { readonly why: string; readonly instead: Readonly<Record<string, string>> | null }>
> = {
  'win31-class': {
    why: 'Windows 3.1 files can only hold texts below HKEY_CLASSES_ROOT: never evidence, so their header is refused',
    instead: null,
  },
  'hex-type-too-large-then-max': {
    why: 'a number that overflows leaves errno set in Wine, so a later and correct hex(ffffffff) is rejected too',
    instead: { v1: '01', v3: '01', after: '63000000' },
  },
  'raw-eol-fake-key': {
    why: 'a string is unescaped on all its lines: regedit writes every backslash of a value twice',
    instead: {
      v1: utf16('a\r\n[HKEY_LOCAL_MACHINESoftwareRegauditCase\raw-eol-fake-keyfake]\r\nb\0'),
      after: '63000000',
    },
  },
  'raw-eol-fake-delete': {
    why: 'the same',
    instead: {
      keep: '01000000',
      v1: utf16('a\r\n[-HKEY_LOCAL_MACHINESoftwareRegauditCase\raw-eol-fake-delete]\r\nb\0'),
      after: '63000000',
    },
  },
};

function utf16(text: string): string {
  return Buffer.from(text, 'utf16le').toString('hex');
}

function bytesOf({ encoding, text, base64 }: SyntaxCase): Uint8Array {
  if (base64 !== undefined) return Buffer.from(base64, 'base64');
  const [, name = encoding, mark] = /^(.*?)(-bom)?$/u.exec(encoding) ?? [];
  const iconvName = name === 'ascii' ? 'latin1' : name;
  return iconv.encode(text ?? '', iconvName, { addBOM: mark !== undefined });
}

async function convertCase(syntaxCase: SyntaxCase, chunkSize: number): Promise<HostConversion> {
  const source = sourceOf(`${syntaxCase.name}.reg`, bytesOf(syntaxCase), chunkSize);
  const input = { source: 'case', displayName: 'case', givenName: null, sources: [source] };
  const encoding = /^cp\d+$/u.test(syntaxCase.encoding) ? syntaxCase.encoding : null;
  const options = { maps: [], controlSet: null, encoding, inputFormat: null };
  for await (const conversion of convert([input], options)) return conversion;
  throw new Error('no conversion');
}

/** What an import leaves, in the order of the corpus. */
function stored(values: Iterable<ConvertedValue>): readonly StoredValue[] {
  return [...values]
    .flatMap(({ key, name, type, dataHex }) =>
      name === null ? [] : [{ key, name, type: type ?? '', dataHex: dataHex ?? '' }],
    )
    .toSorted((a, b) => (a.key === b.key ? (a.name < b.name ? -1 : 1) : a.key < b.key ? -1 : 1));
}

describe('what an import stores, regaudit reads: byte for byte, as measured with Wine 8.0', () => {
  test('the corpus is there', () => expect(cases.length).toBeGreaterThan(400));

  for (const syntaxCase of cases) {
    test(`${syntaxCase.name}: ${syntaxCase.about}`, async () => {
      const expected = syntaxCase.regaudit ?? syntaxCase;
      const { values, isUsable, diagnostics } = await convertCase(syntaxCase, 1 << 20);
      const actual = stored(values);
      const known = KNOWN_DIFFERENCES[syntaxCase.name];
      if (known) {
        const byName = Object.fromEntries(actual.map(({ name, dataHex }) => [name, dataHex]));
        expect(byName, known.why).toEqual(known.instead ?? {});
        expect(actual, `${syntaxCase.name} differs no more: remove it from the list`).not.toEqual(expected.imported);
      } else {
        expect(actual, FILE).toEqual(expected.imported);
      }
      if (expected.imported.length === 0 && syntaxCase.refused && !syntaxCase.regaudit) {
        expect({ isUsable, codes: diagnostics.map(({ code }) => code) }).toEqual({
          isUsable: false,
          codes: [expect.stringMatching(/^parse\/(?:refused-file-header|not-evidence|empty-file)$/u)],
        });
      }
      const inPieces = await convertCase(syntaxCase, 3);
      expect(stored(inPieces.values)).toEqual(actual);
      expect(inPieces.diagnostics).toEqual(diagnostics);
    });
  }
});
