import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { advance, CONTROL, fillSlot, slotOf, SLOT_BYTES } from './hash-ring.ts';
import type { HashAnswer, HashRing } from './hash-ring.ts';

/** How long to sleep between two looks at the stop flag, in milliseconds. */
const LONGEST_SLEEP = 1000;

/** Waits until `counter` is above `value`; false when the other thread has stopped reading. */
function waitAbove(ring: HashRing, counter: number, value: number): boolean {
  for (;;) {
    if (Atomics.load(ring.control, CONTROL.stopped) !== 0) return false;
    const current = Atomics.load(ring.control, counter);
    if (current > value) return true;
    Atomics.wait(ring.control, counter, current, LONGEST_SLEEP);
  }
}

/** Reads and hashes the chunks that the main thread does not read itself, and hashes all of them. */
function hashRing(ring: HashRing): HashAnswer {
  const hash = createHash('sha256');
  const slotCount = ring.slots.byteLength / SLOT_BYTES;
  const count = Math.ceil(ring.size / SLOT_BYTES);
  const stopped: HashAnswer = { error: 'reading was stopped' };
  for (let index = 0; index < count; index++) {
    if (index < slotCount) {
      if (!waitAbove(ring, CONTROL.published, index)) return stopped;
    } else {
      if (!waitAbove(ring, CONTROL.released, index - slotCount)) return stopped;
      fillSlot(ring, index);
      advance(ring, CONTROL.published, index + 1);
    }
    hash.update(slotOf(ring, index));
  }
  return { sha256: hash.digest('hex') };
}

parentPort?.postMessage(hashRing(workerData as HashRing));
