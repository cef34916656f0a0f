import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from './main.ts';
import { writeFully } from './write-fully.ts';

/** What `npm start` shows: real exports of three servers, judged. */
const EVIDENCE = 'fixtures/evidence/servers';

const REPORTS = [
  { format: 'html', file: 'out/report.html', words: 'for auditors, in a browser' },
  { format: 'sarif', file: 'out/report.sarif', words: 'for code scanning' },
  { format: 'junit', file: 'out/report.xml', words: 'for CI, as test results' },
  { format: 'json', file: 'out/report.json', words: 'for programs, and for regaudit verify' },
] as const;

const EXIT_CODE_WORDS = {
  0: 'the gate passed',
  1: 'the gate failed, because not every server enforces TLS 1.2',
  2: 'the scan could not be done',
} as const;

function say(text: string): void {
  writeFully(1, new TextEncoder().encode(`${text}\n`));
}

process.chdir(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const argv = ['scan', EVIDENCE, '-f', 'console', ...REPORTS.flatMap(({ format, file }) => ['-f', `${format}=${file}`])];
say(`$ regaudit ${argv.join(' ')}\n`);
const exitCode = await main(argv);
if (exitCode !== 2) {
  say('\nThe same as reports:');
  for (const { file, words } of REPORTS) say(`  ${file.padEnd(17)} ${words}`);
}
say(`\nThe scan's own exit code is ${exitCode}: ${EXIT_CODE_WORDS[exitCode]}.`);
process.exitCode = exitCode === 2 ? 2 : 0;
