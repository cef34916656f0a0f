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
    // Every run would lay out the help of its command (6 ms), in case a handler fails and yargs is to print it.
    hooks.onLoad({ filter: /yargs\/build\/lib\/usage\.js$/ }, ({ path: file }) => {
      const contents = readFileSync(file, 'utf8');
      const cached = 'cachedHelpMessage = this.help();';
      if (!contents.includes(cached)) throw new Error('yargs has changed: look again at light-yargs in build.mjs');
      return { contents: contents.replace(cached, '') };
    });
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
 * Writes the code units that the hot loops compare with (`U.QUOTE`) as numbers: across modules esbuild leaves variables,
 * which cost the parser a tenth of its time (measured on the large export of test/bench).
 * @type {import('esbuild').Plugin}
 */
const inlineUnits = {
  name: 'inline-units',
  setup(hooks) {
    const source = readFileSync(path.join(project, 'src/parse/reg/units.ts'), 'utf8');
    const constants = new Map(
      [...source.matchAll(/^export const ([A-Z_]+) = (-?(?:0x)?[0-9a-f]+);/gm)].map(([, name, value]) => [name, value]),
    );
    if (!constants.has('QUOTE')) throw new Error('units.ts has changed: look again at inline-units in build.mjs');
    hooks.onLoad({ filter: /[\\/]src[\\/]parse[\\/]reg[\\/][^\\/]*\.ts$/ }, ({ path: file }) => ({
      contents: readFileSync(file, 'utf8').replaceAll(/\bU\.([A-Z_]+)\b/g, (text, name) => constants.get(name) ?? text),
      loader: 'ts',
    }));
  },
};

/** Report formats with code of their own, in files beside the command's: `<name>: <entry point>`. */
const FORMAT_BUNDLES = Object.fromEntries(
  [
    ...readFileSync(path.join(project, 'src/report/index.ts'), 'utf8').matchAll(
      /import\('\.\/((?!console|json)[\w-]+)\/([\w.-]+)'\)/g,
    ),
  ].map(([, directory, file]) => [`report-${directory}`, `src/report/${directory}/${file}`]),
);

/**
 * What a scan of a UTF-16 export with a built-in pack and the plain reports never needs stays out of the command's file:
 * the pack loader (ajv, yaml), the code pages, the other report formats. A few files start faster than the thirty chunks
 * that code splitting makes.
 * @type {import('esbuild').Plugin}
 */
const heavyApart = {
  name: 'heavy-apart',
  setup(hooks) {
    hooks.onResolve(
      { filter: /(?:^iconv-lite|\/load-pack\.ts|^\.\/[\w-]+\/[\w-]+-reporter\.tsx?)$/ },
      ({ kind, path: name }) => {
        if (kind !== 'dynamic-import') return null;
        if (name === 'iconv-lite') return { path: './iconv-lite.mjs', external: true };
        if (name.endsWith('/load-pack.ts')) return { path: './load-pack.mjs', external: true };
        const bundled = `report-${name.split('/')[1]}`;
        return bundled in FORMAT_BUNDLES ? { path: `./${bundled}.mjs`, external: true } : null;
      },
    );
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
    plugins: [inlineUnits, ...plugins],
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
    ...Object.entries(FORMAT_BUNDLES).map(([name, entryPoint]) => bundle(name, entryPoint)),
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
    const manifest = JSON.parse(readFileSync(path.join(project, directory, 'package.json'), 'utf8'));
    const { name, version: packageVersion, license, author } = manifest;
    const file = readdirSync(path.join(project, directory)).find((candidate) =>
      /^(?:licen[cs]e|copying)/i.test(candidate),
    );
    if (file === undefined) {
      // Some packages state their licence only in the manifest.
      if (!license || !author) throw new Error(`${directory} states no licence`);
      return `${name} ${packageVersion} (${license})\n\nCopyright (c) ${author.name ?? author}\n`;
    }
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
