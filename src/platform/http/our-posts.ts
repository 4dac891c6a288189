import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { endedSignIn } from '../auth/ended-sign-in.ts';
import { FORM_LIMIT, readBody } from './body.ts';
import { readCookie } from './cookies.ts';
import { isOwnPost, isToken } from './csrf.ts';
import { errorPage } from './error-pages.tsx';
import { forgetKept, keepForm } from './kept-forms.ts';
import { wantsJson, type C, type Web } from './request.ts';
import { tellSaved } from './saved-forms.ts';
import { takingOf } from './takes-files.ts';

/** What the token of forms is bound to: the sign-in's cookie, or one of its own before sign-in. */
export function bindingOf(c: C, make: boolean): string {
  const signedIn = readCookie(c, 'ashar_session');
  if (signedIn !== undefined && c.get('account')) return signedIn;
  const known = c.get('formBinding') ?? readCookie(c, 'ashar_form');
  if (known !== undefined && /^[\w-]{22}$/.test(known)) return known;
  if (!make) return '';
  const fresh = randomBytes(16).toString('base64url').slice(0, 22);
  c.set('formBinding', fresh);
  return fresh;
}

/** Whether the browser says that the post comes from a page of ours. */
export function isFromOurPages(c: C): boolean {
  const { env } = c.get('services');
  const hosts = [c.req.header('host') ?? '', env.baseUrl === undefined ? '' : new URL(env.baseUrl).host];
  return isOwnPost(c.req.raw.headers, hosts);
}

/**
 * Reads what was posted, files only where the route takes them from this person, and lets it pass with the token of
 * this browser. A form that this account opened in an earlier sign-in comes back filled in, to be sent again.
 */
export const postsOfOurPages =
  (isPage: (path: string) => boolean): MiddlewareHandler<Web> =>
  async (c, next) => {
    const { env } = c.get('services');
    const taking = takingOf(c);
    const gate = c.get('gate');
    const account = c.get('account');
    if (taking && !(gate && taking.may(gate))) return errorPage(c, 403);
    const isOwnToken = (token: string) => isToken(env.secret, bindingOf(c, false), token);
    const header = c.req.header('x-csrf-token');
    if (header !== undefined && !isOwnToken(header)) return errorPage(c, 403, 'csrf');
    const body = await readBody(c.req.raw, {
      sender: account ? 'known' : 'anonymous',
      ...(taking ? { files: taking.limit } : {}),
    });
    if (body === 'too-large') return errorPage(c, 413, 'too-large');
    if (body === 'busy') {
      c.header('Retry-After', '10');
      return errorPage(c, 503, 'busy');
    }
    if (typeof body === 'string') return errorPage(c, 400, 'invalid-input');
    const field = body.values.csrf;
    if (header === undefined && !isOwnToken(typeof field === 'string' ? field : '')) {
      const again =
        gate && account && !wantsJson(c) ? await keepForm(c, account.id, body, isPage) : undefined;
      return again === undefined ? errorPage(c, 403, 'csrf') : c.redirect(again, 303);
    }
    c.set('body', body);
    await next();
    // A page that answers a post may show what was refused, or only one row more.
    if (c.get('saved') || (c.res.status >= 300 && c.res.status < 400)) {
      if (account && !wantsJson(c)) tellSaved(c, body.values.operationId);
      await forgetKept(c, body.values.kept);
    }
    return undefined;
  };

/**
 * To the sign-in, and from there to the page that was wanted. What was posted comes back in its form after it, when the
 * browser's own sign-in has ended: where it comes from was looked at, and it is read as far as a form without files may
 * be long.
 */
export async function toSignIn(
  c: C,
  way: { readonly posted: boolean; readonly isPage: (path: string) => boolean },
): Promise<Response> {
  const page = c.get('page');
  if (wantsJson(c)) {
    return c.json({ ok: false, code: 'signed-out', message: page.t('error.signed-out') }, 401);
  }
  const next = way.posted
    ? await keptAtTheDoor(c, way.isPage)
    : c.req.method === 'GET' || c.req.method === 'HEAD'
      ? page.href(page.path) + (page.query ?? '')
      : undefined;
  return c.redirect(
    page.href(next === undefined ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`),
    303,
  );
}

async function keptAtTheDoor(c: C, isPage: (path: string) => boolean): Promise<string | undefined> {
  const { db } = c.get('services');
  const ended = await endedSignIn(db, readCookie(c, 'ashar_session'), c.get('now'));
  const body = ended && (await readBody(c.req.raw, { sender: 'known', files: FORM_LIMIT }));
  return ended && typeof body === 'object' ? await keepForm(c, ended.accountId, body, isPage) : undefined;
}
