import type { Hono } from 'hono';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { actingIn } from '../../test/acting.ts';
import { createApp } from '../app.ts';
import { addQuestion } from '../decisions/commands/add-question.ts';
import { registeredOf } from '../decisions/data/door.ts';
import { voteToken } from '../decisions/schema.ts';
import { makeCycle } from '../needs/priorities/priorities.fixture.ts';
import { listStatements } from '../needs/sessions/data/sessions.ts';
import { createAccount } from '../platform/auth/accounts.ts';
import { gateOfAccount } from '../platform/auth/sign-in-gate.ts';
import { signInForTest, testBrowser, tokenIn, type TestBrowser } from '../platform/auth/testing.ts';
import { runCommand } from '../platform/db/command.ts';
import type { Gate, Role } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { openMunicipality } from '../platform/db/scope.ts';
import { testServices, type TestServices } from '../platform/http/testing.ts';
import { todayInBishkek } from '../platform/i18n/calendar.ts';
import type { Web } from '../platform/http/web.ts';
import { planPublicMeeting } from '../public-meetings/commands/plan-public-meeting.ts';
import { saveAgenda } from '../public-meetings/commands/save-agenda.ts';
import { findPublicMeeting } from '../public-meetings/data/public-meetings.ts';
import { drawCode, hashCode, makeCode } from './commands/make-code.ts';
import { prepareDeviceByCode } from './commands/prepare-device.ts';
import { receiveFile } from './commands/receive-file.ts';
import { makeHeldSession, Phone, saidOf } from './receive.fixture.ts';
import type { DeviceAnswer, Item, SealedFile } from './rules/items.ts';
import { PublicEdits } from './rules/public-document.ts';
import { sealFile } from './rules/sealed-file.ts';

const now = new Date();
let base: TestDatabase;
let services: TestServices;
let app: Hono<Web>;
let home: TestMunicipality;
let away: TestMunicipality;

beforeAll(async () => {
  base = await createTestDatabase();
  home = await makeMunicipality(base.db);
  away = await makeMunicipality(base.db, { name: 'Ак-Суу' });
  services = testServices(base.db, { clock: () => now });
  app = createApp(services);
});
afterAll(async () => await base.drop());

type Person = { readonly id: string; readonly gate: Gate; readonly browser: TestBrowser };

async function makeAccount(where: TestMunicipality, ...held: Role[]): Promise<Person> {
  const account = await createAccount(base.db, {
    name: 'Нурлан Осмонов',
    email: `${newId()}@example.kg`,
    roles: held.map((role) => ({ municipalityId: where.id, role })),
  });
  await base.db.owner.query(`update role_assignment set valid_from = '2026-01-01' where account_id = $1`, [
    account.id,
  ]);
  const gate = await gateOfAccount(base.db, account.id, where.id, now);
  if (!gate) throw new Error('no gate');
  return { id: account.id, gate, browser: testBrowser(app, await signInForTest(base.db, account.id)) };
}

async function prepare({ gate }: Person): Promise<DeviceAnswer> {
  const code = drawCode();
  const made = await openMunicipality(
    base.db,
    gate,
    async (scope) =>
      await runCommand(scope, makeCode, { kind: 'prepare', codeHash: hashCode(services.env.secret, code) }),
    { now },
  );
  if (!made.ok) throw new Error(made.code);
  const answer = await prepareDeviceByCode(base.db, services.env.secret, { code, label: 'Телефон' }, now);
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
}

/** A facilitator's phone with a document and two stickers that were never sent, saved to a file. */
async function savedFile(facts: { readonly where?: TestMunicipality } = {}) {
  const where = facts.where ?? home;
  const person = await makeAccount(where, 'facilitator');
  const session = await makeHeldSession(base, where, person.gate);
  const device = await prepare(person);
  const phone = await Phone.prepare(base, services.files, person.gate, session.id);
  const writer = newId();
  phone.edit.put('people', writer, { number: 1, fullName: 'Бермет', sex: 'female', kind: 'community' });
  const items = [
    phone.changes(),
    phone.sticker('Таза суу жок', { personId: writer, slot: 1 }),
    phone.sticker('Ким жазганы белгисиз', { personId: newId(), slot: 1 }),
  ];
  const seal = async (sealed: readonly unknown[], by = device) =>
    await sealFile({
      request: { sentAt: now.toISOString(), app: '1', items: sealed as Item[] },
      token: by.token,
      officeKey: by.officeKey,
      madeAt: now.toISOString(),
    });
  return { person, session, device, phone, items, seal, file: await seal(items) };
}

async function upload(who: Person, content: string, fields: Record<string, string> = {}, lang = '/ru') {
  const path = `${lang}/m/${who.gate.municipalityId ?? ''}/field/import`;
  const from = await (await who.browser.get(path)).text();
  const form = new FormData();
  form.set('csrf', tokenIn(from) ?? '');
  form.set('operationId', newId());
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set('file', new File([content], 'фокус.ashar'));
  const cookie = [...who.browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  const response = await app.request(`http://localhost${path}`, {
    method: 'POST',
    body: form,
    headers: { host: 'localhost', cookie },
  });
  return { status: response.status, text: await response.text() };
}

/** What a phone wrote at a hearing that had no network: the door, speeches, what was decided, two counters, the end. */
async function savedHearing() {
  const [staff, other] = [await makeAccount(home, 'staff'), await makeAccount(home, 'staff')];
  const { done, read } = actingIn(base.db, now);
  const on = todayInBishkek(now);
  const { id } = await done(staff.gate, planPublicMeeting, {
    ...{
      cycleId: await makeCycle(base.db, home.id, 2050),
      form: 'hearing',
      topic: 'budget',
      title: 'Бюджет',
    },
    ...{
      titleLang: 'ky',
      level: 'municipality',
      initiator: 'head',
      initiatedOn: on,
      plannedOn: on,
      venue: 'Клуб',
    },
  });
  const { revision } = (await read(staff.gate, async (scope) => await findPublicMeeting(scope, id)))!;
  await done(staff.gate, saveAgenda, { id, revision, rows: [{ text: 'Киреше' }] });
  const { id: questionId } = await done(staff.gate, addQuestion, {
    ...{ id, text: 'Колдойбузбу?', kind: 'motion', way: 'hands', ruleName: 'hearing' },
  });
  await read(staff.gate, async (scope) => {
    await scope.tx.insert(voteToken).values(
      [1, 2].map((number) => ({
        ...{ id: newId(), municipalityId: home.id, meetingId: id, number, codeHash: `${id} ${number}` },
      })),
    );
  });
  const point = (await read(staff.gate, async (scope) => await findPublicMeeting(scope, id)))!.agenda[0]!.id;
  const device = await prepare(staff);
  const phone = await Phone.prepare(base, services.files, staff.gate, id);
  const edits = new PublicEdits(phone.doc);
  for (const [at, name] of ['Айнура Бекова', 'Мээрим Асанова', 'Бермет Токтоева'].entries()) {
    const person = newId();
    phone.edit.put('people', person, { number: at + 1, fullName: name, sex: 'female', kind: 'community' });
    // The third one's card was never printed.
    edits.setDoor(person, { villageId: home.villages[0]!.id, card: at === 2 ? 77 : at + 1 });
  }
  const said = { kind: 'speech', textLang: 'ky', sex: 'female', villageId: home.villages[0]!.id } as const;
  edits.putSpeech(newId(), { ...said, text: 'Суу керек', order: 1 });
  phone.edit.setNote(`decision:${point}`, 'Маалымат кабыл алынды');
  for (const counter of [1, 2] as const)
    edits.addCount(newId(), {
      ...{ order: counter, questionId, counter, present: 2, figures: { for: 2, against: 0, abstained: 0 } },
    });
  const items = [phone.changes(), phone.item({ kind: 'finish', finishedAt: now.toISOString() })].map(
    (item): Item => ({ ...item, meeting: 'public' }),
  );
  const sealed = await sealFile({
    ...{ request: { sentAt: now.toISOString(), app: '1', items }, token: device.token },
    ...{ officeKey: device.officeKey, madeAt: now.toISOString() },
  });
  const stands = async () =>
    await read(staff.gate, async (scope) => {
      const { speeches, agenda, finishedBy, women, revision: at } = (await findPublicMeeting(scope, id))!;
      const cards = (await registeredOf(scope, id)).map((one) => one.token?.number ?? null);
      const votes = await scope.tx.execute(
        sql`select state, count -> 'votes' ->> 'for' as votes from vote_question where id = ${questionId}`,
      );
      return {
        ...{ speeches: speeches.map((one) => one.text), decided: agenda.map((one) => one.decision), women },
        ...{ finishedBy, cards, votes: votes.rows, revision: at },
      };
    });
  return { id, other, phone, items, content: JSON.stringify(sealed), stands };
}

const statementsOf = async (gate: Gate, id: string) =>
  await openMunicipality(base.db, gate, async (scope) => await listStatements(scope, id));

test('a file brings what sending would have brought, once, and says in words what was refused', async () => {
  const { person, session, items, file, phone } = await savedFile();
  const staff = await makeAccount(home, 'staff');
  const first = await upload(staff, JSON.stringify(file));
  expect(first.status).toBe(200);
  expect(first.text).toContain('Автора стикера нет в списке');
  expect(first.text).toContain('Ким жазганы белгисиз');
  expect(await statementsOf(person.gate, session.id)).toMatchObject([
    { text: 'Таза суу жок', byName: 'Нурлан Осмонов', participantNumber: 1 },
  ]);
  // The phone finds a network after all, and the file is taken in once more.
  expect(saidOf(await phone.send(items))).toEqual(['done', 'done', 'refused writer-unknown']);
  expect((await upload(staff, JSON.stringify(file))).status).toBe(200);
  expect(await statementsOf(person.gate, session.id)).toHaveLength(1);
  const receipts = await base.db.owner.query(
    `select state, via from field_receipt where meeting_id = $1 order by state`,
    [session.id],
  );
  expect(receipts.rows).toEqual([
    { state: 'done', via: 'file' },
    { state: 'done', via: 'file' },
    { state: 'refused', via: 'file' },
  ]);
  const noted = await base.db.owner.query(
    `select account_id, details from audit_entry where action = 'field.import-file' and account_id = $1`,
    [staff.id],
  );
  expect(noted.rows).toHaveLength(2);
  expect(noted.rows[0]).toMatchObject({ details: { items: 3, done: 2, refused: 1 } });
});

test('the page in three languages; who may open it', async () => {
  for (const role of ['staff', 'head', 'facilitator'] as const) {
    const who = await makeAccount(home, role);
    for (const lang of ['', '/ru', '/en'])
      expect((await who.browser.get(`${lang}/m/${home.id}/field/import`)).status).toBe(200);
  }
  const file = JSON.stringify((await savedFile()).file);
  for (const role of ['administrator', 'deputy', 'auditor'] as const) {
    const who = await makeAccount(home, role);
    expect((await who.browser.get(`/m/${home.id}/field/import`)).status).toBe(403);
    const refused = await receiveFile(
      { db: base.db, files: services.files, secret: services.env.secret },
      who.gate,
      file,
      { trust: true, now, lang: 'en' },
    );
    expect(refused).toMatchObject({ ok: false, code: 'forbidden' });
  }
});

test('foreign, damaged and forged files get their own words and change nothing', async () => {
  const { person, session, device, file, items, seal } = await savedFile();
  const other = await savedFile({ where: away });
  const staff = await makeAccount(home, 'staff');
  const flip = (text: string) => `${text.slice(0, 40)}${text[40] === 'A' ? 'B' : 'A'}${text.slice(41)}`;
  const forger = await savedFile();
  const cases: [string, string][] = [
    ['', 'Это не файл Ашара'],
    ['not json', 'Это не файл Ашара'],
    ['[]', 'Это не файл Ашара'],
    ['{"format":"ashar-field","version":1}', 'Это не файл Ашара'],
    [JSON.stringify(file).slice(0, -100), 'Это не файл Ашара'],
    [JSON.stringify({ ...file, data: flip(file.data) }), 'создан не этим устройством'],
    [
      JSON.stringify({ ...file, mac: flip(file.mac.padEnd(60, 'A')) }),
      'создан не этим устройством|повреждён',
    ],
    [JSON.stringify({ ...file, iv: '????' }), 'повреждён'],
    [JSON.stringify({ ...file, madeAt: '2020-01-01T00:00:00Z' }), 'повреждён'],
    [JSON.stringify({ ...file, ephemeralKey: forger.file.ephemeralKey }), 'повреждён'],
    [JSON.stringify({ ...file, deviceId: forger.device.deviceId }), 'создан не этим устройством'],
    [JSON.stringify({ ...file, deviceId: newId() }), 'нет в списке'],
    [JSON.stringify({ ...file, deviceId: "' or 1=1" }), 'нет в списке'],
    [JSON.stringify(other.file), 'для другого айыл окмоту'],
    // Another municipality's file dressed as ours.
    [JSON.stringify({ ...other.file, municipalityId: home.id }), 'нет в списке'],
    [
      JSON.stringify(
        await sealFile({ request: 5 as never, token: device.token, officeKey: device.officeKey, madeAt: '' }),
      ),
      'повреждён',
    ],
  ];
  for (const [content, words] of cases) {
    const answer = await upload(staff, content);
    expect([content.slice(0, 60), answer.status]).toEqual([content.slice(0, 60), 422]);
    expect(answer.text).toMatch(new RegExp(words));
  }
  expect(await statementsOf(person.gate, session.id)).toEqual([]);
  // Damaged items inside a sound file: each says so, the others come in.
  const mixed = await upload(staff, JSON.stringify(await seal([null, { id: 'x' }, ...items])));
  expect(mixed.status).toBe(200);
  expect(mixed.text).toContain('повреждена');
  expect(await statementsOf(person.gate, session.id)).toHaveLength(1);
  const empty = await upload(staff, JSON.stringify(await seal([])));
  expect(empty.text).toContain('нет ничего неотправленного');
});

test('each reason why a file is not taken has its code', async () => {
  const { person, device, file } = await savedFile();
  const staff = await makeAccount(home, 'staff');
  const code = async (content: unknown, secret = services.env.secret): Promise<string> => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    const from = { db: base.db, files: services.files, secret };
    const done = await receiveFile(from, staff.gate, text, { trust: false, now, lang: 'en' });
    return done.ok ? 'done' : done.code;
  };
  const sealed = { token: device.token, officeKey: device.officeKey, madeAt: '' };
  expect(await code('not json')).toBe('import-not-ashar');
  expect(await code((await savedFile({ where: away })).file)).toBe('import-other-office');
  expect(await code({ ...file, deviceId: newId() })).toBe('import-device-unknown');
  expect(await code(file, 'another secret of another installation')).toBe('import-key-missing');
  expect(await code({ ...file, data: `AAAA${file.data.slice(4)}` })).toBe('import-forged');
  expect(await code({ ...file, iv: '????' })).toBe('import-damaged');
  expect(await code(await sealFile({ ...sealed, request: 5 as never }))).toBe('import-damaged');
  await base.db.owner.query(`update field_device set revoked_at = now() where id = $1`, [device.deviceId]);
  expect(await code(file)).toBe('import-device-ended');
  await base.db.owner.query(`update field_device set revoked_at = null where id = $1`, [device.deviceId]);
  await base.db.owner.query(`delete from role_assignment where account_id = $1`, [person.id]);
  expect(await code(file)).toBe('import-person-gone');
});

test('a file of an ended device is taken in by the office that knows where it comes from, by nobody else', async () => {
  const { person, session, device, file } = await savedFile();
  await base.db.owner.query(`update field_device set revoked_at = now() where id = $1`, [device.deviceId]);
  const content = JSON.stringify(file);
  const own = await upload(person, content, { trust: 'yes' });
  expect(own.status).toBe(422);
  expect(own.text).toContain('Доступ устройства');
  expect(own.text).not.toContain('name="trust"');
  const staff = await makeAccount(home, 'staff');
  const asked = await upload(staff, content);
  expect(asked.status).toBe(422);
  expect(asked.text).toContain('name="trust"');
  expect(await statementsOf(person.gate, session.id)).toEqual([]);
  expect((await upload(staff, content, { trust: 'yes' })).status).toBe(200);
  // It is still the facilitator's record.
  expect(await statementsOf(person.gate, session.id)).toMatchObject([{ byName: 'Нурлан Осмонов' }]);
});

test('the person has no role any more: the office takes the file in under its own name', async () => {
  const { person, session, file } = await savedFile();
  await base.db.owner.query(`delete from role_assignment where account_id = $1`, [person.id]);
  const head = await makeAccount(home, 'head');
  const asked = await upload(head, JSON.stringify(file));
  expect(asked.text).toContain('больше не работает');
  expect((await upload(head, JSON.stringify(file), { trust: 'yes' })).status).toBe(200);
  expect(await statementsOf(head.gate, session.id)).toHaveLength(1);
});

test('a file of many pictures and stickers comes in whole', async () => {
  const { person, session, phone, seal } = await savedFile();
  const many = Array.from({ length: 2500 }, (_, i) => phone.sticker(`Көйгөй ${i}`));
  const file: SealedFile = await seal(many);
  const answer = await upload(person, JSON.stringify(file));
  expect(answer.status).toBe(200);
  expect(await statementsOf(person.gate, session.id)).toHaveLength(2500);
});

test('a public meeting comes in by a file, once, whatever way comes after; the card that was refused is named', async () => {
  const { id, other, phone, items, content, stands } = await savedHearing();
  const first = await upload(other, content);
  expect(first.status).toBe(200);
  expect(first.text).toContain('Бюджет');
  expect(first.text).toContain(`/public-meetings/${id}`);
  expect(first.text).toContain('№ 77');
  const once = await stands();
  expect(once).toMatchObject({
    ...{ speeches: ['Суу керек'], decided: ['Маалымат кабыл алынды'], women: 3, cards: [1, 2, null] },
    ...{ votes: [{ state: 'closed', votes: '2' }], finishedBy: 'Нурлан Осмонов' },
  });
  // The line is back, and the file is taken in once more.
  const said = saidOf(await phone.send(items));
  expect(said[1]).toBe('done');
  expect((await upload(other, content)).status).toBe(200);
  expect(await stands()).toEqual(once);
});
