import type { C } from '../platform/http/web.ts';
import { hallRefusals } from './refusals.ts';

/** Most bytes that go to the office in one request and come back in one answer. */
const requestMost = 32 * 1024 * 1024;
const answerMost = 64 * 1024 * 1024;
const patience = { GET: 20_000, POST: 90_000 } as const;

/**
 * Passes a request of the app on to the office's server. The address is the operator's and never the request's; only
 * the token and the kind of content go along. Without a network the answer is 503 `office-unreachable`, and the app
 * keeps what it has.
 */
export async function passOn(c: C, office: string | undefined): Promise<Response> {
  const method = c.req.method;
  const url = new URL(c.req.url);
  if (method !== 'GET' && method !== 'POST') return c.json({ ok: false, code: 'not-found' }, 404);
  if (!/^\/field\/api(\/[\w-]+)+$/.test(c.req.path)) return c.json({ ok: false, code: 'not-found' }, 404);
  if (office === undefined) return unreachable(c);
  let body: Uint8Array<ArrayBuffer> | undefined;
  if (method === 'POST') {
    const read = await within(c.req.raw.body, requestMost);
    if (read === undefined) return c.json({ ok: false, code: 'too-large' }, 413);
    body = read;
  }
  const headers = new Headers({ Accept: 'application/json' });
  for (const name of ['authorization', 'content-type']) {
    const value = c.req.header(name);
    if (value !== undefined) headers.set(name, value);
  }
  try {
    const answer = await fetch(new URL(c.req.path + url.search, office), {
      method,
      headers,
      ...(body ? { body } : {}),
      redirect: 'manual',
      signal: AbortSignal.timeout(patience[method]),
    });
    const type = answer.headers.get('content-type') ?? '';
    // A hotel's sign-in page or a provider's notice is not the office.
    if (!type.startsWith('application/json')) {
      await answer.body?.cancel();
      return unreachable(c);
    }
    const content = await within(answer.body, answerMost);
    if (!content) return unreachable(c);
    const passed = new Headers({ 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    const retry = answer.headers.get('retry-after');
    if (retry !== null) passed.set('Retry-After', retry);
    return new Response(content, { status: answer.status, headers: passed });
  } catch {
    return unreachable(c);
  }
}

function unreachable(c: C): Response {
  c.header('Cache-Control', 'no-store');
  const code = 'office-unreachable' satisfies keyof typeof hallRefusals;
  return c.json({ ok: false, code, message: c.get('page').t(`error.${code}`) }, hallRefusals[code]);
}

async function within(
  body: ReadableStream<Uint8Array> | null,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
