import type { RunHeader } from '../../model/result.ts';
import type { Reporter, ReportOptions } from '../reporter.ts';
import { CSV_COLUMNS } from './csv-columns.ts';
import { csvRecord } from './csv-field.ts';

/** One record a result after a record of names; keeps nothing, so that memory does not grow with the hosts. */
export function csvReporter(options: ReportOptions): Reporter {
  let header: RunHeader | null = null;
  return {
    begin: (run) => {
      header = run;
      return `${options.csvByteOrderMark === true ? '\ufeff' : ''}${csvRecord(CSV_COLUMNS.map(({ name }) => name))}`;
    },
    host: (host) => {
      const run = header;
      if (run === null) throw new Error('the CSV report was not begun');
      return host.results
        .map((result) => csvRecord(CSV_COLUMNS.map(({ cell }) => cell({ result, host, run }))))
        .join('');
    },
    end: () => [],
  };
}
