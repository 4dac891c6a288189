import type { HttpBindings } from '@hono/node-server';
import type { Environment } from '../env.ts';
import type { C } from './web.ts';

/** The address the request comes from. A proxy's word is taken only when the operator says there is one. */
export function clientAddress(c: C, env: Pick<Environment, 'trustProxy'>): string {
  if (env.trustProxy) {
    // The last entry is the one that our own proxy wrote; those before it are the client's claim.
    const last = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
    if (last) return last.slice(0, 64);
  }
  const bindings = c.env as Partial<HttpBindings> | undefined;
  return bindings?.incoming?.socket.remoteAddress ?? 'unknown';
}

/** Whether the browser speaks https with us (or with the proxy before us). */
export function isHttps(c: C, env: Pick<Environment, 'trustProxy' | 'baseUrl'>): boolean {
  if (env.trustProxy && c.req.header('x-forwarded-proto') === 'https') return true;
  return env.baseUrl?.startsWith('https:') ?? false;
}

/** Scheme and host for links that leave the page (mails, canonical addresses). */
export function originOf(c: C, env: Pick<Environment, 'trustProxy' | 'baseUrl'>): string {
  if (env.baseUrl !== undefined) return new URL(env.baseUrl).origin;
  const host = c.req.header('host') ?? 'localhost';
  const safe = /^[\w.-]+(:\d{1,5})?$|^\[[0-9a-fA-F:]+\](:\d{1,5})?$/.test(host) ? host : 'localhost';
  return `${isHttps(c, env) ? 'https' : 'http'}://${safe}`;
}
