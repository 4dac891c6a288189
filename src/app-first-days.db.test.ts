import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, gateFor, type TestDatabase } from '../test/database.ts';
import { createApp } from './app.ts';
import { createAccount } from './platform/auth/accounts.ts';
import { demoPassword, markDemo } from './platform/auth/demo.ts';
import { firstAdministratorLink } from './platform/auth/one-time-links.ts';
import { inviteStaff, type StaffInvitation } from './platform/auth/invitations.ts';
import { endRole, listStaff, resetAccess } from './platform/auth/staff.ts';
import { testBrowser } from './platform/auth/testing.ts';
import { newId } from './platform/db/id.ts';
import { openMunicipality } from './platform/db/scope.ts';
import { testServices, type TestServices } from './platform/http/testing.ts';
import type { Web } from './platform/http/web.ts';
import { runWaiting } from './platform/jobs/jobs.ts';

// What happens in the first days of an installation, in their order: each test goes on where the one before ended.

let base: TestDatabase;
let services: TestServices;
let app: Hono<Web>;
const municipality = newId();
const password = 'беш тоо суу жарык';
let first = '';

beforeAll(async () => {
  base = await createTestDatabase();
  services = testServices(base.db);
  app = createApp(services);
  await base.db.owner.query(`insert into unit (id, level) values ($1, 'municipality')`, [municipality]);
  await base.db.owner.query(
    `insert into unit_version (id, unit_id, name_ky, name_ru, kind, valid_from)
     values ($1, $2, 'Көк-Ирим', 'Кок-Ирим', 'aiylAimak', '2020-01-01')`,
    [newId(), municipality],
  );
});
afterAll(async () => await base.drop());

test('the first page says how to begin', async () => {
  const html = await (await testBrowser(app).get('/en')).text();
  expect(html).toContain('Make the first administrator');
  expect(html).toContain('npm run demo');
});

test('the first administrator: by the newest link, once, with a good password', async () => {
  const old = await firstAdministratorLink(base.db, new Date());
  const token = await firstAdministratorLink(base.db, new Date());
  const browser = testBrowser(app);
  expect((await browser.get(`/setup/${old}`)).status).toBe(404);
  const path = `/setup/${token}`;
  const refused = await browser.post(path, { name: '', email: 'wrong', phone: 'wrong', password: 'short' });
  expect(refused.status).toBe(422);
  const html = await refused.text();
  expect(html).toContain('value="wrong"');
  expect(html).not.toContain('value="short"');
  const fields = { name: 'Бермет Асанова', email: 'bermet@example.kg', phone: '', password };
  const [one, two] = await Promise.all([
    browser.post(path, fields, { from: '/sign-in' }),
    testBrowser(app).post(path, { ...fields, email: 'thief@example.kg' }, { from: '/sign-in' }),
  ]);
  expect([one.status, two.status].sort()).toEqual([303, 404]);
  expect((await testBrowser(app).get(path)).status).toBe(404);
  expect(await firstAdministratorLink(base.db, new Date())).toBeUndefined();
  // System administrators need a second factor before they can do anything.
  expect((await browser.get('/admin/units')).status).toBe(303);
  const accounts = await base.db.owner.query<{ id: string }>(
    'select account_id as id from system_administrator',
  );
  expect(accounts.rowCount).toBe(1);
  first = accounts.rows[0]?.id ?? '';
});

const admin = () => gateFor('administrator', municipality, { accountId: first, name: 'Бермет Асанова' });
const invite = async (invitation: StaffInvitation) =>
  await openMunicipality(base.db, admin(), async (scope) => await inviteStaff(scope, invitation));

/** The path of the newest link in the letters to somebody. */
async function linkTo(to: string, kind: 'invitation' | 'reset'): Promise<string> {
  await runWaiting(services);
  const letters = services.letters.filter((letter) => letter.to === to);
  const found = letters.map(({ text }) => new RegExp(`/${kind}/[\\w-]+`).exec(text)?.[0]);
  return found.filter((path) => path !== undefined).at(-1) ?? '';
}
const staffNow = async () => await openMunicipality(base.db, admin(), listStaff);

test('an invitation by e-mail is mailed in the language of its reader; the link makes the account once', async () => {
  const invited = await invite({
    name: 'Нурлан',
    email: 'Nurlan@Example.kg',
    roles: ['facilitator'],
    lang: 'ru',
  });
  // Whoever invites does not see the link of a letter.
  expect(invited).toMatchObject({ ok: true, mailed: true, path: undefined });
  const path = await linkTo('nurlan@example.kg', 'invitation');
  expect(services.letters.at(-1)?.text).toContain(`http://localhost:3000/ru${path}`);
  expect(await staffNow()).toEqual([]);
  const browser = testBrowser(app);
  expect((await browser.get(`/ru${path}`)).status).toBe(200);
  expect((await browser.post(path, { password: '1q2w3e4r5t' })).status).toBe(422);
  expect((await browser.post(path, { password })).status).toBe(303);
  expect((await browser.get(`/m/${municipality}/territory`)).status).toBe(200);
  expect((await testBrowser(app).get(path)).status).toBe(404);
  expect((await staffNow()).map(({ name, roles }) => [name, roles.join()])).toEqual([
    ['Нурлан', 'facilitator'],
  ]);
});

test('without e-mail the link is handed over; inviting again makes the link before useless', async () => {
  const invited = await invite({ name: 'Айзада', phone: '0555 11 22 33', roles: ['deputy'] });
  const again = await invite({ name: 'Айзада', phone: '+996 555 112233', roles: ['deputy', 'facilitator'] });
  if (!invited.ok || !again.ok) throw new Error('not invited');
  expect(invited.mailed).toBe(false);
  expect((await testBrowser(app).get(invited.path ?? '')).status).toBe(404);
  const browser = testBrowser(app);
  expect((await browser.post(again.path ?? '', { password })).status).toBe(303);
  expect((await staffNow()).map(({ name, roles }) => [name, roles.join()])).toEqual([
    ['Айзада', 'deputy,facilitator'],
    ['Нурлан', 'facilitator'],
  ]);
  expect(await invite({ name: 'Ким', roles: ['deputy'] })).toMatchObject({
    ok: false,
    code: 'invitation-contact',
  });
  expect(await invite({ name: 'Ким', email: 'kim@example.kg', roles: [] })).toMatchObject({
    ok: false,
    code: 'invitation-roles',
  });
});

test('who lost phone and password gets a link: by e-mail alone where there is one; the old second factor is gone', async () => {
  const id = (await staffNow()).find(({ name }) => name === 'Нурлан')?.accountId ?? '';
  await base.db.owner.query(
    `insert into auth_two_factor (account_id, secret, confirmed_at) values ($1, '', now())`,
    [id],
  );
  const made = await openMunicipality(base.db, admin(), async (scope) => await resetAccess(scope, id));
  expect(made).toEqual({ ok: true, path: undefined });
  const path = await linkTo('nurlan@example.kg', 'reset');
  expect((await testBrowser(app).post(path, { password: 'жаңы сырсөз болсун' })).status).toBe(303);
  const browser = testBrowser(app);
  await browser.post('/sign-in', { account: 'nurlan@example.kg', password: 'жаңы сырсөз болсун' });
  expect((await browser.get(`/m/${municipality}/territory`)).status).toBe(200);
});

test('a municipality keeps its last administrator', async () => {
  const accept = async (name: string, email: string) => {
    await invite({ name, email, roles: ['administrator'] });
    const done = await testBrowser(app).post(await linkTo(email, 'invitation'), { password });
    expect(done.status).toBe(303);
    return (await staffNow()).find((member) => member.email === email)?.accountId ?? '';
  };
  const one = await accept('Асель', 'asel@example.kg');
  const end = async (accountId: string, role: 'administrator' | 'deputy') =>
    await openMunicipality(base.db, admin(), async (scope) => await endRole(scope, { accountId, role }));
  expect(await end(one, 'administrator')).toMatchObject({ ok: false, code: 'role-last-administrator' });
  await accept('Бакыт', 'bakyt@example.kg');
  expect(await end(one, 'administrator')).toEqual({ ok: true });
  expect(await end(one, 'deputy')).toMatchObject({ ok: false, code: 'not-found' });
});

test('in a demo, and only there, invented people are signed in by a button', async () => {
  const { id } = await createAccount(base.db, {
    name: 'Гүлнара Абдыраимова',
    email: 'chair@example.kg',
    password: demoPassword,
    demo: true,
    roles: [{ municipalityId: municipality, role: 'staff' }],
  });
  const press = async (accountId: string) => {
    const browser = testBrowser(app);
    const answer = await browser.post('/sign-in/demo', { accountId }, { from: '/sign-in' });
    return { status: answer.status, inside: (await browser.get(`/m/${municipality}/territory`)).status };
  };
  expect(await press(id)).toEqual({ status: 404, inside: 303 });
  await markDemo(base.db);
  expect(await press(id)).toEqual({ status: 303, inside: 200 });
  // A real account is never one of them.
  expect(await press(first)).toEqual({ status: 404, inside: 303 });
});
