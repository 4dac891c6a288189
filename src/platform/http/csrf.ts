import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * The token of forms: a fresh number and its signature over the browser's sign-in (or, before sign-in, over a
 * cookie of its own). It differs on every page, so that compression does not give it away.
 */
export function makeToken(secret: string, binding: string): string {
  const fresh = randomBytes(12).toString('base64url');
  return `${fresh}.${sign(secret, binding, fresh)}`;
}

/** Whether the token was made for this browser. */
export function isToken(secret: string, binding: string, token: string): boolean {
  const [fresh, signature, extra] = token.split('.');
  if (!fresh || !signature || extra !== undefined || token.length > 200) return false;
  const expected = Buffer.from(sign(secret, binding, fresh));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function sign(secret: string, binding: string, fresh: string): string {
  return createHmac('sha256', `csrf:${secret}`)
    .update(`${binding}:${fresh}`)
    .digest('base64url')
    .slice(0, 32);
}

/**
 * Whether the browser says that the post comes from our own pages. Old browsers send neither header: then the token
 * alone decides.
 * @param own the hosts this server is reached by.
 */
export function isOwnPost(headers: Headers, own: readonly string[]): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const origin = headers.get('origin');
  if (origin === null) return true;
  const url = URL.parse(origin);
  return url !== null && own.includes(url.host);
}
