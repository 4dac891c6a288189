import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { clientAddress } from './client.ts';
import type { Web } from './web.ts';

async function seenFrom(remoteAddress: string, forwarded?: string): Promise<string> {
  const app = new Hono<Web>();
  app.get('/', (c) => c.text(clientAddress(c, { trustProxy: forwarded !== undefined })));
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const answer = await app.request('/', { headers }, { incoming: { socket: { remoteAddress } } });
  return await answer.text();
}

test('who has a whole block of IPv6 is one sender, straight or through a proxy', async () => {
  expect(await seenFrom('2001:db8:1:2::1')).toBe(await seenFrom('2001:db8:1:2:ffff::9'));
  expect(await seenFrom('2001:db8:1:2::1')).not.toBe(await seenFrom('2001:db8:1:3::1'));
  expect(await seenFrom('127.0.0.1', '9.9.9.9, 2001:db8:1:2::1')).toBe(await seenFrom('2001:db8:1:2::7'));
  expect(await seenFrom('::ffff:10.0.0.1')).toBe('10.0.0.1');
  expect(await seenFrom('127.0.0.1', '9.9.9.9, 10.0.0.1')).toBe('10.0.0.1');
});
