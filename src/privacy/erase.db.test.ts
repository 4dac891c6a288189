import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { makeHeldSession, Phone, saidOf } from '../field/receive.fixture.ts';
import { addPerson } from '../people/commands/add-person.ts';
import { runCommand } from '../platform/db/command.ts';
import { roles, type Gate } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { openMunicipality, type MunicipalityScope } from '../platform/db/scope.ts';
import { FolderStore } from '../platform/files/folder-store.ts';
import { erasePerson } from './commands/erase-person.ts';
import { erasuresOf } from './data/erasures.ts';
import { mentionsOf, tracesOf } from './data/traces.ts';
import { actingIn } from '../../test/acting.ts';
import { writeNote } from '../../test/meetings.ts';
import { addQuestion } from '../decisions/commands/add-question.ts';
import { makeCycle } from '../needs/priorities/priorities.fixture.ts';
import { addSpeech } from '../public-meetings/commands/add-speech.ts';
import { planPublicMeeting } from '../public-meetings/commands/plan-public-meeting.ts';
import { publicSteps } from '../public-meetings/commands/public-steps.ts';
import { findPublicMeeting } from '../public-meetings/data/public-meetings.ts';

const name = 'Бүбүсара Жоошбекова';
const phoneNumber = '0555 987 654';

let base: TestDatabase;
let home: TestMunicipality;
let away: TestMunicipality;
let folder: string;
let files: FolderStore;
beforeAll(async () => {
  base = await createTestDatabase();
  home = await makeMunicipality(base.db);
  away = await makeMunicipality(base.db, { name: 'Ак-Суу' });
  folder = await mkdtemp(path.join(tmpdir(), 'ashar-erase-'));
  files = new FolderStore(folder);
});
afterAll(async () => {
  await base.drop();
  await rm(folder, { recursive: true, force: true });
});

const read = async <T>(work: (scope: MunicipalityScope) => Promise<T>, of = home): Promise<T> =>
  await openMunicipality(base.db, of.gate('administrator'), work);
const run = async (gate: Gate, command: unknown, input: unknown) =>
  await openMunicipality(
    base.db,
    gate,
    async (scope) => await runCommand(scope, command as Parameters<typeof runCommand>[1], input),
  );
const erase = async (rows: readonly { kind: string; id: string }[], gate = home.gate('administrator')) =>
  await run(gate, erasePerson, { rows, reason: 'өзү суранды', confirmed: 'yes' });

/** Tables in which any of the words stands, bytes of documents included. */
async function tablesWith(words: readonly string[]): Promise<string[]> {
  const tables = await base.db.owner.query<{ name: string }>(
    `select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name: table } of tables.rows) {
    for (const word of words) {
      const hex = Buffer.from(word, 'utf8').toString('hex');
      const { rows } = await base.db.owner.query<{ count: number }>(
        `select count(*)::int as count from "${table}" t where t::text like $1 or t::text like $2`,
        [`%${word}%`, `%${hex}%`],
      );
      if (rows[0]!.count > 0) found.push(`${table} ${word}`);
    }
  }
  return found;
}

test('a person is found everywhere, erased everywhere, and does not come back with a phone', async () => {
  const gate = home.gate('facilitator', { name: 'Нурлан Осмонов' });
  const session = await makeHeldSession(base, home, gate);
  const phone = await Phone.prepare(base, files, gate, session.id);
  const [hers, other] = [newId(), newId()];
  phone.edit.put('people', hers, {
    ...{ number: 1, fullName: name, sex: 'female', age: 30, occupation: 'чебер Жоошбекова' },
    ...{ contact: phoneNumber, street: 'Жоошбекова көчөсү', kind: 'community', forFocusGroup: true },
  });
  phone.edit.put('people', other, {
    number: 2,
    fullName: 'Айша Ниязова',
    sex: 'female',
    age: 44,
    kind: 'community',
  });
  const sticker = phone.sticker('Таза суу жок', { personId: hers, slot: 1 });
  expect(saidOf(await phone.send([phone.changes(), sticker]))).toEqual(['done', 'done']);
  const added = await run(home.gate('staff'), addPerson, {
    fullName: name,
    sex: 'female',
    phone: phoneNumber,
  });
  if (!added.ok) throw new Error(added.code);
  await base.db.owner.query(
    `insert into session_import (id, municipality_id, cycle_id, file_name, rows, by_account_id, by_name)
     values ($1, $2, $3, 'тизме.xlsx', $4, 'x', 'x')`,
    [newId(), home.id, session.cycleId, JSON.stringify([{ text: `${name} айтты` }])],
  );
  await base.db.owner.query(
    `with plan as (
       insert into joint_plan (id, municipality_id, cycle_id, from_year, to_year, lang)
       values (gen_random_uuid(), $1, $2, 2026, 2026, 'ky') returning id)
     insert into plan_import (id, municipality_id, plan_id, file_name, items, said, by_account_id, by_name)
     select gen_random_uuid(), $1, id, 'план.xlsx', $3, '{}', 'x', 'x' from plan`,
    [home.id, session.cycleId, JSON.stringify([{ responsibleText: name }])],
  );
  // One that was entered by an earlier version: no rows any more, but its notes and its name say hers.
  const said = { code: 'problem-joined', params: { value: `${name} айткан жол` } };
  const heads = [{ villageName: 'Арал', place: `${name} үйү`, stickers: 7, notes: [said], sheet: '' }];
  const quoted = newId();
  await base.db.owner.query(
    `insert into session_import (id, municipality_id, cycle_id, file_name, rows, summary, state, by_account_id, by_name)
     values ($1, $2, $3, $4, '[]', $5, 'done', 'x', 'x')`,
    [
      ...[quoted, home.id, session.cycleId, `${name}.xlsx`],
      JSON.stringify({ problems: 1, sessions: heads, notes: [said] }),
    ],
  );
  await base.db.owner.query(
    `insert into statement (id, municipality_id, session_id, text, by_account_id, by_name)
     values ($1, $2, $3, $4, 'x', 'x')`,
    [newId(), home.id, session.id, 'Бүбүсара Жоошбекованын үйүнүн жанында жарык жок'],
  );

  expect((await tablesWith([name])).length).toBeGreaterThan(3);
  expect(await read(async (scope) => await tracesOf(scope, 'жо'))).toEqual([]);
  expect(await read(async (scope) => await tracesOf(scope, name), away)).toEqual([]);
  const byPhone = await read(async (scope) => await tracesOf(scope, '555987654'));
  const traces = await read(async (scope) => await tracesOf(scope, 'жоошбекова бүбү'));
  expect(traces.map(({ kind }) => kind)).toEqual(['participant', 'person']);
  expect(byPhone.map(({ id }) => id)).toEqual(traces.map(({ id }) => id));
  const mentions = await read(async (scope) => await mentionsOf(scope, 'Бүбүсара'));
  expect(mentions.map(({ kind }) => kind)).toEqual(['import', 'import', 'import', 'statement']);

  const rows = traces.map(({ kind, id }) => ({ kind, id }));
  for (const role of roles.filter((one) => one !== 'administrator')) {
    expect(await erase(rows, home.gate(role)), role).toMatchObject({ code: 'forbidden' });
  }
  expect(await erase(rows, away.gate('administrator'))).toMatchObject({ code: 'not-found' });
  const done = await erase(rows);
  expect(done).toMatchObject({ ok: true });

  // Only the sticker, which stays for somebody to read, still speaks of her.
  const words = [name, 'чебер', phoneNumber, 'Жоошбекова көчөсү'];
  expect(await tablesWith(words)).toEqual([`statement ${name}`]);
  const emptied = await base.db.owner.query(
    `select file_name, state, summary from session_import where id = $1`,
    [quoted],
  );
  expect(emptied.rows).toEqual([
    {
      file_name: '–',
      state: 'done',
      summary: {
        problems: 1,
        notes: [],
        sessions: [{ villageName: 'Арал', place: null, stickers: 7, notes: [], sheet: '' }],
      },
    },
  ]);
  const after = await base.db.owner.query(
    `select number, full_name, sex, age, age_band, contact from participant where meeting_id = $1 order by number`,
    [session.id],
  );
  expect(after.rows[0]).toEqual({
    ...{ number: 1, full_name: null, sex: 'female', age: null, age_band: '18-35', contact: null },
  });
  expect(after.rows[1]).toMatchObject({ full_name: 'Айша Ниязова', age: 44 });
  const stickers = await base.db.owner.query(`select id from statement where participant_id = $1`, [hers]);
  expect(stickers.rows).toHaveLength(1);
  const records = await read(async (scope) => await erasuresOf(scope));
  expect(records).toMatchObject([
    { reason: 'өзү суранды', counts: { people: 1, participants: 1, imports: 3 } },
  ]);

  // Her phone was in another's bag meanwhile: it changes her row and sends.
  // Of two changes made apart the one with the higher number of its writer stands: this one does.
  phone.doc.clientID = 0xffffffff;
  phone.edit.put('people', hers, { fullName: `${name} (кол койду)`, occupation: 'чебер' });
  phone.edit.put('people', other, { occupation: 'мугалим' });
  expect(saidOf(await phone.send([phone.changes()]))).toEqual(['done']);
  expect(await tablesWith(words)).toEqual([`statement ${name}`]);
  const last = await base.db.owner.query(
    `select occupation from participant where meeting_id = $1 order by number`,
    [session.id],
  );
  expect(last.rows).toEqual([{ occupation: null }, { occupation: 'мугалим' }]);

  // And the phone itself loses her when it takes over what the office has.
  const { rows: held } = await base.db.owner.query<{ state: Buffer }>(
    `select state from field_document where meeting_id = $1`,
    [session.id],
  );
  Y.applyUpdate(phone.doc, new Uint8Array(held[0]!.state));
  expect(Buffer.from(Y.encodeStateAsUpdate(phone.doc)).toString('utf8')).not.toContain('Жоошбекова');
});

test('a name is found in every order and spelling, with and without a patronymic, and it is said what was found', async () => {
  const session = await makeHeldSession(base, home, home.gate('facilitator', { name: 'Нурлан Осмонов' }));
  const [listed, said] = [newId(), newId()];
  await base.db.owner.query(
    `insert into person (id, municipality_id, full_name) values ($1, $2, 'Өмүров Бакыт Токтогулович')`,
    [listed, home.id],
  );
  await base.db.owner.query(
    `insert into role_invitation (id, municipality_id, name, email, roles, person_id, token_hash, expires_at, invited_by, inviter_name)
     values ($1, $2, 'Өмүров Бакыт', 'omurov@example.kg', '{deputy}', $3, 'token', now(), 'x', 'x')`,
    [newId(), home.id, listed],
  );
  const put = async (text: string) =>
    await base.db.owner.query(
      `insert into statement (id, municipality_id, session_id, text, by_account_id, by_name)
       values ($1, $2, $3, $4, 'x', 'x')`,
      [text === 'Бакыт Омуровдун көчөсү' ? said : newId(), home.id, session.id, text],
    );
  await put('Бакыт Омуровдун көчөсү');
  await put('Бакыт ажынын үйү');
  await writeNote(base.db.owner, session.id, 'closing', 'Өмүpов Бaкыт кол койду');
  const file = async (rows: unknown) => {
    const id = newId();
    await base.db.owner.query(
      `insert into session_import (id, municipality_id, cycle_id, file_name, rows, by_account_id, by_name)
       values ($1, $2, $3, 'тизме.xlsx', $4, 'x', 'x')`,
      [id, home.id, session.cycleId, JSON.stringify(rows)],
    );
    return id;
  };
  const theirs = await file([{ text: 'Бакыт Өмүров айтты' }]);
  const others = await file([
    { surname: 'Өмүров', name: 'Нурлан', about: 'жумушсуз' },
    { surname: 'Ниязов', name: 'Бакыт' },
  ]);

  for (const query of [
    'Өмүров Бакыт',
    'Бакыт Өмүров',
    'бакыт омуров',
    'Өмүров Бакыт Токтогулович',
    'Бакыт Токтогулович Өмүров',
  ]) {
    const traces = await read(async (scope) => await tracesOf(scope, query));
    expect(
      traces.map(({ id }) => id),
      query,
    ).toEqual([listed]);
    const mentions = await read(async (scope) => await mentionsOf(scope, query));
    expect(mentions.find(({ id }) => id === said)?.found, query).toMatch(/омуров бакыт|бакыт омуров/);
    expect(
      mentions
        .map(({ kind }) => kind)
        .filter((kind) => kind !== 'import')
        .sort(),
      query,
    ).toEqual(['notes', 'statement']);
    expect(
      mentions.map(({ id }) => id),
      query,
    ).toContain(theirs);
  }

  expect(await erase([{ kind: 'person', id: listed }])).toMatchObject({ ok: true });
  const { rows } = await base.db.owner.query(
    `select id, rows::text as rows from session_import where id = any($1::uuid[]) order by id = $2`,
    [[theirs, others], others],
  );
  expect(rows[0]).toEqual({ id: theirs, rows: '[]' });
  expect(rows[1].rows, 'a file of two others is kept').toContain('Нурлан');
  expect(await tablesWith(['omurov@example.kg', 'Токтогулович'])).toEqual([]);
});

test('a surname with an initial is shown to be looked at, and nothing is done to it by itself', async () => {
  const session = await makeHeldSession(base, home, home.gate('facilitator', { name: 'Нурлан Осмонов' }));
  const [full, short, other, said, strange, waiting] = Array.from({ length: 6 }, () => newId());
  const participant = `insert into participant (id, municipality_id, meeting_id, number, full_name, sex, kind)
    values ($1, $2, $3, $4, $5, 'female', 'community')`;
  for (const [at, [id, listed]] of [
    [full, 'Сыдыкова Гүлнара'],
    [short, 'Г. Сыдыкова'],
    [other, 'Сыдыкова Н.'],
  ].entries())
    await base.db.owner.query(participant, [id, home.id, session.id, at + 1, listed]);
  const statement = `insert into statement (id, municipality_id, session_id, text, by_account_id, by_name)
    values ($1, $2, $3, $4, 'x', 'x')`;
  await base.db.owner.query(statement, [said, home.id, session.id, 'Сыдыкова Г. жарык сурады']);
  await base.db.owner.query(statement, [strange, home.id, session.id, 'Сыдыкова Н. жол сурады']);
  await base.db.owner.query(
    `insert into session_import (id, municipality_id, cycle_id, file_name, rows, by_account_id, by_name)
     values ($1, $2, $3, 'тизме.xlsx', $4, 'x', 'x')`,
    [waiting, home.id, session.cycleId, JSON.stringify([{ text: 'Сыдыкова Г. айтты' }])],
  );
  const traces = await read(async (scope) => await tracesOf(scope, 'Сыдыкова Гүлнара'));
  expect(traces.map(({ id }) => id).sort()).toEqual([full, short].sort());
  const mentions = await read(async (scope) => await mentionsOf(scope, 'Гүлнара Сыдыкова'));
  expect(mentions.map(({ id }) => id).sort()).toEqual([said, waiting].sort());

  expect(await erase([{ kind: 'participant', id: full! }])).toMatchObject({ ok: true });
  const left = await base.db.owner.query<{ id: string; text: string }>(
    `select id, full_name as text from participant where id = any($1) union select id, rows::text from session_import where id = $2`,
    [[full, short, other], waiting],
  );
  expect(Object.fromEntries(left.rows.map(({ id, text }) => [id, text]))).toMatchObject({
    [full!]: null,
    [short!]: 'Г. Сыдыкова',
    [waiting!]: expect.stringContaining('Сыдыкова Г.') as string,
  });
});

test('somebody with an account is not erased, and a row is erased once', async () => {
  const id = newId();
  await base.db.owner.query(
    `insert into person (id, municipality_id, full_name, account_id) values ($1, $2, 'Аккаунттуу Адам', 'acc')`,
    [id, home.id],
  );
  expect(await erase([{ kind: 'person', id }])).toMatchObject({ code: 'person-signs-in' });
  expect(await erase([{ kind: 'participant', id: newId() }])).toMatchObject({ code: 'not-found' });
});

test('who spoke at a meeting, waits at its door or stands in its texts is found; what is ticked is emptied, what was said stays', async () => {
  const who = 'Калыйпа Турдубаева';
  const cycleId = await makeCycle(base.db, home.id, 2031);
  const acting = actingIn(base.db, new Date('2026-06-20T06:00:00Z'));
  const staff = home.gate('staff');
  const { id: meetingId } = await acting.done(staff, planPublicMeeting, {
    ...{
      cycleId,
      form: 'hearing',
      topic: 'budget',
      title: 'Бюджет',
      titleLang: 'ky',
      plannedOn: '2026-06-12',
    },
    ...{ level: 'municipality', initiator: 'head', initiatedOn: '2026-05-10', venue: 'Клуб' },
  });
  const said = { id: meetingId, kind: 'speech', textLang: 'ky' };
  const { speechId } = await acting.done(staff, addSpeech, {
    ...{ ...said, text: 'Суу керек', residentName: who, nameAgreed: 'yes', sex: 'female' },
  });
  const { speechId: about } = await acting.done(staff, addSpeech, { ...said, text: `${who} туура айтты` });
  const { revision } = await read(async (scope) => (await findPublicMeeting(scope, meetingId))!);
  await acting.done(staff, publicSteps.changeSchedule, {
    ...{ id: meetingId, revision, plannedOn: '2026-06-13', venue: 'Клуб', moveReason: `${who} оорулуу` },
  });
  const { id: questionId } = await acting.done(staff, addQuestion, {
    ...{ id: meetingId, text: `${who} шайлансын`, kind: 'motion', way: 'hands', ruleName: 'hearing' },
  });
  const [waiting, act] = [newId(), newId()];
  await base.db.owner.query(
    `insert into door_waiting (id, municipality_id, meeting_id, ticket_hash, full_name) values ($1, $2, $3, 'x', $4)`,
    [waiting, home.id, meetingId, who],
  );
  await base.db.owner.query(
    `insert into act (id, municipality_id, cycle_id, type, issuing_body, title_ky, title_ru)
     values ($1, $2, $3, 'minutes', 'executive', 'Протокол', 'Протокол')`,
    [act, home.id, cycleId],
  );
  await base.db.owner.query(
    `insert into act_event (id, municipality_id, act_id, kind, "on", text, by_name, at)
     values ($1, $2, $3, 'objection', '2026-06-18', $4, 'x', now())`,
    [newId(), home.id, act, `${who} макул эмес`],
  );

  const traces = await read(async (scope) => await tracesOf(scope, 'турдубаева калыйпа'));
  expect(traces.map(({ kind, id }) => `${kind} ${id}`).sort()).toEqual([
    `speaker ${speechId}`,
    `waiting ${waiting}`,
  ]);
  const mentions = async () =>
    (await read(async (scope) => await mentionsOf(scope, who)))
      .map(({ kind, id, meetingId: of }) => `${kind} ${id} ${of ?? ''}`)
      .sort();
  const texts = [
    `act ${act} `,
    `public-notes ${meetingId} ${meetingId}`,
    `public-speech ${about} ${meetingId}`,
    `public-vote ${questionId} ${meetingId}`,
  ];
  expect(await mentions()).toEqual([...texts, `public-speech ${speechId} ${meetingId}`].sort());
  expect(await read(async (scope) => await tracesOf(scope, who), away)).toEqual([]);
  expect(await read(async (scope) => await mentionsOf(scope, who), away)).toEqual([]);

  const rows = traces.map(({ kind, id }) => ({ kind, id }));
  expect(await erase(rows, away.gate('administrator'))).toMatchObject({ code: 'not-found' });
  expect(await erase(rows)).toMatchObject({ ok: true });
  expect(await erase(rows)).toMatchObject({ code: 'not-found' });
  expect(await mentions()).toEqual(texts);
  const meeting = await read(async (scope) => await findPublicMeeting(scope, meetingId));
  expect(meeting!.speeches[0]).toMatchObject({
    ...{ residentName: '', nameAgreed: false, sex: 'female', text: 'Суу керек' },
  });
  const [record] = await read(async (scope) => await erasuresOf(scope));
  expect(record!.counts).toMatchObject({ people: 0, speakers: 2 });
});
