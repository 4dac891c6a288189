import type { IncomingMessage, ServerResponse } from 'node:http';
import { bestEncoding } from './assets.ts';

/**
 * Finished answers to anonymous readers, given again before anything else is done: the same page for everybody is
 * then nearly as cheap as a file. Only what says `Cache-Control: public` is kept, for a second; whatever is posted to
 * this process empties it, so that a publication shows at once (at other servers within the second).
 */
type Kept = {
  readonly headers: readonly string[];
  readonly etag: string | null;
  readonly body: Buffer;
  readonly until: number;
};

const KEPT_FOR = 1000;
const MOST_ENTRIES = 2000;
const MOST_BYTES = 256 * 1024;
/** Bytes of all that is kept: addresses are the askers' to choose. */
const MOST_BYTES_IN_ALL = 32 * 1024 * 1024;

type Asked = { readonly host: string | undefined; readonly proto: string | undefined };

export class PageCache {
  readonly #kept = new Map<string, Kept>();
  readonly #variantOf: (asked: Asked) => string;
  #bytes = 0;

  /** @param variantOf what of the host and the scheme an answer depends on (client.ts) */
  constructor(variantOf: (asked: Asked) => string = ({ host }) => host ?? '') {
    this.#variantOf = variantOf;
  }

  /** Answers from memory; false when the program must answer. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET') {
      if (request.method !== 'HEAD' && request.method !== 'OPTIONS') {
        this.clear();
        // And when it is done: somebody may have read the old page meanwhile.
        response.once('finish', () => this.clear());
      }
      return false;
    }
    if (this.#kept.size === 0) return false;
    const { headers } = request;
    if (headers.cookie?.includes('ashar_session')) return false;
    const proto = headers['x-forwarded-proto'];
    const variant = this.#variantOf({
      host: headers.host,
      proto: typeof proto === 'string' ? proto : undefined,
    });
    const found = this.#kept.get(keyOf(variant, headers['accept-encoding'], request.url));
    if (!found || found.until < Date.now()) return false;
    const known = headers['if-none-match'] !== undefined && headers['if-none-match'] === found.etag;
    response.writeHead(known ? 304 : 200, found.headers as string[]);
    response.end(known ? undefined : found.body);
    return true;
  }

  /**
   * Keeps an answer where it may be kept. The answer must be complete, compression included.
   * @param bytes its body, where it is at hand: to read it out of the answer costs as much as the rest of a request
   */
  async offer(request: Request, address: string, answer: Response, bytes?: Uint8Array): Promise<void> {
    const { headers, status } = answer;
    if (request.method !== 'GET' || status !== 200 || address.includes('?')) return;
    if (!headers.get('Cache-Control')?.startsWith('public') || headers.has('Set-Cookie')) return;
    if (request.headers.get('cookie')?.includes('ashar_session')) return;
    if (Number(headers.get('Content-Length') ?? 0) > MOST_BYTES) return;
    const body = bytes ? Buffer.from(bytes) : Buffer.from(await answer.clone().arrayBuffer());
    if (body.length > MOST_BYTES) return;
    const lines = [...headers]
      .filter(([name]) => !['content-length', 'date', 'connection'].includes(name))
      .flat();
    if (this.#kept.size >= MOST_ENTRIES || this.#bytes + body.length > MOST_BYTES_IN_ALL) this.clear();
    this.#bytes += body.length;
    const variant = this.#variantOf({
      host: request.headers.get('host') ?? undefined,
      proto: request.headers.get('x-forwarded-proto') ?? undefined,
    });
    this.#kept.set(keyOf(variant, request.headers.get('accept-encoding'), address), {
      headers: [...lines, 'content-length', String(body.length)],
      etag: headers.get('ETag'),
      body,
      until: Date.now() + KEPT_FOR,
    });
  }

  /** Forgets everything. */
  clear(): void {
    this.#kept.clear();
    this.#bytes = 0;
  }
}

const encodings = new Map<string, string>();

/** Browsers send a handful of different lists: each is read once. */
function encodingOf(accepted: string): string {
  let encoding = encodings.get(accepted);
  if (encoding === undefined) {
    encoding = bestEncoding(accepted) ?? '';
    if (encodings.size < 100) encodings.set(accepted, encoding);
  }
  return encoding;
}

function keyOf(variant: string, accepted: string | null | undefined, address: string | undefined): string {
  return `${variant} ${encodingOf(accepted ?? '')} ${address ?? ''}`;
}
