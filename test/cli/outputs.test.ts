import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { cleanEnvironment, COMMAND, ENABLED, inDirectory, PROJECT, regaudit } from './command.ts';

const HAS_FULL_DEVICE = existsSync('/dev/full');

/** Runs a shell line in which `regaudit` is the command. */
function shell(line: string, cwd: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const command = line.replaceAll('regaudit', `"${process.execPath}" "${COMMAND}"`);
  const child = spawn('bash', ['-c', command], { cwd, env: cleanEnvironment() });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

describe('reports that cannot be written', () => {
  test.runIf(HAS_FULL_DEVICE)('a full disk is named, the other report is written, nothing is left behind', async () => {
    await inDirectory((cwd) => {
      cpSync(ENABLED, path.join(cwd, 'server.reg'));
      const { code, stderr } = regaudit(['scan', 'server.reg', '-f', 'json=/dev/full', '-f', 'jsonl=good.jsonl'], {
        cwd,
      });
      expect(code).toBe(2);
      expect(stderr).toBe('regaudit: cannot write /dev/full: no space left on device\n');
      expect(readdirSync(cwd).toSorted()).toEqual(['good.jsonl', 'server.reg']);
      expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
    });
  });

  test.runIf(existsSync('/proc/self'))(
    'a directory that takes no directories is named, not tried for ever',
    async () => {
      await inDirectory((cwd) => {
        cpSync(ENABLED, path.join(cwd, 'server.reg'));
        const { code, stderr } = regaudit(['scan', 'server.reg', '-f', 'json=/proc/nope/a.json'], { cwd });
        expect(code).toBe(2);
        expect(stderr).toBe('regaudit: cannot write /proc/nope/a.json: no such file or directory\n');
      });
    },
  );

  test.runIf(HAS_FULL_DEVICE)('of five, the ones that can be are written, the others named', async () => {
    await inDirectory((cwd) => {
      cpSync(ENABLED, path.join(cwd, 'server.reg'));
      writeFileSync(path.join(cwd, 'file'), '');
      const formats = ['console', 'sarif=/dev/full', 'junit=b.xml', 'html=file/c.html', 'json=deep/er/d.json'];
      const args = ['scan', 'server.reg', ...formats.flatMap((format) => ['-f', format])];
      const { code, stdout, stderr } = regaudit(args, { cwd });
      expect(code).toBe(2);
      expect(stdout).toContain('gate passed');
      expect(stderr).toBe(
        'regaudit: cannot write /dev/full: no space left on device\nregaudit: cannot write file/c.html: not a directory\n',
      );
      expect(readdirSync(cwd).toSorted()).toEqual(['b.xml', 'deep', 'file', 'server.reg']);
      expect(readFileSync(path.join(cwd, 'b.xml'), 'utf8')).toMatch(/<\/testsuites>\n$/u);
      expect(readdirSync(path.join(cwd, 'deep/er'))).toEqual(['d.json']);
      const all = regaudit(['scan', 'server.reg', '-f', 'console', '-f', 'sarif=a.sarif', '-f', 'html=c.html'], {
        cwd,
      });
      expect(all).toMatchObject({ code: 0, stderr: '' });
      expect(readdirSync(cwd).filter((name) => /^[ac]\./u.test(name))).toEqual(['a.sarif', 'c.html']);
    });
  });

  test('two names of one file are one file', async () => {
    await inDirectory((cwd) => {
      cpSync(ENABLED, path.join(cwd, 'server.reg'));
      symlinkSync('.', path.join(cwd, 'here'));
      symlinkSync('server.reg', path.join(cwd, 'alias'));
      expect(regaudit(['scan', 'server.reg', '-f', 'json=a', '-f', 'jsonl=here/a'], { cwd })).toEqual({
        code: 2,
        stdout: '',
        stderr: 'regaudit: two reports cannot both be written to here/a\n',
      });
      expect(regaudit(['scan', 'server.reg', '-f', 'json=alias'], { cwd }).stderr).toBe(
        'regaudit: alias is evidence of this run; write the report elsewhere\n',
      );
      expect(readFileSync(path.join(cwd, 'server.reg'))).toEqual(readFileSync(ENABLED));
    });
  });

  test.runIf(HAS_FULL_DEVICE)('standard output on a full disk', async () => {
    await inDirectory(async (cwd) => {
      cpSync(ENABLED, path.join(cwd, 'server.reg'));
      for (const line of [
        'scan server.reg',
        'rules',
        'explain aadc-tls12-server-enabled',
        'convert server.reg --to jsonl',
      ]) {
        const { code, stderr } = await shell(`regaudit ${line} > /dev/full`, cwd);
        expect(code, line).toBe(2);
        expect(stderr.trimEnd().split('\n').at(-1), line).toBe(
          'regaudit: cannot write to standard output: no space left on device',
        );
      }
    });
  });

  test('a reader that goes away is no error', async () => {
    await inDirectory(async (cwd) => {
      cpSync(ENABLED, path.join(cwd, 'server.reg'));
      const converted = await shell('regaudit convert server.reg --to jsonl | head -n 1; echo ${PIPESTATUS[0]}', cwd);
      expect(converted.stderr).toBe('');
      expect(converted.stdout.trimEnd().split('\n').at(-1)).toBe('0');
      const scanned = await shell(
        'regaudit scan server.reg -f json -f jsonl=r.jsonl | true; echo ${PIPESTATUS[0]}',
        cwd,
      );
      expect(scanned).toEqual({ code: 0, stdout: '0\n', stderr: '' });
      expect(readFileSync(path.join(cwd, 'r.jsonl'), 'utf8')).toContain('"outcome":"pass"');
    });
  });

  test('a slow reader gets everything', async () => {
    await inDirectory(async (cwd) => {
      cpSync(ENABLED, path.join(cwd, 'server.reg'));
      const whole = regaudit(['convert', 'server.reg', '--to', 'jsonl'], { cwd }).stdout;
      const slow = await shell('regaudit convert server.reg --to jsonl | (sleep 1; cat)', cwd);
      expect(slow.stdout).toBe(whole);
      expect(whole.length).toBeGreaterThan(1 << 16);
    });
  });
});

describe('files', () => {
  test('a report replaces the file that a link leads to, not the link', async () => {
    await inDirectory((cwd) => {
      cpSync(ENABLED, path.join(cwd, 'server.reg'));
      writeFileSync(path.join(cwd, 'old.json'), 'old');
      symlinkSync('old.json', path.join(cwd, 'latest.json'));
      expect(regaudit(['scan', 'server.reg', '-f', 'json=latest.json'], { cwd }).code).toBe(0);
      expect(readFileSync(path.join(cwd, 'old.json'), 'utf8')).toContain('"schemaVersion"');
      expect(readdirSync(cwd).toSorted()).toEqual(['latest.json', 'old.json', 'server.reg']);
    });
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s in the middle of a scan leaves the old report and nothing else', async (signal, code) => {
    await inDirectory(async (cwd) => {
      writeFileSync(path.join(cwd, 'r.json'), 'old');
      const args = [COMMAND, 'scan', '-', '-f', 'json=r.json', '-f', 'jsonl=new/r.jsonl'];
      const child = spawn(process.execPath, args, { cwd, env: cleanEnvironment() });
      let stderr = '';
      child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
      child.stdin.write(readFileSync(ENABLED).subarray(0, 40_000));
      for (let waited = 0; waited < 10_000 && readdirSync(cwd).length < 3; waited += 20) await sleep(20);
      expect(readdirSync(cwd).some((name) => name.endsWith('.tmp'))).toBe(true);
      await sleep(100);
      child.kill(signal);
      expect(await ended).toBe(code);
      expect(stderr).toBe(`regaudit: interrupted (${signal}): no report was written\n`);
      expect(readFileSync(path.join(cwd, 'r.json'), 'utf8')).toBe('old');
      expect(readdirSync(cwd).toSorted()).toEqual(['new', 'r.json']);
      expect(readdirSync(path.join(cwd, 'new'))).toEqual([]);
    });
  });
});

test('npm start ends with 0 and states the exit code of the scan', async () => {
  const { code, stdout } = await shell(`"${process.execPath}" dist/start.mjs`, PROJECT);
  expect(code).toBe(0);
  expect(stdout).toContain(
    '$ regaudit scan fixtures/evidence/servers -f console -f html=out/report.html -f sarif=out/report.sarif',
  );
  expect(stdout).toContain('3 hosts, 8 rules each: 11 pass, 13 fail');
  expect(stdout.trimEnd().split('\n').slice(-7)).toEqual([
    'The same as reports:',
    '  out/report.html   for auditors, in a browser',
    '  out/report.sarif  for code scanning',
    '  out/report.xml    for CI, as test results',
    '  out/report.json   for programs, and for regaudit verify',
    '',
    "The scan's own exit code is 1: the gate failed, because not every server enforces TLS 1.2.",
  ]);
  const report = JSON.parse(readFileSync(path.join(PROJECT, 'out/report.json'), 'utf8')) as { hosts: unknown[] };
  expect(report.hosts).toHaveLength(3);
  for (const [name, part] of [
    ['report.html', '<!DOCTYPE html>'],
    ['report.sarif', '"version": "2.1.0"'],
    ['report.xml', '<testsuites>'],
  ] as const)
    expect(readFileSync(path.join(PROJECT, 'out', name), 'utf8')).toContain(part);
});
