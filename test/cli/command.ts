import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const PROJECT = path.resolve(import.meta.dirname, '../..');
export const FIXTURES = path.join(PROJECT, 'fixtures');
export const ENABLED = path.join(FIXTURES, 'evidence/servers/aadc-enabled/hklm.reg');
export const DISABLED = path.join(FIXTURES, 'evidence/servers/aadc-disabled/hklm.reg');

/** The command under test: the built one, or the installed package when `.ci/run` says where that is. */
export const COMMAND = process.env['REGAUDIT_COMMAND'] ?? path.join(PROJECT, 'dist/regaudit.mjs');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: Uint8Array;
}

/** The environment without what changes reports, so that the tests say all of it themselves. */
export function cleanEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const dropped = new Set(['NO_COLOR', 'FORCE_COLOR', 'SOURCE_DATE_EPOCH', 'TERM', 'CI', 'NODE_OPTIONS']);
  const kept = Object.entries(process.env).filter(([name]) => !dropped.has(name) && !name.startsWith('VITEST'));
  return { ...(Object.fromEntries(kept) as Record<string, string>), ...extra };
}

/** Runs the command to its end. */
export function regaudit(args: readonly string[], { cwd, env, input }: RunOptions): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    cwd,
    env: cleanEnvironment(env),
    input: input ?? '',
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { code: status, stdout, stderr };
}

/** Runs `body` in an empty directory of its own. */
export async function inDirectory<T>(body: (directory: string) => T | Promise<T>): Promise<T> {
  const directory = mkdtempSync(path.join(tmpdir(), 'regaudit-test-'));
  try {
    return await body(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
