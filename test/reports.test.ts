import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cleanEnvironment, inDirectory, PROJECT, regaudit } from './cli/command.ts';

const REPORTS = path.join(PROJECT, 'reports');
const OWN = new Set(['README.md', 'make-samples.mjs', 'report.png']);
const samples = readdirSync(REPORTS).filter((name) => !OWN.has(name));

describe('the sample reports', () => {
  test('are what the code writes; npm run samples makes them again', async () => {
    await inDirectory((directory) => {
      const script = path.join(REPORTS, 'make-samples.mjs');
      const env = cleanEnvironment({ TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8' });
      const { status, stderr } = spawnSync(process.execPath, [script, directory], { env, encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(status).toBe(0);
      expect(readdirSync(directory).toSorted()).toEqual(samples.toSorted());
      for (const name of samples) {
        const made = readFileSync(path.join(directory, name), 'utf8');
        expect(made === readFileSync(path.join(REPORTS, name), 'utf8'), `${name} is stale: npm run samples`).toBe(true);
      }
    });
  });

  test('the README names each of them', () => {
    const readme = readFileSync(path.join(REPORTS, 'README.md'), 'utf8');
    for (const name of samples) expect(readme).toContain(`(${name})`);
    expect(samples).toHaveLength(8);
  });

  test('the JSON one follows from its evidence', () => {
    const { code, stdout } = regaudit(['verify', 'reports/report.json', 'fixtures/evidence/servers'], { cwd: PROJECT });
    expect(stdout).toContain('24 results as the evidence gives them');
    expect(code).toBe(0);
  });

  test('all of them name the tool, and those with a place for it the hashes of evidence and pack', () => {
    const report = JSON.parse(readFileSync(path.join(REPORTS, 'report.json'), 'utf8')) as {
      packs: { sha256: string }[];
      hosts: { artifacts: { sha256: string }[] }[];
      tool: { version: string };
    };
    const hashes = [
      ...report.packs.map(({ sha256 }) => sha256),
      ...report.hosts.flatMap(({ artifacts }) => artifacts.map(({ sha256 }) => sha256)),
    ];
    expect(hashes).toHaveLength(4);
    for (const name of ['report.json', 'report.sarif', 'report.xml', 'report.html', 'report.csv', 'report.md']) {
      const text = readFileSync(path.join(REPORTS, name), 'utf8');
      for (const hash of hashes) expect(text, name).toContain(hash);
      expect(text, name).toContain(report.tool.version);
      expect(text, name).not.toContain(PROJECT);
    }
  });
});
