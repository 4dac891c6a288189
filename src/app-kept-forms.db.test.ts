import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../test/database.ts';
import { createApp } from './app.ts';
import { createAccount } from './platform/auth/accounts.ts';
import { signInForTest, testBrowser, tokenIn, type TestBrowser } from './platform/auth/testing.ts';
import { makeCycle, makeSession } from './needs/priorities/priorities.fixture.ts';
import { newId } from './platform/db/id.ts';
import { testServices } from './platform/http/testing.ts';
import type { Web } from './platform/http/web.ts';
import { applyKeepings } from './privacy/data/retention.ts';

// Somebody writes for hours, the sign-in ends meanwhile, and then they press save: in a browser without scripts.

let base: TestDatabase;
let app: Hono<Web>;
let home: TestMunicipality;
let other: TestMunicipality;
let now: Date;
const password = 'беш тоо суу жарык';

beforeAll(async () => {
  base = await createTestDatabase();
  now = new Date('2026-11-20T06:00:00Z');
  app = createApp(testServices(base.db, { clock: () => now }));
  home = await makeMunicipality(base.db);
  other = await makeMunicipality(base.db, { name: 'Ак-Жар', villages: ['Кум'] });
});
afterAll(async () => await base.drop());
beforeEach(async () => {
  await base.db.owner.query('delete from kept_form');
});

let counter = 0;
async function person(of = [home]): Promise<{ id: string; email: string }> {
  counter += 1;
  const email = `person${counter}@example.kg`;
  const roles = of.map(({ id }) => ({ municipalityId: id, role: 'facilitator' as const }));
  const { id } = await createAccount(base.db, { name: 'Айгүл Сынакова', email, password, roles });
  await base.db.owner.query(
    `update role_assignment set role = 'staff', valid_from = '2026-01-01' where account_id = $1`,
    [id],
  );
  return { id, email };
}
const signedIn = async (id: string) => testBrowser(app, await signInForTest(base.db, id, now));
const form = () => `/m/${home.id}/people/new`;
const typed = { fullName: 'Бурул Жазылганова', occupation: 'Мугалим, тарых жана коом', operationId: newId() };

/** Posts with the token of a page that was opened before. */
async function send(
  browser: TestBrowser,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const jar = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return await app.request(`http://localhost${path}`, {
    method: 'POST',
    headers: { host: 'localhost', cookie: jar, ...headers },
    body: new URLSearchParams(fields),
  });
}
const openForm = async (browser: TestBrowser) => tokenIn(await (await browser.get(form())).text()) ?? '';
const hours = (count: number) => (now = new Date(now.getTime() + count * 3_600_000));
const people = async () =>
  (await base.db.owner.query('select from person where full_name = $1', [typed.fullName])).rowCount;
const kept = async () => (await base.db.owner.query('select from kept_form')).rowCount;
/** The page on which the form stands, from the address of the sign-in. */
const nextOf = (answer: Response) =>
  (new URL(answer.headers.get('location') ?? '', 'http://localhost').searchParams.get('next') ?? '').replace(
    /#kept$/,
    '',
  );

test('what was sent after the sign-in had ended comes back in its form, is not carried out, and is saved once', async () => {
  const { id, email } = await person();
  const browser = await signedIn(id);
  const csrf = await openForm(browser);
  hours(13);
  const answer = await send(browser, form(), { csrf, ...typed }, { referer: `http://localhost${form()}` });
  expect(answer.status).toBe(303);
  const next = nextOf(answer);
  expect(next).toMatch(new RegExp(`^${form()}\\?kept=[\\w-]{36}$`));
  expect(await people()).toBe(0);
  // Nothing of it can be read where it lies.
  const rows = await base.db.owner.query<{ sealed: string }>('select sealed from kept_form');
  expect(Buffer.from(rows.rows[0]!.sealed, 'base64url').toString('utf8')).not.toContain('Бурул');

  const door = await (await browser.get(answer.headers.get('location')!)).text();
  expect(door).toContain('Сеансыңыз бүттү');
  expect(door).toContain('Жөнөткөнүңүз жоголгон жок');
  expect(door).not.toContain('Бурул');
  await base.db.owner.query('delete from auth_two_factor where account_id = $1', [id]);
  await base.db.owner.query(`update role_assignment set role = 'facilitator' where account_id = $1`, [id]);
  const entered = await browser.post('/sign-in', { account: email, password, next }, { from: '/sign-in' });
  expect(entered.status).toBe(303);
  const onward = await browser.get(entered.headers.get('location')!);
  expect(onward.headers.get('location')).toBe(next);
  await base.db.owner.query(`update role_assignment set role = 'staff' where account_id = $1`, [id]);
  const again = await signedIn(id);
  const page = await (await again.get(next)).text();
  expect(page).toContain('value="Бурул Жазылганова"');
  expect(page).toContain('Жазганыңыз жоголгон жок, бирок азырынча сактала элек');
  expect(await people()).toBe(0);
  // In another language it is the same form.
  expect(await (await again.get(`/ru${next}`)).text()).toContain('value="Бурул Жазылганова"');

  const hidden = /name="kept" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const saved = await again.post(form(), { ...typed, operationId: newId(), kept: hidden }, { from: next });
  expect(saved.status).toBe(303);
  expect(await people()).toBe(1);
  expect(await kept()).toBe(0);
  expect(await (await again.get(next)).text()).not.toContain('Бурул Жазылганова');
  await base.db.owner.query('delete from person where full_name = $1', [typed.fullName]);
});

test('another account, another municipality and a browser without a past get nothing', async () => {
  const { id } = await person();
  const browser = await signedIn(id);
  const csrf = await openForm(browser);
  hours(13);
  const foreign = `http://localhost/m/${other.id}/people`;
  const next = nextOf(await send(browser, form(), { csrf, ...typed }, { referer: foreign }));
  // What the browser says of where it was leads to no other municipality.
  expect(next.startsWith(`${form()}?kept=`)).toBe(true);
  const colleague = await signedIn((await person()).id);
  const page = await colleague.get(next);
  expect(page.status).toBe(200);
  expect(await page.text()).not.toContain('Жазылганова');

  // A cookie that never was a sign-in, one that was signed out, and an account that is switched off.
  expect(nextOf(await send(testBrowser(app, 'ashar_session=made-up'), form(), { csrf, ...typed }))).toBe('');
  const out = await signedIn(id);
  const token = await openForm(out);
  const cookie = out.cookies.get('ashar_session') ?? '';
  await out.post('/sign-out', {}, { from: form() });
  expect(out.cookies.has('ashar_session')).toBe(false);
  expect(nextOf(await send(out, form(), { csrf: token, ...typed }))).toBe('');
  await base.db.owner.query('update auth_user set disabled_at = now() where id = $1', [id]);
  const off = testBrowser(app, `ashar_session=${cookie}`);
  expect(nextOf(await send(off, form(), { csrf: token, ...typed }))).toBe('');
  expect(await people()).toBe(0);
});

test('a forged form, one of another account, one that is private and one that is too long are not kept', async () => {
  const { id } = await person();
  const browser = await signedIn(id);
  const csrf = await openForm(browser);
  const foreign = await openForm(await signedIn((await person()).id));
  hours(13);
  for (const fields of [
    { ...typed },
    { csrf: 'x.y.z', ...typed },
    { csrf: foreign, ...typed },
    { csrf, unkept: 'yes', ...typed },
    { csrf, ...typed, occupation: 'к'.repeat(600_000) },
  ]) {
    const answer = await send(browser, form(), fields);
    expect([answer.status, nextOf(answer)]).toEqual([303, '']);
  }
  // From another site it is not even read.
  expect((await send(browser, form(), { csrf, ...typed }, { origin: 'https://evil.example' })).status).toBe(
    403,
  );
  expect(await kept()).toBe(0);
  // Passwords and codes are left out, and of one account five are kept.
  for (let turn = 0; turn < 7; turn += 1)
    await send(browser, form(), { csrf, ...typed, password: 'купуя', code: '123456', street: `${turn}` });
  expect(await kept()).toBe(5);
  const last = await base.db.owner.query<{ id: string }>(
    'select id from kept_form order by created_at desc, id desc',
  );
  const page = await (await (await signedIn(id)).get(`${form()}?kept=${last.rows[0]?.id}`)).text();
  expect(page).toContain('value="6"');
  expect(page).not.toContain('купуя');
});

test('a form opened in an earlier sign-in comes back filled in, and is no missing right', async () => {
  const { id } = await person();
  const browser = await signedIn(id);
  const old = await openForm(browser);
  const later = await signedIn(id);
  const answer = await send(
    later,
    form(),
    { csrf: old, ...typed },
    { referer: `http://localhost/ru${form()}` },
  );
  expect(answer.status).toBe(303);
  expect(await people()).toBe(0);
  const to = (answer.headers.get('location') ?? '').replace('#kept', '');
  expect(to.startsWith(`/ru${form()}?kept=`)).toBe(true);
  expect(await (await later.get(to)).text()).toContain('value="Бурул Жазылганова"');
  // Of somebody else it is an old form; without the right it is a missing right: three pages for three things.
  const stranger = await send(await signedIn((await person()).id), form(), { csrf: old, ...typed });
  expect([stranger.status, await stranger.text()]).toEqual([
    403,
    expect.stringContaining('Барак эскирип калган'),
  ]);
  await base.db.owner.query(`update role_assignment set role = 'deputy' where account_id = $1`, [id]);
  const own = tokenIn(await (await later.get('/account')).text()) ?? '';
  const refused = await send(later, form(), { csrf: own, ...typed });
  expect([refused.status, await refused.text()]).toEqual([
    403,
    expect.not.stringContaining('Барак эскирип калган'),
  ]);
});

test('files are not kept, and it is said; a button whose page is gone gives the text to be copied', async () => {
  const { id } = await person();
  const browser = await signedIn(id);
  const csrf = await openForm(browser);
  hours(13);
  const body = new FormData();
  for (const [name, value] of Object.entries({ csrf, ...typed })) body.set(name, value);
  body.set('file', new File(['суу'], 'list.csv'));
  const cookie = `ashar_session=${browser.cookies.get('ashar_session')}`;
  const path = `/m/${home.id}/people/bodies/${newId()}/members`;
  const answer = await app.request(`http://localhost${path}`, {
    method: 'POST',
    headers: { host: 'localhost', cookie },
    body,
  });
  const next = nextOf(answer);
  // There is no page of that address: the municipality's own.
  expect(next.startsWith(`/m/${home.id}?kept=`)).toBe(true);
  const html = await (await (await signedIn(id)).get(next)).text();
  expect(html).toContain('Мугалим, тарых жана коом');
  expect(html).toContain('Файлдар сакталган жок');
});

test('after a day nobody opens it any more, and the night removes it', async () => {
  const { id } = await person();
  const browser = await signedIn(id);
  const csrf = await openForm(browser);
  hours(13);
  const next = nextOf(await send(browser, form(), { csrf, ...typed }));
  hours(25);
  expect(await (await (await signedIn(id)).get(next)).text()).not.toContain('Жазылганова');
  hours(24);
  await applyKeepings(base.db.owner, now);
  expect(await kept()).toBe(0);
});

test('what somebody else saved meanwhile is not written over by what came back', async () => {
  const { id } = await person();
  const browser = await signedIn(id);
  const made = await browser.post(form(), { fullName: 'Асан Өзгөрөев' });
  const own = made.headers.get('location')!.replace(/\?.*/, '');
  const edit = `${own}/edit`;
  const page = await (await browser.get(edit)).text();
  const revision = /name="revision" value="(\d+)"/.exec(page)?.[1];
  hours(13);
  const fields = { csrf: tokenIn(page) ?? '', ...typed, ...(revision === undefined ? {} : { revision }) };
  const next = nextOf(await send(browser, edit, fields));
  const later = await signedIn(id);
  if (revision !== undefined) {
    await base.db.owner.query('update person set revision = revision + 1 where full_name = $1', [
      'Асан Өзгөрөев',
    ]);
    expect(await (await later.get(next)).text()).toContain(`name="revision" value="${revision}"`);
  }
  expect(await (await later.get(next)).text()).toContain('value="Бурул Жазылганова"');
});

test('rows come back as they were sent, over the version they were typed over; what the board was sent is shown to be copied', async () => {
  const { id } = await person();
  const cycleId = await makeCycle(base.db, home.id);
  const session = await makeSession(base.db, {
    municipalityId: home.id,
    cycleId,
    villageId: home.villages[0]!.id,
  });
  const at = `/m/${home.id}/needs/sessions/${session}`;
  const browser = await signedIn(id);
  const page = await (await browser.get(`${at}/institutions`)).text();
  const [csrf, revision] = [tokenIn(page) ?? '', /name="revision" value="(\d+)"/.exec(page)?.[1] ?? ''];
  const rows = { 'rows.0.id': '', 'rows.0.name': 'Мектеп', 'rows.9.name': 'Мечит' };
  const colleague = await signedIn((await person()).id);
  const theirs = { revision, 'rows.0.id': '', 'rows.0.name': 'Аксакалдар соту' };
  expect((await colleague.post(`${at}/institutions`, theirs)).status).toBe(303);
  hours(13);
  const sent = async (path: string, fields: Record<string, string>) =>
    nextOf(
      await send(browser, `${at}${path}`, { csrf, ...fields }, { referer: `http://localhost${at}${path}` }),
    );
  const next = await sent('/institutions', { revision, operationId: newId(), ...rows });
  const moves = await sent('/board', { name: 'Суу жетпейт', operationId: newId() });
  const later = await signedIn(id);
  const back = await (await later.get(next)).text();
  for (const name of ['Мектеп', 'Мечит']) expect(back).toContain(`value="${name}"`);
  expect(back).not.toContain('value="Аксакалдар соту"');
  expect(back).toContain(`name="revision" value="${revision}"`);
  // Pressing save shows both versions: nothing of the other is written over unseen.
  const both = await later.post(`${at}/institutions`, { revision, ...rows }, { from: next });
  const shown = await both.text();
  expect(both.status).toBe(409);
  for (const name of ['Мектеп', 'Мечит', 'Аксакалдар соту']) expect(shown).toContain(`value="${name}"`);

  const board = await (await later.get(moves)).text();
  expect(board).toContain('<pre>Суу жетпейт</pre>');
});

test('the browser is told which form was saved, and of none that was refused', async () => {
  const { id } = await person();
  const browser = await signedIn(id);
  const operationId = newId();
  const refused = await browser.post(form(), { fullName: '', operationId });
  expect([refused.status, browser.cookies.has('ashar_saved')]).toEqual([422, false]);
  const done = await browser.post(form(), { fullName: 'Сакталган Киши', operationId });
  expect(done.status).toBe(303);
  const line = done.headers.getSetCookie().find((one) => one.startsWith('ashar_saved')) ?? '';
  expect(line).toContain(operationId);
  expect(line).not.toMatch(/HttpOnly/);
  expect(line).toMatch(/SameSite=Lax/);
});

test('a page says where its drafts lie to whoever is signed in, and to nobody else', async () => {
  const { id } = await person();
  const browser = await signedIn(id);
  const html = await (await browser.get(form())).text();
  expect(html).toMatch(/<template id="drafts" data-tag="[\w]{22}" data-key="[\w-]{43}">/);
  expect(html).toMatch(/<form[^>]*data-draft="\w{22}"/);
  expect(html).toContain('drafts.client');
  const open = await (await testBrowser(app).get('/sign-in')).text();
  expect(open).not.toMatch(/drafts|data-draft/);
});
