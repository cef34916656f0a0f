import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DISABLED, ENABLED, inDirectory, regaudit } from './command.ts';
import type { RunOptions } from './command.ts';

const FORMATS = ['-f', 'console=OUT/r.txt', '-f', 'json=OUT/r.json', '-f', 'jsonl=OUT/r.jsonl'];
const REPORTS = ['r.txt', 'r.json', 'r.jsonl'];

/** The bytes of all reports of one run. */
function reportsOf(args: readonly string[], out: string, options: RunOptions): readonly string[] {
  const formats = FORMATS.map((word) => word.replace('OUT', out));
  const { code, stderr } = regaudit(['scan', ...args, ...formats, '--now', '2026-01-31'], options);
  expect(stderr).toContain('gate failed');
  expect(code).toBe(1);
  return REPORTS.map((name) => readFileSync(path.join(out, name), 'utf8'));
}

test('the same evidence gives the same bytes, whatever the time zone, language, directory and order', async () => {
  await inDirectory((directory) => {
    mkdirSync(path.join(directory, 'exports/b'), { recursive: true });
    cpSync(ENABLED, path.join(directory, 'exports/b/hklm.reg'));
    cpSync(DISABLED, path.join(directory, 'exports/a.reg'));
    cpSync(DISABLED, path.join(directory, 'z.reg'));
    const out = (name: string): string => path.join(directory, 'out', name);
    const first = reportsOf(['exports', 'z.reg'], out('1'), { cwd: directory });
    const machine = {
      TZ: 'Pacific/Kiritimati',
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'tr_TR.UTF-8',
      COLUMNS: '40',
      FORCE_COLOR: '1',
    };
    expect(reportsOf(['exports', 'z.reg'], out('2'), { cwd: directory, env: machine })).toEqual(first);
    expect(reportsOf(['z.reg', './exports/', 'exports/a.reg'], out('3'), { cwd: directory })).toEqual(first);
    const elsewhere = [path.join(directory, 'z.reg'), path.join(directory, 'exports'), '--root', directory];
    expect(reportsOf(elsewhere, out('4'), { cwd: '/' })).toEqual(first);
  });
});
