import { hash } from 'node:crypto';
import type { VNode } from 'preact';
import { originOf } from '../../../platform/http/client.ts';
import { publishedCaching } from '../../../platform/http/published-caching.ts';
import type { C } from '../../../platform/http/web.ts';
import type { PageContext } from '../../../platform/ui/page-context.ts';
import { renderPage } from '../../../platform/ui/render-page.tsx';

/** How long an answer may be given without asking the database whether it still stands, in milliseconds. */
const trustedFor = 1_000;
/** Answers kept; each is some tens of kilobytes. */
const mostKept = 500;

export type Made = {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers: Record<string, string>;
};

type Kept = {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
  /** The publications it was made from; another one standing makes a new answer. */
  readonly stamp: string;
};

const kept = new Map<string, Kept>();

type Read<T> = { readonly at: number; readonly found: Promise<T | undefined> };

/** What was read of the database, by the name of what it is about: asked at most once a second, by whoever comes first. */
export class KeptReads<T> {
  readonly #reads = new Map<string, Read<T>>();

  /** @param read is given what was found before. Addresses of nothing have no end: they are not remembered. */
  async get(key: string, read: (before: T | undefined) => Promise<T | undefined>): Promise<T | undefined> {
    const before = this.#reads.get(key);
    if (before && Date.now() - before.at <= trustedFor) return await before.found;
    const found = (async () => await read(await before?.found.catch(() => undefined)))();
    if (this.#reads.size >= mostKept) this.#reads.clear();
    const asked = { at: Date.now(), found };
    this.#reads.set(key, asked);
    const drop = () => this.#reads.get(key) === asked && this.#reads.delete(key);
    const answer = await found.catch((error: unknown) => {
      drop();
      throw error;
    });
    if (answer === undefined) drop();
    return answer;
  }

  clear(): void {
    this.#reads.clear();
  }
}

/** Forgets the answers, so that the next reader of each gets one that is made anew. */
export function forgetAnswers(): void {
  kept.clear();
}

/** Answers from memory while `stamp` stands; `make` runs once for each stamp and language. */
export async function keptAnswer(
  c: C,
  name: string,
  stamp: string,
  make: () => Promise<Made> | Made,
): Promise<Response> {
  const key = `${name} ${c.get('lang')} ${originOf(c)}`;
  let entry = kept.get(key);
  if (entry?.stamp !== stamp) {
    const made = await make();
    // Bytes once, for the tag, for what is kept and for every answer.
    const body = typeof made.body === 'string' ? Buffer.from(made.body) : made.body;
    const tag = hash('sha256', body, 'base64url').slice(0, 27);
    const headers = {
      // Weak: the same page compressed and plain are different bytes.
      ETag: `W/"${tag}"`,
      'Cache-Control': publishedCaching,
      ...made.headers,
    };
    if (kept.size >= mostKept) kept.clear();
    entry = { body, headers, stamp };
    kept.set(key, entry);
  }
  const { ETag = '' } = entry.headers;
  const known = c.req
    .header('if-none-match')
    ?.split(',')
    .map((tag) => tag.trim());
  if (known?.some((tag) => tag === ETag || tag === ETag.slice(2) || tag === '*')) {
    return c.body(null, 304, { ETag, 'Cache-Control': entry.headers['Cache-Control'] ?? '' });
  }
  c.set('bytes', entry.body);
  return c.body(entry.body, 200, { ...entry.headers });
}

/** A page for everybody: nothing of the reader's session and nothing of the query may be in what is kept. */
export function pageFor(c: C, view: VNode): Made {
  const { lang, t, fmt, href, path, origin, asset, operationId } = c.get('page');
  const page: PageContext = {
    lang,
    t,
    fmt,
    href,
    path,
    asset,
    operationId,
    csrfToken: '',
    query: '',
    nav: [],
  };
  if (origin !== undefined) page.origin = origin;
  return { body: renderPage(page, view), headers: { 'Content-Type': 'text/html; charset=utf-8' } };
}

/** Leads on for good to where something stands now; asked again after a minute, as a page is. */
export function leadTo(c: C, path: string): Response {
  c.header('Cache-Control', publishedCaching);
  return c.redirect(c.get('page').href(path), 301);
}
