import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** One built file, kept in memory with its compressed forms: there are few and they are small. */
export type Asset = {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer<ArrayBuffer>;
  readonly br: Buffer<ArrayBuffer> | undefined;
  readonly gzip: Buffer<ArrayBuffer> | undefined;
};

/** A script for the browser that is built in parts (scripts/build.mjs): the hashed names of its parts. */
export type Bundle = {
  /** What it needs before it can run. */
  readonly start: readonly string[];
  /** All it may ever load. */
  readonly whole: readonly string[];
};

export type Assets = {
  /** Address of an asset by its name in the source: `base.css` → `/assets/base-X7Q….css`. */
  readonly address: (name: string) => string;
  /** A built file by its hashed name. */
  readonly get: (file: string) => Asset | undefined;
  /** Names in the source of everything that was built. */
  readonly names: readonly string[];
  /** The parts of a script by its name in the source (`field.client.js`). */
  readonly bundle: (name: string) => Bundle;
};

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** Opens dist/assets. Without it (tests of rooms) names stand for themselves and nothing is served. */
export function openAssets(folder: string): Assets {
  const read = <T>(name: string, otherwise: T): T => {
    const file = path.join(folder, name);
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : otherwise;
  };
  const manifest = read<Record<string, string>>('manifest.json', {});
  const bundles = read<Record<string, Bundle>>('bundles.json', {});
  const kept = new Map<string, Asset | undefined>();
  return {
    address: (name) => `/assets/${manifest[name] ?? name}`,
    names: Object.keys(manifest),
    bundle: (name) => bundles[name] ?? { start: [], whole: [] },
    get(file) {
      if (!/^[\w.-]+$/.test(file) || types[path.extname(file)] === undefined) return undefined;
      // A name that is not there is not remembered: the list of wrong names has no end.
      const known = kept.get(file);
      if (known) return known;
      const asset = load(path.join(folder, file));
      if (asset) kept.set(file, asset);
      return asset;
    },
  };
}

function load(file: string): Asset | undefined {
  if (!existsSync(file)) return undefined;
  const plain = readFileSync(file);
  const type = types[path.extname(file)] ?? 'application/octet-stream';
  const worth = plain.length > 1024 && path.extname(file) !== '.woff2';
  return {
    type,
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    plain,
    br: worth ? brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }) : undefined,
    gzip: worth ? gzipSync(plain, { level: 9 }) : undefined,
  };
}

/** The answer for one asset, in the best form the browser takes. */
export function serveAsset(asset: Asset, request: Headers): Response {
  const headers = new Headers({
    'Content-Type': asset.type,
    'Cache-Control': 'public, max-age=31536000, immutable',
    ETag: asset.etag,
    Vary: 'Accept-Encoding',
  });
  if (request.get('if-none-match') === asset.etag) return new Response(null, { status: 304, headers });
  const encoding = bestEncoding(request.get('accept-encoding'));
  const body = encoding === 'br' ? asset.br : encoding === 'gzip' ? asset.gzip : undefined;
  if (body && encoding) headers.set('Content-Encoding', encoding);
  headers.set('Content-Length', String((body ?? asset.plain).length));
  return new Response(body ?? asset.plain, { headers });
}

/** br before gzip; nothing when the browser takes neither. */
export function bestEncoding(accepted: string | null): 'br' | 'gzip' | undefined {
  const refused = /(?:^|,)\s*(br|gzip)\s*;\s*q=0(?:\.0*)?\s*(?=,|$)/g;
  const left = (accepted ?? '').toLowerCase().replace(refused, '');
  if (/\bbr\b/.test(left)) return 'br';
  return /\bgzip\b/.test(left) ? 'gzip' : undefined;
}
