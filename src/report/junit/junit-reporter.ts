import { XMLBuilder } from 'fast-xml-parser';
import type { RunHeader } from '../../model/result.ts';
import type { Reporter, ReportOptions } from '../reporter.ts';
import { evidenceSuite, hostClass, hostSuite, suiteElement } from './junit-suite.ts';

/**
 * JUnit XML, a suite a host, written as the hosts come. The strict dialect validates against the schemas of Jenkins'
 * xunit plugin (junit-10.xsd) and of windyroad, which Azure points to: rules/schema/junit-strict.xsd is what both allow.
 */
export function junitReporter(options: ReportOptions): Reporter {
  const dialect = options.junitDialect ?? 'strict';
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    format: true,
    // The builder would write an attribute whose value is the text "true" without any value.
    suppressBooleanAttributes: false,
  });
  const classes = new Set<string>();
  let header: RunHeader | null = null;
  let suites = 0;
  const runOf = (): RunHeader => {
    if (header === null) throw new Error('the JUnit report was not begun');
    return header;
  };
  const written = (suite: Parameters<typeof suiteElement>[0]): string => {
    const element = suiteElement(suite, suites, runOf(), dialect);
    suites += 1;
    return builder.build(element);
  };
  return {
    begin: (run) => {
      header = run;
      return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n';
    },
    host: (host) => written(hostSuite(host, runOf(), hostClass(host.name, classes))),
    end: ({ diagnostics }) => {
      const suite = evidenceSuite(diagnostics, runOf());
      return [suite === null ? '' : written(suite), '</testsuites>\n'];
    },
  };
}
