// Builds the program into dist/: `npm run build`, and by itself (bin/ashar.mjs) when the sources have changed.
//
//   dist/cli.js, dist/main.js, dist/chunks/*   the server and the commands; packages stay in node_modules
//   dist/**/*.worker.js                        what threads load, named by its place below src/
//   dist/assets/*                              style sheets, fonts, icon and client scripts, named by their content
//   dist/assets/manifest.json                  name in the source (`base.css`) → name of the built file
//   dist/assets/bundles.json                   programs for the browser that are built in parts: the files of each
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { named, privateProperties, slimmer } from './slimmer.mjs';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');
const stampFile = path.join(dist, 'stamp');
/** What is no longer built stays this long: a server that still runs may load one of its parts later. */
const keptFor = 24 * 3_600_000;

const isTest = (name) => /\.(test|fixture)\.tsx?$/.test(name);

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(full);
    return entry.isFile() && !isTest(entry.name) ? [full] : [];
  });
}

/** Changes whenever a source changes: names, sizes and times, which cost some milliseconds to ask. */
export function sourceStamp() {
  const hash = createHash('sha256');
  const files = [
    ...filesBelow(path.join(root, 'src')),
    path.join(root, 'scripts', 'build.mjs'),
    path.join(root, 'scripts', 'slimmer.mjs'),
  ].sort();
  for (const file of files) {
    const { size, mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
    hash.update(`${file}:${size}:${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Whether dist/ is what the sources say. */
export function isBuilt() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceStamp();
}

/** Name of an asset in pages: the file's own name; client scripts end in `.js`. */
const assetName = (file) => path.basename(file).replace(/\.tsx?$/, '.js');

/**
 * Two files instead of forty: what a script needs at once, and what it loads later. esbuild cuts by who needs what,
 * which makes many small files; on a slow line each costs a turn of 400 ms, and small ones compress badly. So each
 * part that is loaded later says that it needs the beginning and all the other later parts: then each of the two
 * stays together.
 */
function twoFiles(entry, later) {
  const together = later.map((file) => `import ${JSON.stringify(path.join(root, file))};`).join('\n');
  return {
    name: 'two-files',
    setup(builder) {
      builder.onResolve({ filter: /./ }, async ({ path: name, kind, pluginData, ...from }) => {
        if (kind !== 'dynamic-import' || pluginData === 'resolved') return undefined;
        const found = await builder.resolve(name, { ...from, kind, pluginData: 'resolved' });
        if (found.errors.length > 0 || found.external) return found;
        return { path: found.path, namespace: 'later' };
      });
      builder.onLoad({ filter: /./, namespace: 'later' }, ({ path: file }) => {
        const named = JSON.stringify(file);
        const standard = /^export default|as default/m.test(readFileSync(file, 'utf8'));
        return {
          contents: [
            `import ${JSON.stringify(entry)};`,
            together,
            `export * from ${named};`,
            standard ? `export { default } from ${named};` : '',
          ].join('\n'),
          resolveDir: path.dirname(file),
          loader: 'js',
        };
      });
    },
  };
}

/** How a part is loaded that a file only passes on, with the names the file gives; undefined for any other file. */
function passedOn(text) {
  const found = /^import\{([^}]*)\}from"(\.\/[\w-]+\.js)";(?:import"[^"]*";)*export\{([^}]*)\};\s*$/.exec(
    text,
  );
  if (!found) return undefined;
  const renamed = (list) => list.split(',').map((one) => one.split(' as '));
  const there = new Map(renamed(found[1]).map(([name, here = name]) => [here, name]));
  const names = renamed(found[3]).map(([here, name = here]) => `${name}:part.${there.get(here)}`);
  return `import(${JSON.stringify(found[2])}).then(part=>({${names.join()}}))`;
}

/**
 * Files that only pass on what a part loaded later has are asked for nowhere: whoever loads one loads the part itself,
 * a turn on the line less, and takes from it what the file would have passed on.
 */
function withoutPassing(files) {
  const passing = new Map();
  for (const { path: file, text } of files) {
    const instead = file.endsWith('.js') ? passedOn(text) : undefined;
    if (instead !== undefined) passing.set(path.basename(file), instead);
  }
  const direct = (text) =>
    text.replaceAll(/\bimport\("\.\/([\w-]+\.js)"\)/g, (all, name) => passing.get(name) ?? all);
  return files
    .filter(({ path: file }) => !passing.has(path.basename(file)))
    .map((file) => ({ ...file, text: direct(file.text) }));
}

/** The parts a script needs: before it can run (`start`), or ever (`whole`), without the script itself. */
function partsOf(outputs, entry, whole) {
  const found = new Set();
  const walk = (out) => {
    for (const { path: next, kind } of outputs[out]?.imports ?? []) {
      if ((kind !== 'import-statement' && !whole) || found.has(next)) continue;
      found.add(next);
      walk(next);
    }
  };
  walk(entry);
  return [...found].map((out) => path.basename(out));
}

/**
 * Packages stay in node_modules, but for those of many small files that every start needs: reading them one by one
 * would be half of its time. Each of them is in the program once: a package that is inside cannot be outside too.
 */
const packagesOutside = {
  name: 'packages-outside',
  setup(builder) {
    builder.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) => {
      if (
        kind === 'entry-point' ||
        /^(?:drizzle-orm|zod|hono|yjs|lib0|rate-limiter-flexible)(?:\/|$)/.test(name)
      )
        return undefined;
      return { path: name, external: true };
    });
  },
};

/** @throws Error with esbuild's messages when a source cannot be built; dist/ is then left as it was. */
export async function build() {
  const { build: esbuild } = await import('esbuild');
  const stamp = sourceStamp();
  const common = { absWorkingDir: root, bundle: true, write: false, logLevel: 'silent', metafile: true };
  // The field app and its neighbours (recorder's page, wall) load most of themselves when it is needed.
  const inParts = globSync('src/field/app/**/*.client.{ts,tsx}', { cwd: root }).sort();
  const clientScripts = globSync('src/**/*.client.ts', { cwd: root })
    .filter((file) => !inParts.includes(file))
    .sort();
  // What a thread of its own loads (platform/workers/worker.ts), named by its place below src/.
  const threads = globSync('src/**/*.worker.ts', { cwd: root }).sort();
  const assetSources = [
    'src/platform/ui/base.css',
    'src/platform/ui/staff.css',
    'src/platform/documents/documents.css',
    ...globSync(['src/*/*.css', 'src/needs/*/*.css'], { cwd: root }).sort(),
    'src/platform/ui/icon.svg',
    'src/field/app/worker.ts',
    ...clientScripts,
  ];
  const forBrowsers = {
    ...common,
    outdir: path.join(dist, 'assets'),
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    platform: 'browser',
    target: ['es2020', 'chrome80', 'firefox78', 'safari14.1'],
    format: 'esm',
    minify: true,
    // Kyrgyz letters as they are, two bytes each instead of six.
    charset: 'utf8',
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.woff2': 'file', '.png': 'file', '.gif': 'file', '.svg': 'copy' },
  };
  const [server, client, apps] = await Promise.all([
    esbuild({
      ...common,
      entryPoints: ['src/cli.ts', 'src/main.ts', 'src/platform/workers/host.ts', ...threads],
      outdir: dist,
      outbase: path.join(root, 'src'),
      platform: 'node',
      target: 'node24',
      format: 'esm',
      plugins: [packagesOutside],
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      sourcemap: 'linked',
      sourcesContent: false,
      keepNames: true,
      // For packages of the older kind that are inside.
      banner: {
        js: "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);",
      },
    }),
    esbuild({ ...forBrowsers, entryPoints: assetSources }),
    Promise.all(
      inParts.map(async (entry) => {
        const app = {
          ...forBrowsers,
          entryPoints: [entry],
          splitting: true,
          chunkNames: 'part-[hash]',
          mangleProps: privateProperties,
          // These engines know the fields of classes, which the language of 2020 did not.
          target: forBrowsers.target.filter((one) => !one.startsWith('es')),
          // Chrome before 91 errs only where a call after `?.` spreads its arguments; slimmer.test.ts sees that none does.
          supported: { 'optional-chain': true },
        };
        // The page of a hall's recorder has no files beside its script.
        const fetched = entry === 'src/field/app/field.client.tsx';
        // Once to see what is loaded later, once to cut by it.
        const { metafile } = await esbuild({ ...app, minify: false, plugins: [slimmer(fetched)] });
        const later = Object.values(metafile.inputs).flatMap(({ imports }) =>
          imports.filter(({ kind }) => kind === 'dynamic-import').map((one) => one.path),
        );
        const cut = twoFiles(path.join(root, entry), [...new Set(later)].sort());
        const built = await esbuild({ ...app, plugins: [cut, slimmer(fetched)] });
        const files = await Promise.all(
          withoutPassing(
            built.outputFiles.map(({ path: file, text, contents }) => ({ path: file, text, contents })),
          ).map(async ({ path: file, text, contents }) => ({
            path: file,
            contents: file.endsWith('.js') ? await named(file, text, app.target) : contents,
          })),
        );
        return { entry, files, outputs: built.metafile.outputs };
      }),
    ),
  ]);

  const manifest = {};
  for (const [out, { entryPoint, inputs }] of Object.entries(client.metafile.outputs)) {
    const source = entryPoint ?? Object.keys(inputs)[0];
    if (source === undefined) continue;
    const name = assetName(source);
    if (manifest[name] !== undefined) throw new Error(`Two assets are named ${name}; give one another name.`);
    manifest[name] = path.basename(out);
  }
  // Words that the field app fetches, in files named by their content.
  const { lexicon } = await import('../src/methods/matcher/lexicon-lines.ts');
  const { catalogueLines } = await import('../src/needs/rules/catalogue-lines.ts');
  const data = new Map();
  for (const [name, words] of Object.entries({ lexicon, catalogue: catalogueLines })) {
    const text = JSON.stringify(words);
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 8).toUpperCase();
    manifest[`${name}.txt`] = `${name}-${hash}.txt`;
    data.set(manifest[`${name}.txt`], text);
  }
  const bundles = {};
  for (const { entry, files, outputs } of apps) {
    const out = Object.keys(outputs).find((one) => outputs[one].entryPoint === entry);
    const name = assetName(entry);
    if (manifest[name] !== undefined) throw new Error(`Two assets are named ${name}; give one another name.`);
    manifest[name] = path.basename(out);
    const there = new Set(files.map((file) => path.basename(file.path)));
    const parts = (whole) => partsOf(outputs, out, whole).filter((part) => there.has(part));
    bundles[name] = { start: parts(false), whole: parts(true) };
  }
  // Copied files (the icon) are outputs whose only input is themselves.
  const made = new Set();
  const put = (file, contents) => {
    made.add(file);
    if (existsSync(file) && readFileSync(file).equals(Buffer.from(contents))) return;
    mkdirSync(path.dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, contents);
    renameSync(draft, file);
  };
  for (const output of [...apps.flatMap(({ files }) => files), ...client.outputFiles])
    put(output.path, output.contents);
  for (const [name, text] of data) put(path.join(dist, 'assets', name), text);
  put(path.join(dist, 'assets', 'bundles.json'), `${JSON.stringify(bundles, null, 2)}\n`);
  put(path.join(dist, 'assets', 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  // Parts before the entries that name them: whoever starts in the middle finds either program whole.
  const chunks = server.outputFiles.filter((output) => output.path.includes(`${path.sep}chunks${path.sep}`));
  for (const output of chunks) put(output.path, output.contents);
  for (const output of server.outputFiles) if (!chunks.includes(output)) put(output.path, output.contents);
  writeFileSync(`${stampFile}.${process.pid}`, stamp);
  renameSync(`${stampFile}.${process.pid}`, stampFile);
  made.add(stampFile);
  for (const file of filesBelow(dist)) {
    if (!made.has(file) && Date.now() - statSync(file, { throwIfNoEntry: false })?.mtimeMs > keptFor) {
      rmSync(file, { force: true });
    }
  }
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    if (process.argv.includes('--force') || !isBuilt()) await build();
  } catch (error) {
    const { formatMessages } = await import('esbuild');
    const messages = Array.isArray(error.errors)
      ? await formatMessages(error.errors, { kind: 'error' })
      : [error.stack];
    process.stderr.write(`${messages.join('\n')}\n`);
    process.exit(1);
  }
}
