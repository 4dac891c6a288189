import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { createApp } from '../app.ts';
import { createAccount } from '../platform/auth/accounts.ts';
import { signInForTest, testBrowser, type TestBrowser } from '../platform/auth/testing.ts';
import { newId } from '../platform/db/id.ts';
import { testServices, type TestServices } from '../platform/http/testing.ts';
import type { Web } from '../platform/http/web.ts';
import { runWaiting } from '../platform/jobs/jobs.ts';

// No mail is connected, or a letter did not go: links are handed over by hand, and prove nothing of an e-mail.

let base: TestDatabase;
let services: TestServices;
let mute: Hono<Web>;
let mailing: Hono<Web>;
let home: TestMunicipality;
let other: TestMunicipality;
const password = 'беш тоо суу жарык';

beforeAll(async () => {
  base = await createTestDatabase();
  const connected = testServices(base.db);
  services = { ...connected, env: { ...connected.env, smtpUrl: undefined } };
  mute = createApp(services);
  mailing = createApp(connected);
  home = await makeMunicipality(base.db);
  other = await makeMunicipality(base.db, { name: 'Ак-Жар', villages: ['Кум'] });
});
afterAll(async () => await base.drop());

async function administrator(app: Hono<Web>, of = home): Promise<TestBrowser> {
  const id = newId();
  await createAccount(base.db, {
    id,
    name: 'Башкаруучу',
    email: `${id}@example.kg`,
    roles: [{ municipalityId: of.id, role: 'administrator' }],
  });
  return testBrowser(app, await signInForTest(base.db, id));
}
const staff = (of = home) => `/m/${of.id}/people/staff`;
const linkIn = async (answer: Response, kind: 'invitation' | 'reset') =>
  new RegExp(`/${kind}/[\\w-]{20,}`).exec(await answer.text())?.[0] ?? '';
const letters = async () => {
  await runWaiting(services);
  return services.letters.length;
};
async function account(email: string) {
  const found = await base.db.owner.query<{ id: string; proven: boolean }>(
    'select id, email_proven_at is not null as proven from auth_user where email = $1',
    [email],
  );
  return found.rows[0];
}
async function joins(app: Hono<Web>, link: string): Promise<number> {
  return (await testBrowser(app).post(link, { password })).status;
}

test('without mail an invitation by e-mail shows its link at once, sends nothing and proves no address', async () => {
  const boss = await administrator(mute);
  const page = await (await boss.get(staff())).text();
  expect(page).toContain('Почта туташтырылган эмес');
  const invite = { name: 'Нурлан Каттаров', email: 'nurlan@example.kg', roles: ['facilitator'] };
  const shown = await boss.post(staff(), invite);
  expect(shown.status).toBe(200);
  const link = await linkIn(shown, 'invitation');
  expect(await letters()).toBe(0);
  // The page shows it no more; asked for again it is another, and the one before opens nothing.
  const list = await (await boss.get(staff())).text();
  expect(list).not.toMatch(/\/invitation\/[\w-]{20,}/);
  const ask = /action="([^"]*\/invitations\/[^"]*\/link)"/.exec(list)?.[1] ?? '';
  const second = await linkIn(await boss.post(ask, {}, { from: staff() }), 'invitation');
  expect((await testBrowser(mute).get(link)).status).toBe(404);
  expect(await joins(mute, second)).toBe(303);
  expect(await account('nurlan@example.kg')).toMatchObject({ proven: false });

  // Somebody else's municipality invites the same address: the e-mail alone does not give the roles there.
  const neighbour = await administrator(mailing, other);
  await neighbour.post(staff(other), { ...invite, roles: ['deputy'] });
  const browser = testBrowser(mailing);
  await browser.post('/sign-in', { account: 'nurlan@example.kg', password });
  expect(await (await browser.get('/account')).text()).not.toContain('value="accepted"');
  await letters();
  const invitations = services.letters.filter(({ text }) => text.includes('/invitation/'));
  expect(invitations).toHaveLength(1);
  // The letter's own link does, and then the address is proven: with a password that nobody else ever held.
  const own = /\/invitation\/[\w-]+/.exec(invitations[0]?.text ?? '')?.[0] ?? '';
  expect((await browser.post(own, { answer: 'accepted', password: 'тогуз жолдун тоому' })).status).toBe(303);
  expect(await account('nurlan@example.kg')).toMatchObject({ proven: true });
});

test('with mail the link is the owner’s alone, unless the letter did not go', async () => {
  const boss = await administrator(mailing);
  const email = 'gulnara@example.kg';
  const invited = await boss.post(staff(), { name: 'Гүлнара Почтаева', email, roles: ['facilitator'] });
  expect(invited.headers.get('location')).toContain('invited-by-mail');
  const list = await (await boss.get(staff())).text();
  const at = list.slice(list.indexOf('Гүлнара'));
  const ask = /action="([^"]*\/invitations\/[^"]*\/link)"/.exec(at)?.[1] ?? '';
  expect(at).toContain('Катты кайра жөнөтүү');
  // Asked for by hand it is mailed all the same.
  expect((await boss.post(ask, { byHand: 'yes' }, { from: staff() })).status).toBe(303);
  await base.db.owner.query(
    `insert into unsent_letter (id, municipality_id, to_address, subject, text, cause, failed_at)
     values ($1, $2, $3, 'Чакыруу', 'x', 'address', now())`,
    [newId(), home.id, email],
  );
  const failed = await (await boss.get(staff())).text();
  expect(failed.slice(failed.indexOf('Гүлнара'))).toContain('Чакыруу шилтемесин көрсөтүү');
  expect(await (await boss.get(`/m/${home.id}/letters`)).text()).toContain(`href="${staff()}"`);
  const link = await linkIn(await boss.post(ask, { byHand: 'yes' }, { from: staff() }), 'invitation');
  expect(await joins(mailing, link)).toBe(303);
  expect(await account(email)).toMatchObject({ proven: false });
  // Another's letter that did not go opens nothing of this one.
  await base.db.owner.query('update unsent_letter set municipality_id = $1', [other.id]);
  const again = await boss.post(staff(), { name: 'Гүлнара Почтаева', email, roles: ['deputy'] });
  expect(again.status).toBe(303);
});

test('a colleague who lost the password gets a link by hand where no mail goes; the address is proven no more', async () => {
  const email = 'talant@example.kg';
  const { id } = await createAccount(base.db, {
    name: 'Талант Унутканов',
    email,
    password,
    emailProven: true,
    roles: [{ municipalityId: home.id, role: 'facilitator' }],
  });
  const before = await letters();
  const mailed = await (await administrator(mailing)).post(`${staff()}/${id}/link`, {}, { from: staff() });
  expect(mailed.headers.get('location')).toContain('reset-mailed');
  expect(await letters()).toBeGreaterThan(before);
  const boss = await administrator(mute);
  const shown = await boss.post(`${staff()}/${id}/link`, {}, { from: staff() });
  const link = await linkIn(shown, 'reset');
  const used = await testBrowser(mute).post(link, { password: 'тогуз жолдун тоому' });
  expect(used.status).toBe(303);
  expect(await account(email)).toEqual({ id, proven: false });
});

test('«forgotten the password» says who helps where no mail goes, and promises no letter', async () => {
  const before = await letters();
  const browser = testBrowser(mute);
  const page = await (await browser.get('/reset')).text();
  expect(page).toContain('Муниципалитетиңиздин администраторуна кайрылыңыз');
  expect(page).toContain('npx ashar administrators rescue');
  expect(page).not.toContain('name="email"');
  const asked = await browser.post('/reset', { email: 'talant@example.kg' }, { from: '/sign-in' });
  expect(await asked.text()).not.toContain('Катты күтүңүз');
  expect(await letters()).toBe(before);
});
