import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FIXTURES, regaudit } from './command.ts';

/** One section of a scenario file (fixtures/scenarios/README.md). */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The sections of a scenario; what stands before the first one is for people. */
export function parseScenario(text: string): readonly Section[] {
  return text
    .split(/^--- /mu)
    .slice(1)
    .map((part) => {
      const [title = '', ...lines] = part.split('\n');
      if (lines.at(-1) === '') lines.pop();
      return { title: title.trim(), lines };
    });
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(?:x([0-9a-f]{2})|([enr0]))/gu, (_, hex: string | undefined, letter: string | undefined) =>
    hex === undefined
      ? ({ e: '\x1b', n: '\n', r: '\r', 0: '\0' }[letter ?? ''] ?? '')
      : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function words(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/gu)].map((match) => match[1] ?? match[2] ?? '');
}

function prepare(line: string, directory: string): void {
  const [, name = '', sign, content = ''] = /^(.*?)(?:\s+(<|=)(?:\s(.*))?)?$/u.exec(line) ?? [];
  const target = path.join(directory, name);
  mkdirSync(name.endsWith('/') ? target : path.dirname(target), { recursive: true });
  if (sign === '<') copyFileSync(path.join(FIXTURES, content), target);
  else if (sign === '=') writeFileSync(target, unescaped(content), 'latin1');
}

function linesOf(sections: readonly Section[], title: string): readonly string[] {
  return sections.filter((section) => section.title === title).flatMap(({ lines }) => lines);
}

function compareStream(name: string, text: string, { title, lines }: Section): readonly string[] {
  const wanted = lines.map((line) => unescaped(line));
  const [, how = ''] = title.split(' ');
  if (how === 'has') return wanted.filter((part) => !text.includes(part)).map((part) => `${name} lacks ${part}`);
  if (how === 'lacks') return wanted.filter((part) => text.includes(part)).map((part) => `${name} has ${part}`);
  const shown = how === 'ends' ? text.trimEnd().split('\n').slice(-wanted.length).join('\n') : text.trimEnd();
  const whole = lines.join('\n') === '(nothing)' ? '' : lines.join('\n');
  return shown === whole ? [] : [`${name} is\n${shown}\nexpected\n${whole}`];
}

function compareFile(directory: string, { title, lines }: Section): readonly string[] {
  const name = title.slice('writes '.length);
  const file = path.join(directory, name);
  if (lines.join('\n') === '(nothing)') return existsSync(file) ? [`${name} was written`] : [];
  if (!existsSync(file)) return [`${name} was not written`];
  const text = readFileSync(file, 'utf8');
  return [
    ...(text.includes('\x1b') ? [`${name} has terminal escapes`] : []),
    ...lines.filter((part) => !text.includes(part)).map((part) => `${name} lacks ${part}`),
  ];
}

/** Runs a scenario in an empty directory; answers with what is not as it says. */
export function runScenario(text: string, directory: string): readonly string[] {
  const sections = parseScenario(text);
  for (const line of linesOf(sections, 'given')) prepare(line, directory);
  const [command, ...args] = words(unescaped(linesOf(sections, 'run').join(' ')));
  const env = Object.fromEntries(linesOf(sections, 'env').map((line) => line.split('=') as [string, string]));
  const [input] = linesOf(sections, 'stdin');
  const ran = regaudit(args, {
    cwd: directory,
    env,
    ...(input === undefined ? {} : { input: readFileSync(path.join(directory, input)) }),
  });
  const problems = command === 'regaudit' ? [] : ['the command line does not begin with regaudit'];
  const exit = linesOf(sections, 'exit').join('');
  if (String(ran.code) !== exit) problems.push(`exit code ${ran.code}, expected ${exit}`);
  for (const section of sections) {
    if (section.title.startsWith('stdout')) problems.push(...compareStream('stdout', ran.stdout, section));
    if (section.title.startsWith('stderr')) problems.push(...compareStream('stderr', ran.stderr, section));
    if (section.title.startsWith('writes')) problems.push(...compareFile(directory, section));
  }
  if (ran.code !== 0 && ran.stderr.trim() === '') problems.push('nothing names the cause on standard error');
  return problems.length === 0
    ? []
    : [...problems, `stdout:\n${beginning(ran.stdout)}`, `stderr:\n${beginning(ran.stderr)}`];
}

function beginning(text: string): string {
  return text.split('\n', 20).join('\n').slice(0, 2000);
}
