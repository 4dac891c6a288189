import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { isHttps } from './client.ts';
import type { C } from './web.ts';

/** On https the names carry `__Host-`: no other host and no plain page can set them. */
function nameOf(c: C, name: string): string {
  return isHttps(c, c.get('services').env) ? `__Host-${name}` : name;
}

/** Reads one of our cookies. */
export function readCookie(c: C, name: 'ashar_session' | 'ashar_form'): string | undefined {
  return getCookie(c, nameOf(c, name));
}

/** Sets one of our cookies: out of reach of scripts, not sent along by other sites' forms. */
export function writeCookie(
  c: C,
  name: 'ashar_session' | 'ashar_form',
  value: string,
  maxAgeSeconds?: number,
): void {
  setCookie(c, nameOf(c, name), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isHttps(c, c.get('services').env),
    ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
  });
}

export function removeCookie(c: C, name: 'ashar_session' | 'ashar_form'): void {
  deleteCookie(c, nameOf(c, name), { path: '/', secure: isHttps(c, c.get('services').env) });
}
