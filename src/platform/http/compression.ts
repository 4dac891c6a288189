import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import { bestEncoding } from './assets.ts';
import type { Web } from './web.ts';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const compressible = /^(text\/|application\/(json|xml|javascript|geo\+json|atom\+xml)|image\/svg\+xml)/;

/** Smaller answers gain nothing. */
const WORTH = 1024;

/** Compresses pages and texts. What is already compressed (assets, DOCX, pictures) and streams pass by. */
export const compression: MiddlewareHandler<Web> = async (c, next) => {
  await next();
  const { headers, status } = c.res;
  if (status === 304 || c.req.method === 'HEAD' || headers.has('Content-Encoding')) return;
  if (!compressible.test(headers.get('Content-Type') ?? '')) return;
  if (headers.get('Content-Type')?.startsWith('text/event-stream')) return;
  headers.append('Vary', 'Accept-Encoding');
  const encoding = bestEncoding(c.req.header('accept-encoding') ?? null);
  if (!encoding) return;
  const bytes = c.get('bytes') ?? Buffer.from(await c.res.arrayBuffer());
  if (bytes.length < WORTH) {
    c.res = new Response(new Uint8Array(bytes), { status, headers });
    return;
  }
  const packed =
    encoding === 'br'
      ? await brotli(bytes, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: 4,
            [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
          },
        })
      : await zip(bytes, { level: 6 });
  const changed = new Headers(headers);
  changed.set('Content-Encoding', encoding);
  changed.set('Content-Length', String(packed.length));
  if (c.get('bytes')) c.set('bytes', packed);
  c.res = undefined;
  c.res = new Response(packed, { status, headers: changed });
};
