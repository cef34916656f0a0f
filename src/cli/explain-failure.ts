import { PackError, UsageError } from '../model/errors.ts';
import type { ExitCode } from './command.ts';
import { sayLine } from './standard-error.ts';

/** Says what ended the run, one line a problem, and returns exit code 2. */
export function explainFailure(error: unknown): ExitCode {
  if (error instanceof UsageError) for (const problem of error.problems) sayLine(problem);
  else if (error instanceof PackError) for (const line of error.message.split('\n')) sayLine(line);
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
