// Builds dist/: the command, the library, the built-in packs and the licence notices of what is bundled.
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const project = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(project, 'dist');
/** Where files are made before they take the places of the old ones, which a run may be using. */
const fresh = path.join(project, `.build-${process.pid}`);
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
    hooks.onResolve({ filter: /^(?:string-width|assert)$/ }, ({ path: name }) => ({
      path: name,
      namespace: 'light-yargs',
    }));
    hooks.onLoad({ filter: /^string-width$/, namespace: 'light-yargs' }, () => ({
      contents: 'export default (text) => String(text).length;',
    }));
    // It asks for the terminal's width, which loads Node's streams; main.ts sets the width of the help.
    hooks.onLoad({ filter: /yargs\/lib\/platform-shims\/esm\.mjs$/ }, ({ path: file }) => {
      const contents = readFileSync(file, 'utf8');
      const asked = "typeof process.stdout.columns !== 'undefined' ? process.stdout.columns : null";
      if (!contents.includes(asked)) throw new Error('yargs has changed: look again at light-yargs in build.mjs');
      return { contents: contents.replace(asked, 'null') };
    });
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

/**
 * What a scan of a UTF-16 export with a built-in pack never needs stays out of the command's file: the pack loader
 * (ajv, yaml) and the code pages. One file starts faster than the thirty chunks that code splitting makes.
 * @type {import('esbuild').Plugin}
 */
const heavyApart = {
  name: 'heavy-apart',
  setup(hooks) {
    hooks.onResolve({ filter: /(?:^iconv-lite|\/load-pack\.ts)$/ }, ({ kind, path: name }) => {
      if (kind !== 'dynamic-import') return null;
      return { path: name === 'iconv-lite' ? './iconv-lite.mjs' : './load-pack.mjs', external: true };
    });
  },
};

/** Bundles one entry point; answers with the sources that went into it. */
async function bundle(name, entryPoint, plugins = []) {
  const { metafile } = await build({
    ...COMMON,
    entryPoints: [entryPoint],
    outfile: path.join(fresh, `${name}.mjs`),
    minify: true,
    legalComments: 'none',
    define: { REGAUDIT_VERSION: JSON.stringify(version) },
    metafile: true,
    plugins,
  });
  return Object.keys(metafile.inputs);
}

/** Bundles the program; answers with the sources that went into it. */
async function bundleAll() {
  const bundles = [
    bundle('regaudit', 'src/cli/regaudit.ts', [lightYargs, heavyApart]),
    bundle('start', 'src/cli/start.ts', [lightYargs, heavyApart]),
    bundle('hash-worker', 'src/cli/hash-worker.ts'),
    bundle('load-pack', 'src/packs/load-pack.ts'),
    bundle('iconv-lite', 'node_modules/iconv-lite/lib/index.js'),
    bundle('index', 'src/index.ts', [heavyApart]),
  ];
  return (await Promise.all(bundles)).flat();
}

/** Loads rules/*.yaml through the loader that users' packs go through, so that a run needs neither yaml nor ajv. */
async function writePacks() {
  const { createPackLoader } = await import(pathToFileURL(path.join(fresh, 'load-pack.mjs')).href);
  const loadPack = createPackLoader();
  const rules = path.join(project, 'rules');
  const names = readdirSync(rules).filter((name) => name.endsWith('.yaml'));
  const packs = names.toSorted().map((name) => {
    const bytes = readFileSync(path.join(rules, name));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return loadPack({ file: `rules/${name}`, text: bytes.toString('utf8'), sha256 });
  });
  writeFileSync(path.join(fresh, 'packs.json'), JSON.stringify(packs));
}

/** The licences of the packages in the bundle ask for their notices to go with it. */
function writeNotices(sources) {
  /** @type {Set<string>} */
  const packages = new Set();
  for (const source of sources) {
    const found = /^(?<directory>.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(source);
    if (found) packages.add(found.groups.directory);
  }
  const notices = [...packages].toSorted().map((directory) => {
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
    path.join(fresh, 'THIRD-PARTY-LICENSES.txt'),
    `regaudit ${version} contains these packages:\n${rule}${notices.join(rule)}`,
  );
}

/** Puts the fresh files into dist/ one by one, then removes what no longer belongs there. */
function replaceDist() {
  mkdirSync(dist, { recursive: true });
  const names = readdirSync(fresh);
  for (const name of names) renameSync(path.join(fresh, name), path.join(dist, name));
  chmodSync(path.join(dist, 'regaudit.mjs'), 0o755);
  for (const name of readdirSync(dist)) if (!names.includes(name)) rmSync(path.join(dist, name), { recursive: true });
}

try {
  const sources = await bundleAll();
  await writePacks();
  writeNotices(sources);
  replaceDist();
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
