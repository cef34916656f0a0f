import { UsageError } from '../model/errors.ts';

/** A streaming decoder of one code page. */
export interface CodePage {
  /** IANA name where there is one. */
  readonly name: string;
  /** Decodes one chunk; a multi-byte character may span chunks. */
  readonly write: (bytes: Uint8Array) => string;
  readonly end: () => string;
  /** Decodes bytes that stand alone, for instance the data of one REG_SZ. */
  readonly decodeAll: (bytes: Uint8Array) => string;
}

/** iconv-lite's decoder as it behaves: its types ask for a Buffer, its single and double byte decoders only index. */
interface ByteDecoder {
  write: (bytes: Uint8Array) => string;
  end: () => string | undefined;
}

/** Names that Windows users type and iconv-lite knows by another name, with what IANA calls them. */
const IANA_NAMES: Readonly<Record<string, string>> = {
  cp932: 'windows-31j',
  cp936: 'GBK',
  cp949: 'windows-949',
  cp950: 'Big5',
  cp437: 'IBM437',
  cp850: 'IBM850',
  cp852: 'IBM852',
  cp858: 'IBM00858',
  cp866: 'IBM866',
};

/** What the library decodes besides code pages; no evidence is written so. */
const NO_CODE_PAGE = /^(?:base64|hex|binary|internal|cesu-?8|utf-?7.*)$/iu;

function ianaName(option: string): string {
  const name = option.toLowerCase();
  const windows = /^(?:cp|win|windows-?)(125\d|874)$/u.exec(name);
  return windows ? `windows-${windows[1]}` : (IANA_NAMES[name] ?? option);
}

/**
 * The code page that `--encoding` names, ANSI or OEM, single or double byte. The library is loaded only when a
 * code page is asked for, because most evidence is UTF-16. Throws a {@link UsageError} for a name it does not know.
 */
export async function openCodePage(option: string): Promise<CodePage> {
  const name = ianaName(option);
  if (name === 'windows-1252') return westernCodePage();
  const { default: iconv } = await import('iconv-lite');
  // Its types make a guard of this and leave `never` for the name that it does not know.
  const isKnown: boolean = !NO_CODE_PAGE.test(option) && iconv.encodingExists(option);
  if (!isKnown) {
    throw new UsageError([
      `--encoding ${option}: unknown encoding; for instance utf-16le, utf-8, windows-1252, cp850, cp932`,
    ]);
  }
  const open = (): ByteDecoder => iconv.getDecoder(option, { stripBOM: false }) as unknown as ByteDecoder;
  const decoder = open();
  return {
    name,
    write: (bytes) => decoder.write(bytes),
    end: () => decoder.end() ?? '',
    decodeAll: (bytes) => {
      const whole = open();
      return whole.write(bytes) + (whole.end() ?? '');
    },
  };
}

/**
 * 0x80 to 0x9f of windows-1252; the five undefined bytes become the C1 controls of the same number, as
 * MultiByteToWideChar makes them (https://encoding.spec.whatwg.org/#windows-1252, and fixtures/reg-syntax).
 * Node's own TextDecoder takes windows-1252 for Latin-1 (measured with 20.20).
 */
const WESTERN_80_TO_9F =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

function decodeWestern(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    const units = Array.from(bytes.subarray(at, at + 8192), (byte) =>
      byte >= 0x80 && byte < 0xa0 ? WESTERN_80_TO_9F.charCodeAt(byte - 0x80) : byte,
    );
    text += String.fromCharCode(...units);
  }
  return text;
}

/** windows-1252 without a library: what a western Windows writes. */
export function westernCodePage(): CodePage {
  return { name: 'windows-1252', write: decodeWestern, end: () => '', decodeAll: decodeWestern };
}
