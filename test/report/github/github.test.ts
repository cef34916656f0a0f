import { describe, expect, it } from 'vitest';
import type { HostReport } from '../../../src/model/result.ts';
import { workflowCommand } from '../../../src/report/github/workflow-command.ts';
import { readWorkflowCommands } from '../consumers/workflow-commands.ts';
import { hostileFile, hostileHost } from '../hostile-host.ts';
import { HOSTILE_TEXTS } from '../hostile-text.ts';
import { runReport } from '../run-report.ts';
import {
  artifact,
  disabledHost,
  emptyHost,
  evidence,
  found,
  HEADER,
  host,
  partialHost,
  passing,
  result,
  rule,
  summaryOf,
  text,
} from '../sample-run.ts';

function gated(missingEvidence: 'fail' | 'warn' | 'ignore') {
  return { header: { ...HEADER, gate: { failOn: 'low', missingEvidence } as const } };
}

async function commands(hosts: readonly HostReport[], run: Parameters<typeof runReport>[3] = {}) {
  return readWorkflowCommands(await runReport('github', hosts, {}, run));
}

describe('github', () => {
  it('reads as these lines', async () => {
    await expect(await runReport('github', [partialHost()])).toMatchFileSnapshot('../__snapshots__/github.txt');
  });

  it('shows at most ten of a level, the worst first, and counts the rest', async () => {
    const low = host('LOW', [result(rule({ severity: 'low' }), 'fail', 'differs', found(text('1')))]);
    const lows = Array.from({ length: 12 }, (_, i) => ({
      ...low,
      name: `LOW${i}`,
      results: low.results.map((each) => ({ ...each, host: `LOW${i}` })),
    }));
    const medium = host('M', [result(rule({ severity: 'medium' }), 'fail', 'differs', found(text('1')))]);
    const shown = await commands([emptyHost(), ...lows, medium, disabledHost()]);
    const count = (command: string) => shown.filter((each) => each.command === command).length;
    expect([count('error'), count('warning'), count('notice')]).toEqual([10, 1, 10]);
    expect(shown.slice(0, 8).every(({ message }) => message.startsWith('DC02: '))).toBe(true);
    expect(shown[8]?.message).toMatch(/^not collected: WEB07/);
    // 8 + 8 errors and 12 notices; one notice is the sum.
    expect(shown.at(-1)?.message).toContain('9 more problems not annotated');
  });

  it('ends with the result of the run, also when there is nothing to say', async () => {
    expect(await commands([host('A', passing())])).toMatchObject([
      { command: 'notice', properties: { title: 'regaudit' }, message: '1 host, 8 rules: 8 pass - gate passed' },
    ]);
  });

  it.each([
    ['fail', 'error'],
    ['warn', 'notice'],
    ['ignore', undefined],
  ] as const)('an unknown under --missing-evidence %s: %s', async (missingEvidence, expected) => {
    const shown = await commands([partialHost()], gated(missingEvidence));
    expect(shown.find(({ message }) => message.startsWith('not decided'))?.command).toBe(expected);
  });

  it('tells of a host of which nothing is decided, and of unusable files', async () => {
    const shown = await commands([emptyHost()], {
      ...gated('ignore'),
      summary: summaryOf([emptyHost()], undefined, [hostileFile('EACCES')]),
    });
    expect(shown.map(({ command, properties }) => [command, properties['title']])).toEqual([
      ['error', 'cli/unreadable'],
      ['error', 'nothing decided: WEB07'],
      ['notice', 'regaudit'],
    ]);
  });

  it('undoes the escapes of a URI, because GitHub wants a path', async () => {
    const each = result(
      rule(),
      'fail',
      'differs',
      found(text('1'), { evidence: evidence(4, 'x', 'a%20b/100%25.reg') }),
    );
    const shown = await commands([host('H', [each], { artifacts: [artifact({ artifact: 'a%20b/100%25.reg' })] })]);
    expect(shown[0]?.properties).toMatchObject({ file: 'a b/100%.reg', line: '4', col: '1' });
  });

  it.each(HOSTILE_TEXTS)('runs no command but its own: %s', async (_, hostile) => {
    const hosts = [hostileHost(hostile)];
    const report = await runReport(
      'github',
      hosts,
      {},
      { summary: summaryOf(hosts, undefined, [hostileFile(hostile)]) },
    );
    const shown = readWorkflowCommands(report);
    // Two results and a crash, a file, and the sum: a line each.
    expect(report.trimEnd().split('\n')).toHaveLength(5);
    expect(shown.map(({ command }) => command)).toEqual(['error', 'error', 'error', 'error', 'notice']);
    for (const { properties } of shown)
      for (const name of Object.keys(properties))
        expect(['file', 'line', 'col', 'endLine', 'endColumn', 'title']).toContain(name);
    expect(report).not.toMatch(/##\[|##vso\[/);
  });

  it('writes a command and reads it back', () => {
    const line = workflowCommand({
      command: 'error',
      properties: [
        ['file', 'a,b:c%d.reg'],
        ['title', 'x::y'],
      ],
      lines: ['100%: done', 'second::line'],
    });
    expect(line).toBe('::error file=a%2Cb%3Ac%25d.reg,title=x%3A%3Ay::100%25: done%0Asecond::line\n');
    expect(readWorkflowCommands(line)).toEqual([
      { command: 'error', properties: { file: 'a,b:c%d.reg', title: 'x::y' }, message: '100%: done\nsecond::line' },
    ]);
  });
});

describe('canary', () => {
  it('the reader sees commands that a report did not mean', () => {
    expect(readWorkflowCommands('text\n  ::error::owned')).toHaveLength(1);
  });
});
