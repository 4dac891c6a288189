import type { Hono } from 'hono';
import pg from 'pg';
import type { z } from 'zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { createApp } from '../app.ts';
import { createAccount } from '../platform/auth/accounts.ts';
import { offersFor } from '../platform/auth/answer-invitation.ts';
import { listInvitations } from '../platform/auth/invitations.ts';
import { listStaff } from '../platform/auth/staff.ts';
import { signInForTest, testBrowser, type TestBrowser } from '../platform/auth/testing.ts';
import { runCommand, type Command, type Result } from '../platform/db/command.ts';
import { roles, type Gate, type Role } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { openMunicipality, type MunicipalityScope } from '../platform/db/scope.ts';
import { testServices, type TestServices } from '../platform/http/testing.ts';
import type { Web } from '../platform/http/web.ts';
import { runWaiting } from '../platform/jobs/jobs.ts';
import { addPerson } from './commands/add-person.ts';
import { answerInvitation } from './commands/answer-invitation.ts';
import { dismissStaff } from './commands/dismiss-staff.ts';
import { endRole } from './commands/end-role.ts';
import { inviteStaff } from './commands/invite-staff.ts';
import { removePerson } from './commands/remove-person.ts';
import { renewInvitation } from './commands/renew-invitation.ts';
import { resetAccess } from './commands/reset-access.ts';
import { withdrawInvitation } from './commands/withdraw-invitation.ts';
import { contactsOf, people, personOf } from './data.ts';

// Two municipalities that do not trust each other: who may make whom what, and who gets into whose account.

let base: TestDatabase;
let services: TestServices;
let app: Hono<Web>;
let home: TestMunicipality;
let other: TestMunicipality;
beforeAll(async () => {
  base = await createTestDatabase();
  services = testServices(base.db);
  app = createApp(services);
  home = await makeMunicipality(base.db);
  other = await makeMunicipality(base.db, { name: 'Ак-Жар', villages: ['Кум'] });
});
afterAll(async () => await base.drop());

const theirs = 'беш тоо суу жарык';
const thiefs = 'тогуз жолдун тоому';

async function run<Schema extends z.ZodType, T>(
  gate: Gate,
  command: Command<Schema, T, MunicipalityScope>,
  input: unknown,
): Promise<Result<T>> {
  return await openMunicipality(base.db, gate, async (scope) => await runCommand(scope, command, input));
}
const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.code} ${JSON.stringify(result.fields)}`);
  return result.value;
};
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.code);
const boss = (of: TestMunicipality) => of.gate('administrator');

let number = 700_000_000;
const newPhone = () => `+996${(number += 1)}`;

/** The administrator invites a phone and shows the link. */
async function linkOf(of: TestMunicipality, phone: string, role: Role = 'deputy'): Promise<string> {
  const input = { name: 'Бир Киши', phone, roles: [role] };
  const { id } = valueOf(await run(boss(of), inviteStaff, input));
  const { path } = valueOf(await run(boss(of), renewInvitation, { invitationId: id }));
  if (path === undefined) throw new Error('no link');
  return path;
}
/** Follows a link as somebody new. */
async function joins(path: string, password = theirs): Promise<{ browser: TestBrowser; status: number }> {
  const browser = testBrowser(app);
  const done = await browser.post(path, { password });
  return { browser, status: done.status };
}
async function signsIn(account: string, password: string): Promise<TestBrowser> {
  const browser = testBrowser(app);
  await browser.post('/sign-in', { account, password });
  return browser;
}
async function idOf(contact: string): Promise<string> {
  const found = await base.db.owner.query<{ id: string }>(
    'select id from auth_user where email = $1 or phone = $1',
    [contact],
  );
  return found.rows[0]?.id ?? '';
}
const inside = async (browser: TestBrowser, of: TestMunicipality) =>
  (await browser.get(`/m/${of.id}/territory`)).status;
const heard = async (accountId: string) =>
  (
    await base.db.owner.query<{ kind: string }>(
      'select kind from account_notice where account_id = $1 order by created_at, id',
      [accountId],
    )
  ).rows.map(({ kind }) => kind);

test('an invitation waits: nobody has a role until the owner accepts; the person stands on the list at once', async () => {
  const input = { name: 'Бакыт Токтосунов', email: 'bakyt@example.kg', roles: ['facilitator'] };
  const invited = valueOf(await run(boss(home), inviteStaff, input));
  expect(invited).toEqual({ id: invited.id, mailed: true });
  const state = async () =>
    await openMunicipality(base.db, boss(home), async (scope) => ({
      staff: (await listStaff(scope)).map(({ email }) => email),
      waiting: (await listInvitations(scope)).map(({ email }) => email),
      person: (await people(scope)).find(({ fullName }) => fullName === input.name),
    }));
  const before = await state();
  expect(before).toMatchObject({ staff: [], waiting: [input.email], person: { accountId: null } });
  // The link goes to the e-mail: an administrator never holds it.
  expect(valueOf(await run(boss(home), renewInvitation, { invitationId: invited.id }))).toEqual({
    path: undefined,
    name: input.name,
  });
  await runWaiting(services);
  const links = services.letters.map(({ text }) => /\/invitation\/[\w-]+/.exec(text)?.[0] ?? '');
  expect((await testBrowser(app).get(links[0] ?? '')).status, 'the first link is replaced').toBe(404);
  expect((await joins(links.at(-1) ?? '')).status).toBe(303);
  const after = await state();
  const id = await idOf(input.email);
  expect(after).toMatchObject({ staff: [input.email], waiting: [], person: { accountId: id } });
  const kept = await base.db.owner.query(
    `select 1 from operation where result::text like $1 union all select 1 from audit_entry where details::text like $1`,
    [`%${links.at(-1)?.split('/').at(-1)}%`],
  );
  expect(kept.rowCount).toBe(0);
  const person = { personId: after.person?.id, confirmName: input.name };
  expect(codeOf(await run(boss(home), removePerson, person))).toBe('person-signs-in');
  valueOf(await run(boss(home), endRole, { accountId: id, role: 'facilitator' }));
  const ended = await openMunicipality(
    base.db,
    boss(home),
    async (scope) => await personOf(scope, after.person?.id ?? ''),
  );
  expect(ended?.accountId).toBeNull();
  expect(await heard(id)).toEqual(['role-accepted', 'role-ended']);
});

test('what an invitation knows stands on the card: sex and contacts, beside what was known', async () => {
  const cardOf = async (id: string) =>
    await openMunicipality(base.db, boss(home), async (scope) => ({
      person: await personOf(scope, id),
      contact: (await contactsOf(scope, [id])).get(id),
    }));
  const phone = newPhone();
  const fresh = { name: 'Гүлзат Абдырахманова', phone, email: 'gulzat@example.kg', sex: 'female' };
  valueOf(await run(boss(home), inviteStaff, { ...fresh, roles: ['staff'] }));
  const all = await openMunicipality(base.db, boss(home), async (scope) => await people(scope));
  const { id } = all.find(({ fullName }) => fullName === fresh.name)!;
  expect(await cardOf(id)).toMatchObject({
    person: { sex: 'female' },
    contact: { phone, email: 'gulzat@example.kg' },
  });
  // Somebody of the list keeps what is known; only gaps are filled.
  const known = { fullName: 'Тизмедеги Киши', sex: 'male', phone: '0555 11 22 33', address: 'Арал' };
  const { id: listed } = valueOf(await run(boss(home), addPerson, known));
  const invited = { name: 'Тизмедеги Киши', email: 'list@example.kg', phone: newPhone(), sex: 'female' };
  valueOf(await run(boss(home), inviteStaff, { ...invited, personId: listed, roles: ['staff'] }));
  expect(await cardOf(listed)).toMatchObject({
    person: { sex: 'male' },
    contact: { phone: '0555 11 22 33', email: 'list@example.kg', address: 'Арал' },
  });
});

test('what cannot be read in an invitation is named beside its own field', async () => {
  const fieldsOf = async (typed: object) => {
    const said = await run(boss(home), inviteStaff, { name: 'Бир Киши', roles: ['staff'], ...typed });
    return said.ok ? {} : said.fields;
  };
  const code = { code: 'invitation-contact' };
  expect(await fieldsOf({ phone: '0555 12 34' })).toEqual({ phone: code });
  expect(await fieldsOf({ email: 'жок', phone: newPhone() })).toEqual({ email: code });
  expect(await fieldsOf({ email: 'a@example.kg', phone: '12' })).toEqual({ phone: code });
  expect(await fieldsOf({})).toEqual({ email: code });
});

test('the page of staff names who keeps the installation', async () => {
  const admin = await createAccount(base.db, {
    name: 'Тутум Башкаруучусу',
    email: 'root@example.kg',
    systemAdministrator: true,
  });
  const browser = testBrowser(app, await signInForTest(base.db, admin.id));
  expect(await (await browser.get(`/m/${home.id}/people/staff`)).text()).toContain('Тутум Башкаруучусу');
});

describe('the takeover of accounts', () => {
  test('ended and appointed again elsewhere: no link, no role, no way in', async () => {
    const phone = newPhone();
    expect((await joins(await linkOf(home, phone))).status).toBe(303);
    const id = await idOf(phone);
    valueOf(await run(boss(home), endRole, { accountId: id, role: 'deputy' }));
    // The neighbour invites the same phone and has the link in the hand: it opens nothing without the owner.
    const link = await linkOf(other, phone);
    expect((await joins(link, thiefs)).status).toBe(422);
    expect(codeOf(await run(boss(other), resetAccess, { accountId: id }))).toBe('not-found');
    expect(await inside(await signsIn(phone, theirs), other)).toBe(404);
    // The owner accepts, with a password that nobody who made links before can know.
    const owner = await signsIn(phone, theirs);
    expect(await (await owner.get(link)).text()).toContain('name="password"');
    expect((await owner.post(link, { answer: 'accepted' })).status).toBe(422);
    const asked = { by: { token: link.split('/').at(-1) }, answer: 'accepted' };
    const theirOwn = other.gate('deputy', { accountId: id });
    expect(codeOf(await run(theirOwn, answerInvitation, asked))).toBe('invitation-password');
    expect((await owner.post(link, { answer: 'accepted', password: 'жашыл жайлоо суусу' })).status).toBe(303);
    expect(await inside(owner, other)).toBe(200);
    expect(await inside(await signsIn(phone, theirs), other)).toBe(303);
    // Neither of the two may reset what both have used.
    for (const place of [home, other]) {
      const tried = codeOf(await run(boss(place), resetAccess, { accountId: id }));
      expect(tried).toBe(place === home ? 'not-found' : 'link-elsewhere');
    }
    // Appointed again at home: asks again.
    await linkOf(home, phone);
    expect(await inside(await signsIn(phone, 'жашыл жайлоо суусу'), home)).toBe(404);
  });

  test('an account made with somebody’s phone before they came does not get what they are offered', async () => {
    const phone = newPhone();
    expect((await joins(await linkOf(other, phone), thiefs)).status).toBe(303);
    const link = await linkOf(home, phone, 'deputy');
    const thief = await signsIn(phone, thiefs);
    const [offer] = await offersFor(base.db, await idOf(phone), new Date());
    expect(offer).toMatchObject({ municipalityId: home.id, mayAccept: false });
    const path = `/account/offers/${offer?.id}`;
    expect((await thief.post(path, { answer: 'accepted' }, { from: '/account' })).status).toBe(404);
    expect(await inside(thief, home)).toBe(404);
    // The real one follows the link they were handed with an account of their own.
    const own = await createAccount(base.db, { name: 'Чыныгы Киши', email: 'real@example.kg' });
    const real = testBrowser(app, await signInForTest(base.db, own.id));
    expect((await real.post(link, { answer: 'accepted' })).status).toBe(303);
    expect(await inside(real, home)).toBe(200);
  });

  test('a reset link made before the role elsewhere was accepted is dead, also in the same moment', async () => {
    for (const atOnce of [false, true]) {
      const phone = newPhone();
      expect((await joins(await linkOf(other, phone))).status).toBe(303);
      const id = await idOf(phone);
      const made = valueOf(await run(boss(other), resetAccess, { accountId: id }));
      const reset = made.path ?? '';
      const link = await linkOf(home, phone);
      const owner = await signsIn(phone, theirs);
      const accept = async () =>
        await owner.post(link, { answer: 'accepted', password: 'жашыл жайлоо суусу' });
      const steal = async () => await testBrowser(app).post(reset, { password: thiefs }, { from: '/reset' });
      if (atOnce) await Promise.all([accept(), steal()]);
      else {
        expect((await accept()).status).toBe(303);
        expect((await testBrowser(app).get(reset)).status).toBe(404);
        expect((await steal()).status).toBe(404);
      }
      const thief = await signsIn(phone, thiefs);
      expect(await inside(thief, home), String(atOnce)).not.toBe(200);
    }
  });

  test('two municipalities at once: while another waits for an answer, none resets', async () => {
    const phone = newPhone();
    const [one, two] = [await linkOf(home, phone), await linkOf(other, phone)];
    expect((await joins(one)).status).toBe(303);
    const id = await idOf(phone);
    expect(codeOf(await run(boss(home), resetAccess, { accountId: id }))).toBe('link-elsewhere');
    const owner = await signsIn(phone, theirs);
    expect((await owner.post(two, { answer: 'declined' })).status).toBe(303);
    expect(codeOf(await run(boss(home), resetAccess, { accountId: id }))).toBe('done');
    expect(codeOf(await run(boss(other), resetAccess, { accountId: id }))).toBe('not-found');
  });

  test('with an e-mail: the link goes there alone, and the owner may accept without it once it is proven', async () => {
    const email = 'aida@example.kg';
    valueOf(await run(boss(home), inviteStaff, { name: 'Аида', email, roles: ['deputy'] }));
    await runWaiting(services);
    const letter = services.letters.findLast(({ to }) => to === email);
    const joined = await joins(/\/invitation\/[\w-]+/.exec(letter?.text ?? '')?.[0] ?? '');
    const id = await idOf(email);
    valueOf(await run(boss(other), inviteStaff, { name: 'А.', email, roles: ['facilitator'] }));
    const [offer] = await offersFor(base.db, id, new Date());
    expect(offer).toMatchObject({ municipalityId: other.id, mayAccept: true });
    // A stranger's session cannot answer for her.
    const stranger = await createAccount(base.db, { name: 'Башка', email: 'stranger@example.kg' });
    const theirsToo = testBrowser(app, await signInForTest(base.db, stranger.id));
    const path = `/account/offers/${offer?.id}`;
    expect((await theirsToo.post(path, { answer: 'accepted' }, { from: '/account' })).status).toBe(404);
    // She sees it at the next sign-in, before anything else.
    const again = testBrowser(app);
    await again.post('/sign-in', { account: email, password: theirs });
    const first = await again.get('/sign-in/second-factor');
    expect(first.headers.get('location')).toBe('/account/news');
    const page = await (await again.get('/account/news')).text();
    expect(page).toContain('Ак-Жар');
    expect((await joined.browser.post(path, { answer: 'accepted' }, { from: '/account' })).status).toBe(303);
    expect(await inside(joined.browser, other)).toBe(200);
    expect(codeOf(await run(boss(other), resetAccess, { accountId: id }))).toBe('link-elsewhere');
  });
});

test('a reset is heard by its owner, by the other administrators and by auditors, and stands in the journal', async () => {
  const phone = newPhone();
  const place = await makeMunicipality(base.db, { name: 'Талаа' });
  const watchers = await Promise.all(
    (['administrator', 'auditor', 'deputy'] as const).map(
      async (role) =>
        await createAccount(base.db, {
          name: role,
          email: `${newId()}@example.kg`,
          roles: [{ municipalityId: place.id, role }],
        }),
    ),
  );
  expect((await joins(await linkOf(place, phone, 'head'))).status).toBe(303);
  const id = await idOf(phone);
  const gate = place.gate('administrator', { name: 'Куу Администратор' });
  const { path } = valueOf(await run(gate, resetAccess, { accountId: id }));
  expect(await heard(id)).toEqual(['role-accepted', 'reset-made']);
  expect(await Promise.all(watchers.map(async (watcher) => await heard(watcher.id)))).toEqual([
    ['reset-of-other'],
    ['reset-of-other'],
    [],
  ]);
  await runWaiting(services);
  const letters = services.letters.filter(({ text }) => text.includes('Куу Администратор'));
  expect(letters).toHaveLength(2);
  const rows = await base.db.owner.query<{ chain: string; action: string }>(
    `select chain, action from audit_entry where subject_id = $1 and action like '%reset%' order by action`,
    [id],
  );
  expect(rows.rows).toEqual([
    { chain: 'system', action: 'account.reset-made' },
    { chain: place.id, action: 'people.reset-access' },
  ]);
  expect((await testBrowser(app).post(path ?? '', { password: 'жашыл жайлоо суусу' })).status).toBe(303);
  expect(await heard(id)).toEqual(['role-accepted', 'reset-made', 'password-reset']);
});

test('inviting tells nothing of people elsewhere: the same answer, the same page, no look at any account', async () => {
  const known = { email: 'known@example.kg', phone: newPhone() };
  await createAccount(base.db, {
    name: 'Жашыруун Аты',
    ...known,
    password: theirs,
    roles: [{ municipalityId: other.id, role: 'head' }],
  });
  const invite = async (contact: object) =>
    valueOf(await run(boss(home), inviteStaff, { name: 'Мен Жазган', roles: ['deputy'], ...contact }));
  const shape = async (contact: object) => ({ ...(await invite(contact)), id: '' });
  expect(await shape({ email: known.email })).toEqual(await shape({ email: 'nobody@example.kg' }));
  expect(await shape({ phone: known.phone })).toEqual(await shape({ phone: newPhone() }));
  expect(
    codeOf(
      await run(boss(home), inviteStaff, {
        name: 'М',
        roles: ['deputy'],
        email: known.email,
        phone: newPhone(),
      }),
    ),
  ).toBe('done');
  const account = await createAccount(base.db, {
    name: 'Админ',
    email: `${newId()}@example.kg`,
    roles: [{ municipalityId: home.id, role: 'administrator' }],
  });
  const browser = testBrowser(app, await signInForTest(base.db, account.id));
  const page = await (await browser.get(`/m/${home.id}/people/staff`)).text();
  expect(page).toContain('Мен Жазган');
  expect(page).not.toContain('Жашыруун Аты');
  // The same statements in the same order: what takes time is the same as well.
  const statements = async (email: string): Promise<string[]> => {
    const seen: string[] = [];
    const { query } = pg.Client.prototype;
    pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
      const [first] = given as [string | { text?: string } | undefined];
      seen.push((typeof first === 'string' ? first : first?.text) ?? '');
      return query.apply(this, given as never) as never;
    };
    try {
      await run(boss(home), inviteStaff, { name: 'М', email, roles: ['deputy'] });
    } finally {
      pg.Client.prototype.query = query;
    }
    return seen;
  };
  const unasked = 'unasked@example.kg';
  await createAccount(base.db, { name: 'Дагы Бирөө', email: unasked, password: theirs });
  expect(await statements(unasked)).toEqual(await statements('other-nobody@example.kg'));
});

test('policy with depth: each command about accounts, each role, at home and abroad, changes nothing it may not', async () => {
  const phone = newPhone();
  expect((await joins(await linkOf(home, phone))).status).toBe(303);
  const accountId = await idOf(phone);
  const waiting = valueOf(
    await run(boss(home), inviteStaff, { name: 'Күткөн', phone: newPhone(), roles: ['deputy'] }),
  );
  const chief = valueOf(
    await run(boss(home), inviteStaff, { name: 'Башчы', phone: newPhone(), roles: ['administrator'] }),
  );
  const state = async () =>
    (
      await base.db.owner.query(
        `select (select json_agg(r order by r.id) from role_assignment r where r.municipality_id = $1) as roles,
                (select json_agg(i order by i.id) from role_invitation i where i.municipality_id = $1) as invitations,
                (select count(*) from auth_verification) as links,
                (select count(*) from auth_session where account_id = $2 and ended_at is null) as sessions`,
        [home.id, accountId],
      )
    ).rows[0];
  const inviters = ['administrator', 'head'];
  const table: [Command<z.ZodType, unknown, MunicipalityScope>, object, string[], string][] = [
    [inviteStaff, { name: 'Х', phone: newPhone(), roles: ['administrator'] }, ['administrator'], 'done'],
    [renewInvitation, { invitationId: waiting.id }, inviters, 'not-found'],
    [renewInvitation, { invitationId: chief.id }, ['administrator'], 'not-found'],
    [withdrawInvitation, { invitationId: waiting.id }, inviters, 'not-found'],
    [withdrawInvitation, { invitationId: chief.id }, ['administrator'], 'not-found'],
    [resetAccess, { accountId }, ['administrator'], 'not-found'],
    [endRole, { accountId, role: 'deputy' }, inviters, 'not-found'],
    [endRole, { accountId, role: 'administrator' }, ['administrator'], 'not-found'],
    [dismissStaff, { accountId }, ['administrator'], 'not-found'],
    [answerInvitation, { by: { invitationId: waiting.id }, answer: 'accepted' }, [], 'invitation-gone'],
    [answerInvitation, { by: { token: 'x' }, answer: 'accepted' }, [], 'invitation-gone'],
  ] as never;
  const before = await state();
  for (const [command, input, allowed, abroad] of table) {
    for (const role of roles) {
      const strange = codeOf(await run(other.gate(role), command, input));
      const name = `${command.name} ${role}`;
      if (command === answerInvitation) expect(strange, name).toBe(abroad);
      // A head abroad may ask for the invitation of an administrator, and finds none.
      else expect([abroad, 'forbidden'], name).toContain(strange);
      if (allowed.includes(role)) expect(strange, `${name} abroad`).toBe(abroad);
      if (allowed.includes(role)) continue;
      const refused = codeOf(await run(home.gate(role), command, input));
      expect(refused, name).toBe(command === answerInvitation ? 'invitation-gone' : 'forbidden');
    }
  }
  expect(await state()).toEqual(before);
  for (const [command, input, allowed] of [table[1]!, table[5]!, table[8]!, table[3]!, table[4]!]) {
    expect(codeOf(await run(home.gate(allowed[0] as Role), command, input)), command.name).toBe('done');
  }
  expect(await openMunicipality(base.db, boss(home), listStaff)).not.toContainEqual(
    expect.objectContaining({ accountId }),
  );
});
