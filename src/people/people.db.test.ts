import type { Hono } from 'hono';
import type { z } from 'zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actingIn } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { createApp } from '../app.ts';
import { createAccount } from '../platform/auth/accounts.ts';
import { signInForTest, testBrowser, type TestBrowser } from '../platform/auth/testing.ts';
import { runCommand, type Command, type Result } from '../platform/db/command.ts';
import { roles, type Gate, type Role } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { openMunicipality, type MunicipalityScope } from '../platform/db/scope.ts';
import { testServices } from '../platform/http/testing.ts';
import type { Web } from '../platform/http/web.ts';
import { addMember } from './commands/add-member.ts';
import { addMembers } from './commands/add-members.ts';
import { addPerson } from './commands/add-person.ts';
import { changeMemberRole } from './commands/change-member-role.ts';
import { editBody } from './commands/edit-body.ts';
import { editPerson } from './commands/edit-person.ts';
import { endMembership, restoreMembership } from './commands/end-membership.ts';
import { formBody } from './commands/form-body.ts';
import { inviteStaff } from './commands/invite-staff.ts';
import { markTrained } from './commands/mark-trained.ts';
import { removePerson } from './commands/remove-person.ts';
import { bodies, contactsOf, membersOf, people, personOf, personOptions, unknownPerson } from './data.ts';

let base: TestDatabase;
let home: TestMunicipality;
let other: TestMunicipality;
let app: Hono<Web>;
beforeAll(async () => {
  base = await createTestDatabase();
  home = await makeMunicipality(base.db);
  other = await makeMunicipality(base.db, { name: 'Ак-Жар', villages: ['Кум'] });
  app = createApp(testServices(base.db));
});
afterAll(async () => await base.drop());

const inside = async <T>(gate: Gate, work: (scope: MunicipalityScope) => Promise<T>): Promise<T> =>
  await openMunicipality(base.db, gate, work);
async function run<Schema extends z.ZodType, T>(
  gate: Gate,
  command: Command<Schema, T, MunicipalityScope>,
  input: unknown,
): Promise<Result<T>> {
  return await inside(gate, async (scope) => await runCommand(scope, command, input));
}
const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.code} ${JSON.stringify(result.fields)}`);
  return result.value;
};
const staff = () => home.gate('staff');
const newPerson = async (fullName: string, facts: object = {}): Promise<string> =>
  valueOf(await run(staff(), addPerson, { fullName, sex: 'female', phone: '0700 123 456', ...facts })).id;
const newBody = async (): Promise<string> =>
  valueOf(
    await run(staff(), formBody, { kind: 'workingGroup', nameKy: 'Жумушчу топ', nameRu: 'Рабочая группа' }),
  ).id;
const place = { role: 'member', category: 'activist', from: '2026-01-10' };
async function pageOf(role: Role): Promise<TestBrowser> {
  const account = await createAccount(base.db, {
    name: 'Бир Киши',
    email: `${newId()}@example.kg`,
    roles: [{ municipalityId: home.id, role }],
  });
  return testBrowser(app, await signInForTest(base.db, account.id));
}

test('a field may name people of this municipality alone, or nobody', async () => {
  const gate = other.gate('staff');
  const { id } = valueOf(await run(gate, addPerson, { fullName: 'Нурлан Осмонов' }));
  const faultAt = async (place: TestMunicipality, memberId: string | null) =>
    await inside(place.gate('staff'), async (scope) => await unknownPerson(scope, { memberId }, 'memberId'));
  expect(await faultAt(other, id)).toBeNull();
  expect(await faultAt(home, null)).toBeNull();
  const unknown = { code: 'person-unknown', fields: { memberId: { code: 'person-unknown' } } };
  expect(await faultAt(home, id)).toMatchObject(unknown);
});

test('a person is added, corrected, and found by name; a village of another municipality is refused', async () => {
  const id = await newPerson('  Айгүл   Сынакова ', { villageId: home.villages[0]!.id, birthYear: 1980 });
  const strange = { fullName: 'Х', villageId: other.villages[0]!.id };
  expect(await run(staff(), addPerson, strange)).toMatchObject({
    fields: { villageId: { code: 'village-not-ours' } },
  });
  expect(await run(staff(), addPerson, { fullName: 'Х', phone: 'жок' })).toMatchObject({
    fields: { phone: { code: 'not-a-phone' } },
  });
  expect(await run(staff(), addPerson, { fullName: 'Х', birthYear: 2099 })).toMatchObject({
    code: 'birth-year-ahead',
  });
  valueOf(
    await run(staff(), editPerson, { personId: id, fullName: 'Айгүл Сынакова', occupation: 'мугалим' }),
  );
  await inside(staff(), async (scope) => {
    expect(await personOf(scope, id)).toMatchObject({ fullName: 'Айгүл Сынакова', birthYear: null });
    expect((await personOptions(scope)).map((option) => option.label)).toContain('Айгүл Сынакова, мугалим');
    // Emptied in the form: the row of contacts is gone.
    expect((await contactsOf(scope, [id])).size).toBe(0);
  });
});

test('a year of birth out of its bounds is told as years', async () => {
  const browser = await pageOf('staff');
  const sent = await browser.post(`/m/${home.id}/people/new`, { fullName: 'Бир Адам', birthYear: '85' });
  expect(await sent.text()).toContain('1900–2100 аралыгындагы жылды жазыңыз');
});

test('a working group of nine is whole after one form: colleagues ticked, the others by name', async () => {
  const browser = await pageOf('head');
  const boss = home.gate('administrator');
  const invited: string[] = [];
  for (const [name, phone] of [
    ['Канат Чакырылган', '+996700900001'],
    ['Салтанат Чакырылган', '+996700900002'],
  ] as const) {
    const input = { name, phone, roles: ['staff'], sex: name.startsWith('К') ? 'male' : 'female' };
    valueOf(await run(boss, inviteStaff, input));
    const all = await inside(boss, async (scope) => await people(scope));
    invited.push(all.find((one) => one.fullName === name)!.id);
  }
  const bodyId = await newBody();
  const cycleId = newId();
  await base.db.owner.query(
    `insert into cycle (municipality_id, id, year, working_group_id) values ($1, $2, 2031, $3)`,
    [home.id, cycleId, bodyId],
  );
  await base.db.owner.query('update body set cycle_id = $2 where id = $1', [bodyId, cycleId]);
  const at = `/m/${home.id}/people/bodies/${bodyId}`;
  const empty = await (await browser.get(at)).text();
  // The form stands before the rules and the list, open, and names who was invited with what is known of them.
  expect(empty.indexOf('id="several"')).toBeGreaterThan(0);
  expect(empty.indexOf('id="several"')).toBeLessThan(empty.indexOf('Курамдын эрежелери'));
  const places = new Map(
    [...empty.matchAll(/name="rows\.(\d+)\.personId" value="([^"]+)"/g)].map(([, n, id]) => [id!, n!]),
  );
  expect(empty).toContain('+996700900001');
  const rows: Record<string, string> = {};
  const put = (n: string | number, row: Record<string, string>) => {
    for (const [name, value] of Object.entries(row)) rows[`rows.${n}.${name}`] = value;
  };
  for (const [index, id] of invited.entries()) {
    const role = index === 0 ? 'chair' : 'secretary';
    put(places.get(id)!, { personId: id, chosen: 'yes', post: 'адис', category: 'executive', role });
  }
  const sides = ['deputy', 'villageHead', 'activist', 'organisation', 'deputy', 'activist'];
  for (const [index, category] of sides.entries()) {
    const sex = index % 2 === 0 ? 'female' : 'male';
    const phone = `0700 80 00 ${10 + index}`;
    put(100 + index, {
      fullName: `Мүчө ${'АБВГДЕ'[index]!}`,
      sex,
      phone,
      post: 'мугалим',
      category,
      role: 'member',
    });
  }
  put(106, { fullName: '', sex: '', phone: '', post: '', category: '', role: 'member' });
  const from = { from: at };
  const nobody = await browser.post(`${at}/members/several`, { from: '2026-01-10' }, from);
  expect(nobody.status).toBe(422);
  expect(await nobody.text()).toContain('Эч ким тандалган жок');
  const wrong = { ...rows, from: '2026-01-10', 'rows.105.phone': '0555' };
  const refused = await browser.post(`${at}/members/several`, wrong, from);
  const again = await refused.text();
  expect(again).toContain('id="several-rows-105-phone-error"');
  expect(again).toContain('value="Мүчө А"');
  const done = await browser.post(`${at}/members/several`, { ...rows, from: '2026-01-10' }, from);
  expect(done.status).toBe(303);
  const whole = await (await browser.get(done.headers.get('location')!)).text();
  expect(whole).toContain('Курамы тескемеге жетет');
  // The way on, to the one next step of the group's own cycle.
  expect(whole).toContain(`/m/${home.id}/cycle?cycle=${cycleId}&amp;next=yes`);
  const next = await browser.get(`/m/${home.id}/cycle?cycle=${cycleId}&next=yes`);
  expect(next.headers.get('location')).toContain('/cycle/decision?year=2031');
});

test('contacts are seen by those who invite and by the auditor, not by a deputy', async () => {
  const id = await newPerson('Нурбек Асанов');
  for (const role of roles) {
    const seen = await inside(home.gate(role), async (scope) => (await contactsOf(scope, [id])).size);
    expect(seen, role).toBe(role === 'deputy' ? 0 : 1);
  }
  expect(
    await inside(other.gate('administrator'), async (scope) => (await contactsOf(scope, [id])).size),
  ).toBe(0);
});

describe('members', () => {
  test('a person stands once in a group, also when two add them at once; one chair', async () => {
    const [bodyId, personId] = [await newBody(), await newPerson('Кубан Эсенов')];
    const add = async () => await run(staff(), addMember, { ...place, bodyId, personId, role: 'chair' });
    const results = await Promise.all([add(), add(), add()]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.flatMap((result) => (result.ok ? [] : [result.code]))).toEqual([
      'member-already',
      'member-already',
    ]);
    const second = { ...place, bodyId, role: 'chair', fullName: 'Жаңыл Турдуева', sex: 'female' };
    expect(await run(staff(), addMember, second)).toMatchObject({ code: 'member-role-taken' });
    // Refused as a whole: the new person was not left behind.
    const known = await inside(staff(), async (scope) =>
      (await people(scope)).map((person) => person.fullName),
    );
    expect(known).not.toContain('Жаңыл Турдуева');
  });

  test('several join at once, all or none; what is typed for somebody of the list goes to their card', async () => {
    const bodyId = await newBody();
    const known = await newPerson('Асан Үсөнов', { sex: '', phone: '' });
    const given = await newPerson('Бурул Кадырова', { phone: '0555 11 22 33', occupation: 'мугалим' });
    const row = { role: 'member', category: 'executive', post: 'адис' };
    const input = (rows: readonly object[]) => ({ bodyId, from: '2026-01-10', rows });
    const rows = [
      { ...row, personId: known, chosen: 'yes', sex: 'male', phone: '0700 445 566', role: 'chair' },
      { ...row, personId: given, chosen: 'yes', phone: '0777 00 00 01' },
      { ...row, fullName: 'Жаңыл Асанова', sex: 'female', phone: '0700 112 233', role: 'secretary' },
    ];
    const second = { ...row, fullName: 'Экинчи Төрага', role: 'chair' };
    expect(await run(staff(), addMembers, input([...rows, second]))).toMatchObject({
      code: 'member-role-taken',
      fields: { 'rows.3.role': { code: 'member-role-taken' } },
    });
    const kept = await inside(staff(), async (scope) => await membersOf(scope, bodyId));
    expect(kept).toEqual([]);
    expect(await run(staff(), addMembers, input([{ ...row, personId: known, phone: '1' }]))).toMatchObject({
      fields: { 'rows.0.phone': { code: 'not-a-phone' } },
    });
    expect(
      await run(staff(), addMembers, input([{ ...row, personId: known, phone: '0700 445 566' }])),
    ).toMatchObject({ fields: { 'rows.0.chosen': { code: 'member-not-chosen' } } });
    expect(await run(staff(), addMembers, input([{ ...row, phone: '0700 445 566' }]))).toMatchObject({
      fields: { 'rows.0.fullName': { code: 'member-who' } },
    });
    expect(valueOf(await run(staff(), addMembers, input(rows))).count).toBe(3);
    await inside(staff(), async (scope) => {
      const members = await membersOf(scope, bodyId);
      expect(members.map(({ fullName, role, sex, hasContact }) => [fullName, role, sex, hasContact])).toEqual(
        [
          ['Асан Үсөнов', 'chair', 'male', true],
          ['Жаңыл Асанова', 'secretary', 'female', true],
          ['Бурул Кадырова', 'member', 'female', true],
        ],
      );
      expect((await contactsOf(scope, [given])).get(given)).toMatchObject({ phone: '0777 00 00 01' });
      const post = new Map((await people(scope)).map((one) => [one.id, one.occupation]));
      expect([post.get(known), post.get(given)]).toEqual(['адис', 'мугалим']);
      expect((await bodies(scope)).find(({ id }) => id === bodyId)?.members).toBe(3);
    });
    // A forgotten sex is given where the group asks for it; a form without it changes nothing.
    const forgotten = await newPerson('Жынысы Жазылбаган', { sex: '' });
    const { id } = valueOf(await run(staff(), addMember, { ...place, bodyId, personId: forgotten }));
    const sexNow = async () =>
      await inside(
        staff(),
        async (scope) => (await people(scope)).find((one) => one.id === forgotten)?.sex ?? null,
      );
    const change = { membershipId: id, role: 'member', category: 'activist', post: '' };
    valueOf(await run(staff(), changeMemberRole, { ...change, sex: 'male' }));
    expect(await sexNow()).toBe('male');
    valueOf(await run(staff(), changeMemberRole, change));
    expect(await sexNow()).toBe('male');
    expect(await run(staff(), addMembers, input([rows[0]!]))).toMatchObject({
      fields: { 'rows.0.chosen': { code: 'member-already' } },
    });
    const both = { ...place, bodyId, personId: await newPerson('Тизмедеги'), fullName: 'Жаңы Адам' };
    expect(await run(staff(), addMember, both)).toMatchObject({
      fields: { fullName: { code: 'member-both' } },
    });
  });

  test('who leaves on a day to come would be off the lists at once: refused, as a group dissolved then', async () => {
    const bodyId = await newBody();
    const added = valueOf(await run(staff(), addMember, { ...place, bodyId, fullName: 'Кийинки Адам' }));
    const on = '2062-01-01';
    expect(await run(staff(), endMembership, { membershipId: added.id, on })).toMatchObject({
      fields: { on: { code: 'member-ends-ahead' } },
    });
    const body = { bodyId, nameKy: 'Топ', nameRu: 'Группа', formedOn: '2026-01-10', dissolvedOn: on };
    expect(await run(staff(), editBody, body)).toMatchObject({
      fields: { dissolvedOn: { code: 'body-ends-ahead' } },
    });
  });

  test('a member leaves and comes back; training is marked for present members only', async () => {
    const bodyId = await newBody();
    const added = valueOf(
      await run(staff(), addMember, {
        ...place,
        bodyId,
        fullName: 'Элнура Жакыпова',
        post: 'адис',
      }),
    );
    const membershipId = added.id;
    expect(await run(staff(), endMembership, { membershipId, on: '2025-12-31' })).toMatchObject({
      code: 'member-ends-before-start',
    });
    valueOf(await run(staff(), endMembership, { membershipId, on: '2026-02-01' }));
    const trained = { bodyId, membershipIds: [membershipId], trained: true };
    expect(await run(staff(), markTrained, trained)).toMatchObject({ code: 'not-found' });
    valueOf(await run(staff(), restoreMembership, { membershipId }));
    valueOf(await run(staff(), markTrained, trained));
    const members = await inside(staff(), async (scope) => await membersOf(scope, bodyId));
    expect(members).toMatchObject([{ post: 'адис', trained: true, validTo: null }]);
  });
});

test('who left, who is nobody, a group that is over', async () => {
  const { code, done } = actingIn(base.db);
  const bodyId = await newBody();
  const joining = { ...place, bodyId };
  expect(await code(staff(), addMember, joining)).toBe('member-who');
  expect(await code(staff(), addMember, { ...joining, personId: newId() })).toBe('person-not-found');
  const { id: membershipId } = await done(staff(), addMember, {
    ...joining,
    personId: await newPerson('Бермет Асанова'),
  });
  await done(staff(), endMembership, { membershipId, on: '2026-02-01' });
  expect(await code(staff(), endMembership, { membershipId, on: '2026-03-01' })).toBe('member-left');
  const names = { bodyId, nameKy: 'Топ', nameRu: 'Группа', formedOn: '2026-01-10' };
  expect(await code(staff(), editBody, { ...names, dissolvedOn: '2026-01-09' })).toBe(
    'body-ends-before-start',
  );
  await done(staff(), editBody, { ...names, dissolvedOn: '2026-03-01' });
  const late = { ...joining, personId: await newPerson('Жылдыз Токтоева') };
  expect(await code(staff(), addMember, late)).toBe('body-dissolved');
});

test('removal at the person’s wish leaves the counts and nothing else', async () => {
  const [bodyId, personId] = [await newBody(), await newPerson('Гүлнара Омурова', { street: 'Манас' })];
  valueOf(await run(staff(), addMember, { ...place, bodyId, personId, post: 'дарыгер' }));
  expect(await run(staff(), removePerson, { personId, confirmName: 'Гүлнара' })).toMatchObject({
    code: 'person-name-differs',
  });
  valueOf(await run(staff(), removePerson, { personId, confirmName: 'гүлнара  омурова' }));
  await inside(staff(), async (scope) => {
    expect(await personOf(scope, personId)).toMatchObject({
      fullName: '***',
      sex: 'female',
      street: null,
      removed: true,
    });
    expect(await membersOf(scope, bodyId)).toMatchObject([{ sex: 'female', post: '', hasContact: false }]);
    expect((await people(scope)).map((person) => person.id)).not.toContain(personId);
  });
  const traces = await base.db.owner.query(
    `select 1 from audit_entry where details::text like '%Гүлнара%' union all
     select 1 from operation where result::text like '%Гүлнара%'`,
  );
  expect(traces.rowCount).toBe(0);
  expect(await run(staff(), editPerson, { personId, fullName: 'Кайра' })).toMatchObject({
    code: 'not-found',
  });
});

describe('pages', () => {
  async function browserOf(role: Role, municipalityId: string): Promise<TestBrowser> {
    const account = await createAccount(base.db, {
      name: 'Бир Киши',
      email: `${newId()}@example.kg`,
      roles: [{ municipalityId, role }],
    });
    return testBrowser(app, await signInForTest(base.db, account.id));
  }

  test('a group is made and filled through the pages, in each language', async () => {
    const browser = await browserOf('administrator', home.id);
    const room = `/m/${home.id}/people`;
    const formed = await browser.post(`${room}/bodies`, {
      kind: 'workingGroup',
      nameKy: 'Жаңы топ',
      nameRu: 'Новая группа',
    });
    expect(formed.status).toBe(303);
    const body = formed.headers.get('location')!.split('?')[0]!;
    const added = await browser.post(
      `${body}/members`,
      {
        fullName: 'Асель <Иманова',
        sex: 'female',
        phone: '0555 111 222',
        ...place,
        role: 'chair',
        post: 'адис',
      },
      { from: body },
    );
    expect(added.status).toBe(303);
    for (const fullName of ['Асель <b>Иманова</b>', '12.05.1990', '😀'])
      expect(
        (
          await browser.post(
            `${body}/members`,
            { fullName, sex: 'female', ...place, role: 'member' },
            { from: body },
          )
        ).status,
        fullName,
      ).toBe(422);
    for (const lang of ['', '/ru', '/en']) {
      const page = await browser.get(`${lang}${body}`);
      expect(page.status).toBe(200);
      const html = await page.text();
      expect(html).toContain('Асель &lt;Иманова');
      expect(html).not.toContain('<Иманова');
    }
    const ky = await (await browser.get(body)).text();
    expect(ky).toContain('Азыр 1 адам, дагы 5 керек');
    // A form that was refused opens with its reason; a button's reason stands at the top.
    const [, place1] = /action="([^"]*)\/end"/.exec(ky)!;
    const early = await browser.post(`${place1}/end`, { on: '01.01.1990' }, { from: body });
    expect(early.status).toBe(422);
    expect(await early.text()).toMatch(
      /<details class="confirm" open[^>]*>(?:(?!<\/details>)[^])*\/end"[^]*value="01.01.1990"/,
    );
    const stands = await browser.post(`${body}/trained`, { membershipIds: newId() }, { from: body });
    expect(stands.status).toBe(404);
    expect(await stands.text()).toMatch(/<main[^>]*><div class="notice bad/);
    const nobody = await browser.post(`${body}/members`, place, { from: body });
    expect(nobody.status).toBe(422);
    expect(await nobody.text()).toContain('жаңы адамдын аты-жөнүн жазыңыз');
  });

  test('every page opens for whom it is meant; strangers find nothing', async () => {
    const personId = await newPerson('Медина Сапарова');
    const room = `/m/${home.id}/people`;
    const paths = [
      '',
      '/export.csv',
      '/export.xlsx',
      `/persons/${personId}`,
      '/bodies',
      '/bodies/export.csv',
    ];
    const stranger = await browserOf('administrator', other.id);
    const strangers = `/m/${other.id}/people`;
    for (const role of roles) {
      const browser = await browserOf(role, home.id);
      for (const path of paths) expect((await browser.get(room + path)).status, `${role} ${path}`).toBe(200);
      const manages = ['administrator', 'head'].includes(role);
      expect((await browser.get(`${room}/staff`)).status, role).toBe(manages ? 200 : 403);
      const html = await (await browser.get(`${room}/persons/${personId}`)).text();
      expect(html.includes('0700 123 456'), role).toBe(role !== 'deputy');
      const csv = await (await browser.get(`${room}/export.csv`)).text();
      expect(csv.includes('0700 123 456'), role).toBe(role !== 'deputy');
      const list = await (await browser.get(`${room}?q=0700`)).text();
      expect(list.includes('Медина'), `search by phone, ${role}`).toBe(role !== 'deputy');
    }
    expect((await stranger.get(room)).status).toBe(404);
    for (const path of [`/persons/${personId}`, '/persons/nothing', '/bodies/%00', `/bodies/${newId()}`]) {
      expect((await stranger.get(strangers + path)).status, path).toBe(404);
    }
  });

  test('an invited colleague’s link is shown at once and on request, never again', async () => {
    const browser = await browserOf('administrator', home.id);
    const room = `/m/${home.id}/people/staff`;
    const invited = await browser.post(room, {
      name: 'Телефондуу Киши',
      phone: '0777 333 444',
      roles: ['facilitator'],
    });
    const first = /\/invitation\/[\w-]+/.exec(await invited.text())?.[0];
    expect([invited.status, first === undefined]).toEqual([200, false]);
    const list = await (await browser.get(room)).text();
    expect(list).not.toContain('/invitation/');
    const link = /action="([^"]*\/link)"/.exec(list.slice(list.indexOf('Телефондуу')))![1]!;
    const shown = await browser.post(link, {}, { from: room });
    expect(shown.status).toBe(200);
    const second = /\/invitation\/[\w-]+/.exec(await shown.text())?.[0] ?? '';
    expect((await browser.get(first ?? '')).status).toBe(404);
    expect((await browser.get(second)).status).toBe(200);
  });
});
