import { neutralise } from '../report/neutralise.ts';
import { writeFully } from './write-fully.ts';

const encoder = new TextEncoder();

/** Writes to standard error; a closed one is nobody's problem. */
export function writeStandardError(text: string): void {
  try {
    writeFully(2, encoder.encode(text));
  } catch {
    // There is nowhere left to say it.
  }
}

/** One line on standard error; paths and options in it may hold terminal escapes. */
export function sayLine(text: string): void {
  writeStandardError(`regaudit: ${neutralise(text)}\n`);
}
