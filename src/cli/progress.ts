import { isatty } from 'node:tty';
import { writeStandardError } from './standard-error.ts';

/** A line on standard error that says how far a long scan is. */
export interface Progress {
  readonly read: (byteLength: number) => void;
  readonly hostDone: () => void;
  /** Erases the line, before anything else is written to the terminal. */
  readonly clear: () => void;
}

/** The options that silence it. */
export interface ProgressArguments {
  readonly quiet: boolean | undefined;
  readonly 'no-progress': boolean | undefined;
}

/** Nothing is shown before this many milliseconds: a short scan needs no progress. */
const PATIENCE = 500;
const INTERVAL = 100;
const ERASE_LINE = '\r\x1b[2K';

/** Whether a progress line is wanted, and somebody is there to see it. */
export function isProgressShown(args: ProgressArguments): boolean {
  return args.quiet !== true && args['no-progress'] !== true && isatty(2);
}

/** The progress of `hosts` hosts; when not `isEnabled`, does nothing. */
export function createProgress(hosts: number, isEnabled: boolean): Progress {
  if (!isEnabled) return { read: () => {}, hostDone: () => {}, clear: () => {} };
  let next = performance.now() + PATIENCE;
  let bytes = 0;
  let done = 0;
  let isShown = false;
  const show = (): void => {
    const now = performance.now();
    if (now < next) return;
    next = now + INTERVAL;
    isShown = true;
    writeStandardError(
      `${ERASE_LINE}host ${Math.min(done + 1, hosts)} of ${hosts}, ${Math.floor(bytes / 1e6)} MB read`,
    );
  };
  return {
    read: (byteLength) => {
      bytes += byteLength;
      show();
    },
    hostDone: () => {
      done++;
      show();
    },
    clear: () => {
      if (isShown) writeStandardError(ERASE_LINE);
      isShown = false;
    },
  };
}
