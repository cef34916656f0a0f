// Measures the speed of a scan as ratios against peers, in one run. Needs openssl. Usage, after `npm run build`:
//   node test/bench/bench.mjs [MEGABYTES]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compare } from './compare.mjs';
import { makeLargeExport } from './make-large-export.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const regaudit = path.join(root, 'dist/regaudit.mjs');
const directory = mkdtempSync(path.join(tmpdir(), 'regaudit-bench-'));

/** About 20 KB of a real export: its first 10,000 characters, up to the end of a block. */
function smallExport() {
  const text = readFileSync(path.join(root, 'fixtures/verdicts/wine/wine-hklm-system.reg')).toString('utf16le');
  return Buffer.from(text.slice(0, text.lastIndexOf('\r\n\r\n', 10_000) + 4), 'utf16le');
}

try {
  const large = path.join(directory, 'large.reg');
  const report = path.join(directory, 'report.json');
  makeLargeExport(large, Number(process.argv[2] ?? 330));
  const scan = [process.execPath, regaudit, 'scan', large, '-f', `json=${report}`];
  await compare('large export, against openssl dgst -sha256', scan, ['openssl', 'dgst', '-sha256', large], 7);
  const { outcomes } = JSON.parse(readFileSync(report, 'utf8')).summary;
  if (outcomes.pass !== 8) throw new Error(`the large export must pass all eight rules: ${JSON.stringify(outcomes)}`);

  const small = path.join(directory, 'small.reg');
  writeFileSync(small, smallExport());
  await compare(
    '20 KB export, against node -e 0',
    [process.execPath, regaudit, 'scan', small],
    [process.execPath, '-e', '0'],
    21,
  );
} finally {
  rmSync(directory, { recursive: true, force: true });
}
