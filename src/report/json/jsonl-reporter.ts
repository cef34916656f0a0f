import type { HostReport } from '../../model/result.ts';
import type { Reporter } from '../reporter.ts';
import { jsonText } from './json-text.ts';
import { resultObject } from './result-object.ts';

/** One result object a line and nothing else; keeps nothing, so that memory does not grow with the hosts. */
export function jsonlReporter(): Reporter {
  return {
    begin: () => '',
    host: (host: HostReport) => host.results.map((result) => `${jsonText(resultObject(result), null)}\n`).join(''),
    end: () => [],
  };
}
