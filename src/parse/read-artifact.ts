import { openDecoder, type UnitDecoder } from '../decode/unit-decoder.ts';
import type { Diagnostic, DiagnosticSink } from '../model/diagnostic.ts';
import type { Interest } from '../model/interest.ts';
import type { ObservationSink } from '../model/observation.ts';
import type { ArtifactCounts, EncodingReport } from '../model/result.ts';
import { detectFormat } from './detect-format.ts';
import { createRegParser, type RegParser } from './reg/reg-parser.ts';
import { textOfUnits } from './reg/units.ts';

/** How one artifact is to be read, and where its content goes. */
export interface ReadOptions {
  readonly artifact: string;
  /** The bytes; a chunk may be overwritten once the next one is asked for, nothing of it is kept. */
  readonly chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  readonly interest: Interest;
  readonly encoding: string | null;
  readonly inputFormat: 'reg' | null;
  readonly emit: ObservationSink;
  readonly report: DiagnosticSink;
}

/** An artifact that was read, or the one diagnostic that says why it is no evidence. */
export type ReadResult =
  | {
      readonly isEvidence: true;
      readonly encoding: EncodingReport;
      readonly format: { readonly name: string; readonly version: string; readonly how: 'content' | 'option' };
      readonly counts: ArtifactCounts;
    }
  | { readonly isEvidence: false; readonly isRefusedHeader: boolean; readonly diagnostic: Diagnostic };

/** How many decoded units the format is detected from, and how many bytes the decision about the encoding sees. */
const DETECTED_UNITS = 4096;
const HEAD_BYTES = 2 * DETECTED_UNITS;

function isMostlyAscii(text: string): boolean {
  return text.replaceAll(/[\t\r\n -~]/gu, '').length * 5 < text.length;
}

/** The chunks with the first ones joined, so that what is decided from the head does not depend on chunk sizes. */
async function* withHead(chunks: ReadOptions['chunks']): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array(0);
  for await (const chunk of chunks) {
    if (head === null || (head.length === 0 && chunk.length >= HEAD_BYTES)) {
      head = null;
      yield chunk;
      continue;
    }
    const joined: Uint8Array = new Uint8Array(head.length + chunk.length);
    joined.set(head);
    joined.set(chunk, head.length);
    head = joined;
    if (head.length < HEAD_BYTES) continue;
    yield head;
    head = null;
  }
  if (head !== null && head.length > 0) yield head;
}

function notEvidence(artifact: string, decoder: UnitDecoder, head: Uint16Array): ReadResult | null {
  const text = textOfUnits(head, 0, Math.min(head.length, DETECTED_UNITS));
  const detected = detectFormat(text);
  const location = { artifact, line: 1, column: 1 };
  switch (detected.format) {
    case 'reg':
      return null;
    case 'refused-reg': {
      const expected = 'Windows Registry Editor Version 5.00, or REGEDIT4';
      const args = { expected, actual: detected.actual };
      const diagnostic: Diagnostic = { code: 'parse/refused-file-header', level: 'error', args, location };
      return { isEvidence: false, isRefusedHeader: true, diagnostic };
    }
    case null: {
      // Many binary files have the NUL pattern of UTF-16 without being text.
      const isGuessed = decoder.report().name.startsWith('UTF-16') && decoder.report().how === 'content';
      const looksLike = isGuessed && !isMostlyAscii(text) ? 'binary data' : detected.looksLike;
      const diagnostic: Diagnostic = { code: 'parse/not-evidence', level: 'warning', args: { looksLike }, location };
      return { isEvidence: false, isRefusedHeader: false, diagnostic };
    }
    default:
      return detected satisfies never;
  }
}

function reportDecoding(options: ReadOptions, decoder: UnitDecoder): boolean {
  const { isOdd, invalid, assumed } = decoder.damage();
  const location = { artifact: options.artifact, line: 1, column: 1 };
  const encoding = decoder.report().name;
  if (isOdd) options.report({ code: 'decode/odd-byte-count', level: 'warning', args: { encoding }, location });
  if (invalid) options.report({ code: 'decode/invalid-bytes', level: 'warning', args: invalid, location });
  if (assumed) options.report({ code: 'decode/assumed-encoding', level: 'note', args: assumed, location });
  return isOdd;
}

function openParser(options: ReadOptions, decoder: UnitDecoder): RegParser {
  return createRegParser({
    artifact: options.artifact,
    interest: options.interest,
    emit: options.emit,
    report: options.report,
    decodeAnsi: decoder.decodeAnsi,
    isUtf16: decoder.report().name.startsWith('UTF-16'),
    isForced: options.inputFormat === 'reg',
  });
}

/** Reads one artifact: decodes its chunks, detects its format from the first of them and parses it in one pass. */
export async function readArtifact(options: ReadOptions): Promise<ReadResult> {
  let decoder: UnitDecoder | null = null;
  let parser: RegParser | null = null;
  for await (const chunk of withHead(options.chunks)) {
    decoder ??= await openDecoder(chunk, options.encoding);
    const units = decoder.decode(chunk);
    if (!parser) {
      if (units.length === 0) continue;
      const refusal = options.inputFormat === null ? notEvidence(options.artifact, decoder, units) : null;
      if (refusal) return refusal;
      parser = openParser(options, decoder);
    }
    parser.push(units);
  }
  if (!decoder || !parser) {
    const location = { artifact: options.artifact, line: 1, column: 1 };
    const diagnostic: Diagnostic = { code: 'parse/empty-file', level: 'warning', args: {}, location };
    return { isEvidence: false, isRefusedHeader: false, diagnostic };
  }
  parser.push(decoder.end());
  const isOdd = reportDecoding(options, decoder);
  const { version, counts } = parser.end(isOdd);
  const how = options.inputFormat === null ? 'content' : 'option';
  return {
    isEvidence: true,
    encoding: decoder.report(),
    format: { name: 'reg', version: version ?? 'unstated', how },
    counts,
  };
}
