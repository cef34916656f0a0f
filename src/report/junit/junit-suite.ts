import type { Diagnostic } from '../../model/diagnostic.ts';
import type { HostReport, RunHeader } from '../../model/result.ts';
import { locationText } from '../describe.ts';
import { diagnosticWords } from '../messages.ts';
import { isUndecided, NOTHING_DECIDED } from '../problem.ts';
import type { JunitCase } from './junit-case.ts';
import { caseElement, ruleCase } from './junit-case.ts';
import { xmlLine, xmlLines } from './junit-text.ts';

/** With a case's name it stays below the 512 characters that Azure takes. */
const MOST_HOST_NAME = 120;
/** Diagnostics that the output of a suite shows; Jenkins keeps about a thousand characters of it. */
const MOST_DIAGNOSTICS = 100;

/** One suite before it is written. */
interface JunitSuite {
  readonly name: string;
  readonly hostname: string;
  readonly properties: readonly (readonly [name: string, value: string])[];
  readonly cases: readonly JunitCase[];
  readonly output: string;
}

/** A name that XML readers take for one: never empty, never blanks alone. */
function shownName(name: string): string {
  return xmlLine(name, MOST_HOST_NAME).trim() || '(no name)';
}

/**
 * The class of a host's cases. Jenkins splits a class at its last dot, so the host's own dots become `_`; where that
 * makes two hosts alike, a number tells them apart, because readers merge cases of one class and name.
 */
export function hostClass(host: string, taken: Set<string>): string {
  const base = shownName(host).replaceAll('.', '_');
  let name = base;
  for (let i = 2; taken.has(name); i++) name = `${base}-${i}`;
  taken.add(name);
  return `regaudit.${name}`;
}

function runProperties(run: RunHeader): JunitSuite['properties'] {
  return [
    ['regaudit.version', run.tool.version],
    ...run.packs.flatMap(({ pack, profile }): JunitSuite['properties'] => [
      [`regaudit.pack.${pack.id}`, `${pack.version} ${profile.id}`],
      [`regaudit.pack.${pack.id}.sha256`, pack.sha256],
    ]),
    ...Object.entries(run.options).map(([name, value]) => [`regaudit.option.${name}`, String(value)] as const),
  ];
}

function diagnosticLines(diagnostics: readonly Diagnostic[]): string {
  const told = diagnostics.filter(({ level }) => level !== 'note');
  const lines = told.slice(0, MOST_DIAGNOSTICS).map((diagnostic) => {
    const place = diagnostic.location === null ? '' : ` ${locationText(diagnostic.location)}`;
    return `${diagnostic.level} ${diagnostic.code}${place}: ${diagnosticWords(diagnostic).message}`;
  });
  const more = told.length - lines.length;
  return xmlLines(more > 0 ? [...lines, `and ${more} more`] : lines);
}

/**
 * A case that is no rule, for a host of which nothing is decided: where unknowns are only skipped, a suite of nothing
 * but skips would look green, and such a host never is (DESIGN section 3, the gate).
 */
function undecidedCase(className: string): JunitCase {
  return {
    name: 'the evidence decides at least one rule',
    className,
    verdict: { element: 'error', type: 'regaudit.NothingDecided', message: NOTHING_DECIDED },
    lines: [],
    location: null,
  };
}

/** The suite of one host: every rule once, passes too. */
export function hostSuite(host: HostReport, run: RunHeader, className: string): JunitSuite {
  const cases = host.results.map((result) => ruleCase(result, className, run.gate));
  const isSilent = isUndecided(host) && !cases.some(({ verdict }) => verdict.element === 'error');
  return {
    name: shownName(host.name),
    hostname: shownName(host.facts.computerName?.value ?? host.name),
    properties: [
      ...runProperties(run),
      ['regaudit.source', host.source],
      ...host.artifacts.map(({ artifact, sha256 }) => [`regaudit.evidence.sha256 ${artifact}`, sha256] as const),
    ],
    cases: isSilent ? [...cases, undecidedCase(className)] : cases,
    output: diagnosticLines(host.diagnostics),
  };
}

/** The suite of the files that belong to no host and had to be read; null when there is none. */
export function evidenceSuite(diagnostics: readonly Diagnostic[], run: RunHeader): JunitSuite | null {
  const errors = diagnostics.filter(({ level }) => level === 'error');
  if (errors.length === 0) return null;
  const names = new Set<string>();
  const cases = errors.map((diagnostic): JunitCase => {
    const { message, help } = diagnosticWords(diagnostic);
    const base = `${diagnostic.location === null ? 'input' : diagnostic.location.artifact} is usable evidence`;
    let name = base;
    for (let i = 2; names.has(name); i++) name = `${base} (${i})`;
    names.add(name);
    return {
      name,
      className: 'regaudit.evidence',
      verdict: { element: 'error', type: 'regaudit.EvidenceError', message },
      lines: [diagnostic.code, ...(help === null ? [] : [help])],
      location: diagnostic.location,
    };
  });
  return {
    name: '(evidence)',
    hostname: '(evidence)',
    properties: runProperties(run),
    cases,
    output: diagnosticLines(diagnostics),
  };
}

/** `2026-01-02T03:04:05`: the schema that Azure points to allows neither zone nor fractions; it is UTC. */
function timestamp(instant: string): string {
  return instant.slice(0, 'yyyy-mm-ddThh:mm:ss'.length);
}

/** The suite as the XML builder takes it; attributes and children in the order of the schemas. */
export function suiteElement(suite: JunitSuite, id: number, run: RunHeader, dialect: 'strict' | 'extended') {
  const { cases } = suite;
  const count = (element: JunitCase['verdict']['element']): string =>
    String(cases.filter(({ verdict }) => verdict.element === element).length);
  return {
    testsuite: {
      '@_name': suite.name,
      '@_package': 'regaudit',
      '@_id': String(id),
      '@_timestamp': timestamp(run.evaluatedAt),
      '@_hostname': suite.hostname,
      '@_tests': String(cases.length),
      '@_failures': count('failure'),
      '@_errors': count('error'),
      '@_skipped': count('skipped'),
      // Nothing is measured: the same evidence makes the same bytes.
      '@_time': '0',
      properties: {
        property: suite.properties.map(([name, value]) => ({ '@_name': xmlLine(name), '@_value': xmlLine(value) })),
      },
      testcase: cases.map((testCase) => caseElement(testCase, dialect)),
      'system-out': suite.output,
      'system-err': '',
    },
  };
}
