import type { PackError } from '../model/errors.ts';
import { UsageError } from '../model/errors.ts';
import type { ExitCode } from './command.ts';
import { sayLine } from './standard-error.ts';

/** By name, because the pack loader is a bundle of its own with its own copy of the class. */
export function isPackError(error: unknown): error is PackError {
  return error instanceof Error && error.name === 'PackError';
}

/** Says what ended the run, one line a problem, and returns exit code 2. */
export function explainFailure(error: unknown): ExitCode {
  if (error instanceof UsageError) for (const problem of error.problems) sayLine(problem);
  else if (isPackError(error)) for (const line of error.message.split('\n')) sayLine(line);
  else if (error instanceof Error && error.name === 'YError') sayLine(error.message.replaceAll(/\s+/gu, ' ').trim());
  else explainInternalError(error);
  return 2;
}

/** Our own fault: the stack for a bug report, then the cause as the last line. */
function explainInternalError(error: unknown): void {
  const [message = 'unknown', ...stack] =
    error instanceof Error ? (error.stack ?? error.message).split('\n') : [String(error)];
  for (const line of stack) sayLine(line.trim());
  sayLine(`internal error: ${message}`);
}
