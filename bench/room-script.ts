import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { root } from '../test/server.ts';

const entry = 'field.client.js';
const assets = path.join(root, 'dist', 'assets');

/**
 * Bytes of the field app's whole script as the built server sends it (brotli), screens that are loaded later
 * included; the program must be built.
 */
export function scriptBytes(): { value: number; note: string } {
  const names = JSON.parse(readFileSync(path.join(assets, 'manifest.json'), 'utf8')) as Record<
    string,
    string
  >;
  const bundles = JSON.parse(readFileSync(path.join(assets, 'bundles.json'), 'utf8')) as Record<
    string,
    { readonly start: readonly string[]; readonly whole: readonly string[] }
  >;
  const bundle = bundles[entry];
  const script = names[entry];
  const worker = names['worker.js'];
  if (!bundle || script === undefined || worker === undefined) throw new Error('the field app is not built');
  const sum = (files: readonly string[]) =>
    [...new Set(files)].reduce((bytes, file) => bytes + compressed(file), 0);
  const whole = sum([script, worker, ...bundle.whole]);
  return {
    value: whole,
    // What is data and no script is fetched once after the first screen and kept; it costs no time to read in.
    note: `${bundle.whole.length + 2} files and, as data, ${compressed(names['lexicon.txt']!) + compressed(names['catalogue.txt']!)} bytes of words; ${sum([script, ...bundle.start])} bytes before the first screen, ${compressed(worker)} of the service worker`,
  };
}

function compressed(file: string): number {
  return brotliCompressSync(readFileSync(path.join(assets, file)), {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  }).length;
}
