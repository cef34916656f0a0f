import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadPack } from '../../src/packs/load-pack.ts';
import { cleanEnvironment, ENABLED, inDirectory, PROJECT } from './command.ts';

const DIST = path.join(PROJECT, 'dist');

describe('the bundle', () => {
  test('the built-in packs are what the loader makes of their YAML', () => {
    const rules = path.join(PROJECT, 'rules');
    const packs = readdirSync(rules)
      .filter((name) => name.endsWith('.yaml'))
      .toSorted()
      .map((name) => {
        const bytes = readFileSync(path.join(rules, name));
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        return loadPack({ file: `rules/${name}`, text: bytes.toString('utf8'), sha256 });
      });
    expect(packs.length).toBeGreaterThan(0);
    const built: unknown = JSON.parse(readFileSync(path.join(DIST, 'packs.json'), 'utf8'));
    expect(built).toEqual(JSON.parse(JSON.stringify(packs)));
    expect(packs).toEqual(built);
  });

  test('a scan with a built-in pack loads nothing but the command and the packs', async () => {
    await inDirectory((cwd) => {
      mkdirSync(path.join(cwd, 'dist'));
      for (const name of ['regaudit.mjs', 'packs.json']) cpSync(path.join(DIST, name), path.join(cwd, 'dist', name));
      const args = [path.join(cwd, 'dist/regaudit.mjs'), 'scan', ENABLED];
      const { status, stderr } = spawnSync(process.execPath, args, { cwd, env: cleanEnvironment(), encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    });
  });

  test('every bundled package has its licence notice', () => {
    const notices = readFileSync(path.join(DIST, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['ajv', 'fast-uri', 'iconv-lite', 'safer-buffer', 'yaml', 'yargs', 'yargs-parser', 'y18n']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d[^\\n]* \\((?:MIT|ISC|BSD-\\d-Clause)\\)$`, 'mu'));
    }
    expect(notices).not.toContain(PROJECT);
  });

  test('the library has no command in it', async () => {
    const library = (await import(path.join(DIST, 'index.mjs'))) as Readonly<Record<string, unknown>>;
    expect(Object.keys(library)).toEqual(
      expect.arrayContaining(['scan', 'convert', 'loadPack', 'selectRules', 'REPORT_FORMATS']),
    );
    expect(readFileSync(path.join(DIST, 'index.mjs'), 'utf8')).not.toContain('yargs');
  });
});
