import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasHyperlinks } from '../../src/cli/hyperlinks.ts';
import { DISABLED, inDirectory, regaudit } from './command.ts';

async function scanned(...args: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return inDirectory((cwd) => {
    cpSync(DISABLED, path.join(cwd, 'my server.reg'));
    return regaudit(['scan', 'my server.reg', '--now', '2026-01-31', ...args], { cwd });
  });
}

describe('options of one format', () => {
  test('--sarif-results all lists passes too', async () => {
    const few = await scanned('-f', 'sarif', '--rule', 'aadc-tls12-client-*');
    const all = await scanned('-f', 'sarif', '--sarif-results', 'all');
    expect(few.stdout).not.toContain('"kind":"pass"');
    expect(all.stdout.split('"ruleId"').length).toBeGreaterThanOrEqual(few.stdout.split('"ruleId"').length);
  });

  test('--sarif-category and --sarif-profile', async () => {
    expect((await scanned('-f', 'sarif', '--sarif-category', 'gold')).stdout).toContain('"id": "gold/"');
    expect((await scanned('-f', 'sarif', '--sarif-profile', 'azure')).stdout).not.toContain('automationDetails');
    expect((await scanned('-f', 'sarif', '--sarif-profile', 'github')).stdout).toContain('"id": "regaudit/"');
  });

  test('--junit-dialect extended names file and line', async () => {
    expect((await scanned('-f', 'junit')).stdout).not.toMatch(/<testcase[^>]* line="/u);
    expect((await scanned('-f', 'junit', '--junit-dialect', 'extended')).stdout).toMatch(/<testcase[^>]* line="\d+"/u);
  });

  test('--csv-bom', async () => {
    expect((await scanned('-f', 'csv', '--csv-bom')).stdout).toMatch(/^\ufeffhost,/u);
    expect((await scanned('-f', 'csv')).stdout).toMatch(/^host,/u);
  });

  test('the cover of the HTML report', async () => {
    const cover = ['--title', '<b>Q1</b>', '--classification', 'Secret', '--period', 'January', '--recipients', 'CISO'];
    const { stdout } = await scanned('-f', 'html', ...cover);
    for (const part of ['&lt;b>Q1&lt;/b>', 'Secret', 'January', 'CISO'])
      expect(stdout.replaceAll('&gt;', '>')).toContain(part);
  });

  test.each([
    ['sarif-results', 'all', 'sarif'],
    ['sarif-profile', 'github', 'sarif'],
    ['sarif-category', 'x', 'sarif'],
    ['junit-dialect', 'strict', 'junit'],
    ['title', 'x', 'html'],
    ['classification', 'x', 'html'],
    ['period', 'x', 'html'],
    ['recipients', 'x', 'html'],
  ])('--%s without its format is refused', async (option, value, format) => {
    expect(await scanned(`--${option}`, value, '-f', 'json')).toEqual({
      code: 2,
      stdout: '',
      stderr: `regaudit: --${option} is about the ${format} report, which is not asked for; add --format ${format}=FILE\n`,
    });
  });
});

describe('links', () => {
  test.each([
    ['iTerm', { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.5.0' }, true],
    ['an old iTerm', { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.0.15' }, false],
    ['VS Code', { TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.90.2' }, true],
    ['an old VS Code', { TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.71.9' }, false],
    ['WezTerm', { TERM_PROGRAM: 'WezTerm', TERM_PROGRAM_VERSION: '20230712-072601-f4abf8fd' }, true],
    ['Ghostty', { TERM_PROGRAM: 'ghostty' }, true],
    ['Windows Terminal', { WT_SESSION: '0f7c' }, true],
    ['kitty', { TERM: 'xterm-kitty', KITTY_WINDOW_ID: '1' }, true],
    ['GNOME Terminal', { VTE_VERSION: '6800' }, true],
    ['the VTE that crashes', { VTE_VERSION: '5000' }, false],
    ['macOS Terminal', { TERM_PROGRAM: 'Apple_Terminal', TERM_PROGRAM_VERSION: '453' }, false],
    ['a terminal that says nothing', { TERM: 'xterm-256color' }, false],
    ['tmux inside one that can', { VTE_VERSION: '6800', TERM: 'tmux-256color' }, false],
    ['screen inside one that can', { VTE_VERSION: '6800', STY: '1.pts' }, false],
    ['over SSH', { VTE_VERSION: '6800', SSH_CONNECTION: '1 2 3 4' }, false],
    ['in CI', { WT_SESSION: '0f7c', CI: 'true' }, false],
    ['NO_COLOR is about colour', { WT_SESSION: '0f7c', NO_COLOR: '1' }, true],
    ['a dumb terminal', { WT_SESSION: '0f7c', TERM: 'dumb' }, false],
    ['nonsense', { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: 'x', VTE_VERSION: '-1' }, false],
  ] as const)('%s', (_, env, expected) => {
    expect(hasHyperlinks(undefined, true, env)).toBe(expected);
    expect(hasHyperlinks('auto', true, env)).toBe(expected);
    expect(hasHyperlinks('auto', false, env)).toBe(false);
    expect(hasHyperlinks('always', false, env)).toBe(true);
    expect(hasHyperlinks('never', true, env)).toBe(false);
  });

  test('lead to the file, whose name is no part of the escape sequence', async () => {
    await inDirectory((cwd) => {
      const name = 'a\x1b]8;;evil\x07 ü;#?.reg';
      cpSync(DISABLED, path.join(cwd, name));
      const { stdout } = regaudit(['scan', name, '--hyperlinks', 'always'], { cwd });
      const links = [...stdout.matchAll(/\x1b\]8;;([^\x1b]*)\x1b\\/gu)].map(([, url = '']) => url);
      const targets = new Set(links.filter((url) => url !== ''));
      expect(targets.size).toBe(1);
      const [target = ''] = targets;
      expect(target).toMatch(/^file:\/\/\/[!-~]+%1B%5D8;;evil%07%20%C3%BC;%23%3F\.reg$/iu);
      expect(readFileSync(new URL(target))).toEqual(readFileSync(DISABLED));
      // Each link is closed, and without its links the text is the one without links.
      expect(links.filter((url) => url === '')).toHaveLength(links.length / 2);
      const plain = stdout.replaceAll(/\x1b\]8;;[^\x1b]*\x1b\\/gu, '');
      expect(plain).toBe(regaudit(['scan', name], { cwd }).stdout);
      expect(plain).not.toContain('\x1b');
    });
  });

  test('standard input has none', async () => {
    await inDirectory((cwd) => {
      const input = readFileSync(DISABLED);
      expect(regaudit(['scan', '-', '--hyperlinks', 'always'], { cwd, input }).stdout).not.toContain('\x1b');
    });
  });
});
