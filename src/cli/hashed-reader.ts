import { createHash } from 'node:crypto';
import type { Digest } from '../scan.ts';

/** Chunks of evidence, and the digest of exactly these bytes once they are exhausted. */
export interface HashedReader {
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly digest: () => Promise<Digest>;
}

/** A reader that hashes on the thread that reads. */
export function hashedReader(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): HashedReader {
  const hash = createHash('sha256');
  let byteLength = 0;
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      byteLength += chunk.length;
      yield chunk;
    }
  }
  return { chunks: hashed(), digest: async () => ({ sha256: hash.digest('hex'), byteLength }) };
}
