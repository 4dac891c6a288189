import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { isHttps } from './client.ts';
import type { C } from './web.ts';

/** On https the names carry `__Host-`: no other host and no plain page can set them. */
function nameOf(c: C, name: string): string {
  return isHttps(c, c.get('services').env) ? `__Host-${name}` : name;
}

/**
 * The sign-in, what tokens of forms are bound to before sign-in, the browser as one that is known, and which forms were
 * saved just now.
 */
export type CookieName = 'ashar_session' | 'ashar_form' | 'ashar_browser' | 'ashar_saved';

/** Reads one of our cookies. */
export function readCookie(c: C, name: CookieName): string | undefined {
  return getCookie(c, nameOf(c, name));
}

/** The one that a script of ours reads. */
const forScripts: CookieName = 'ashar_saved';

/** Sets one of our cookies: out of reach of scripts, not sent along by other sites' forms. */
export function writeCookie(c: C, name: CookieName, value: string, maxAgeSeconds?: number): void {
  setCookie(c, nameOf(c, name), value, {
    path: '/',
    httpOnly: name !== forScripts,
    sameSite: 'Lax',
    secure: isHttps(c, c.get('services').env),
    ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
  });
}

export function removeCookie(c: C, name: CookieName): void {
  deleteCookie(c, nameOf(c, name), { path: '/', secure: isHttps(c, c.get('services').env) });
}
