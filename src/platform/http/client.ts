import type { HttpBindings } from '@hono/node-server';
import { placeOf } from '../auth/place-of.ts';
import type { Environment } from '../env.ts';
import { isOwnHost } from './own-host.ts';
import type { C } from './web.ts';

/**
 * From where the request comes, for counting: the address of IPv4, the /64 of IPv6, of which one person has 2⁶⁴
 * addresses to choose from. A proxy's word is taken only when the operator says there is one.
 */
export function clientAddress(c: C, env: Pick<Environment, 'trustProxy'>): string {
  if (env.trustProxy) {
    // The last entry is the one that our own proxy wrote; those before it are the client's claim.
    const last = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
    if (last) return placeOf(last.slice(0, 64));
  }
  const bindings = c.env as Partial<HttpBindings> | undefined;
  return placeOf(bindings?.incoming?.socket.remoteAddress ?? 'unknown');
}

/** Whether the browser speaks https with us (or with the proxy before us). */
export function isHttps(c: C, env: Pick<Environment, 'trustProxy' | 'baseUrl'>): boolean {
  if (env.trustProxy && c.req.header('x-forwarded-proto') === 'https') return true;
  return env.baseUrl?.startsWith('https:') ?? false;
}

/**
 * Scheme and host for what leaves the page or is kept: canonical addresses, posters, links to hand on. It is the
 * address the operator named; without one, the address this machine was called by if that is one of its own, else the
 * one it says at its start. A stranger's Host changes nothing.
 */
export function originOf(c: C): string {
  const { env, origin } = c.get('services');
  if (env.baseUrl !== undefined) return new URL(env.baseUrl).origin;
  const host = (c.req.header('host') ?? '').toLowerCase();
  if (!isOwnHost(host, new URL(origin).port)) return origin;
  return `${isHttps(c, env) ? 'https' : 'http'}://${host}`;
}

/** Scheme and host as this request wrote them: only for whoever has proven themselves, and only in their own answer. */
export function askedOriginOf(c: C, env: Pick<Environment, 'trustProxy' | 'baseUrl'>): string {
  if (env.baseUrl !== undefined) return new URL(env.baseUrl).origin;
  const host = c.req.header('host') ?? 'localhost';
  const safe = /^[\w.-]+(:\d{1,5})?$|^\[[0-9a-fA-F:]+\](:\d{1,5})?$/.test(host) ? host : 'localhost';
  return `${isHttps(c, env) ? 'https' : 'http'}://${safe}`;
}
