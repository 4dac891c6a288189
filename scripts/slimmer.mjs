// Smaller forms of what the field app is made of: every kilobyte of it costs an old phone on a slow line 20 ms.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** What stands in the place of parts of packages that the app has no use for. */
const instead = {
  // Addresses in a code are bytes: digits, capitals and kanji need no packing of their own.
  segments: `
    const ByteData = require('qrcode/lib/core/byte-data');
    exports.fromString = exports.rawSplit = (text) => [new ByteData(text)];`,
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

/** Properties that are nobody's outside the script: our private ones, and those of Yjs. */
export const privateProperties = /^_[a-z0-9]/;

export function slimmer() {
  return {
    name: 'slimmer',
    setup(builder) {
      // `qrcode` brings its painters along; the app paints by itself.
      builder.onResolve({ filter: /^qrcode$/ }, ({ resolveDir }) =>
        builder.resolve('qrcode/lib/core/qrcode.js', { kind: 'import-statement', resolveDir }),
      );
      // The matcher's words are a file of their own, which is fetched when it is needed.
      builder.onResolve({ filter: /\/lexicon-lines\.ts$/ }, ({ path: name, resolveDir }) => ({
        path: path.join(resolveDir, path.dirname(name), 'lexicon-fetched.ts'),
      }));
      builder.onResolve({ filter: /^\.\/segments$/ }, ({ importer }) =>
        importer.includes('qrcode') ? { path: 'segments', namespace: 'instead' } : undefined,
      );
      builder.onResolve({ filter: /^lib0\/logging$/ }, () => ({ path: 'logging', namespace: 'instead' }));
      builder.onLoad({ filter: /./, namespace: 'instead' }, ({ path: name }) => ({
        contents: instead[name],
        resolveDir: root,
      }));
      builder.onLoad({ filter: /[\\/]src[\\/].*\.tsx?$/, namespace: 'file' }, ({ path: file }) => {
        const contents = withPlainPrivates(readFileSync(file, 'utf8'), path.relative(root, file));
        return contents === undefined ? undefined : { contents, loader: file.endsWith('x') ? 'tsx' : 'ts' };
      });
    },
  };
}
