import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');
const COMMAND = path.join(ROOT, 'dist/regaudit.mjs');
const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');

function regaudit(args: readonly string[]): {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], { cwd: ROOT, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

/** The words of a command line as the README writes them: no quotes, backslashes are literal. */
function words(commandLine: string): readonly string[] {
  return commandLine.trim().split(/\s+/u);
}

describe('README', () => {
  const examples = [...readme.matchAll(/<!-- command: regaudit (.*?) -->\s*```console\n(.*?)```/gsu)];

  test('has examples to check', () => expect(examples.length).toBeGreaterThan(0));

  for (const [, commandLine = '', shown] of examples) {
    test(`shows what regaudit ${commandLine} prints`, () => {
      const { stdout } = regaudit([...words(commandLine), '--color', 'never']);
      expect(stdout).toBe(shown);
    });
  }

  test('names only scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npm (?:run )?(start|test|build|check|samples)\b/gu)].map(
      ([, name = '']) => name,
    );
    expect(named).toContain('start');
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });

  test('names only flags and commands that the help knows', () => {
    const commands = ['scan', 'show', 'explain', 'rules', 'convert', 'verify'];
    const help = commands.map((command) => regaudit([command, '--help']).stdout).join('\n');
    const lines = [...readme.matchAll(/regaudit (?:scan|show|explain|rules|convert|verify)\b[^\n|`]*/gu)].map(
      ([line]) => line,
    );
    expect(lines.length).toBeGreaterThan(8);
    const flags = new Set(readme.match(/(?<![\w-])--[a-z][a-z-]+/gu));
    for (const own of ['--global', '--print-to-pdf', '--headless', '--no-pdf-header-footer', '--no-sandbox'])
      flags.delete(own);
    expect(flags.size).toBeGreaterThan(5);
    for (const flag of flags) expect(help, flag).toMatch(new RegExp(`${flag}\\b`, 'u'));
  });

  test('links only to files that are there', () => {
    const links = [...readme.matchAll(/\]\(((?!https?:)[^)#]+)\)/gu)].map(([, target = '']) => target);
    expect(links.length).toBeGreaterThan(3);
    for (const target of links) expect(existsSync(path.join(ROOT, target)), target).toBe(true);
  });

  test('states the exit codes as the command does', () => {
    const { stdout } = regaudit(['--help']);
    for (const code of ['0', '1', '2']) {
      expect(stdout).toMatch(new RegExp(`^\\s+${code}\\s{2}`, 'mu'));
      expect(readme).toMatch(new RegExp(`^\\| ${code}\\s+\\|`, 'mu'));
    }
  });
});

describe('CHANGELOG', () => {
  test('has an entry for the version of the package', () => {
    const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8')).toContain(`## ${version}`);
  });
});
