import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { createApp } from './app.ts';
import { createAccount } from './platform/auth/accounts.ts';
import { signInForTest, testBrowser, tokenIn, type TestBrowser } from './platform/auth/testing.ts';
import { codeAt, stepOf } from './platform/auth/totp.ts';
import { roles, type Role } from './platform/db/gate.ts';
import { newId } from './platform/db/id.ts';
import { testServices, type TestServices } from './platform/http/testing.ts';
import type { Web } from './platform/http/web.ts';
import { runWaiting } from './platform/jobs/jobs.ts';

let base: TestDatabase;
let services: TestServices;
let app: Hono<Web>;
let now: Date;
const [ours, theirs] = [newId(), newId()];
const password = 'беш тоо суу жарык';

beforeAll(async () => {
  base = await createTestDatabase();
  now = new Date('2026-11-20T06:00:00Z');
  services = testServices(base.db, { clock: () => now });
  app = createApp(services);
  for (const [id, name] of [
    [ours, 'Көк-Ирим'],
    [theirs, 'Ак-Жар'],
  ]) {
    await base.db.owner.query(`insert into unit (id, level) values ($1, 'municipality')`, [id]);
    await base.db.owner.query(
      `insert into unit_version (id, unit_id, name_ky, name_ru, kind, valid_from)
       values ($1, $2, $3, $3, 'aiylAimak', '2020-01-01')`,
      [newId(), id, name],
    );
  }
});
afterAll(async () => await base.drop());
beforeEach(async () => {
  await base.db.owner.query('delete from auth_attempt');
  now = new Date(now.getTime() + 3_600_000);
});

let counter = 0;
async function person(role: Role | undefined, over: { system?: boolean; municipalityId?: string } = {}) {
  counter += 1;
  const email = `person${counter}@example.kg`;
  const account = await createAccount(base.db, {
    name: 'Айгүл Сынакова',
    email,
    phone: `0700 00 00 ${String(counter).padStart(2, '0')}`,
    password,
    systemAdministrator: over.system ?? false,
    roles: role ? [{ municipalityId: over.municipalityId ?? ours, role }] : [],
  });
  await base.db.owner.query('update role_assignment set valid_from = $2 where account_id = $1', [
    account.id,
    '2026-01-01',
  ]);
  return { id: account.id, email, phone: `+9967000000${String(counter).padStart(2, '0')}` };
}

async function signedIn(accountId: string): Promise<TestBrowser> {
  return testBrowser(app, await signInForTest(base.db, accountId, now));
}

describe('who may enter a municipality', () => {
  test('without a session: to sign-in, and back afterwards', async () => {
    const answer = await testBrowser(app).get(`/ru/m/${ours}/acts?q=1`);
    expect(answer.status).toBe(303);
    const next = encodeURIComponent(`/ru/m/${ours}/acts?q=1`);
    expect(answer.headers.get('location')).toBe(`/ru/sign-in?next=${next}`);
    // A custom element of a page that asks is told, instead of being shown the page of signing in.
    const asked = await testBrowser(app).get(`/m/${ours}/acts`, { accept: 'application/json' });
    expect([asked.status, await asked.json()]).toMatchObject([401, { ok: false, code: 'signed-out' }]);
  });

  test('its people come in; strangers and people of another municipality see what is not there', async () => {
    const own = await signedIn((await person('facilitator')).id);
    expect((await own.get(`/m/${ours}/territory`)).status).toBe(200);
    expect((await own.get(`/m/${theirs}/territory`)).status).toBe(404);
    expect((await own.get(`/m/${randomUUID()}/territory`)).status).toBe(404);
    expect((await own.get('/m/not-an-id/territory')).status).toBe(404);
    expect((await own.get('/admin/units')).status).toBe(404);
    const stranger = await signedIn((await person(undefined)).id);
    expect((await stranger.get(`/m/${ours}/territory`)).status).toBe(404);
  });

  test('a role that was ended, an account that was closed, a session that was ended: out at once', async () => {
    const { id } = await person('facilitator');
    const browser = await signedIn(id);
    expect((await browser.get(`/m/${ours}/territory`)).status).toBe(200);
    await base.db.owner.query('update role_assignment set valid_to = $2 where account_id = $1', [id, now]);
    expect((await browser.get(`/m/${ours}/territory`)).status).toBe(404);
    await base.db.owner.query('update role_assignment set valid_to = null where account_id = $1', [id]);
    expect((await browser.get(`/m/${ours}/territory`)).status).toBe(200);
    await base.db.owner.query('update auth_user set disabled_at = now() where id = $1', [id]);
    expect((await browser.get(`/m/${ours}/territory`)).status).toBe(303);
    await base.db.owner.query('update auth_user set disabled_at = null where id = $1', [id]);
    await base.db.owner.query('update auth_session set ended_at = now() where account_id = $1', [id]);
    expect((await browser.get(`/m/${ours}/territory`)).status).toBe(303);
  });

  test('12 hours without a request, or 30 days in all, end a session', async () => {
    const { id } = await person('facilitator');
    const idle = await signedIn(id);
    now = new Date(now.getTime() + 11 * 3_600_000);
    expect((await idle.get('/account')).status).toBe(200);
    now = new Date(now.getTime() + 11 * 3_600_000);
    expect((await idle.get('/account')).status).toBe(200);
    now = new Date(now.getTime() + 13 * 3_600_000);
    expect((await idle.get('/account')).status).toBe(303);
    const busy = await signedIn(id);
    await base.db.owner.query(`update auth_session set expires_at = $2 where account_id = $1`, [id, now]);
    expect((await busy.get('/account')).status).toBe(303);
  });

  test('a system administrator stands in every municipality that exists', async () => {
    const browser = await signedIn((await person(undefined, { system: true })).id);
    expect((await browser.get(`/m/${ours}/territory`)).status).toBe(200);
    expect((await browser.get('/admin/units')).status).toBe(200);
    expect((await browser.get(`/m/${randomUUID()}/territory`)).status).toBe(404);
  });
});

describe('signing in', () => {
  test('by e-mail or by phone as people write it; the identifier is new each time', async () => {
    const { email, phone } = await person('facilitator');
    const browser = testBrowser(app);
    const first = await browser.post('/sign-in', {
      account: ` ${email.toUpperCase()} `,
      password,
      next: '/account',
    });
    expect(first.status).toBe(303);
    const cookie = browser.cookies.get('ashar_session');
    expect((await browser.get('/account')).status).toBe(200);
    const again = testBrowser(app, `ashar_session=${cookie}`);
    expect((await again.get('/account')).status).toBe(200);
    const home = `0${phone.slice(4)}`;
    await browser.post('/sign-in', { account: home, password }, { from: '/account' });
    expect(browser.cookies.get('ashar_session')).not.toBe(cookie);
    expect((await browser.get('/account')).status).toBe(200);
    expect((await again.get('/account')).status).toBe(303);
  });

  test('the cookie is out of reach of scripts and of other sites', async () => {
    const { email } = await person('facilitator');
    const page = await app.request('http://localhost/sign-in');
    const form = page.headers.getSetCookie().find((line) => line.startsWith('ashar_form')) ?? '';
    const answer = await app.request('http://localhost/sign-in', {
      method: 'POST',
      headers: { host: 'localhost', cookie: form.split(';')[0] ?? '' },
      body: new URLSearchParams({ csrf: tokenIn(await page.text()) ?? '', account: email, password }),
    });
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('ashar_session')) ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure/);
  });

  test('the same words for a wrong password and an unknown account', async () => {
    const { email } = await person('facilitator');
    const said = async (account: string) => {
      const answer = await testBrowser(app).post('/en/sign-in', { account, password: 'wrong password' });
      expect(answer.status).toBe(422);
      const html = await answer.text();
      expect(html).toContain('There is no such account, or the password is wrong');
      return html.length - account.length;
    };
    expect(await said(email)).toBe(await said(email.replace('person', 'nobody')));
  });

  test('guessing is slowed down, for one account from one address', async () => {
    const { email } = await person('facilitator');
    const browser = testBrowser(app);
    const statuses: number[] = [];
    for (let turn = 0; turn < 8; turn += 1) {
      statuses.push((await browser.post('/sign-in', { account: email, password: `wrong ${turn}` })).status);
    }
    expect(statuses.slice(0, 5)).toEqual([422, 422, 422, 422, 422]);
    expect(statuses.slice(6)).toEqual([429, 429]);
    // Also with the right password, until the time has passed.
    expect((await browser.post('/sign-in', { account: email, password })).status).toBe(429);
    now = new Date(now.getTime() + 20_000);
    expect((await browser.post('/sign-in', { account: email, password })).status).toBe(303);
  });

  test('a hundred guesses at once are not a hundred guesses', async () => {
    const { email } = await person('facilitator');
    const browser = testBrowser(app);
    const page = await (await browser.get('/sign-in')).text();
    const body = new URLSearchParams({
      csrf: tokenIn(page) ?? '',
      account: email,
      password: 'wrong',
    }).toString();
    const cookie = `ashar_form=${browser.cookies.get('ashar_form')}`;
    const headers = { host: 'localhost', cookie, 'content-type': 'application/x-www-form-urlencoded' };
    const answers = await Promise.all(
      Array.from(
        { length: 30 },
        async () => await app.request('http://localhost/sign-in', { method: 'POST', headers, body }),
      ),
    );
    expect(answers.filter(({ status }) => status === 422).length).toBeLessThanOrEqual(6);
  });

  test.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/sign-out',
    'evil.example',
  ])('after sign-in nobody is sent to %j', async (next) => {
    const { email } = await person('facilitator');
    const browser = testBrowser(app);
    await browser.post('/sign-in', { account: email, password, next });
    const answer = await browser.get(`/sign-in?next=${encodeURIComponent(next)}`);
    expect(answer.headers.get('location')).toBe('/');
  });
});

describe('second factor', () => {
  async function enrolled() {
    const account = await person('staff');
    const browser = testBrowser(app);
    const first = await browser.post('/sign-in', {
      account: account.email,
      password,
      next: `/m/${ours}/acts`,
    });
    expect(first.headers.get('location')).toContain('/sign-in/second-factor');
    const html = await (await browser.get('/sign-in/second-factor')).text();
    const secret = (/<b class="num">([A-Z2-7 ]+)<\/b>/.exec(html)?.[1] ?? '').replaceAll(' ', '');
    expect(secret).toHaveLength(32);
    // Half signed in is not signed in.
    expect((await browser.get(`/m/${ours}/territory`)).status).toBe(303);
    expect((await browser.get('/account')).status).toBe(303);
    const code = codeAt(secret, stepOf(now));
    const done = await browser.post('/sign-in/second-factor', { code });
    expect(done.headers.get('location')).toBe('/account/recovery-codes?next=%2F');
    const codes = await codesOf(browser);
    expect(new Set(codes).size).toBe(10);
    expect((await browser.get(`/m/${ours}/territory`)).status).toBe(200);
    return { ...account, browser, secret, codes };
  }

  async function codesOf(browser: TestBrowser, path = '/account/recovery-codes'): Promise<string[]> {
    const html = await (await browser.get(path)).text();
    return [...html.matchAll(/<code class="num">([a-z2-7-]{11})<\/code>/g)].map(([, one]) => one ?? '');
  }

  test('recovery codes stand there until they are kept: after a reload, in another language, for a day', async () => {
    const { id, browser, codes } = await enrolled();
    expect(await codesOf(browser)).toEqual(codes);
    expect(await codesOf(browser, '/ru/account/recovery-codes')).toEqual(codes);
    expect(await (await browser.get('/account')).text()).toContain('href="/account/recovery-codes"');
    // In no other sign-in, and nowhere in the database as they are.
    const elsewhere = await signedIn(id);
    expect(await codesOf(elsewhere)).toEqual([]);
    const rows = await base.db.owner.query<{ shown: string | null }>(
      'select shown_codes as shown from auth_session where account_id = $1 and shown_codes is not null',
      [id],
    );
    expect(rows.rows).toHaveLength(1);
    const plain = Buffer.from(rows.rows[0]?.shown ?? '', 'base64url').toString('latin1');
    for (const code of codes) expect(plain).not.toContain(code);
    const kept = await browser.post('/account/recovery-codes', { next: `/m/${ours}/acts` });
    expect(kept.headers.get('location')).toBe(`/m/${ours}/acts`);
    expect((await browser.get('/account/recovery-codes')).headers.get('location')).toBe('/account');
    const left = async () =>
      (
        await base.db.owner.query(
          'select from auth_session where account_id = $1 and shown_codes is not null',
          [id],
        )
      ).rowCount;
    expect(await left()).toBe(0);

    // New ones of the own page: a day without a word, or signing out, takes them away.
    const renew = async () =>
      await browser.post(
        '/account/second-factor/change',
        { current: password, what: 'codes' },
        { from: '/account' },
      );
    expect((await renew()).headers.get('location')).toBe('/account/recovery-codes');
    const fresh = await codesOf(browser);
    expect(fresh).toHaveLength(10);
    expect(fresh).not.toEqual(codes);
    now = new Date(now.getTime() + 11 * 3_600_000);
    expect(await codesOf(browser)).toEqual(fresh);
    now = new Date(now.getTime() + 11 * 3_600_000);
    await browser.get('/account');
    now = new Date(now.getTime() + 3 * 3_600_000);
    expect(await codesOf(browser)).toEqual([]);
    expect((await renew()).status).toBe(303);
    expect(await left()).toBe(1);
    await browser.post('/sign-out', {}, { from: '/account' });
    expect(await left()).toBe(0);
  });

  async function half(email: string): Promise<TestBrowser> {
    const browser = testBrowser(app);
    await browser.post('/sign-in', { account: email, password });
    return browser;
  }

  test('is set up at the first sign-in; a code is taken once', async () => {
    const { email, secret } = await enrolled();
    const browser = await half(email);
    const replayed = await browser.post('/sign-in/second-factor', { code: codeAt(secret, stepOf(now)) });
    expect(replayed.status).toBe(422);
    expect((await browser.get('/account')).status).toBe(303);
    now = new Date(now.getTime() + 30_000);
    const before = browser.cookies.get('ashar_session');
    const fresh = await browser.post('/sign-in/second-factor', { code: codeAt(secret, stepOf(now)) });
    expect(fresh.status).toBe(303);
    expect(browser.cookies.get('ashar_session')).not.toBe(before);
    expect((await browser.get('/account')).status).toBe(200);
    // An older code, seen over the shoulder, is refused as well.
    const older = await half(email);
    expect(
      (await older.post('/sign-in/second-factor', { code: codeAt(secret, stepOf(now) - 1) })).status,
    ).toBe(422);
  });

  test('a recovery code works once', async () => {
    const { email, codes } = await enrolled();
    const browser = await half(email);
    const code = (codes[3] ?? '').toUpperCase().replace('-', ' ');
    expect((await browser.post('/sign-in/second-factor', { code })).status).toBe(303);
    expect((await browser.get('/account')).status).toBe(200);
    const again = await half(email);
    expect((await again.post('/sign-in/second-factor', { code })).status).toBe(422);
  });

  test('codes cannot be tried through', async () => {
    const { email } = await enrolled();
    const browser = await half(email);
    const statuses: number[] = [];
    for (let turn = 0; turn < 8; turn += 1) {
      statuses.push((await browser.post('/sign-in/second-factor', { code: `00000${turn}` })).status);
    }
    expect(statuses.at(-1)).toBe(429);
  });

  test.each(roles)('each role asks for it, or does not: %s', async (role) => {
    const { email } = await person(role);
    const browser = await half(email);
    const asked = ['administrator', 'head', 'staff', 'auditor'].includes(role);
    expect((await browser.get('/account')).status).toBe(asked ? 303 : 200);
  });

  test('a role that demands it asks for it also in the middle of a session', async () => {
    const { id, email } = await person('deputy');
    const browser = testBrowser(app);
    await browser.post('/sign-in', { account: email, password });
    expect((await browser.get(`/m/${ours}/territory`)).status).toBe(200);
    await base.db.owner.query(
      `insert into role_assignment (id, municipality_id, account_id, role, granted_by, valid_from)
       values ($1, $2, $3, 'head', 'test', '2026-01-01')`,
      [newId(), ours, id],
    );
    expect((await browser.get(`/m/${ours}/territory`)).status).toBe(303);
  });
});

describe('links', () => {
  test('reset: one link, once, thirty minutes; says the same for nobody; other browsers are out', async () => {
    const { id, email } = await person('facilitator');
    const elsewhere = await signedIn(id);
    const asked = async (address: string) =>
      (await (await testBrowser(app).post('/en/reset', { email: address })).text()).replace(
        /value="[^"]*"/g,
        '',
      );
    expect(await asked(email)).toBe(await asked('nobody@example.kg'));
    services.letters.length = 0;
    await runWaiting(services);
    const resets = services.letters.filter(({ text }) => text.includes('/reset/'));
    expect(resets).toHaveLength(1);
    expect(resets[0]?.to).toBe(email);
    const link = /http:\/\/localhost:3000(\/reset\/[\w-]+)/.exec(resets[0]?.text ?? '')?.[1] ?? '';
    expect((await testBrowser(app).get(link)).status).toBe(200);
    const weak = await testBrowser(app).post(link, { password: 'short' });
    expect(weak.status).toBe(422);
    expect((await testBrowser(app).post(link, { password: 'суу менен жол керек' })).status).toBe(303);
    expect((await elsewhere.get('/account')).status).toBe(303);
    expect((await testBrowser(app).get(link)).status).toBe(404);
    const reused = await testBrowser(app).post(link, { password: 'башка сырсөз болсун' }, { from: '/reset' });
    expect(reused.status).toBe(404);
    const browser = testBrowser(app);
    expect((await browser.post('/sign-in', { account: email, password })).status).toBe(422);
    expect((await browser.post('/sign-in', { account: email, password: 'суу менен жол керек' })).status).toBe(
      303,
    );

    await testBrowser(app).post('/reset', { email });
    await runWaiting(services);
    const letters = services.letters.map(({ text }) => /(\/reset\/[\w-]+)/.exec(text)?.[1]);
    const late = letters.filter((path) => path !== undefined).at(-1) ?? '';
    now = new Date(now.getTime() + 31 * 60_000);
    expect((await testBrowser(app).get(late)).status).toBe(404);
  });
});

describe('forged posts', () => {
  test('a post without the token, with another browser’s, or from another site is refused', async () => {
    const browser = await signedIn((await person('facilitator')).id);
    const other = await signedIn((await person('facilitator')).id);
    const cookie = `ashar_session=${browser.cookies.get('ashar_session')}`;
    const send = async (csrf: string, headers: Record<string, string> = {}) =>
      (
        await app.request('http://localhost/account', {
          method: 'POST',
          headers: { host: 'localhost', cookie, ...headers },
          body: new URLSearchParams({ csrf, name: 'Башка Ат', lang: 'ky' }),
        })
      ).status;
    const own = tokenIn(await (await browser.get('/account')).text()) ?? '';
    const foreign = tokenIn(await (await other.get('/account')).text()) ?? '';
    const anonymous = tokenIn(await (await testBrowser(app).get('/sign-in')).text()) ?? '';
    expect(await send('')).toBe(403);
    expect(await send(foreign)).toBe(403);
    expect(await send(anonymous)).toBe(403);
    expect(await send(`${own}x`)).toBe(403);
    expect(await send(own, { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await send(own, { origin: 'https://evil.example' })).toBe(403);
    expect(await send(own, { origin: 'null' })).toBe(403);
    expect(await send(own, { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' })).toBe(303);
  });

  test('signing in needs a token too', async () => {
    const { email } = await person('facilitator');
    const answer = await app.request('http://localhost/sign-in', {
      method: 'POST',
      headers: { host: 'localhost' },
      body: new URLSearchParams({ account: email, password }),
    });
    expect(answer.status).toBe(403);
  });

  test('the demo’s buttons do nothing where there is no demo', async () => {
    const { id } = await person('facilitator');
    const answer = await testBrowser(app).post('/sign-in/demo', { accountId: id }, { from: '/sign-in' });
    expect(answer.status).toBe(404);
  });
});

describe('answers of the pipeline', () => {
  test('every page carries the strict headers', async () => {
    const answer = await app.request('http://localhost/sign-in');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const html = await answer.text();
    expect(html).not.toMatch(/<script(?![^>]*src)|<style|\son\w+=|\sstyle="/);
  });

  test('wrong method 405 with the right ones, unknown page 404, HEAD as GET, in the language', async () => {
    const wrong = await app.request('http://localhost/sign-in', {
      method: 'PUT',
      headers: { host: 'localhost' },
    });
    expect(wrong.status).toBe(405);
    const form = await testBrowser(app).post('/healthz', {}, { from: '/sign-in' });
    expect(form.status).toBe(405);
    expect(form.headers.get('allow')).toContain('GET');
    const unknown = await app.request('http://localhost/ru/no-such-page');
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain('<html lang="ru">');
    const head = await app.request('http://localhost/sign-in', { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
  });

  test('too large a form is told so', async () => {
    const body = `csrf=x&text=${'а'.repeat(1_200_000)}`;
    const headers = { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await app.request('http://localhost/en/sign-in', { method: 'POST', headers, body });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('too large');
  });

  test('health is the database’s', async () => {
    const healthy = await app.request('http://localhost/healthz');
    expect([healthy.status, await healthy.text()]).toEqual([200, '{"status":"ok"}']);
    const never = new Promise<boolean>(() => undefined);
    const sick = testServices({ ...base.db, answers: async () => await never });
    const started = Date.now();
    const answer = await createApp(sick).request('http://localhost/healthz');
    expect([answer.status, await answer.text()]).toEqual([503, '{"status":"unavailable"}']);
    expect(Date.now() - started).toBeLessThan(2000);
  });

  test('a page while the database is away says so, without internals', async () => {
    const failing = {
      query: async () => await Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })),
    };
    const away = testServices({ ...base.db, app: failing as never });
    const answer = await createApp(away).request('http://localhost/en/account', {
      headers: { cookie: 'ashar_session=abc' },
    });
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('ECONNREFUSED');
  });
});
