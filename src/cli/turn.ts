import { setImmediate } from 'node:timers/promises';

/** Longest stretch of work without a look at signals and worker messages, in milliseconds. */
const STRETCH = 50;

/**
 * Returns a function that lets the event loop turn when the last turn was long ago, so that Ctrl-C works in the
 * middle of a long scan and a short one pays nothing.
 */
export function createTurn(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < STRETCH) return;
    await setImmediate();
    last = performance.now();
  };
}
