import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from './main.ts';
import { writeFully } from './write-fully.ts';

/** What `npm start` shows: real exports of three servers, judged. */
const EVIDENCE = 'fixtures/evidence/servers';
const REPORT = 'out/report.json';

const EXIT_CODE_WORDS = {
  0: 'the gate passed',
  1: 'the gate failed, because not every server enforces TLS 1.2',
  2: 'the scan could not be done',
} as const;

function say(text: string): void {
  writeFully(1, new TextEncoder().encode(`${text}\n`));
}

process.chdir(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const argv = ['scan', EVIDENCE, '-f', 'console', '-f', `json=${REPORT}`];
say(`$ regaudit ${argv.join(' ')}\n`);
const exitCode = await main(argv);
if (exitCode !== 2) say(`\nThe JSON report is in ${REPORT}.`);
say(`The scan's own exit code is ${exitCode}: ${EXIT_CODE_WORDS[exitCode]}.`);
process.exitCode = exitCode === 2 ? 2 : 0;
