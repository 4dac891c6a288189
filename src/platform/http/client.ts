import type { HttpBindings } from '@hono/node-server';
import { placeOf } from '../auth/place-of.ts';
import type { Environment } from '../env.ts';
import { isOwnHost } from './own-host.ts';
import type { Services } from './services.ts';
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

type Asked = { readonly host: string | undefined; readonly proto: string | undefined };

const askedOf = (c: C): Asked => ({ host: c.req.header('host'), proto: c.req.header('x-forwarded-proto') });

/** Whether the browser speaks https with us (or with the proxy before us). */
export function isHttps(c: C, env: Pick<Environment, 'trustProxy' | 'baseUrl'>): boolean {
  return speaksHttps(askedOf(c), env);
}

function speaksHttps({ proto }: Asked, env: Pick<Environment, 'trustProxy' | 'baseUrl'>): boolean {
  if (env.trustProxy && proto === 'https') return true;
  return env.baseUrl?.startsWith('https:') ?? false;
}

/**
 * Scheme and host for what leaves the page or is kept: canonical addresses, posters, links to hand on. It is the
 * address the operator named; without one, the address this machine was called by if that is one of its own, else the
 * one it says at its start. A stranger's Host changes nothing.
 */
export function originOf(c: C): string {
  return originFor(c.get('services'), askedOf(c));
}

type Server = Pick<Services, 'origin'> & { readonly env: Pick<Environment, 'trustProxy' | 'baseUrl'> };

function originFor({ env, origin }: Server, asked: Asked): string {
  if (env.baseUrl !== undefined) return namedOrigin(env.baseUrl);
  const host = (asked.host ?? '').toLowerCase();
  if (!isOwnHost(host, portIn(origin))) return origin;
  return `${speaksHttps(asked, env) ? 'https' : 'http'}://${host}`;
}

/**
 * What of a request's headers an anonymous answer depends on: under one variant the same page is the same bytes, by
 * whatever other names the server was called.
 */
export const variantOf =
  (server: Server) =>
  (asked: Asked): string =>
    `${speaksHttps(asked, server.env) ? 's' : ''} ${originFor(server, asked)}`;

/** The operator's address is read once. */
let named: { readonly url: string; readonly origin: string; readonly port: string } | undefined;

function readOnce(url: string): { readonly origin: string; readonly port: string } {
  if (named?.url !== url) {
    const { origin, port } = new URL(url);
    named = { url, origin, port };
  }
  return named;
}

const namedOrigin = (baseUrl: string): string => readOnce(baseUrl).origin;
const portIn = (origin: string): string => readOnce(origin).port;

/** Scheme and host as this request wrote them: only for whoever has proven themselves, and only in their own answer. */
export function askedOriginOf(c: C, env: Pick<Environment, 'trustProxy' | 'baseUrl'>): string {
  if (env.baseUrl !== undefined) return namedOrigin(env.baseUrl);
  const host = c.req.header('host') ?? 'localhost';
  const safe = /^[\w.-]+(:\d{1,5})?$|^\[[0-9a-fA-F:]+\](:\d{1,5})?$/.test(host) ? host : 'localhost';
  return `${isHttps(c, env) ? 'https' : 'http'}://${safe}`;
}
