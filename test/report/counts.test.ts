import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../src/model/outcome.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { HostReport, RunHeader } from '../../src/model/result.ts';
import type { SarifLog } from './consumers/sarif-lint.ts';
import { parseStrictCsv } from './consumers/strict-csv.ts';
import { elementsNamed, parseStrictXml } from './consumers/strict-xml.ts';
import { readWorkflowCommands } from './consumers/workflow-commands.ts';
import { runReport } from './run-report.ts';
import { found, HEADER, host, result, RULES, sampleHosts, summaryOf, text } from './sample-run.ts';

type Counts = Readonly<Record<Outcome, number>>;
type Read = (report: string) => Readonly<Partial<Record<Outcome, number>>>;

/** One host with every outcome, beside the sample hosts. */
function hosts(): readonly HostReport[] {
  const results = OUTCOMES.map((outcome, i) => {
    const of = RULES[i];
    if (!of) throw new Error('no rule');
    return result(of, outcome, outcome === 'error' ? 'internal-error' : 'equal', found(text('1')));
  });
  return [...sampleHosts(), host('MIX', results)];
}

function tally(words: readonly string[]): Record<Outcome, number> {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const word of words) counts[word as Outcome] += 1;
  return counts;
}

function junitCounts(report: string): Partial<Record<Outcome, number>> {
  const cases = elementsNamed(parseStrictXml(report), 'testcase').map(({ children }) => children[0]);
  const count = (is: (words: string) => boolean): number =>
    cases.filter((each) => is(each ? `${each.name} ${each.attributes['type'] ?? each.text}` : 'pass')).length;
  return {
    pass: count((words) => words === 'pass'),
    fail: count((words) => words.startsWith('failure')),
    error: count((words) => words === 'error regaudit.InternalError'),
    unknown: count((words) => words === 'error regaudit.EvidenceMissing' || words.startsWith('skipped NOT REVIEWED')),
    notapplicable: count((words) => words.startsWith('skipped NOT APPLICABLE')),
    informational: count((words) => words.startsWith('skipped INFORMATIONAL')),
  };
}

/** From the table of hosts: the columns of the outcomes, added up. */
function markdownCounts(report: string): Counts {
  const counts = tally([]);
  for (const [, row = ''] of report.matchAll(/^\| \S+ \| <code>\w+<\/code> \| (.*) \|$/gm))
    for (const [i, cell] of row.split(' | ').slice(-OUTCOMES.length).entries()) {
      const outcome = OUTCOMES[i];
      if (outcome) counts[outcome] += Number(cell);
    }
  return counts;
}

function sarifCounts(report: string): Counts {
  const { runs } = JSON.parse(report) as SarifLog;
  return tally((runs[0]?.results ?? []).map(({ properties }) => String(properties?.['outcome'])));
}

/** How each format is read back; the outcomes that it does not write are left out. */
const READERS: readonly (readonly [
  format: Parameters<typeof runReport>[0],
  name: string,
  options: object,
  read: Read,
])[] = [
  [
    'json',
    'json',
    {},
    (report) => tally((JSON.parse(report) as { results: { outcome: string }[] }).results.map(({ outcome }) => outcome)),
  ],
  [
    'jsonl',
    'jsonl',
    {},
    (report) =>
      tally(
        report
          .trimEnd()
          .split('\n')
          .map((line) => (JSON.parse(line) as { outcome: string }).outcome),
      ),
  ],
  [
    'csv',
    'csv',
    {},
    (report) =>
      tally(
        parseStrictCsv(report)
          .slice(1)
          .map((record) => record[4] ?? ''),
      ),
  ],
  ['sarif', 'sarif with all results', { sarif: { results: 'all' } }, sarifCounts],
  ['junit', 'junit', {}, junitCounts],
  ['junit', 'junit, extended', { junitDialect: 'extended' }, junitCounts],
  ['markdown', 'markdown', {}, markdownCounts],
];

describe.each(['fail', 'warn', 'ignore'] as const)('counts agree under --missing-evidence %s', (missingEvidence) => {
  const header: RunHeader = { ...HEADER, gate: { failOn: 'low', missingEvidence } };
  const { outcomes } = summaryOf(hosts(), header.gate);

  it.each(READERS)('%s: %s', async (format, _, options, read) => {
    expect(read(await runReport(format, hosts(), options, { header }))).toEqual(outcomes);
  });

  it('the formats that show problems show the same problems', async () => {
    const unknown = missingEvidence === 'ignore' ? 0 : outcomes.unknown;
    const problems = sarifCounts(await runReport('sarif', hosts(), {}, { header }));
    expect(problems).toEqual({ ...tally([]), fail: outcomes.fail, unknown });
    // Beside results, these name internal errors, and a host of which nothing is decided where no result does.
    const silent = missingEvidence === 'fail' ? 0 : 1;
    const expected = outcomes.fail + unknown + outcomes.error + silent;
    const entries = JSON.parse(await runReport('gitlab-codequality', hosts(), {}, { header })) as unknown[];
    expect(entries).toHaveLength(expected);
    const commands = readWorkflowCommands(await runReport('github', hosts(), {}, { header }));
    const rest = Number(/(\d+) more problem/.exec(commands.at(-1)?.message ?? '')?.[1] ?? 0);
    expect(commands.length - 1 + rest).toBe(expected);
  });

  it('the console and the annotations sum up in the same words', async () => {
    const last = (await runReport('console', hosts(), {}, { header })).trimEnd().split('\n').at(-1) ?? '';
    for (const outcome of OUTCOMES) expect(last).toContain(`${outcomes[outcome]} ${outcome}`);
    const commands = readWorkflowCommands(await runReport('github', hosts(), {}, { header }));
    expect(commands.at(-1)?.message.split('\n')[0]).toBe(last);
  });
});
