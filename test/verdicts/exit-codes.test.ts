import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const COMMAND = path.join(ROOT, 'dist/regaudit.mjs');
const MADE = path.join(ROOT, 'fixtures/verdicts/made');

interface MadeCase {
  readonly inputs: readonly string[];
  readonly args: readonly string[];
  readonly exit: Readonly<Record<string, number>>;
}
const made = JSON.parse(readFileSync(path.join(MADE, 'expected.json'), 'utf8')) as Readonly<Record<string, MadeCase>>;

describe('the command itself exits as the gate says', () => {
  for (const [name, { inputs, args, exit }] of Object.entries(made)) {
    for (const [profile, code] of Object.entries(exit)) {
      test(`${name}, ${profile}: ${code}`, () => {
        const words = ['scan', ...inputs, ...args, '--profile', profile, '-f', 'jsonl'];
        const { status, stderr } = spawnSync(process.execPath, [COMMAND, ...words], { cwd: MADE, encoding: 'utf8' });
        expect({ status, cause: stderr.trim().split('\n').at(-1) }).toEqual({
          status: code,
          cause: code === 0 ? '' : expect.stringContaining('gate failed'),
        });
      });
    }
  }
});
