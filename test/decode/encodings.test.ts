import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import {
  CLIENT,
  HEADER,
  NOT_BY_DEFAULT,
  ON,
  block,
  converted,
  readReg,
  regText,
  report,
  scanOne,
  utf16,
  verdictsOf,
} from '../helpers/reg-evidence.ts';

/** A file whose key and value names need the encoding. */
const textWith = (name: string, header = HEADER): string =>
  `${header}\r\n\r\n${block(`HKEY_LOCAL_MACHINE\\SOFTWARE\\${name}`, `"${name}"="${name}"`)}`;

const bytesOf = (text: string, encoding: string, addBOM = false): Uint8Array =>
  iconv.encode(text, encoding, { addBOM });

interface EncodingCase {
  readonly name: string;
  readonly encoding: string;
  readonly mark?: boolean;
  readonly option?: string;
  readonly letters: string;
  readonly read?: string;
  readonly reported: { readonly name: string; readonly how: string; readonly certainty: string };
  readonly codes?: readonly string[];
}

const BY_MARK = { how: 'byte-order-mark', certainty: 'certain' };
const BY_OPTION = { how: 'option', certainty: 'certain' };
const BY_CONTENT = { how: 'content', certainty: 'likely' };

const CASES: readonly EncodingCase[] = [
  {
    name: 'UTF-16LE with a mark',
    encoding: 'utf-16le',
    mark: true,
    letters: 'Größe日本\ud83d\ude00',
    reported: { name: 'UTF-16LE', ...BY_MARK },
  },
  {
    name: 'UTF-16BE with a mark',
    encoding: 'utf-16be',
    mark: true,
    letters: 'Größe日本\ud83d\ude00',
    reported: { name: 'UTF-16BE', ...BY_MARK },
  },
  {
    name: 'UTF-16LE without a mark',
    encoding: 'utf-16le',
    letters: 'Größe',
    reported: { name: 'UTF-16LE', ...BY_CONTENT },
  },
  {
    name: 'UTF-16BE without a mark',
    encoding: 'utf-16be',
    letters: 'Größe',
    reported: { name: 'UTF-16BE', ...BY_CONTENT },
  },
  {
    name: 'UTF-16LE without a mark whose names are in another script',
    encoding: 'utf-16le',
    letters: '日本語レジストリ'.repeat(30),
    reported: { name: 'UTF-16LE', ...BY_CONTENT },
  },
  {
    name: 'UTF-8 with a mark',
    encoding: 'utf-8',
    mark: true,
    letters: 'Größe日本\ud83d\ude00',
    reported: { name: 'UTF-8', ...BY_MARK },
  },
  {
    name: 'UTF-8 without a mark',
    encoding: 'utf-8',
    letters: 'Größe日本\ud83d\ude00',
    reported: { name: 'UTF-8', ...BY_CONTENT },
  },
  {
    name: 'ASCII',
    encoding: 'ascii',
    letters: 'plain',
    reported: { name: 'US-ASCII', how: 'content', certainty: 'certain' },
  },
  {
    name: 'windows-1252 by assumption',
    encoding: 'windows-1252',
    letters: 'Größe€',
    reported: { name: 'windows-1252', how: 'default', certainty: 'assumed' },
    codes: ['decode/assumed-encoding'],
  },
  {
    name: 'windows-1252 by option',
    encoding: 'windows-1252',
    option: 'cp1252',
    letters: 'Größe€',
    reported: { name: 'windows-1252', ...BY_OPTION },
  },
  {
    name: 'cp932 by option',
    encoding: 'cp932',
    option: 'cp932',
    letters: '表ソ能',
    reported: { name: 'windows-31j', ...BY_OPTION },
  },
  {
    name: 'cp850 by option',
    encoding: 'cp850',
    option: 'cp850',
    letters: 'Größe',
    reported: { name: 'IBM850', ...BY_OPTION },
  },
  { name: 'GBK by option', encoding: 'gbk', option: 'gbk', letters: '注册表', reported: { name: 'gbk', ...BY_OPTION } },
  {
    name: 'windows-1251 by option',
    encoding: 'windows-1251',
    option: 'windows-1251',
    letters: 'Реестр',
    reported: { name: 'windows-1251', ...BY_OPTION },
  },
  {
    name: 'windows-1251 by its short name',
    encoding: 'windows-1251',
    option: 'CP1251',
    letters: 'Реестр',
    reported: { name: 'windows-1251', ...BY_OPTION },
  },
  {
    name: 'a mark against the option: the mark wins',
    encoding: 'utf-16le',
    mark: true,
    option: 'cp932',
    letters: 'Größe',
    reported: { name: 'UTF-16LE', ...BY_MARK },
  },
  {
    name: 'UTF-8 by option',
    encoding: 'utf-8',
    option: 'utf8',
    letters: 'Größe',
    reported: { name: 'UTF-8', ...BY_OPTION },
  },
  {
    name: 'UTF-16 by option',
    encoding: 'utf-16le',
    option: 'Unicode',
    letters: '日本',
    reported: { name: 'UTF-16LE', ...BY_OPTION },
  },
  {
    name: 'windows-1251 taken for windows-1252: other letters, and it says so',
    encoding: 'windows-1251',
    letters: 'Реестр',
    read: 'Ðååñòð',
    reported: { name: 'windows-1252', how: 'default', certainty: 'assumed' },
    codes: ['decode/assumed-encoding'],
  },
];

describe('every encoding of the inputs, with what was decided and how', () => {
  for (const { name, encoding, mark = false, option = null, letters, read = letters, reported, codes = [] } of CASES) {
    test(name, async () => {
      const bytes = bytesOf(textWith(letters), encoding, mark);
      for (const chunkSize of [1, 7, 1 << 16]) {
        const { result, observations, diagnostics } = await readReg(bytes, { encoding: option, chunkSize });
        expect(result).toMatchObject({ isEvidence: true, encoding: reported });
        expect(diagnostics.map(({ code }) => code)).toEqual(codes);
        expect(observations.find(({ kind }) => kind === 'key')).toMatchObject({
          path: `HKEY_LOCAL_MACHINE\\SOFTWARE\\${read}`,
        });
        expect(observations.find(({ kind }) => kind === 'value')).toMatchObject({
          name: read,
          data: { type: 1, bytes: new Uint8Array(Buffer.from(`${read}\0`, 'utf16le')) },
        });
      }
    });
  }
});

describe('ANSI text whose first letter stands far behind', () => {
  const far = block(
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Far',
    ...Array.from({ length: 700 }, (_, i) => `"Name ${i}"="text"`),
  );

  for (const [name, encoding, letters] of [
    ['UTF-8', 'utf-8', 'é日本'],
    ['windows-1252', 'windows-1252', 'é and ü'],
    ['UTF-8, then a byte that is not', 'binary', 'Ã© \u00e9'],
  ] as const) {
    test(`${name}: the sizes of chunks decide nothing`, async () => {
      const bytes = bytesOf(
        `${HEADER}\r\n\r\n${far}${block(`HKEY_LOCAL_MACHINE\\SOFTWARE\\${letters}`, `"${letters}"="x"`)}`,
        encoding,
      );
      const whole = await readReg(bytes);
      for (const chunkSize of [1, 2, 3, 1000, 8192]) expect(await readReg(bytes, { chunkSize })).toEqual(whole);
    });
  }
});

describe('bytes that are not what they should be', () => {
  test('invalid UTF-8 after a mark is counted and the rest is read', async () => {
    const bytes = Buffer.concat([
      bytesOf(`${HEADER}\r\n\r\n[${CLIENT}]\r\n"a"="`, 'utf-8', true),
      Buffer.of(0xff, 0xfe, 0xff),
      Buffer.from(`"\r\n${ON}\r\n\r\n`),
    ]);
    const { diagnostics, observations } = await readReg(bytes);
    expect(diagnostics).toMatchObject([{ code: 'decode/invalid-bytes', args: { encoding: 'UTF-8', count: 3 } }]);
    expect(observations.filter(({ kind }) => kind === 'value')).toHaveLength(2);
  });

  test('a lone last byte of UTF-16 is said, and the export is truncated', async () => {
    const whole = utf16(regText(block(CLIENT, ON, NOT_BY_DEFAULT)));
    const { diagnostics, observations } = await readReg(Buffer.concat([whole, Buffer.of(0x5b)]));
    expect(diagnostics.map(({ code }) => code)).toEqual(['decode/odd-byte-count']);
    expect(observations.at(-1)).toMatchObject({
      kind: 'part-end',
      form: { kind: 'truncated', because: 'odd-byte-count' },
    });
  });

  test('REGEDIT4 string data is in the code page of the file', async () => {
    const hex = [...bytesOf('Größe\0', 'cp850')].map((byte) => byte.toString(16)).join(',');
    const text = `REGEDIT4\r\n\r\n${block('HKEY_LOCAL_MACHINE\\SOFTWARE\\A', `"a"=hex(2):${hex}`)}`;
    expect(await converted(bytesOf(text, 'cp850'), 'cp850')).toMatchObject([{ data: 'Größe' }]);
    // In UTF-16 text the same bytes are UTF-16LE, which then lack a terminator.
    expect(await converted(utf16(text))).toMatchObject([{ type: 'REG_EXPAND_SZ', dataHex: '477294e165000000' }]);
  });

  test('trail bytes of a double-byte code page are no backslash and no bracket', async () => {
    const text = textWith('表]ソ[能');
    expect(await converted(bytesOf(text, 'cp932'), 'cp932')).toMatchObject([
      { key: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\表]ソ[能', data: '表]ソ[能' },
    ]);
  });

  test('an unknown encoding is the fault of the operator', async () => {
    for (const bytes of [bytesOf(textWith('a'), 'ascii'), utf16(textWith('a'))]) {
      await expect(scanOne(bytes, 'documented', { encoding: 'utf-99' })).rejects.toThrow(UsageError);
      await expect(scanOne(bytes, 'documented', { encoding: 'utf-99' })).rejects.toThrow('utf-99');
    }
  });
});

describe('verdicts do not depend on the encoding', () => {
  const text = regText(block(CLIENT, ON, '"Größe"="x"', NOT_BY_DEFAULT));
  for (const [encoding, mark, option] of [
    ['utf-16le', true, null],
    ['utf-16be', true, null],
    ['utf-8', true, null],
    ['utf-8', false, null],
    ['windows-1252', false, null],
    ['cp850', false, 'cp850'],
  ] as const) {
    test(`${encoding}${mark ? ' with a mark' : ''}`, async () => {
      const expected = verdictsOf(await report(text));
      expect(verdictsOf(await report(bytesOf(text, encoding, mark), 'documented', { encoding: option }))).toEqual(
        expected,
      );
    });
  }
});

describe('what is no registry text', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000010000000100806000000', 'hex');
  for (const [name, bytes, code, looksLike] of [
    ['an empty file', new Uint8Array(0), 'parse/empty-file', undefined],
    ['a mark and nothing else', Buffer.of(0xff, 0xfe), 'parse/empty-file', undefined],
    ['a UTF-8 mark and nothing else', Buffer.of(0xef, 0xbb, 0xbf), 'parse/empty-file', undefined],
    ['one byte', Buffer.of(0xff), 'parse/not-evidence', 'plain text without a registry header'],
    ['a PNG image', png, 'parse/not-evidence', 'binary data'],
    ['a hive', Buffer.concat([Buffer.from('regf'), Buffer.alloc(4096)]), 'parse/not-evidence', 'a registry hive file'],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500, 0x90)]), 'parse/not-evidence', 'a program'],
    ['a ZIP archive', Buffer.from('PK\x03\x04\x14\x00', 'latin1'), 'parse/not-evidence', 'a ZIP archive'],
    [
      'little-endian integers, which have the NUL pattern of UTF-16',
      Buffer.from(Uint16Array.from({ length: 400 }, (_, i) => i % 0xff).buffer),
      'parse/not-evidence',
      'binary data',
    ],
    ['JSON', Buffer.from('{"a": 1}'), 'parse/not-evidence', 'JSON'],
    [
      'prose',
      Buffer.from('Dear all,\nplease import the file.\n'),
      'parse/not-evidence',
      'plain text without a registry header',
    ],
    [
      'prose of another script in a code page',
      Buffer.from('cff0e8e2e5f2', 'hex'),
      'parse/not-evidence',
      'plain text without a registry header',
    ],
    ['a header after an empty line', Buffer.from(`\r\n${HEADER}\r\n`), 'parse/refused-file-header', undefined],
    [
      'a header of another version',
      Buffer.from('Windows Registry Editor Version 4.00\r\n'),
      'parse/refused-file-header',
      undefined,
    ],
    ['REGEDIT5', Buffer.from('REGEDIT5\r\n'), 'parse/refused-file-header', undefined],
    ['a header in other capitals', Buffer.from(`${HEADER.toLowerCase()}\r\n`), 'parse/refused-file-header', undefined],
  ] as const) {
    test(`${name}: one diagnostic that names it`, async () => {
      const { report: host, rejected } = await scanOne(bytes);
      expect(host).toBeNull();
      expect(rejected).toMatchObject([
        { code, level: 'error', ...(looksLike === undefined ? {} : { args: { looksLike } }) },
      ]);
    });
  }
});
