import type { InferredOptionTypes } from 'yargs';
import type { ReportFormatName } from '../report/index.ts';
import type { ReportOptions } from '../report/reporter.ts';
import type { REPORTER_OPTIONS } from './options.ts';

export type FormatArguments = InferredOptionTypes<typeof REPORTER_OPTIONS>;

/** Which format each option is about. */
const FORMAT_OF: Readonly<Record<keyof typeof REPORTER_OPTIONS, ReportFormatName>> = {
  'sarif-results': 'sarif',
  'sarif-profile': 'sarif',
  'sarif-category': 'sarif',
  'junit-dialect': 'junit',
  'csv-bom': 'csv',
  title: 'html',
  classification: 'html',
  period: 'html',
  recipients: 'html',
};

/**
 * Options of a format that is not asked for. They would change nothing, which somebody who wrote them does not expect:
 * a forgotten `-f` is worth saying before the scan, not after it.
 */
export function idleOptions(args: FormatArguments, formats: readonly string[]): readonly string[] {
  return Object.entries(FORMAT_OF).flatMap(([option, format]) =>
    Object.entries(args).some(([name, value]) => name === option && value !== undefined) && !formats.includes(format)
      ? [`--${option} is about the ${format} report, which is not asked for; add --format ${format}=FILE`]
      : [],
  );
}

/** What the options say to the reporters of single formats. */
export function formatOptions(
  args: FormatArguments,
): Pick<ReportOptions, 'sarif' | 'junitDialect' | 'csvByteOrderMark' | 'html'> {
  const { 'sarif-results': results, 'sarif-profile': profile, 'sarif-category': category } = args;
  return {
    sarif: {
      ...(results === undefined ? {} : { results }),
      ...(profile === undefined ? {} : { profile }),
      ...(category === undefined ? {} : { category }),
    },
    junitDialect: args['junit-dialect'] ?? 'strict',
    csvByteOrderMark: args['csv-bom'] ?? false,
    html: {
      title: args.title ?? null,
      classification: args.classification ?? null,
      period: args.period ?? null,
      recipients: args.recipients ?? null,
    },
  };
}
