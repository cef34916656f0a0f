// Makes the sample reports of this directory, or the same in another one. Usage, after `npm run build`:
//   node reports/make-samples.mjs [DIRECTORY]
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const directory = path.resolve(process.argv[2] ?? path.join(root, 'reports'));

const FORMATS = {
  console: 'console.txt',
  json: 'report.json',
  jsonl: 'report.jsonl',
  sarif: 'report.sarif',
  junit: 'report.xml',
  html: 'report.html',
  csv: 'report.csv',
  markdown: 'report.md',
};

const args = [
  path.join(root, 'dist/regaudit.mjs'),
  'scan',
  'fixtures/evidence/servers',
  ...Object.entries(FORMATS).flatMap(([format, name]) => ['-f', `${format}=${path.join(directory, name)}`]),
  '--title=TLS 1.2 on the synchronisation servers',
  '--classification=Sample',
  '--period=January 2026',
  '--recipients=Whoever wants to know what a report looks like',
  '--now=2026-01-31T12:00:00Z',
];
const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
// Two of the three servers do not comply, so that the gate must fail.
if (status !== 1) {
  process.stderr.write(stderr);
  process.exitCode = 1;
}
