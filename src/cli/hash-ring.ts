import { readSync } from 'node:fs';
import type { Digest } from '../scan.ts';
import type { HashedReader } from './hashed-reader.ts';

/** Bytes of one slot; even, so that a UTF-16 unit never spans two chunks. */
export const SLOT_BYTES = 1 << 20;

/** While the worker starts, this thread reads the first chunks itself: about 20 ms of parsing. */
const SLOTS = 16;

/** How long this thread sleeps before it looks at the worker's messages, in milliseconds. */
const LONGEST_SLEEP = 100;

/** The counters that both threads see. */
export const CONTROL = { published: 0, released: 1, stopped: 2 } as const;

/** What the worker is started with. */
export interface HashRing {
  readonly descriptor: number;
  readonly size: number;
  readonly slots: SharedArrayBuffer;
  readonly control: Int32Array;
}

/** What the worker says last. */
export type HashAnswer = { readonly sha256: string } | { readonly error: string };

/** The bytes of chunk `index` in its slot. */
export function slotOf(ring: HashRing, index: number): Uint8Array {
  const slotCount = ring.slots.byteLength / SLOT_BYTES;
  const length = Math.min(SLOT_BYTES, ring.size - index * SLOT_BYTES);
  return new Uint8Array(ring.slots, (index % slotCount) * SLOT_BYTES, length);
}

/** Fills a slot from the file; the descriptor's own position is not used, so both threads may read. */
export function fillSlot(ring: HashRing, index: number): void {
  const slot = slotOf(ring, index);
  for (let filled = 0; filled < slot.length;) {
    const read = readSync(ring.descriptor, slot, filled, slot.length - filled, index * SLOT_BYTES + filled);
    if (read === 0) throw new Error('the file became shorter while it was read');
    filled += read;
  }
}

/**
 * How many chunks go by between two wake-ups: waking a thread costs more than parsing a few lines, and the ring holds
 * several times as many.
 */
const CHUNKS_PER_WAKE = 4;

/** Sets a counter, and wakes whoever waits for it when enough has gone by. */
export function advanceSome(ring: HashRing, counter: number, value: number, last: number): void {
  Atomics.store(ring.control, counter, value);
  if (value % CHUNKS_PER_WAKE === 0 || value === last) Atomics.notify(ring.control, counter);
}

/** Sets a counter and wakes whoever waits for it. */
export function advance(ring: HashRing, counter: number, value: number): void {
  Atomics.store(ring.control, counter, value);
  Atomics.notify(ring.control, counter);
}

/**
 * Reads a large file while a worker hashes it. Both use one ring of slots, so that the digest is of exactly the
 * bytes that were parsed: the worker reads a chunk, publishes it and hashes it; this thread parses it and releases
 * its slot. Hashing is the longer half, hence the worker overlaps fully with parsing.
 */
export async function openHashRing(descriptor: number, size: number): Promise<HashedReader> {
  // Loaded only for large files: it costs every other run a millisecond or two.
  const { Worker } = await import('node:worker_threads');
  const ring: HashRing = {
    descriptor,
    size,
    slots: new SharedArrayBuffer(SLOTS * SLOT_BYTES),
    control: new Int32Array(new SharedArrayBuffer(12)),
  };
  const worker = new Worker(new URL('./hash-worker.mjs', import.meta.url), { workerData: ring });
  let answer: HashAnswer | null = null;
  const ended = new Promise<void>((resolve) => {
    worker.on('message', (message: HashAnswer) => (answer = message));
    worker.on('error', (error) => (answer = { error: error.message }));
    worker.on('exit', () => resolve());
  });
  const digest = async (): Promise<Digest> => {
    await ended;
    if (answer === null || 'error' in answer) throw new Error(answer?.error ?? 'the hashing thread ended early');
    return { sha256: answer.sha256, byteLength: size };
  };

  /** Waits until the worker has published chunk `index`; sleeps, because there is nothing else to do. */
  async function untilPublished(index: number): Promise<void> {
    for (;;) {
      const published = Atomics.load(ring.control, CONTROL.published);
      if (published > index) return;
      if (Atomics.wait(ring.control, CONTROL.published, published, LONGEST_SLEEP) !== 'timed-out') continue;
      await new Promise((resolve) => setImmediate(resolve));
      if (answer !== null) await digest();
    }
  }

  async function* chunks(): AsyncGenerator<Uint8Array> {
    const count = Math.ceil(size / SLOT_BYTES);
    try {
      for (let index = 0; index < count; index++) {
        if (index >= SLOTS) await untilPublished(index);
        else {
          fillSlot(ring, index);
          advance(ring, CONTROL.published, index + 1);
        }
        yield slotOf(ring, index);
        advanceSome(ring, CONTROL.released, index + 1, count);
      }
    } finally {
      // Read to its end the worker stops by itself; the descriptor stays open until it has.
      if (Atomics.load(ring.control, CONTROL.released) < count) stopWorker(ring);
      await ended;
    }
  }
  return { chunks: chunks(), digest };
}

function stopWorker(ring: HashRing): void {
  advance(ring, CONTROL.stopped, 1);
  Atomics.notify(ring.control, CONTROL.published);
  Atomics.notify(ring.control, CONTROL.released);
}
