import { closeSync, existsSync, mkdirSync, openSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Cleanup } from './cleanup.ts';
import { systemErrorCode, systemErrorText } from './system-error.ts';
import { writeFully } from './write-fully.ts';

/** Where the text of one report goes. After a failure everything is ignored, so that the other reports go on. */
export interface ReportSink {
  readonly write: (text: string) => void;
  /** Hands the rest to the system, so that only the rename is left to do. */
  readonly flush: () => void;
  /** Puts the report in place. */
  readonly commit: () => void;
  /** Leaves nothing of it. */
  readonly discard: () => void;
  /** Why the report could not be written, else null. */
  readonly failure: () => string | null;
  /** Whether nobody reads any more (`| head`): no failure, but more text is of no use. */
  readonly isClosed: () => boolean;
}

/** Text is handed to the system in pieces of about this many UTF-16 units. */
const PIECE = 1 << 16;

/** What a sink needs from where it writes to. */
interface Target {
  readonly descriptor: number;
  readonly commit: () => void;
  readonly discard: () => void;
}

function bufferedSink(name: string, open: () => Target): ReportSink {
  const encoder = new TextEncoder();
  let target: Target | null = null;
  let pending = '';
  let failure: string | null = null;
  let isClosed = false;

  const attempt = (action: () => void): void => {
    if (failure !== null || isClosed) return;
    try {
      action();
    } catch (error) {
      // A reader that has gone away is not an error: `regaudit scan ... | head`.
      if (systemErrorCode(error) === 'EPIPE') isClosed = true;
      else failure = `cannot write ${name}: ${systemErrorText(error)}`;
      discard();
    }
  };
  const discard = (): void => {
    target?.discard();
    target = null;
    pending = '';
  };
  const flush = (): void => {
    if (target !== null && pending !== '') writeFully(target.descriptor, encoder.encode(pending));
    pending = '';
  };
  attempt(() => (target = open()));
  return {
    write: (text) => {
      attempt(() => {
        pending += text;
        if (pending.length >= PIECE) flush();
      });
    },
    flush: () => attempt(flush),
    commit: () => {
      attempt(() => {
        flush();
        target?.commit();
      });
    },
    discard,
    failure: () => failure,
    isClosed: () => isClosed,
  };
}

/** Standard output. */
export function standardOutput(): ReportSink {
  return bufferedSink('to standard output', () => ({ descriptor: 1, commit: () => {}, discard: () => {} }));
}

/**
 * A file that appears only when it is complete: written under a temporary name in the same directory, then renamed.
 * Directories on the way are made. A device or a pipe is written as it is, because a rename would replace it.
 */
export function fileOutput(file: string, name: string, cleanup: Cleanup): ReportSink {
  return bufferedSink(name, () => {
    makeDirectory(path.dirname(file));
    const existing = statSync(file, { throwIfNoEntry: false });
    if (existing?.isDirectory()) throw new Error('it is a directory');
    if (existing && !existing.isFile()) return deviceTarget(file);
    return renamedTarget(existing ? realpathSync(file) : file, cleanup);
  });
}

function deviceTarget(file: string): Target {
  const descriptor = openSync(file, 'w');
  const close = (): void => closeSync(descriptor);
  return { descriptor, commit: close, discard: close };
}

function renamedTarget(file: string, cleanup: Cleanup): Target {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  const descriptor = openSync(temporary, 'wx');
  cleanup.add(temporary);
  let isOpen = true;
  const close = (): void => {
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  };
  return {
    descriptor,
    commit: () => {
      close();
      renameSync(temporary, file);
      cleanup.remove(temporary);
    },
    discard: () => {
      close();
      rmSync(temporary, { force: true });
      cleanup.remove(temporary);
    },
  };
}

/**
 * Creates a directory and its parents. Node's own `recursive` never returns where a parent exists and takes no
 * directories, as /proc does (measured with Node 20.20).
 */
function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory);
  } catch (error) {
    const existing = statSync(directory, { throwIfNoEntry: false });
    if (existing?.isDirectory()) return;
    if (existing) throw new Error('not a directory', { cause: error });
    const parent = path.dirname(directory);
    if (systemErrorCode(error) !== 'ENOENT' || parent === directory || existsSync(parent)) throw error;
    makeDirectory(parent);
    mkdirSync(directory);
  }
}
