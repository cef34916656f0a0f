import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { block, NET, regText, SERVER, utf16, WOW } from '../helpers/reg-evidence.ts';
import { cleanEnvironment, COMMAND, inDirectory } from './command.ts';

/** Four kinds of machines, a few hundred bytes each, and how many of the eight rules pass. */
const KINDS = [
  { passes: 2, text: regText(block(SERVER, '"DisabledByDefault"=dword:00000000', '"Enabled"=dword:00000001')) },
  { passes: 0, text: regText(block(SERVER, '"DisabledByDefault"=dword:00000001', '"Enabled"=dword:00000000')) },
  {
    passes: 2,
    text: regText(block(NET, '"SchUseStrongCrypto"=dword:00000001', '"SystemDefaultTlsVersions"=dword:00000001')),
  },
  {
    passes: 1,
    text: regText(block(WOW, '"SchUseStrongCrypto"=dword:00000001', '"SystemDefaultTlsVersions"=dword:00000000')),
  },
] as const;

/** Prints the process's peak memory in KiB as it ends (getrusage, ru_maxrss). */
const MEASURE =
  "process.on('exit', () => require('node:fs').writeSync(2, `peak ${process.resourceUsage().maxRSS}\\n`));";

/**
 * A heap that is as good as full makes V8 collect garbage soon: what grows then is what is kept. Without it the peak
 * says when V8 found time.
 */
const SMALL_HEAP = ['--max-old-space-size=24', '--max-semi-space-size=1'];

/** Up to 500 hosts are held until all have their names; from there on memory is flat. */
const FEW = 600;
const MANY = 3000;
/**
 * MiB: what V8 takes beside a full heap differs by version. The small heap itself is the stricter test: a report that
 * were kept in memory would burst it (the canary below).
 */
const MOST_GROWTH = 20;

interface Measured {
  readonly status: number | null;
  readonly text: string;
  readonly peak: number;
}

/** Scans `hosts` hosts into one format; the text of the report, all parts of it, and the peak memory in MiB. */
function scanHosts(directory: string, hosts: number, format: string): Measured {
  const evidence = path.join(directory, `evidence-${hosts}`);
  mkdirSync(evidence, { recursive: true });
  for (let i = 0; i < hosts; i++) {
    const { text } = KINDS[i % KINDS.length] ?? KINDS[0];
    writeFileSync(path.join(evidence, `host-${String(i).padStart(4, '0')}.reg`), utf16(text));
  }
  const measure = path.join(directory, 'measure.cjs');
  writeFileSync(measure, MEASURE);
  const out = path.join(directory, `out-${hosts}`);
  const sarif = format === 'sarif' ? ['--sarif-results', 'all'] : [];
  const args = ['scan', evidence, '-f', `${format}=${path.join(out, 'report')}`, ...sarif];
  const { status, stderr } = spawnSync(process.execPath, [...SMALL_HEAP, '--require', measure, COMMAND, ...args], {
    cwd: directory,
    env: cleanEnvironment(),
    encoding: 'utf8',
  });
  const text = readdirSync(out)
    .filter((name) => !name.startsWith('.'))
    .map((name) => readFileSync(path.join(out, name), 'utf8'));
  return { status, text: text.join(''), peak: Number(/peak (\d+)/u.exec(stderr)?.[1]) / 1024 };
}

const PASSES: Readonly<Record<string, (text: string) => number>> = {
  jsonl: (text) => text.split('"outcome":"pass"').length - 1,
  sarif: (text) => text.split('"kind":"pass"').length - 1,
  junit: (text) => text.split('<testcase').length - text.split(/<(?:failure|error|skipped) /u).length,
  csv: (text) => text.split(/,(?:critical|high|medium|low|info),pass,/u).length - 1,
};

test.each(Object.keys(PASSES))(
  '%s: thousands of hosts are counted right, and memory stays flat',
  async (format) => {
    await inDirectory((directory) => {
      const few = scanHosts(directory, FEW, format);
      const many = scanHosts(directory, MANY, format);
      const passes = KINDS.reduce((sum, kind) => sum + kind.passes, 0) / KINDS.length;
      expect([few.status, many.status]).toEqual([1, 1]);
      expect(PASSES[format]?.(few.text)).toBe(FEW * passes);
      expect(PASSES[format]?.(many.text)).toBe(MANY * passes);
      if (process.env['REGAUDIT_SHOW_MEMORY'] !== undefined)
        process.stderr.write(`${format}: ${few.peak.toFixed(0)} MiB, ${many.peak.toFixed(0)} MiB\n`);
      expect(many.peak - few.peak, `${few.peak} MiB, ${many.peak} MiB`).toBeLessThan(MOST_GROWTH);
    });
  },
  120_000,
);

test('canary: json, which keeps its results until the end, bursts the heap', async () => {
  await inDirectory((directory) => {
    expect(scanHosts(directory, MANY, 'json').status).not.toBe(1);
  });
}, 120_000);
