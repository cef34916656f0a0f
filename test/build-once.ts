import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Builds dist/ once before the tests, which run the command as users get it. */
export function setup(): void {
  execFileSync(process.execPath, [path.resolve(import.meta.dirname, '../build.mjs')], { stdio: 'inherit' });
}
