// Builds dist/: the command, the library, the worker that hashes, the built-in packs and the licence notices.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const project = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(project, 'dist');
const { version } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8'));

/** @type {import('esbuild').BuildOptions} */
const COMMON = {
  absWorkingDir: project,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
  // Bundled CommonJS packages call require for Node's own modules.
  banner: {
    js: "import { createRequire as createNodeRequire } from 'node:module';\nconst require = createNodeRequire(import.meta.url);",
  },
};

/**
 * Two packages that yargs loads cost more time than all the rest of it, and only lay out its help, which is ASCII:
 * string-width makes an Intl.Segmenter (20 ms), assert loads Node's whole assertion library.
 * @type {import('esbuild').Plugin}
 */
const lightYargs = {
  name: 'light-yargs',
  setup(hooks) {
    hooks.onResolve({ filter: /^(?:string-width|assert)$/ }, ({ path: name }) => ({ path: name, namespace: 'light-yargs' }));
    hooks.onLoad({ filter: /^string-width$/, namespace: 'light-yargs' }, () => ({
      contents: 'export default (text) => String(text).length;',
    }));
    hooks.onLoad({ filter: /^assert$/, namespace: 'light-yargs' }, () => ({
      contents: `
        export const strictEqual = (actual, expected, message) => {
          if (!Object.is(actual, expected)) throw new Error(message ?? 'expected ' + expected + ', found ' + actual);
        };
        export const notStrictEqual = (actual, expected, message) => {
          if (Object.is(actual, expected)) throw new Error(message ?? 'found ' + actual);
        };`,
    }));
  },
};

/** Bundles the program; answers with the sources that went into it and the files that came out. */
async function bundle() {
  const { metafile } = await build({
    ...COMMON,
    entryPoints: {
      regaudit: 'src/cli/regaudit.ts',
      start: 'src/cli/start.ts',
      'hash-worker': 'src/cli/hash-worker.ts',
      index: 'src/index.ts',
    },
    outdir: dist,
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    splitting: true,
    minify: true,
    legalComments: 'none',
    define: { REGAUDIT_VERSION: JSON.stringify(version) },
    metafile: true,
    plugins: [lightYargs],
  });
  return {
    sources: Object.keys(metafile.inputs),
    files: Object.keys(metafile.outputs).map((file) => path.basename(file)),
  };
}

/** Loads rules/*.yaml through the loader that users' packs go through, so that a run needs neither yaml nor ajv. */
async function writePacks() {
  const directory = mkdtempSync(path.join(tmpdir(), 'regaudit-build-'));
  try {
    const loader = path.join(directory, 'load-pack.mjs');
    await build({ ...COMMON, entryPoints: ['src/packs/load-pack.ts'], outfile: loader });
    const { createPackLoader } = await import(pathToFileURL(loader).href);
    const loadPack = createPackLoader();
    const names = readdirSync(path.join(project, 'rules')).filter((name) => name.endsWith('.yaml'));
    const packs = names.sort().map((name) => {
      const bytes = readFileSync(path.join(project, 'rules', name));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return loadPack({ file: `rules/${name}`, text: bytes.toString('utf8'), sha256 });
    });
    writeFileSync(path.join(dist, 'packs.json'), JSON.stringify(packs));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The licences of the packages in the bundle ask for their notices to go with it. */
function writeNotices(sources) {
  /** @type {Set<string>} */
  const packages = new Set();
  for (const source of sources) {
    const found = /^(?<directory>.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(source);
    if (found) packages.add(found.groups.directory);
  }
  const notices = [...packages].sort().map((directory) => {
    const {
      name,
      version: packageVersion,
      license,
    } = JSON.parse(readFileSync(path.join(project, directory, 'package.json'), 'utf8'));
    const file = readdirSync(path.join(project, directory)).find((candidate) =>
      /^(?:licen[cs]e|copying)/i.test(candidate),
    );
    if (file === undefined) throw new Error(`${directory} has no licence file`);
    const text = readFileSync(path.join(project, directory, file), 'utf8').trim();
    return `${name} ${packageVersion} (${license})\n\n${text}\n`;
  });
  const rule = `\n${'-'.repeat(80)}\n\n`;
  writeFileSync(
    path.join(dist, 'THIRD-PARTY-LICENSES.txt'),
    `regaudit ${version} contains these packages:\n${rule}${notices.join(rule)}`,
  );
}

const { sources, files } = await bundle();
await writePacks();
writeNotices(sources);
const current = new Set([...files, 'packs.json', 'THIRD-PARTY-LICENSES.txt']);
for (const name of readdirSync(dist)) if (!current.has(name)) rmSync(path.join(dist, name), { recursive: true });
