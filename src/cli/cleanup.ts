import { constants } from 'node:os';
import { rmSync } from 'node:fs';
import { sayLine } from './standard-error.ts';

/** Temporary files of this run, which nothing may leave behind. */
export interface Cleanup {
  readonly add: (path: string) => void;
  readonly remove: (path: string) => void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Removes the temporary files when a signal ends the run, which then exits as a shell reports it (128 plus the
 * signal's number: 130 for Ctrl-C).
 */
export function createCleanup(): Cleanup {
  const paths = new Set<string>();
  const end = (signal: (typeof SIGNALS)[number]): void => {
    for (const path of paths) rmSync(path, { force: true });
    sayLine(`interrupted (${signal}): no report was written`);
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of SIGNALS) process.once(signal, end);
  return { add: (path) => void paths.add(path), remove: (path) => void paths.delete(path) };
}
