import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { artifactUris, relativeUri } from '../../src/cli/artifact-uri.ts';
import { evaluationTime } from '../../src/cli/clock.ts';
import { displayFor } from '../../src/cli/display.ts';
import { expandGlob } from '../../src/cli/glob.ts';
import { outputRequests } from '../../src/cli/output-requests.ts';
import { systemErrorText } from '../../src/cli/system-error.ts';
import { inDirectory } from './command.ts';

describe('relativeUri', () => {
  test.each([
    ['a/b.reg', 'a/b.reg'],
    ['my exports/100%.reg', 'my%20exports/100%25.reg'],
    ['C:evil', 'C%3Aevil'],
    ['a#b?c', 'a%23b%3Fc'],
    ["it's (1)+2=3,@x;$y&z!~*.reg", "it's%20(1)+2=3,@x;$y&z!~*.reg"],
    ['Grüße/日本.reg', 'Gr%C3%BC%C3%9Fe/%E6%97%A5%E6%9C%AC.reg'],
    ['lone\ud800.reg', 'lone%EF%BF%BD.reg'],
    ['line\nbreak', 'line%0Abreak'],
  ])('%j', (file, uri) => {
    expect(relativeUri(file)).toBe(uri);
    expect(decodeURIComponent(uri)).toBe(file.replace('\ud800', '\ufffd'));
  });
});

test('artifactUris does not depend on the order of the paths', () => {
  const reached = ['/a/x.reg', '/b/x.reg', '/b/c/x.reg'].map((file) => ({ file, input: file }));
  const forwards = artifactUris(reached, '/root');
  expect(artifactUris(reached.toReversed(), '/root')).toEqual(forwards);
  expect(new Set(forwards.values()).size).toBe(3);
});

describe('expandGlob', () => {
  test.each([
    ['*.reg', ['a.reg', 'b.reg']],
    ['?.reg', ['a.reg', 'b.reg']],
    ['[ac].reg', ['a.reg']],
    ['[!a].reg', ['b.reg']],
    ['*/*.reg', ['d/a.reg']],
    ['**/a.*', ['a.reg', 'd/a.reg', 'd/e/a.txt']],
    ['d/**', ['d', 'd/e']],
    ['.h*', ['.hidden.reg']],
    ['x(1)+.r?g', ['x(1)+.reg']],
    ['nothing*', []],
    ['a.reg/*', []],
  ])('%s', async (pattern, expected) => {
    await inDirectory((directory) => {
      for (const name of ['a.reg', 'b.reg', '.hidden.reg', 'x(1)+.reg', 'd/a.reg', 'd/e/a.txt', '.git/a.reg']) {
        mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
        writeFileSync(path.join(directory, name), '');
      }
      const found = expandGlob(pattern, directory).map((file) => path.relative(directory, file));
      expect(found.filter((name) => name !== 'x(1)+.reg' || pattern.startsWith('x')).toSorted()).toEqual(expected);
    });
  });
});

describe('evaluationTime', () => {
  test.each([
    ['2026-01-31', undefined, '2026-01-31T00:00:00.000Z'],
    ['2026-01-31T12:00Z', '5', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31T12:00:00.5-01:00', undefined, '2026-01-31T13:00:00.500Z'],
    [undefined, '0', '1970-01-01T00:00:00.000Z'],
    [undefined, '1700000000', '2023-11-14T22:13:20.000Z'],
  ])('--now %s, SOURCE_DATE_EPOCH %s', (now, epoch, expected) => {
    expect(evaluationTime(now, epoch)).toBe(expected);
  });

  test.each([
    ['yesterday', undefined],
    ['2026-13-01', undefined],
    ['2026-01-31T12:00', undefined],
    [undefined, '-1'],
    [undefined, 'now'],
    [undefined, '99999999999999999999'],
  ])('refuses --now %s, SOURCE_DATE_EPOCH %s', (now, epoch) => {
    expect(() => evaluationTime(now, epoch)).toThrow(UsageError);
  });

  test('an unset or empty variable means the clock', () => {
    const before = Date.now();
    for (const epoch of [undefined, ''])
      expect(Date.parse(evaluationTime(undefined, epoch))).toBeGreaterThanOrEqual(before);
  });
});

describe('displayFor', () => {
  const none = { color: undefined, 'no-color': undefined, width: undefined };

  test.each([
    ['a pipe', none, 1, {}, false],
    ['FORCE_COLOR', none, 1, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', none, 1, { FORCE_COLOR: '0' }, false],
    ['NO_COLOR beats it', none, 1, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    ['an empty NO_COLOR is unset', none, 1, { FORCE_COLOR: '1', NO_COLOR: '' }, true],
    ['--color always beats both', { ...none, color: 'always' as const }, 1, { NO_COLOR: '1' }, true],
    ['--color never', { ...none, color: 'never' as const }, 1, { FORCE_COLOR: '1' }, false],
    ['--no-color', { ...none, 'no-color': true }, 1, { FORCE_COLOR: '1' }, false],
    ['a file', none, null, { FORCE_COLOR: '1' }, false],
    ['a file, --color always', { ...none, color: 'always' as const }, null, {}, true],
  ] as const)('%s', (_, args, descriptor, env, color) => {
    expect(displayFor(args, descriptor, env).color).toBe(color);
  });

  test('--width', () => {
    expect(displayFor({ ...none, width: '72' }, null, {}).width).toBe(72);
    for (const width of ['0', '39', '-80', 'wide', '80.5', '123456']) {
      expect(() => displayFor({ ...none, width }, null, {})).toThrow(UsageError);
    }
  });
});

describe('outputRequests', () => {
  const known = ['console', 'json'] as const;
  const read = (formats: readonly string[], output: string | null = null): [unknown, readonly string[]] => {
    const problems: string[] = [];
    return [outputRequests({ formats, output, known, fallback: 'console' }, problems), problems];
  };

  test.each([
    ['nothing', [], null, [{ format: 'console', file: null }]],
    ['a file', ['json=a=b.json'], null, [{ format: 'json', file: 'a=b.json' }]],
    ['-o', ['json'], 'x.json', [{ format: 'json', file: 'x.json' }]],
    ['-o alone', [], 'x.txt', [{ format: 'console', file: 'x.txt' }]],
    ['- is standard output', ['json=-'], null, [{ format: 'json', file: null }]],
    ['-o -', ['json'], '-', [{ format: 'json', file: null }]],
    [
      'the same format twice',
      ['json=a', 'json=b'],
      null,
      [
        { format: 'json', file: 'a' },
        { format: 'json', file: 'b' },
      ],
    ],
  ] as const)('%s', (_, formats, output, expected) => {
    expect(read(formats, output)).toEqual([expected, []]);
  });

  test.each([
    ['two on standard output', ['json', 'console'], null],
    ['one format without a name for its file', ['json='], null],
    ['one file for two', ['json', 'console'], 'x'],
  ] as const)('refuses %s', (_, formats, output) => {
    expect(read(formats, output)[1].length).toBeGreaterThan(0);
  });
});

test('systemErrorText drops what the reader knows', () => {
  expect(systemErrorText(new Error("ENOENT: no such file or directory, open '/x'"))).toBe('no such file or directory');
  expect(systemErrorText(new Error('ENOSPC: no space left on device, write'))).toBe('no space left on device');
  expect(systemErrorText(new Error('it is a directory'))).toBe('it is a directory');
  expect(systemErrorText('odd')).toBe('odd');
});
