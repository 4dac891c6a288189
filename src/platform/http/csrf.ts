import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * The token of forms: a fresh number and its signature over the browser's sign-in (or, before sign-in, over a
 * cookie of its own). It differs on every page, so that compression does not give it away. A second signature names the
 * account: it opens nothing, but says later whose form it was when that sign-in is over.
 */
export function makeToken(secret: string, binding: string, accountId?: string): string {
  const fresh = randomBytes(12).toString('base64url');
  if (accountId === undefined) return `${fresh}.${sign(secret, binding, fresh)}`;
  const owner = sign(secret, ofAccount(accountId), fresh);
  return `${fresh}.${sign(secret, binding, `${fresh}.${owner}`)}.${owner}`;
}

/** Whether the token was made for this browser. */
export function isToken(secret: string, binding: string, token: string): boolean {
  const [fresh, signature, owner] = partsOf(token);
  return isSigned(secret, binding, owner === undefined ? fresh : `${fresh}.${owner}`, signature);
}

/** Whether the token was made for this account, in whatever sign-in. It does not let a post pass. */
export function isTokenOf(secret: string, accountId: string, token: string): boolean {
  const [fresh, , owner] = partsOf(token);
  return isSigned(secret, ofAccount(accountId), fresh, owner);
}

/** No binding of a browser looks so: those are letters and digits. */
const ofAccount = (id: string) => `account:${id}`;

function partsOf(token: string): (string | undefined)[] {
  const parts = token.length > 200 ? [] : token.split('.');
  return parts.length > 3 ? [] : parts;
}

function isSigned(
  secret: string,
  binding: string,
  text: string | undefined,
  signature: string | undefined,
): boolean {
  if (!text || !signature) return false;
  const expected = Buffer.from(sign(secret, binding, text));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function sign(secret: string, binding: string, text: string): string {
  return createHmac('sha256', `csrf:${secret}`).update(`${binding}:${text}`).digest('base64url').slice(0, 32);
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
