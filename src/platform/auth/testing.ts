import type { Hono } from 'hono';
import type { Database } from '../db/connect.ts';
import type { Web } from '../http/web.ts';
import { startSignIn } from './sign-in.ts';

/**
 * Signs an account in without its password and second factor and answers the Cookie header: for tests and
 * measurements.
 */
export async function signInForTest(db: Database, accountId: string, now = new Date()): Promise<string> {
  const { token } = await startSignIn(db, { id: accountId, demo: false }, 'test', now, {
    secondFactorGiven: true,
  });
  // A second factor that stands, so that guarded roles pass; nobody has its secret.
  await db.app.query(
    `insert into auth_two_factor (account_id, secret, confirmed_at) values ($1, '', now())
     on conflict (account_id) do update set confirmed_at = coalesce(auth_two_factor.confirmed_at, now())`,
    [accountId],
  );
  return `ashar_session=${token}`;
}

/** The token that a page of this browser carries in its forms; undefined when the page has no form. */
export function tokenIn(html: string): string | undefined {
  return /name="csrf" value="([^"]+)"/.exec(html)?.[1];
}

export type TestBrowser = {
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  /** Posts a form with the token of the page `from` (the same path when left out). */
  readonly post: (
    path: string,
    fields: Record<string, string | readonly string[]>,
    options?: { readonly from?: string; readonly headers?: Record<string, string> },
  ) => Promise<Response>;
  readonly cookies: Map<string, string>;
};

/** A browser without a network: keeps cookies, fetches tokens, does not follow redirects. */
export function testBrowser(app: Hono<Web>, cookie = ''): TestBrowser {
  const cookies = new Map<string, string>();
  for (const part of cookie.split('; ').filter((part) => part !== '')) {
    cookies.set(part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1));
  }
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('host', 'localhost');
    const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (jar !== '') headers.set('cookie', jar);
    const response = await app.request(`http://localhost${path}`, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const pair = line.split(';', 1)[0] ?? '';
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(pair.indexOf('=') + 1);
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const get: TestBrowser['get'] = async (path, headers = {}) => await send(path, { headers });
  return {
    get,
    cookies,
    async post(path, fields, options = {}) {
      const page = await get(options.from ?? path);
      const form = new URLSearchParams();
      form.set('csrf', tokenIn(await page.text()) ?? '');
      for (const [name, value] of Object.entries(fields)) {
        for (const one of typeof value === 'string' ? [value] : value) form.append(name, one);
      }
      return await send(path, { method: 'POST', body: form, headers: options.headers ?? {} });
    },
  };
}
