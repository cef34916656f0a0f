import { UsageError } from '../model/errors.ts';
import { outputRequests } from './output-requests.ts';
import type { OutputArguments, OutputRequest } from './output-requests.ts';

/** Reads `-f` and `-o` of a command that writes one text; throws every problem. */
export function singleOutput<Format extends string>(args: OutputArguments<Format>): OutputRequest<Format> {
  const problems: string[] = [];
  const [request, ...more] = outputRequests(args, problems);
  if (more.length > 0) problems.push('more than one --format is given');
  if (problems.length > 0 || request === undefined) throw new UsageError(problems);
  return request;
}
