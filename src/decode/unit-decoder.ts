import { unitsOf } from '../model/code-units.ts';
import type { DiagnosticArgs } from '../model/diagnostic.ts';
import type { EncodingReport } from '../model/result.ts';
import { openCodePage, westernCodePage, type CodePage } from './code-page.ts';
import { decideEncoding, isUnicodeName, type EncodingDecision } from './decide-encoding.ts';

/** Turns the bytes of one file into UTF-16 code units, chunk by chunk. */
export interface UnitDecoder {
  /** The units of the next chunk. UTF-16LE is a view of `bytes`: use it before the chunk is overwritten. */
  readonly decode: (bytes: Uint8Array) => Uint16Array;
  /** The units that only the end of the file settles. */
  readonly end: () => Uint16Array;
  /** What was decided and how sure it is; final after `end`. */
  readonly report: () => EncodingReport;
  /** What went wrong, after `end`. */
  readonly damage: () => DecodingDamage;
  /** Decodes the bytes of an ANSI string (REGEDIT4 `hex(2):`) in the file's code page. */
  readonly decodeAnsi: (bytes: Uint8Array) => string;
}

export interface DecodingDamage {
  /** UTF-16 text with a lone last byte: the file is cut. */
  readonly isOdd: boolean;
  readonly invalid: DiagnosticArgs['decode/invalid-bytes'] | null;
  /** Text beyond ASCII was read in a code page that nothing states. */
  readonly assumed: DiagnosticArgs['decode/assumed-encoding'] | null;
}

const NO_UNITS = new Uint16Array(0);
const NO_DAMAGE: DecodingDamage = { isOdd: false, invalid: null, assumed: null };
const IS_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function reportOf(decision: EncodingDecision): EncodingReport {
  return { name: decision.name, how: decision.how, certainty: decision.certainty };
}

/** A copy of `bytes` as units, of either byte order. */
function copyUnits(bytes: Uint8Array, length: number, isBigEndian: boolean): Uint16Array {
  const units = new Uint16Array(length >> 1);
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  for (let i = 0; i < units.length; i++) units[i] = view.getUint16(i * 2, !isBigEndian);
  return units;
}

function utf16Decoder(decision: EncodingDecision): UnitDecoder {
  const isBigEndian = decision.kind === 'utf-16be';
  let toSkip = decision.markLength;
  /** The first byte of a unit whose second byte is in the next chunk. */
  let carried = -1;
  const whole = (bytes: Uint8Array): Uint16Array => {
    const length = bytes.length & ~1;
    carried = length < bytes.length ? (bytes[length] ?? 0) : -1;
    if (!isBigEndian && IS_LITTLE_ENDIAN && bytes.byteOffset % 2 === 0) {
      return new Uint16Array(bytes.buffer, bytes.byteOffset, length >> 1);
    }
    return copyUnits(bytes, length, isBigEndian);
  };
  return {
    decode: (bytes) => {
      const skipped = Math.min(toSkip, bytes.length);
      toSkip -= skipped;
      const rest = bytes.subarray(skipped);
      if (carried < 0) return whole(rest);
      const joined = new Uint8Array(rest.length + 1);
      joined[0] = carried;
      joined.set(rest, 1);
      return whole(joined);
    },
    end: () => NO_UNITS,
    report: () => reportOf(decision),
    damage: () => ({ ...NO_DAMAGE, isOdd: carried >= 0 }),
    decodeAnsi: westernCodePage().decodeAll,
  };
}

function countReplacements(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) count++;
  return count;
}

function textDecoder(decision: EncodingDecision, page: CodePage): UnitDecoder {
  let toSkip = decision.markLength;
  let invalid = 0;
  const emit = (text: string): Uint16Array => {
    invalid += countReplacements(text);
    return unitsOf(text);
  };
  const name = decision.kind === 'code-page' ? page.name : decision.name;
  return {
    decode: (bytes) => {
      const skipped = Math.min(toSkip, bytes.length);
      toSkip -= skipped;
      return emit(page.write(bytes.subarray(skipped)));
    },
    end: () => emit(page.end()),
    report: () => ({ ...reportOf(decision), name }),
    damage: () => ({ ...NO_DAMAGE, invalid: invalid === 0 ? null : { encoding: name, count: invalid } }),
    decodeAnsi: decision.kind === 'code-page' ? page.decodeAll : westernCodePage().decodeAll,
  };
}

function utf8Page(): CodePage {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return {
    name: 'UTF-8',
    write: (bytes) => decoder.decode(bytes, { stream: true }),
    end: () => decoder.decode(),
    decodeAll: (bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
  };
}

function joinBytes(first: Uint8Array, second: Uint8Array): Uint8Array {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

function joinUnits(first: Uint16Array, second: Uint16Array): Uint16Array {
  if (first.length === 0) return second;
  const joined = new Uint16Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] ?? 0) >= 0x80) return false;
  return true;
}

function isValidUtf8(bytes: Uint8Array): boolean {
  try {
    // A sequence that the chunk cuts is no error.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** How many bytes, from the first one beyond ASCII on, decide between UTF-8 and a code page. */
const DECIDING_BYTES = 4096;

/**
 * Text without a mark and without a stated encoding: ASCII until the first byte beyond it; from there UTF-8 when
 * the bytes that decide are valid UTF-8, else windows-1252 by assumption. They are held back until they are there, so
 * that the sizes of chunks decide nothing; `head` is the first chunk, which is the whole of a short file.
 */
function sniffingDecoder(decision: EncodingDecision, head: Uint8Array): UnitDecoder {
  let chosen: UnitDecoder | null = null;
  let held: Uint8Array = new Uint8Array(0);
  const choose = (bytes: Uint8Array): UnitDecoder => {
    const isUtf8 = isValidUtf8(bytes);
    const base = { how: isUtf8 ? ('content' as const) : ('default' as const), markLength: 0 };
    return isUtf8
      ? textDecoder({ ...base, kind: 'utf-8', name: 'UTF-8', certainty: 'likely' }, utf8Page())
      : textDecoder({ ...base, kind: 'code-page', name: 'windows-1252', certainty: 'assumed' }, westernCodePage());
  };
  const decideHeld = (): Uint16Array => {
    chosen = choose(held.subarray(0, DECIDING_BYTES));
    const units = chosen.decode(held);
    held = new Uint8Array(0);
    return units;
  };
  return {
    decode: (bytes) => {
      if (chosen) return chosen.decode(bytes);
      if (held.length === 0 && isAscii(bytes)) return new Uint16Array(bytes);
      const from = held.length > 0 ? 0 : bytes.findIndex((byte) => byte >= 0x80);
      held = joinBytes(held, bytes.subarray(from));
      const isWhole = bytes === head && head.length < 2 * DECIDING_BYTES;
      const rest = isWhole || held.length >= DECIDING_BYTES ? decideHeld() : NO_UNITS;
      return joinUnits(new Uint16Array(bytes.subarray(0, from)), rest);
    },
    end: () => {
      const rest = held.length > 0 ? decideHeld() : NO_UNITS;
      return joinUnits(rest, chosen?.end() ?? NO_UNITS);
    },
    report: () => chosen?.report() ?? reportOf(decision),
    damage: () => {
      const encoding = chosen?.report();
      const assumed = encoding?.certainty === 'assumed' ? { encoding: encoding.name } : null;
      return { ...(chosen?.damage() ?? NO_DAMAGE), assumed };
    },
    decodeAnsi: (bytes) => (chosen?.decodeAnsi ?? westernCodePage().decodeAll)(bytes),
  };
}

/**
 * Opens a decoder for a file that starts with `head` (its first chunk; 64 bytes or more decide well).
 * `option` is `--encoding`, or null. Throws a UsageError for an unknown encoding.
 */
export async function openDecoder(head: Uint8Array, option: string | null): Promise<UnitDecoder> {
  const decision = decideEncoding(head, option);
  // A misspelt encoding is said even where a byte order mark makes the option needless.
  const page = option === null || isUnicodeName(option) ? null : await openCodePage(option);
  switch (decision.kind) {
    case 'utf-16le':
    case 'utf-16be':
      return utf16Decoder(decision);
    case 'utf-8':
      return textDecoder(decision, utf8Page());
    case 'code-page':
      return textDecoder(decision, page ?? (await openCodePage(decision.name)));
    case 'ascii-compatible':
      return sniffingDecoder(decision, head);
    default:
      return decision.kind satisfies never;
  }
}
