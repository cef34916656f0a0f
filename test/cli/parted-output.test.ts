import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { partedOutput } from '../../src/cli/parted-output.ts';
import type { Cleanup } from '../../src/cli/cleanup.ts';
import { sarifParts } from '../../src/report/sarif/sarif-reporter.ts';
import { optionsFor, scanAll, hostsAt, FIXTURES } from '../helpers/scan-files.ts';
import { createTally } from '../../src/evaluate/tally.ts';
import type { HostReport, RunHeader } from '../../src/model/result.ts';
import { inDirectory } from './command.ts';

const CLEANUP: Cleanup = { add: () => {}, remove: () => {} };
const OPTIONS = optionsFor('documented');
const RUN: RunHeader = {
  tool: { name: 'regaudit', version: '0.0.0' },
  packs: OPTIONS.selected,
  gate: { failOn: 'low', missingEvidence: 'fail' },
  options: {},
  evaluatedAt: '2026-01-31T12:00:00.000Z',
};

async function servers(): Promise<readonly HostReport[]> {
  const scans = await scanAll(hostsAt(path.join(FIXTURES, 'evidence/servers')), OPTIONS);
  return scans.flatMap(({ report }) => report ?? []);
}

/** Writes a SARIF report with so many results a file. */
async function write(file: string, results: number, isTaken: (file: string) => boolean = () => false) {
  const reporter = sarifParts(
    { color: false, width: null, verbose: false, quiet: false },
    { results, bytes: Infinity },
  );
  const output = partedOutput(reporter, { file, limits: 'LIMITS', cleanup: CLEANUP, isTaken });
  const tally = createTally();
  output.write(output.begin(RUN));
  for (const host of await servers()) {
    tally.add(host);
    output.write(output.host(host));
  }
  output.write(output.end(tally.summary({ gate: RUN.gate, unreadableInputs: 0, diagnostics: [] })));
  output.commit();
  return { failures: output.failures(), notices: output.notices() };
}

/** How many results each SARIF file holds. */
function counts(directory: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    readdirSync(directory)
      .toSorted()
      .map((name) => {
        const log = JSON.parse(readFileSync(path.join(directory, name), 'utf8')) as { runs: { results: unknown[] }[] };
        return [name, log.runs[0]?.results.length ?? -1];
      }),
  );
}

describe('a report that is split', () => {
  test('is several whole files, and one line says so', async () => {
    await inDirectory(async (directory) => {
      const file = path.join(directory, 'out.sarif');
      const { failures, notices } = await write(file, 5);
      expect(failures).toEqual([]);
      expect(counts(directory)).toEqual({ 'out-2.sarif': 5, 'out-3.sarif': 3, 'out.sarif': 5 });
      expect(notices).toHaveLength(1);
      expect(notices[0]).toContain('out-2.sarif to ');
      expect(notices[0]).toContain('(3 files): LIMITS');
    });
  });

  test('removes what a longer one left behind, and nothing else', async () => {
    await inDirectory(async (directory) => {
      const file = path.join(directory, 'out.sarif');
      await write(file, 3);
      expect(Object.keys(counts(directory))).toHaveLength(5);
      writeFileSync(path.join(directory, 'out-6.sarif'), '{"runs":[{"results":[]}]}');
      const { notices } = await write(file, 7);
      expect(notices.at(-1)).toMatch(/^removed .*out-3\.sarif to .*out-5\.sarif, left by an earlier and longer /u);
      expect(counts(directory)).toEqual({ 'out-2.sarif': 6, 'out-6.sarif': 0, 'out.sarif': 7 });
      const { notices: last } = await write(file, 100);
      expect(last).toHaveLength(1);
      expect(last[0]).toMatch(/^removed .*out-2\.sarif, left by/u);
      expect(counts(directory)).toEqual({ 'out-6.sarif': 0, 'out.sarif': 13 });
      expect((await write(file, 100)).notices).toEqual([]);
    });
  });

  test('replaces no other file, and leaves then nothing of itself', async () => {
    await inDirectory(async (directory) => {
      const file = path.join(directory, 'out.sarif');
      writeFileSync(path.join(directory, 'out-2.sarif'), '{"runs":[{"results":[1]}]}');
      const { failures } = await write(file, 7);
      expect(failures).toEqual([expect.stringContaining('out-2.sarif, where ')]);
      expect(counts(directory)).toEqual({ 'out-2.sarif': 1 });
      expect(
        (await write(path.join(directory, 'b.sarif'), 7, (name) => name.endsWith('b-2.sarif'))).failures,
      ).toHaveLength(1);
      expect(counts(directory)).toEqual({ 'out-2.sarif': 1 });
    });
  });

  test('a part that cannot be written takes all with it', async () => {
    await inDirectory(async (directory) => {
      const { failures } = await write(path.join(directory, 'file\0.sarif'), 7);
      expect(failures.length).toBeGreaterThan(0);
      expect(readdirSync(directory)).toEqual([]);
    });
  });
});
