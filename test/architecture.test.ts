import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/** DESIGN section 1: what each room may import, and which packages. `scan.ts`, `convert.ts` and `index.ts` are rooms of one file. */
const ROOMS: Readonly<Record<string, { readonly rooms: readonly string[]; readonly packages: readonly string[] }>> = {
  model: { rooms: [], packages: [] },
  decode: { rooms: ['model'], packages: ['iconv-lite'] },
  parse: { rooms: ['model', 'decode'], packages: ['ajv', 'fast-xml-parser'] },
  normalise: { rooms: ['model'], packages: [] },
  packs: { rooms: ['model'], packages: ['ajv', 'yaml'] },
  evaluate: { rooms: ['model'], packages: [] },
  report: { rooms: ['model'], packages: ['fast-xml-parser', 'preact', 'preact-render-to-string'] },
  fix: { rooms: ['model'], packages: [] },
  scan: { rooms: ['model', 'decode', 'parse', 'normalise', 'packs', 'evaluate', 'report', 'fix'], packages: [] },
  convert: { rooms: ['model', 'normalise', 'scan'], packages: [] },
  verify: { rooms: ['model', 'evaluate', 'report', 'scan'], packages: [] },
  cli: {
    rooms: ['model', 'decode', 'parse', 'normalise', 'packs', 'evaluate', 'report', 'fix', 'scan', 'convert', 'verify'],
    packages: ['yargs'],
  },
  index: {
    rooms: ['model', 'decode', 'parse', 'normalise', 'packs', 'evaluate', 'report', 'fix', 'scan', 'convert', 'verify'],
    packages: [],
  },
};

/** The only modules of Node that the cli room may use: files, hashes, threads, terminals; no network, no processes. */
const CLI_MODULES: ReadonlySet<string> = new Set([
  'node:crypto',
  'node:fs',
  'node:os',
  'node:path',
  'node:timers/promises',
  'node:tty',
  'node:url',
  'node:worker_threads',
]);

/** What reads the machine or its settings; only the cli room may. */
const IMPURE = [
  /\bconsole\s*[.[]/u,
  /\bprocess\s*[.[]/u,
  /\bglobalThis\b/u,
  /\bBuffer\b/u,
  /\bDate\.now\b/u,
  /\bnew Date\(\)/u,
  /\bperformance\s*\./u,
  /\bMath\.random\b/u,
  /\blocaleCompare\b/u,
  /\btoLocale[A-Z]\w*/u,
  /\bIntl\s*\./u,
  /\b(?:setTimeout|setInterval|setImmediate|fetch|require)\s*\(/u,
];

const SOURCE = path.resolve(import.meta.dirname, '../src');

interface Source {
  /** Relative to src/, `/` separated. */
  readonly file: string;
  readonly text: string;
}

/** Code without comments and without the text of strings; lengths do not matter here. */
function codeOnly(text: string): string {
  return text.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*(?=\s*[.,;)\]])/gu,
    (token) => (token.startsWith("'") || token.startsWith('"') ? "''" : ' '),
  );
}

/** What a module imports, statically or dynamically, types included. */
function importsOf({ text }: Source): readonly string[] {
  const withoutComments = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/[^\n]*/gmu, ' ');
  const statements =
    /(?:^|[;}\n])\s*(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gmu;
  return [...withoutComments.matchAll(statements)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function roomOf(file: string): string {
  const [first = ''] = file.split('/');
  return first.replace(/\.tsx?$/u, '');
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** One import checked against the table; null when it is allowed. */
function importProblem(source: Source, specifier: string): string | null {
  const room = roomOf(source.file);
  const allowed = ROOMS[room];
  if (!allowed) return `${source.file}: no room of the design`;
  if (specifier.startsWith('node:')) {
    return room === 'cli' && CLI_MODULES.has(specifier) ? null : `${source.file}: imports ${specifier}`;
  }
  if (!specifier.startsWith('.')) {
    return allowed.packages.includes(packageOf(specifier)) ? null : `${source.file}: imports the package ${specifier}`;
  }
  const target = path.posix.join(path.posix.dirname(source.file), specifier);
  // The published JSON Schemas are data that packs and reports share with the outside.
  if (target.startsWith('../rules/schema/') && target.endsWith('.json')) return null;
  if (!/\.tsx?$/u.test(specifier)) return `${source.file}: ${specifier} does not end in .ts`;
  const targetRoom = roomOf(target);
  return targetRoom === room || allowed.rooms.includes(targetRoom) ? null : `${source.file}: imports ${target}`;
}

/** Everything in one module that the design forbids. */
function problemsOf(source: Source): readonly string[] {
  const imports = importsOf(source).flatMap((specifier) => importProblem(source, specifier) ?? []);
  const code = codeOnly(source.text);
  const isCli = roomOf(source.file) === 'cli';
  const impure = isCli
    ? []
    : IMPURE.filter((pattern) => pattern.test(code)).map((pattern) => `${source.file}: uses ${pattern.source}`);
  const exported = /\bexport\s+default\b/u.test(code) ? [`${source.file}: has a default export`] : [];
  const mutable = /^(?:export\s+)?let\s/mu.test(code) ? [`${source.file}: has module-level mutable state`] : [];
  return [...imports, ...impure, ...exported, ...mutable];
}

const sources: readonly Source[] = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/u.test(file))
  .map((file) => ({ file: file.split(path.sep).join('/'), text: readFileSync(path.join(SOURCE, file), 'utf8') }));

describe('the rooms', () => {
  test('every module keeps to the table of the design', () => {
    expect(sources.flatMap(problemsOf)).toEqual([]);
  });

  test('the test saw the modules and their imports', () => {
    const edges = sources.flatMap(importsOf);
    expect(sources.length).toBeGreaterThanOrEqual(80);
    expect(edges.length).toBeGreaterThanOrEqual(300);
    for (const room of [
      'model',
      'decode',
      'parse',
      'normalise',
      'packs',
      'evaluate',
      'report',
      'cli',
      'scan',
      'index',
    ]) {
      expect(
        sources.filter(({ file }) => roomOf(file) === room),
        room,
      ).not.toEqual([]);
    }
    expect(edges).toContain('yargs');
    expect(edges).toContain('../packs/load-pack.ts');
  });

  test('index.ts only re-exports', () => {
    const index = sources.find(({ file }) => file === 'index.ts');
    const statements = codeOnly(index?.text ?? '')
      .split(';')
      .map((statement) => statement.trim());
    expect(
      statements.filter((statement) => statement !== '' && !/^export (?:type )?\{[^}]*\} from ''$/u.test(statement)),
    ).toEqual([]);
    expect(statements.length).toBeGreaterThan(5);
  });

  test('no import goes round in a circle', () => {
    const graph = new Map(
      sources.map((source) => [
        source.file,
        importsOf(source)
          .filter((specifier) => specifier.startsWith('.'))
          .map((specifier) => path.posix.join(path.posix.dirname(source.file), specifier)),
      ]),
    );
    const done = new Set<string>();
    const circle = (file: string, trail: readonly string[]): string | null => {
      if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file].join(' -> ');
      if (done.has(file)) return null;
      for (const next of graph.get(file) ?? []) {
        const found = circle(next, [...trail, file]);
        if (found !== null) return found;
      }
      done.add(file);
      return null;
    };
    expect([...graph.keys()].flatMap((file) => circle(file, []) ?? [])).toEqual([]);
  });
});

describe('canaries: what the test must refuse', () => {
  test.each([
    ['a room that imports sideways', 'report/a.ts', "import { scan } from '../evaluate/evaluate.ts';"],
    ['a type from another room', 'packs/a.ts', "import type { Reporter } from '../report/reporter.ts';"],
    ['a re-export from another room', 'model/a.ts', "export * from '../parse/index.ts';"],
    ['a dynamic import', 'decode/a.ts', "const a = await import('../parse/index.ts');"],
    ['an import over several lines', 'fix/a.ts', "import {\n  one,\n  two,\n} from '../report/index.ts';"],
    ['a package of another room', 'evaluate/a.ts', "import { parse } from 'yaml';"],
    ['a part of such a package', 'report/a.ts', "import { Ajv2020 } from 'ajv/dist/2020.js';"],
    ['Node in a pure room', 'parse/a.ts', "import { readFileSync } from 'node:fs';"],
    ['the network', 'cli/a.ts', "import { get } from 'node:https';"],
    ['a child process', 'cli/a.ts', "import { spawn } from 'node:child_process';"],
    ['the library that imports the command', 'index.ts', "export { main } from './cli/main.ts';"],
    ['an import without extension', 'cli/a.ts', "import { main } from './main';"],
    ['the clock', 'report/a.ts', 'const now = Date.now();'],
    ['the clock by another name', 'report/a.ts', 'const now = new Date();'],
    ['chance', 'evaluate/a.ts', 'const x = Math.random();'],
    ['the locale', 'report/a.ts', 'names.sort((a, b) => a.localeCompare(b));'],
    ['the locale in numbers', 'report/a.ts', 'const text = count.toLocaleString();'],
    ['the console', 'scan.ts', "console.log('x');"],
    ['the process', 'packs/a.ts', "const home = process.env['HOME'];"],
    ['a Buffer', 'model/a.ts', 'const bytes = Buffer.from(text);'],
    ['a default export', 'cli/a.ts', 'export default 1;'],
    ['module-level mutable state', 'model/a.ts', 'let count = 0;'],
    ['a room that the design does not know', 'utils/a.ts', "import { a } from '../model/order.ts';"],
  ])('%s', (_, file, text) => {
    expect(problemsOf({ file, text })).toHaveLength(1);
  });

  test('what is allowed passes, and comments and strings are no code', () => {
    const text = `
      import { readFileSync } from 'node:fs';
      import type { Pack } from '../model/rule.ts';
      // import { get } from 'node:http';
      /* export default 1; */
      const words = 'export default';
      console.log(words, Date.now());`;
    expect(problemsOf({ file: 'cli/a.ts', text })).toEqual([]);
    expect(problemsOf({ file: 'report/a.ts', text: "const words = 'console.log(1) Buffer'; // Date.now()" })).toEqual(
      [],
    );
  });
});
