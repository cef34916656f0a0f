import { writeSync } from 'node:fs';
import { systemErrorCode } from './system-error.ts';

/** How long to wait for the reader of a full pipe before the next try, in milliseconds. */
const PIPE_PAUSE = 5;

/**
 * Writes all of `bytes`, however little the descriptor takes at a time. Synchronous, so that nothing is lost when
 * the process ends; a pipe that another process made non-blocking answers EAGAIN while it is full.
 */
export function writeFully(descriptor: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written, bytes.length - written);
    } catch (error) {
      if (systemErrorCode(error) !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PIPE_PAUSE);
    }
  }
}
