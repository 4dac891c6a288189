// Smaller forms of what the field app is made of: every kilobyte of it costs an old phone on a slow line 20 ms.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** What stands in the place of parts of packages that the app has no use for. */
const instead = {
  // Coloured words on a console bring a small document model and a checker of shapes along.
  logging: `
    export const print = (...words) => console.log(...words);
    export const warn = (...words) => console.warn(...words);
    export const [ORANGE, RED, BOLD, UNBOLD] = ['', '', '', ''];`,
};

const declared = /^\s+(?:static |readonly |async |get |set |\*)*#(\w+)\s*[(:=;<?!]/gm;
const used = /(\.|^\s+(?:static |readonly |async |get |set |\*)*)#(\w+)/gm;

/**
 * Private names of a source as plain ones that no other source has; undefined when it has none. Engines of 2020 know no
 * private methods: esbuild would write a map and a function for each, dearer to load and to run.
 */
export function withPlainPrivates(source, file) {
  const names = new Set([...source.matchAll(declared)].map(([, name]) => name));
  if (names.size === 0) return undefined;
  // The file's name makes it its own; the minifier makes it short.
  const own = `_${file.toLowerCase().replaceAll(/\W/g, '_')}$`;
  return source.replace(used, (all, before, name) => (names.has(name) ? `${before}${own}${name}` : all));
}

/** A class of a source by other words. @throws Error when the package has no such class any more */
function withoutClass(source, name, instead) {
  const found = new RegExp(`^class ${name}\\b[^\\n]*\\{\\n[^]*?^\\}\\n`, 'm').exec(source);
  if (!found) throw new Error(`Yjs has no class ${name} any more: look at scripts/slimmer.mjs.`);
  return source.replace(found[0], () => `${instead}\n`);
}

/**
 * Yjs without a second form of its updates, in which it keeps only what waits in memory, and without the trees of XML:
 * our documents have none, and one that somebody else made is taken in as a list, a map or a text of the same contents.
 */
export function withoutUnused(yjs) {
  let source = yjs;
  for (const name of ['DSDecoder', 'UpdateDecoder', 'DSEncoder', 'UpdateEncoder'])
    source = withoutClass(source, `${name}V2`, `const ${name}V2 = ${name}V1;`);
  const plain = { YXmlFragment: 'YArray', YXmlElement: 'YArray', YXmlHook: 'YMap', YXmlText: 'YText' };
  for (const [name, instead] of Object.entries(plain))
    source = withoutClass(source, name, `const ${name} = ${instead};`);
  return withoutClass(source, 'YXmlTreeWalker', '');
}

/** Properties that are nobody's outside the script: our private ones, and those of Yjs. */
export const privateProperties = /^_[a-z0-9]/;

/**
 * A finished script with its names given anew by a minifier that gives them by function and not by file: they repeat
 * more, and compress better by 4 %. @throws Error when it cannot be read
 */
export async function named(file, code, target) {
  const { minify } = await import('rolldown/utils');
  const made = await minify(file, code, {
    module: true,
    compress: { target },
    mangle: { toplevel: true },
    codegen: { removeWhitespace: true },
  });
  if (made.errors.length > 0) throw new Error(`${file}: ${made.errors[0].message}`);
  return made.code;
}

/** @param fetched whether the program fetches the catalogue of problems as a file of its own */
export function slimmer(fetched = false) {
  return {
    name: 'slimmer',
    setup(builder) {
      // The matcher's words are a file of their own, which is fetched when it is needed.
      builder.onResolve({ filter: /\/lexicon-lines\.ts$/ }, ({ path: name, resolveDir }) => ({
        path: path.join(resolveDir, path.dirname(name), 'lexicon-fetched.ts'),
      }));
      // So are the tables of the catalogue of problems, for a program that fetches them.
      if (fetched)
        builder.onResolve({ filter: /\/catalogue-lines\.ts$/ }, ({ path: name, resolveDir }) => ({
          path: path.join(resolveDir, path.dirname(name), 'catalogue-fetched.ts'),
        }));
      builder.onResolve({ filter: /^lib0\/logging$/ }, () => ({ path: 'logging', namespace: 'instead' }));
      builder.onLoad({ filter: /./, namespace: 'instead' }, ({ path: name }) => ({
        contents: instead[name],
        resolveDir: root,
      }));
      builder.onLoad({ filter: /[\\/]yjs[\\/]dist[\\/]yjs\.mjs$/ }, ({ path: file }) => ({
        contents: withoutUnused(readFileSync(file, 'utf8')),
        loader: 'js',
      }));
      builder.onLoad({ filter: /[\\/]src[\\/].*\.tsx?$/, namespace: 'file' }, ({ path: file }) => {
        const contents = withPlainPrivates(readFileSync(file, 'utf8'), path.relative(root, file));
        return contents === undefined ? undefined : { contents, loader: file.endsWith('x') ? 'tsx' : 'ts' };
      });
    },
  };
}
