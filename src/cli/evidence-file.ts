import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { Digest, EvidenceSource } from '../scan.ts';
import { hashedReader } from './hashed-reader.ts';
import { openHashRing, SLOT_BYTES } from './hash-ring.ts';
import { systemErrorText } from './system-error.ts';
import { createTurn } from './turn.ts';

/** From this size on a second thread hashes: below it, starting the thread costs more than it saves. */
const LARGE_BYTES = 24 << 20;

/** An evidence file whose reading may fail without ending the run. */
export interface EvidenceFile extends EvidenceSource {
  /** Why the file could not be read to its end, else null; what was parsed of it then counts for nothing. */
  readonly failure: () => string | null;
}

function* readChunks(descriptor: number, size: number): Generator<Uint8Array> {
  const buffer = new Uint8Array(Math.max(1, Math.min(size, SLOT_BYTES)));
  for (let position = 0; position < size;) {
    let filled = 0;
    while (filled < buffer.length && position + filled < size) {
      const read = readSync(
        descriptor,
        buffer,
        filled,
        Math.min(buffer.length - filled, size - position - filled),
        position + filled,
      );
      if (read === 0) return;
      filled += read;
    }
    position += filled;
    yield filled === buffer.length ? buffer : buffer.subarray(0, filled);
  }
}

/** A file whose size or time moved while it was read is no evidence of one moment. */
function assertUnchanged(
  descriptor: number,
  before: { readonly size: number; readonly mtimeMs: number },
  byteLength: number,
): void {
  const after = fstatSync(descriptor);
  if (after.size !== before.size || after.mtimeMs !== before.mtimeMs || byteLength !== before.size) {
    throw new Error('the file changed while it was read');
  }
}

/** Hands out the chunks of a file; the caller gets its digest by `onDigest` before the last chunk's successor is asked for. */
async function* readFile(
  file: string,
  onChunk: (byteLength: number) => void,
  onDigest: (digest: Promise<Digest>) => void,
): AsyncGenerator<Uint8Array> {
  // Without O_NONBLOCK, opening a pipe that replaced the file since it was listed would wait for a writer.
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  const turn = createTurn();
  try {
    const before = fstatSync(descriptor);
    if (!before.isFile()) throw new Error('it is not a regular file');
    const reader =
      before.size < LARGE_BYTES
        ? hashedReader(readChunks(descriptor, before.size))
        : await openHashRing(descriptor, before.size);
    let byteLength = 0;
    for await (const chunk of reader.chunks) {
      byteLength += chunk.length;
      yield chunk;
      onChunk(chunk.length);
      await turn();
    }
    const digest = reader.digest();
    onDigest(digest);
    await digest;
    assertUnchanged(descriptor, before, byteLength);
  } finally {
    closeSync(descriptor);
  }
}

/** One evidence file; `onChunk` hears of progress in bytes. */
export function evidenceFile(
  place: { readonly file: string; readonly artifact: string; readonly isNamed: boolean },
  onChunk: (byteLength: number) => void,
): EvidenceFile {
  return failSoft(place, (onDigest) => readFile(place.file, onChunk, onDigest));
}

/** How reports name standard input. */
export const STANDARD_INPUT_URI = 'stdin';

/** Standard input as evidence. */
export function standardInput(onChunk: (byteLength: number) => void): EvidenceFile {
  return failSoft({ artifact: STANDARD_INPUT_URI, isNamed: true }, async function* (onDigest) {
    const reader = hashedReader(process.stdin);
    for await (const chunk of reader.chunks) {
      yield chunk;
      onChunk(chunk.length);
    }
    onDigest(reader.digest());
  });
}

/** Turns a failure while reading into an early end that {@link EvidenceFile.failure} explains. */
function failSoft(
  place: { readonly artifact: string; readonly isNamed: boolean },
  read: (onDigest: (digest: Promise<Digest>) => void) => AsyncIterable<Uint8Array>,
): EvidenceFile {
  let failure: string | null = null;
  let digest: Promise<Digest> | null = null;
  async function* open(): AsyncGenerator<Uint8Array> {
    try {
      yield* read((found) => {
        digest = found;
      });
    } catch (error) {
      failure = systemErrorText(error);
    }
  }
  return {
    artifact: place.artifact,
    isNamed: place.isNamed,
    open,
    digest: async () => (failure === null ? await digest : null) ?? { sha256: '', byteLength: 0 },
    failure: () => failure,
  };
}
