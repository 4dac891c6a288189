import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { bestEncoding } from './assets.ts';
import { variantOf } from './client.ts';
import { PageCache } from './page-cache.ts';

const page = (headers: Record<string, string> = {}) =>
  new Response('<p>суу</p>', {
    headers: { 'Cache-Control': 'public, max-age=60', ETag: 'W/"1"', ...headers },
  });

async function offer(
  cache: PageCache,
  answer: Response,
  headers: Record<string, string> = {},
  address = '/p/1',
) {
  const request = new Request(`http://localhost${address}`, { headers: { host: 'localhost', ...headers } });
  await cache.offer(request, address, answer);
}

/** What the cache answers: status and body, or undefined when it leaves it to the program. */
function ask(cache: PageCache, headers: Record<string, string> = {}, method = 'GET', url = '/p/1') {
  let said: { status: number; body: string } | undefined;
  const response = {
    writeHead: (status: number) => (said = { status, body: '' }),
    once: () => undefined,
    end: (body?: Buffer) => said && (said.body = body?.toString() ?? ''),
  };
  const request = { method, url, headers: { host: 'localhost', ...headers } };
  cache.answer(request as unknown as IncomingMessage, response as unknown as ServerResponse);
  return said;
}

test('a public page is given again, to readers without a sign-in alone', async () => {
  const cache = new PageCache();
  await offer(cache, page());
  expect(ask(cache)).toEqual({ status: 200, body: '<p>суу</p>' });
  expect(ask(cache, { 'if-none-match': 'W/"1"' })).toEqual({ status: 304, body: '' });
  expect(ask(cache, { cookie: 'ashar_session=x' })).toBeUndefined();
  expect(ask(cache, { cookie: '__Host-ashar_session=x' })).toBeUndefined();
  expect(ask(cache, { host: 'other' })).toBeUndefined();
  expect(ask(cache, {}, 'HEAD')).toBeUndefined();
  expect(ask(cache, {}, 'GET', '/p/2')).toBeUndefined();
});

test('whatever is posted empties it', async () => {
  const cache = new PageCache();
  await offer(cache, page());
  expect(ask(cache, {}, 'POST')).toBeUndefined();
  expect(ask(cache)).toBeUndefined();
});

test('what is somebody’s own is never kept', async () => {
  const cache = new PageCache();
  await offer(cache, page({ 'Cache-Control': 'private, no-store' }));
  await offer(cache, page({ 'Set-Cookie': 'a=b' }));
  await offer(cache, page(), { cookie: 'ashar_session=x' });
  await offer(cache, new Response('no', { status: 404, headers: { 'Cache-Control': 'public' } }));
  await offer(cache, page(), {}, '/p/1?q=x');
  expect(ask(cache)).toBeUndefined();
  expect(ask(cache, {}, 'GET', '/p/1?q=x')).toBeUndefined();
});

test('compression follows what the browser takes', () => {
  expect(bestEncoding('gzip, deflate, br')).toBe('br');
  expect(bestEncoding('gzip')).toBe('gzip');
  expect(bestEncoding('br;q=0, gzip')).toBe('gzip');
  expect(bestEncoding('br;q=0.0,gzip;q=0')).toBeUndefined();
  expect(bestEncoding(null)).toBeUndefined();
});

test('a page is kept once for all names that strangers give the server, and apart for those that its links would follow', async () => {
  const server = { env: { trustProxy: true, baseUrl: undefined }, origin: 'http://10.0.0.5:3000' };
  const cache = new PageCache(variantOf(server));
  await offer(cache, page(), { host: 'evil-1.example' });
  expect(ask(cache, { host: 'evil-2.example' })?.status).toBe(200);
  expect(ask(cache, { host: 'localhost:3000' })).toBeUndefined();
  expect(ask(cache, { host: 'evil-2.example', 'x-forwarded-proto': 'https' })).toBeUndefined();
  const named = new PageCache(
    variantOf({ ...server, env: { trustProxy: false, baseUrl: 'https://ashar.example' } }),
  );
  await offer(named, page(), { host: 'evil-1.example' });
  expect(ask(named, { host: 'localhost:3000' })?.status).toBe(200);
});
