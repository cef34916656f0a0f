import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { evidenceFile } from '../../src/cli/evidence-file.ts';
import { planEvidence } from '../../src/cli/inputs.ts';
import type { EvidencePlan } from '../../src/cli/inputs.ts';
import { inDirectory, regaudit } from './command.ts';

/** Makes files (and directories, names ending in `/`) below `directory`. */
function make(directory: string, names: readonly string[]): void {
  for (const name of names) {
    const file = path.join(directory, name);
    mkdirSync(name.endsWith('/') ? file : path.dirname(file), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(file, name);
  }
}

function plan(directory: string, paths: readonly string[], host: string | null = null, root = directory): EvidencePlan {
  return planEvidence({ paths, host, root, workingDirectory: directory, onChunk: () => {} });
}

function summary({ hosts }: EvidencePlan): readonly string[] {
  return hosts.map(({ input, isRequired }) => {
    const artifacts = input.sources.map(({ artifact, isNamed }) => `${artifact}${isNamed ? '!' : ''}`);
    return `${input.source} ${input.displayName}${isRequired ? '!' : ''}: ${artifacts.join(' ')}`;
  });
}

describe('hosts', () => {
  test('a file is a host, a directory directly below is one host with all files below it', async () => {
    await inDirectory((directory) => {
      make(directory, [
        'in/b.reg',
        'in/.hidden',
        'in/dc01/z.reg',
        'in/dc01/deep/er/a.reg',
        'in/dc 02/x.reg',
        'in/none/',
        'a.b.reg',
      ]);
      expect(summary(plan(directory, ['in', 'a.b.reg']))).toEqual([
        'a.b.reg a.b!: a.b.reg!',
        'in/.hidden .hidden: in/.hidden',
        'in/b.reg b: in/b.reg',
        'in/dc%2002 dc 02!: in/dc%2002/x.reg',
        'in/dc01 dc01!: in/dc01/deep/er/a.reg in/dc01/z.reg',
        'in/none none!: ',
      ]);
    });
  });

  test('--host makes one host of all files, each once', async () => {
    await inDirectory((directory) => {
      make(directory, ['in/b.reg', 'in/dc01/z.reg', 'a.reg']);
      expect(summary(plan(directory, ['in', 'in/b.reg', 'a.reg'], 'DC01'))).toEqual([
        'a.reg in/b.reg in/dc01/z.reg DC01!: a.reg! in/b.reg! in/dc01/z.reg',
      ]);
      expect(summary(plan(directory, ['in'], 'DC01'))[0]).toMatch(/^in DC01!/u);
    });
  });

  test('all problems of the command line are named at once', async () => {
    await inDirectory((directory) => {
      make(directory, ['empty/', 'a.reg']);
      const problemsOf = (paths: readonly string[]): readonly string[] => {
        try {
          plan(directory, paths);
        } catch (error) {
          if (error instanceof UsageError) return error.problems;
        }
        return [];
      };
      expect(problemsOf(['a.reg', 'empty', 'b.reg', 'x*'])).toEqual([
        'b.reg: no such file or directory (did you mean a.reg?)',
        'x*: no file matches the pattern',
        'empty: the directory is empty',
      ]);
    });
  });

  test('a link inside the scanned directory is followed, one that leads out of it is not', async () => {
    await inDirectory((directory) => {
      make(directory, ['secret.reg', 'outside/x.reg', 'in/dc01/a.reg', 'in/shared/s.reg']);
      symlinkSync('../../secret.reg', path.join(directory, 'in/dc01/out.reg'));
      symlinkSync('../../outside', path.join(directory, 'in/dc01/outdir'));
      symlinkSync('../shared/s.reg', path.join(directory, 'in/dc01/s.reg'));
      symlinkSync('..', path.join(directory, 'in/dc01/circle'));
      symlinkSync('nowhere', path.join(directory, 'in/dangling.reg'));
      const planned = plan(directory, ['in']);
      const [first] = planned.hosts;
      expect(first?.input.sources.map(({ artifact }) => artifact)).toEqual(
        expect.arrayContaining(['in/dc01/a.reg', 'in/dc01/s.reg']),
      );
      expect(planned.hosts.flatMap(({ input }) => input.sources.map(({ artifact }) => artifact)).join(' ')).not.toMatch(
        /out/u,
      );
      expect(
        planned.diagnostics.map(({ code, level, location }) => `${code} ${level} ${location?.artifact ?? ''}`),
      ).toEqual(
        expect.arrayContaining([
          'cli/unreadable error in/dangling.reg',
          'cli/skipped-link warning in/dc01/out.reg',
          'cli/skipped-link warning in/dc01/outdir',
        ]),
      );
    });
  });

  test('a named link is followed: the operator named it', async () => {
    await inDirectory((directory) => {
      make(directory, ['outside/x.reg', 'here/']);
      symlinkSync('../outside', path.join(directory, 'here/link'));
      expect(summary(plan(path.join(directory, 'here'), ['link']))).toEqual(['link/x.reg x: link/x.reg']);
    });
  });

  test('a pipe, named or found, is not opened', async () => {
    await inDirectory((directory) => {
      make(directory, ['in/a.reg']);
      execFileSync('mkfifo', [path.join(directory, 'in/pipe')]);
      const named = regaudit(['scan', 'in/pipe'], { cwd: directory });
      expect(named).toEqual({
        code: 2,
        stdout: '',
        stderr: 'regaudit: in/pipe: it is a named pipe, not a file; pipe its content into regaudit and name it as -\n',
      });
      expect(plan(directory, ['in']).diagnostics).toMatchObject([
        { code: 'cli/unreadable', level: 'warning', args: { because: 'it is a named pipe' } },
      ]);
    });
  });
});

describe('artifact URIs outside the root', () => {
  test('are relative to the parent of the named input, and different for different files', async () => {
    await inDirectory((directory) => {
      make(directory, ['root/x.reg', 'a/x.reg', 'b/x.reg', 'c/dir/x.reg', 'c/dir/h/y.reg']);
      const { hosts } = plan(
        directory,
        ['root/x.reg', 'a/x.reg', 'b/x.reg', 'c/dir'],
        null,
        path.join(directory, 'root'),
      );
      const uris = hosts.flatMap(({ input }) => input.sources.map(({ artifact }) => artifact));
      expect(uris.toSorted()).toEqual(['a/x.reg', 'b/x.reg', 'dir/h/y.reg', 'dir/x.reg', 'x.reg']);
    });
  });
});

describe('reading', () => {
  const CHUNK = 1 << 20;

  async function readAll(
    file: string,
    between: (chunks: number) => void = () => {},
  ): Promise<[string, number, string | null]> {
    const source = evidenceFile({ file, artifact: 'a', isNamed: true }, () => {});
    const hash = createHash('sha256');
    let chunks = 0;
    for await (const chunk of source.open()) {
      hash.update(chunk);
      between(++chunks);
    }
    const { sha256 } = await source.digest();
    if (source.failure() === null) expect(sha256).toBe(hash.digest('hex'));
    return [sha256, chunks, source.failure()];
  }

  test('the digest is of exactly the bytes that were handed out', async () => {
    await inDirectory(async (directory) => {
      const file = path.join(directory, 'x');
      for (const size of [0, 1, 1000, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7]) {
        const bytes = Buffer.alloc(size, 'regaudit');
        writeFileSync(file, bytes);
        const expected = size === 0 ? createHash('sha256') : createHash('sha256').update(bytes);
        expect(await readAll(file), String(size)).toEqual([expected.digest('hex'), Math.ceil(size / CHUNK), null]);
      }
    });
  });

  test('a file that grows, shrinks or vanishes while it is read is no evidence', async () => {
    await inDirectory(async (directory) => {
      const file = path.join(directory, 'x');
      writeFileSync(file, Buffer.alloc(3 * CHUNK));
      expect((await readAll(file, (chunks) => chunks === 1 && appendFileSync(file, 'more')))[2]).toBe(
        'the file changed while it was read',
      );
      expect((await readAll(file, (chunks) => chunks === 1 && truncateSync(file, 10)))[2]).toBe(
        'the file changed while it was read',
      );
      expect((await readAll(path.join(directory, 'gone')))[2]).toBe('no such file or directory');
      expect((await readAll(directory))[2]).toBe('it is not a regular file');
    });
  });

  test('a large file is hashed by the worker, to the same digest', async () => {
    await inDirectory((cwd) => {
      const block = Buffer.from('\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Other]\r\n"Name"="text"\r\n', 'utf16le');
      const count = Math.ceil((40 << 20) / block.length);
      const bytes = Buffer.concat([
        Buffer.from('\ufeffWindows Registry Editor Version 5.00\r\n', 'utf16le'),
        Buffer.alloc(count * block.length, block),
      ]);
      writeFileSync(path.join(cwd, 'large.reg'), bytes);
      const { stdout } = regaudit(['scan', 'large.reg', '-f', 'json'], { cwd });
      expect(stdout).toContain(`"sha256": "${createHash('sha256').update(bytes).digest('hex')}"`);
      expect(stdout).toContain(`"byteLength": ${bytes.length}`);
    });
  });

  test('a large binary file ends the reading early and hangs nothing', async () => {
    await inDirectory((cwd) => {
      writeFileSync(path.join(cwd, 'image.vhd'), Buffer.alloc(64 << 20, 'conectix\u0000\u0001\u00ff'));
      const { code, stderr } = regaudit(['scan', 'image.vhd'], { cwd });
      expect(code).toBe(2);
      expect(stderr).toMatch(/^regaudit: image\.vhd: expected registry evidence, found [^\n]+\n$/u);
    });
  });
});
