import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Where the npm package with Microsoft's Sarif.Multitool is: `@microsoft/sarif-multitool-linux`, 5.7.0, which exists for
 * Linux on x64 only, so that it cannot be a dependency of a project that installs elsewhere. `.ci/run` installs it and
 * sets the variable.
 */
export const MULTITOOL_DIRECTORY: string | null = process.env['REGAUDIT_SARIF_MULTITOOL'] ?? null;

/** Why the program cannot run here, else null. */
export const multitoolMissing: string | null = (() => {
  if (MULTITOOL_DIRECTORY === null) return 'REGAUDIT_SARIF_MULTITOOL does not say where its package is';
  const program = path.join(MULTITOOL_DIRECTORY, 'Sarif.Multitool');
  try {
    accessSync(program, constants.X_OK);
  } catch {
    return `${program} may not be executed (its install script was not run: chmod u+x)`;
  }
  const version = spawnSync(program, ['version'], { encoding: 'utf8' });
  return version.error ? `${program} does not run here: ${version.error.message}` : null;
})();

interface Verdict {
  readonly runs: readonly {
    readonly results?: readonly {
      readonly ruleId: string;
      readonly level?: string;
      readonly message: { readonly arguments?: readonly string[] };
    }[];
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolConfigurationNotifications?: readonly unknown[];
      readonly toolExecutionNotifications?: readonly unknown[];
    }[];
  }[];
}

/**
 * The errors that `validate` finds in a log. Its exit code is 0 even then, and it says nothing at all of a bad enum, so
 * that its own verdict file is read, and a run that did not happen is an error too.
 */
export function multitoolErrors(text: string, ruleKind: string): readonly string[] {
  if (MULTITOOL_DIRECTORY === null) throw new Error('the multitool is not installed');
  const directory = mkdtempSync(path.join(tmpdir(), 'regaudit-multitool-'));
  try {
    writeFileSync(path.join(directory, 'out.sarif'), text);
    const program = path.join(MULTITOOL_DIRECTORY, 'Sarif.Multitool');
    const command = ['validate', 'out.sarif', '--rule-kind', ruleKind, '--max-file-size-in-kb', '1000000'];
    const run = spawnSync(program, [...command, '-q', 'true', '-o', 'verdict.sarif', '--log', 'ForceOverwrite'], {
      cwd: directory,
      env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
      encoding: 'utf8',
    });
    if (run.status !== 0) return [`exit code ${run.status}: ${run.stdout}${run.stderr}`];
    const verdict = JSON.parse(
      readFileSync(path.join(directory, 'verdict.sarif'), 'utf8').replace(/^\ufeff/, ''),
    ) as Verdict;
    // Of a bad enum, GUID or date-time it says nothing, and skips every rule. A log of ours always gets a remark
    // (SARIF2005: no informationUri), so that silence means a file that was not looked at.
    if (verdict.runs.every(({ results = [] }) => results.length === 0)) return ['not a single remark: it was skipped'];
    return verdict.runs.flatMap(({ results = [], invocations }) => [
      ...invocations.flatMap((invocation) =>
        invocation.executionSuccessful ? [] : [`the validation did not finish: ${JSON.stringify(invocation)}`],
      ),
      ...results
        .filter(({ level }) => level === 'error')
        .map(({ ruleId, message }) => `${ruleId}: ${(message.arguments ?? []).join(' ')}`),
    ]);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
