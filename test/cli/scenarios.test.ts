import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { FIXTURES, inDirectory } from './command.ts';
import { parseScenario, runScenario } from './scenario.ts';

const DIRECTORY = path.join(FIXTURES, 'scenarios');
const KNOWN = /^(?:given|run|env|stdin|exit|(?:stdout|stderr)(?: has| lacks)?|stderr ends|writes .+)$/u;
const files = readdirSync(DIRECTORY).filter((name) => name.endsWith('.scenario'));

describe('scenarios', () => {
  test('there are scenarios, and each says what it shows, runs something and compares', () => {
    expect(files.length).toBeGreaterThanOrEqual(60);
    for (const file of files) {
      const text = readFileSync(path.join(DIRECTORY, file), 'utf8');
      const titles = parseScenario(text).map(({ title }) => title);
      expect(text, file).toMatch(/^# \S/u);
      expect(
        titles.filter((title) => !KNOWN.test(title)),
        file,
      ).toEqual([]);
      expect(titles, file).toEqual(expect.arrayContaining(['run', 'exit']));
      expect(titles.filter((title) => /^(?:std|writes)/u.test(title)).length, file).toBeGreaterThan(0);
    }
  });

  test.concurrent.each(files)('fixtures/scenarios/%s', async (file) => {
    const text = readFileSync(path.join(DIRECTORY, file), 'utf8');
    const problems = await inDirectory((directory) => runScenario(text, directory));
    expect(problems.join('\n'), file).toBe('');
  });
});
