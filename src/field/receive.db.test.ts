import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  gateFor,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { saveBudgetGuess } from '../needs/sessions/commands/save-budget-guess.ts';
import { saveInstitutions } from '../needs/sessions/commands/save-institutions.ts';
import {
  findSession,
  listGuesses,
  listInstitutions,
  listParticipants,
  listStatements,
} from '../needs/sessions/data/sessions.ts';
import { runCommand } from '../platform/db/command.ts';
import type { Role } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { openMunicipality, type MunicipalityScope } from '../platform/db/scope.ts';
import { translator } from '../platform/i18n/catalogues.ts';
import { FolderStore } from '../platform/files/folder-store.ts';
import { receiveItems } from './commands/receive-items.ts';
import { mostPhoto } from './commands/receive-shape.ts';
import { anyId, assign, makeHeldSession, now, Phone, saidOf, stickerOf } from './receive.fixture.ts';
import { itemSchema, type Item } from './rules/items.ts';
import type { Versions } from './rules/versions.ts';
import { writeNote } from '../../test/meetings.ts';

let base: TestDatabase;
let home: TestMunicipality;
let away: TestMunicipality;
let folder: string;
let files: FolderStore;

beforeAll(async () => {
  base = await createTestDatabase();
  home = await makeMunicipality(base.db);
  away = await makeMunicipality(base.db, { name: 'Ак-Суу' });
  folder = await mkdtemp(join(tmpdir(), 'ashar-receive-'));
  files = new FolderStore(folder);
});
afterAll(async () => {
  await base.drop();
  await rm(folder, { recursive: true, force: true });
});

/** A session under way, its facilitator and a phone in the hand. */
async function hall(facts: Parameters<typeof makeHeldSession>[3] = {}) {
  const gate = home.gate('facilitator', { name: 'Нурлан Осмонов' });
  const session = await makeHeldSession(base, home, gate, facts);
  const phone = await Phone.prepare(base, files, gate, session.id);
  return { gate, session, phone };
}

async function read<T>(work: (scope: MunicipalityScope) => Promise<T>): Promise<T> {
  return await openMunicipality(base.db, home.gate('staff'), work, { now });
}
const sessionOf = async (id: string) => (await read(async (scope) => await findSession(scope, id)))!;
const statementsOf = async (id: string) => await read(async (scope) => await listStatements(scope, id));
const peopleOf = async (id: string) => await read(async (scope) => await listParticipants(scope, id));

async function all<T extends object>(text: string, values: unknown[]): Promise<T[]> {
  return (await base.db.owner.query<T>(text, values)).rows;
}
const receiptsOf = async (ids: readonly string[]) =>
  await all<{
    item_id: string;
    state: string;
    code: string | null;
    via: string;
    made_at: Date;
    received_at: Date;
  }>(`select * from field_receipt where item_id = any($1)`, [ids]);
const problemsOf = async (cycleId: string) =>
  (await all<{ name: string }>(`select name from problem where cycle_id = $1 order by name`, [cycleId])).map(
    ({ name }) => name,
  );

function person(phone: Phone, number: number, more: object = {}): string {
  const id = newId();
  phone.edit.put('people', id, {
    number,
    fullName: `Адам ${number}`,
    sex: 'female',
    kind: 'community',
    ...more,
  });
  return id;
}

test('a whole session comes in once, whatever it is sent again', async () => {
  const { phone, session } = await hall();
  const { edit } = phone;
  const people = Array.from({ length: 25 }, (_, i) =>
    person(phone, i + 1, { sex: i % 5 ? 'female' : 'male' }),
  );
  person(phone, 26, { kind: 'deputy', sex: 'male' });
  for (let i = 0; i < 60; i += 1) {
    edit.put('mapObjects', newId(), {
      order: i,
      kind: 'water',
      name: `Кудук ${i}`,
      shape: 'point',
      crs: 'sheet',
      points: [[i, 7]],
      users: ['women', 'children'],
      wished: i === 3,
    });
  }
  const circles = Array.from({ length: 20 }, (_, i) => {
    const institutionId = newId();
    const id = newId();
    edit.put('institutions', institutionId, { order: i, name: `Уюм ${i}`, executive: i === 0, quality: 4 });
    edit.put('circles', id, { institutionId, diagram: 'common', size: 'big', x: 10 * i, y: 5 });
    return id;
  });
  for (const circle of circles.slice(1, 11)) edit.link('common', circles[0]!, circle, 'partial');
  edit.put('institutions', newId(), { order: 99, name: 'Эч ким тартпаган уюм' });
  edit.put('slices', newId(), { order: 1, name: 'Билим берүү', key: 'education', share: 6000 });
  edit.put('slices', newId(), { order: 2, name: 'Жолдор', key: 'roads', share: 4000 });
  edit.put('questions', newId(), { order: 1, kind: 'hearing', text: 'Суу тарифи' });
  edit.setMeta({ heldOn: '2026-03-19', heldVenue: 'Клуб', budgetTotal: '672500000', guests: 2 });
  edit.setNote('competence', 'Мектеп менчиги тууралуу суроо болду');
  const column = newId();
  edit.put('columns', column, { order: 1, name: 'Ичүүчү суу', competence: 'local', localMatter: 2 });
  const stickers = people.flatMap((personId) =>
    [1, 2, 3, 4, 5].map((slot) => phone.sticker('Таза суу жок', { personId, slot, way: 'phone' })),
  );
  edit.place(
    stickers.map((one) => stickerOf(one).id),
    column,
  );
  const items = [phone.changes(), ...stickers, phone.item({ kind: 'finish', finishedAt: now.toISOString() })];

  const began = performance.now();
  const first = await phone.send(items);
  const took = performance.now() - began;
  console.info(`25 people, 125 stickers, 60 objects, 20 institutions: ${took.toFixed(0)} ms`);
  expect(new Set(saidOf(first))).toEqual(new Set(['done']));

  const state = async () => ({
    session: await sessionOf(session.id),
    people: (await peopleOf(session.id)).map((one) => [one.number, one.fullName, one.stickers]),
    statements: (await statementsOf(session.id)).map((one) => [one.id, one.problemName]).sort(),
    institutions: await read(async (scope) => await listInstitutions(scope, session.id)),
    guesses: (await read(async (scope) => await listGuesses(scope, session.id))).map((one) => [
      one.name,
      one.key,
      one.share,
    ]),
    counts: await all(
      `select (select count(*)::int from resource_object where session_id = $1) as objects,
              (select count(*)::int from institution_link where session_id = $1) as links,
              (select count(*)::int from budget_question where session_id = $1) as questions,
              (select count(*)::int from audit_entry where subject_id = $1::text) as audit`,
      [session.id],
    ),
  });
  const once = await state();
  expect(once.session).toMatchObject({
    state: 'open',
    heldOn: '2026-03-19',
    heldVenue: 'Клуб',
    attendance: 'list',
    women: 20,
    men: 5,
    deputies: 1,
    guests: 2,
    budgetTotal: 672_500_000n,
    notes: { competence: 'Мектеп менчиги тууралуу суроо болду' },
    finishedBy: 'Нурлан Осмонов',
  });
  expect(once.people).toHaveLength(26);
  expect(once.statements).toHaveLength(125);
  expect(new Set(once.statements.map(([, problem]) => problem))).toEqual(new Set(['Ичүүчү суу']));
  expect(once.institutions).toHaveLength(21);
  expect(once.institutions.filter((one) => one.relation === 'partial')).toHaveLength(10);
  expect(once.institutions.filter((one) => one.relation === 'separate')).toHaveLength(9);
  expect(once.institutions.find((one) => !one.drawn)).toMatchObject({
    name: 'Эч ким тартпаган уюм',
    x: null,
  });
  expect(once.guesses).toEqual([
    ['Билим берүү', 'education', 6000],
    ['Жолдор', 'roads', 4000],
  ]);
  expect(once.counts).toEqual([{ objects: 60, links: 10, questions: 1, audit: 1 }]);
  const [problem] = await all(`select competence, local_matter from problem where cycle_id = $1`, [
    session.cycleId,
  ]);
  expect(problem).toEqual({ competence: 'local', local_matter: 2 });

  const answers = await Promise.all([
    phone.send(items),
    phone.send(items),
    phone.send(items, { via: 'file' }),
  ]);
  for (const answer of answers) expect(new Set(saidOf(answer))).toEqual(new Set(['done']));
  expect(await state()).toEqual(once);
  expect(new Set((await receiptsOf(items.map(({ id }) => id))).map(({ via }) => via))).toEqual(
    new Set(['network']),
  );
});

test('the same items for the first time in four requests at the same moment are written once', async () => {
  const { phone, session } = await hall();
  const writer = person(phone, 1);
  const items = [
    phone.changes(),
    ...[1, 2, 3].map((slot) => phone.sticker(`Жол ${slot}`, { personId: writer, slot })),
  ];
  const answers = await Promise.all(Array.from({ length: 4 }, async () => await phone.send(items)));
  for (const answer of answers) expect(saidOf(answer)).toEqual(['done', 'done', 'done', 'done']);
  expect(await statementsOf(session.id)).toHaveLength(3);
  expect(await peopleOf(session.id)).toHaveLength(1);
  const twice = await phone.send([items[1], items[1]]);
  expect(saidOf(twice)).toEqual(['done', 'done']);
});

test('each item is answered by itself: a broken one holds up no other', async () => {
  const { phone, session } = await hall();
  const writer = person(phone, 1);
  const good = phone.sticker('Жарык жок', { personId: writer, slot: 1 });
  const document = phone.changes();
  const { update } = document.body as { update: string };
  const half = phone.item({ kind: 'document', update: update.slice(0, 4 * Math.floor(update.length / 8)) });
  const broken: [unknown, string][] = [
    [null, 'item-damaged'],
    ['text', 'item-damaged'],
    [{}, 'item-damaged'],
    [{ ...good, id: 'not an id' }, 'item-damaged'],
    [{ ...phone.sticker('x'), madeAt: 'yesterday' }, 'item-damaged'],
    [phone.sticker(''), 'item-damaged'],
    [phone.sticker('x'.repeat(501)), 'item-damaged'],
    [phone.sticker('нөл\u0000'), 'item-damaged'],
    [phone.sticker('жарым \ud83d'), 'item-damaged'],
    [phone.sticker('x', { slot: 0 }), 'item-damaged'],
    [phone.sticker('Ким жазды?', { personId: newId(), slot: 1 }), 'writer-unknown'],
    [phone.sticker('x', { corrects: newId() }), 'sticker-corrects-unknown'],
    [phone.sticker('', { withdrawn: true }), 'item-damaged'],
    [{ ...half, id: newId() }, 'item-damaged'],
    [phone.item({ kind: 'document', update: '/////////////w==' }), 'item-damaged'],
    [phone.item({ kind: 'document', update: 'not base64!' }), 'item-damaged'],
    [
      phone.item({ kind: 'photo', data: Buffer.from('not a picture').toString('base64') }),
      'photo-unreadable',
    ],
    [phone.item({ kind: 'vote' } as unknown as Item['body']), 'item-kind-unknown'],
    [phone.item({ kind: 'finish', finishedAt: '' }), 'item-damaged'],
    [
      phone.item({ kind: 'finish', finishedAt: now.toISOString() }, { meetingId: newId() }),
      'session-not-found',
    ],
    [
      phone.item(
        { kind: 'finish', finishedAt: now.toISOString() },
        { meeting: 'focusGroup', meetingId: newId() },
      ),
      'focus-not-found',
    ],
  ];
  const faults: unknown[] = [];
  const answer = await phone.send([...broken.map(([item]) => item), document, good], {
    onFault: (error) => faults.push(error),
  });
  expect(saidOf(answer)).toEqual([...broken.map(([, code]) => `refused ${code}`), 'done', 'done']);
  expect(faults).toEqual([]);
  for (const result of answer.results.filter(({ state }) => state === 'refused')) {
    expect(result.message).toMatch(/^[A-Z].{10,}\.?$/);
    expect(result.message).not.toBe(translator('en')('error.invalid-input'));
  }
  expect(await statementsOf(session.id)).toHaveLength(1);
  expect((await sessionOf(session.id)).finishedAt).toBeNull();
});

test('a refused item may be sent again and is taken then; its receipt follows', async () => {
  const { phone, session } = await hall();
  const writer = newId();
  const sticker = phone.sticker('Мектеп эски', { personId: writer, slot: 1 });
  expect(saidOf(await phone.send([sticker]))).toEqual(['refused writer-unknown']);
  expect(await receiptsOf([sticker.id])).toMatchObject([{ state: 'refused', code: 'writer-unknown' }]);
  phone.edit.put('people', writer, { number: 1, fullName: 'Бермет', sex: 'female', kind: 'community' });
  expect(saidOf(await phone.send([phone.changes(), sticker]))).toEqual(['done', 'done']);
  expect(await receiptsOf([sticker.id])).toMatchObject([{ state: 'done', code: null }]);
  expect(await statementsOf(session.id)).toMatchObject([{ participantNumber: 1 }]);
});

test('an app prepared before the second version sends as it did then, and again as it does now', async () => {
  const { phone, session } = await hall();
  const before = ({ meetingId, ...item }: Item) => ({ ...item, schema: 1, sessionId: meetingId });
  const [changes, sticker] = [phone.changes(), phone.sticker('Эски колдонмодон')];
  const sent = [changes, sticker].map(before) as unknown as Item[];
  expect(saidOf(await phone.send(sent))).toEqual(['done', 'done']);
  expect(await receiptsOf([sticker.id])).toMatchObject([{ state: 'done', schema: 1 }]);
  // It was renewed before it heard the answer.
  expect(saidOf(await phone.send([changes, sticker]))).toEqual(['done', 'done']);
  expect(await statementsOf(session.id)).toMatchObject([{ text: 'Эски колдонмодон' }]);
  // What cannot be read is noted at its meeting all the same.
  const odd = { ...before(phone.sticker('x')), body: { kind: 'sticker' } } as unknown as Item;
  expect(saidOf(await phone.send([odd]))).toEqual(['refused item-damaged']);
  expect(await receiptsOf([odd.id])).toMatchObject([{ state: 'refused', schema: 1 }]);
});

test('versions: a server one and two versions newer understands the app; beyond that it says so', async () => {
  const { phone, session } = await hall();
  const rename = (item: Readonly<Record<string, unknown>>) => {
    const body = item.body as { kind: string; note?: { text: string } };
    return body.note
      ? { ...item, body: { ...stickerBody, sticker: { ...sample, id: newId(), text: body.note.text } } }
      : item;
  };
  const sample = stickerOf(phone.sticker('x'));
  const stickerBody = { kind: 'sticker' };
  const newer = (current: number): Versions => ({
    current,
    upgrades: new Map(
      Array.from({ length: current - itemSchema }, (_, i) => [
        itemSchema + i,
        i === 0 ? rename : (item) => item,
      ]),
    ),
  });
  const old = () => ({
    ...phone.item({ kind: 'sticker', note: { text: 'Көпүрө' } } as unknown as Item['body']),
  });
  expect(saidOf(await phone.send([old()], { versions: newer(itemSchema + 1) }))).toEqual(['done']);
  expect(saidOf(await phone.send([old()], { versions: newer(itemSchema + 2) }))).toEqual(['done']);
  const lost = old();
  expect(saidOf(await phone.send([lost], { versions: newer(itemSchema + 3) }))).toEqual([
    'refused schema-too-old',
  ]);
  const ahead = phone.sticker('Кийинки', {});
  expect(saidOf(await phone.send([{ ...ahead, schema: itemSchema + 1 }]))).toEqual([
    'refused schema-too-new',
  ]);
  expect(await receiptsOf([lost.id, ahead.id])).toMatchObject([{ state: 'refused' }, { state: 'refused' }]);
  // The server is brought up to date: the same item, sent again, is taken.
  expect(
    saidOf(await phone.send([{ ...ahead, schema: itemSchema + 1 }], { versions: newer(itemSchema + 1) })),
  ).toEqual(['done']);
  // What was taken before is done, however old its version has become by now.
  expect(saidOf(await phone.send([ahead], { versions: newer(9) }))).toEqual(['done']);
  const broken: Versions = {
    current: itemSchema + 1,
    upgrades: new Map([
      [
        itemSchema,
        () => {
          throw new TypeError('not what it should be');
        },
      ],
    ]),
  };
  expect(saidOf(await phone.send([old()], { versions: broken }))).toEqual(['refused item-damaged']);
  expect((await statementsOf(session.id)).map(({ text }) => text).sort()).toEqual([
    'Кийинки',
    'Көпүрө',
    'Көпүрө',
  ]);
});

test('what the office mended meanwhile stays, unless the hall changed the same', async () => {
  const { phone, session } = await hall();
  const { edit } = phone;
  const [aida, bakyt, gone] = [person(phone, 1), person(phone, 2), person(phone, 3)];
  const object = newId();
  edit.put('mapObjects', object, { order: 1, kind: 'water', name: 'Булак', note: '', shape: 'none' });
  edit.setMeta({ heldVenue: 'Клуб', guests: 1 });
  edit.setNote('gallery', 'Талкуу кызуу болду.');
  const [water, road] = [newId(), newId()];
  edit.put('columns', water, { order: 1, name: 'Суу' });
  edit.put('columns', road, { order: 2, name: 'Жол' });
  const stickers = ['а', 'б', 'в'].map((text) => phone.sticker(text));
  edit.place(
    stickers.map((one) => stickerOf(one).id),
    water,
  );
  expect(new Set(saidOf(await phone.send([phone.changes(), ...stickers])))).toEqual(new Set(['done']));

  // The office: mends a name, adds somebody, moves a sticker, renames a problem, adds to the notes.
  await base.db.owner.query(
    `update participant set full_name = 'Аида Кадырова', street = 'Көчө' where id = $1`,
    [aida],
  );
  await base.db.owner.query(
    `insert into participant (id, municipality_id, meeting_id, number, full_name) values ($1, $2, $3, 4, 'Кеңсе кошту')`,
    [newId(), home.id, session.id],
  );
  await base.db.owner.query(`update resource_object set name = 'Чоң булак' where id = $1`, [object]);
  await base.db.owner.query(`update meeting set held_venue = 'Мектеп' where id = $1`, [session.id]);
  await writeNote(base.db.owner, session.id, 'gallery', 'Талкуу кызуу болду. Төрага: туура.');
  const roads = newId();
  await base.db.owner.query(
    `insert into problem (id, municipality_id, cycle_id, name, by_account_id, by_name) values ($1, $2, $3, 'Жолдор', '', '')`,
    [roads, home.id, session.cycleId],
  );
  await base.db.owner.query(`update placement set problem_id = $1 where statement_id = $2`, [
    roads,
    stickerOf(stickers[0]!).id,
  ]);
  await base.db.owner.query(`update problem set name = 'Ичүүчү суу' where cycle_id = $1 and name = 'Суу'`, [
    session.cycleId,
  ]);

  // The hall meanwhile: other fields, somebody new under a number the office has used, one sticker to another column.
  edit.put('people', aida, { occupation: 'Мугалим' });
  edit.put('people', bakyt, { fullName: 'Бакыт' });
  edit.remove('people', gone);
  const late = person(phone, 4, { fullName: 'Кеч келген' });
  edit.put('mapObjects', object, { note: 'Жайында кургайт' });
  edit.setMeta({ guests: 5 });
  edit.setNote('gallery', 'Талкуу абдан кызуу болду.');
  edit.place([stickerOf(stickers[1]!).id], road);
  const more = phone.sticker('г', { personId: late, slot: 1 });
  edit.place([stickerOf(more).id], water);
  expect(saidOf(await phone.send([phone.changes(), more]))).toEqual(['done', 'done']);

  const people = await peopleOf(session.id);
  expect(people.map((one) => [one.number, one.fullName])).toEqual([
    [1, 'Аида Кадырова'],
    [2, 'Бакыт'],
    // The number of who left is free again, and 4 is the office's.
    [3, 'Кеч келген'],
    [4, 'Кеңсе кошту'],
  ]);
  expect(people[0]).toMatchObject({ street: 'Көчө', occupation: 'Мугалим' });
  expect(await sessionOf(session.id)).toMatchObject({
    heldVenue: 'Мектеп',
    guests: 5,
    notes: { gallery: 'Талкуу абдан кызуу болду. Төрага: туура.' },
  });
  expect(await all(`select name, note from resource_object where id = $1`, [object])).toEqual([
    { name: 'Чоң булак', note: 'Жайында кургайт' },
  ]);
  const placed = new Map((await statementsOf(session.id)).map((one) => [one.text, one.problemName]));
  expect(Object.fromEntries(placed)).toEqual({ а: 'Жолдор', б: 'Жол', в: 'Ичүүчү суу', г: 'Ичүүчү суу' });
});

test('two phones that recorded the same session apart are merged, people who met at one number are numbered anew', async () => {
  const { phone, gate, session } = await hall();
  await assign(base, home, session.id, home.gate('facilitator', { name: 'Экинчи' }));
  const other = await Phone.prepare(base, files, gate, session.id);
  phone.edit.setNote('opening', 'Биринчи телефон.');
  other.edit.setNote('opening', 'Экинчи телефон.');
  const shared = 'Ичүүчү суу';
  const made = [phone, other].map((one, index) => {
    const writers = [1, 2, 3].map((number) => person(one, number, { fullName: `${index}-${number}` }));
    const column = newId();
    one.edit.put('columns', column, { order: 1, name: shared });
    const stickers = writers.map((personId) => one.sticker('Суу', { personId, slot: 1 }));
    one.edit.place(
      stickers.map((item) => stickerOf(item).id),
      column,
    );
    return [one.changes(), ...stickers];
  });
  // Both at once, then each again: the order must not matter.
  const answers = await Promise.all([phone.send(made[0]!), other.send(made[1]!)]);
  for (const answer of answers) expect(new Set(saidOf(answer))).toEqual(new Set(['done']));
  const people = await peopleOf(session.id);
  expect(people.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(new Set(people.map(({ fullName }) => fullName)).size).toBe(6);
  expect(people.every(({ stickers }) => stickers === 1)).toBe(true);
  expect((await sessionOf(session.id)).women).toBe(6);
  const notes = (await sessionOf(session.id)).notes.opening;
  expect(notes).toContain('Биринчи телефон.');
  expect(notes).toContain('Экинчи телефон.');
  expect(new Set((await statementsOf(session.id)).map((one) => one.problemName))).toEqual(new Set([shared]));
  expect(await problemsOf(session.cycleId)).toEqual([shared]);
});

test('people change numbers with one another', async () => {
  const { phone, session } = await hall();
  const [a, b, c] = [person(phone, 1), person(phone, 2), person(phone, 3)];
  await phone.send([phone.changes()]);
  phone.edit.put('people', a, { number: 2 });
  phone.edit.put('people', b, { number: 3 });
  phone.edit.put('people', c, { number: 1 });
  expect(saidOf(await phone.send([phone.changes()]))).toEqual(['done']);
  expect((await peopleOf(session.id)).map(({ id }) => id)).toEqual([c, a, b]);
});

test('somebody taken off the list whose stickers stand stays in the record', async () => {
  const { phone, session } = await hall();
  const writer = person(phone, 1);
  const idle = person(phone, 2);
  await phone.send([phone.changes(), phone.sticker('Суу', { personId: writer, slot: 1 })]);
  phone.edit.remove('people', writer);
  phone.edit.remove('people', idle);
  expect(saidOf(await phone.send([phone.changes()]))).toEqual(['done']);
  expect((await peopleOf(session.id)).map(({ id }) => id)).toEqual([writer]);
  expect(await statementsOf(session.id)).toHaveLength(1);
});

test('a writer whom the office took off comes back with the sticker', async () => {
  const { phone, session } = await hall();
  const writer = person(phone, 1, { fullName: 'Гүлнара' });
  await phone.send([phone.changes()]);
  await base.db.owner.query(`delete from participant where id = $1`, [writer]);
  expect(saidOf(await phone.send([phone.sticker('Суу', { personId: writer, slot: 1 })]))).toEqual(['done']);
  expect(await peopleOf(session.id)).toMatchObject([{ id: writer, fullName: 'Гүлнара', stickers: 1 }]);
});

test('the sixth sticker of one person is refused with the person’s number; a withdrawn one frees its place', async () => {
  const { phone, session } = await hall();
  const writer = person(phone, 7, { fullName: 'Асан' });
  const five = [1, 2, 3, 4, 5].map((slot) => phone.sticker(`${slot}`, { personId: writer, slot }));
  await phone.send([phone.changes(), ...five]);
  const sixth = phone.sticker('6', { personId: writer, slot: 5 });
  const answer = await phone.send([sixth]);
  expect(saidOf(answer)).toEqual(['refused too-many-stickers']);
  expect(answer.results[0]?.message).toContain('7');
  const back = phone.sticker('', { corrects: stickerOf(five[4]!).id, withdrawn: true });
  expect(saidOf(await phone.send([back, sixth]))).toEqual(['done', 'done']);
  expect((await statementsOf(session.id)).map(({ text }) => text).sort()).toEqual(['1', '2', '3', '4', '6']);
  // Bringing the withdrawn one back would be a sixth again.
  expect(saidOf(await phone.send([phone.sticker('5', { corrects: stickerOf(back).id })]))).toEqual([
    'refused too-many-stickers',
  ]);
});

test('corrections: the last word stands in the same place, the second of two that met is told', async () => {
  const { phone, session } = await hall();
  const column = newId();
  phone.edit.put('columns', column, { order: 1, name: 'Суу' });
  const first = phone.sticker('Таза сцу');
  phone.edit.place([stickerOf(first).id], column);
  await phone.send([phone.changes(), first]);
  const mended = phone.sticker('Таза суу', { corrects: stickerOf(first).id });
  const again = phone.sticker('Таза суу жок', { corrects: stickerOf(mended).id });
  const rival = phone.sticker('Башка', { corrects: stickerOf(first).id });
  // The later correction comes before the one it corrects.
  expect(saidOf(await phone.send([again, mended, rival]))).toEqual([
    'done',
    'done',
    'refused sticker-corrected-already',
  ]);
  expect(await statementsOf(session.id)).toMatchObject([
    { text: 'Таза суу жок', problemName: 'Суу', corrected: true },
  ]);
  // Moved under its new id.
  const other = newId();
  phone.edit.put('columns', other, { order: 2, name: 'Ичүүчү суу' });
  phone.edit.place([stickerOf(again).id], other);
  await phone.send([phone.changes()]);
  expect(await statementsOf(session.id)).toMatchObject([{ problemName: 'Ичүүчү суу' }]);
  phone.edit.place([stickerOf(again).id], null);
  await phone.send([phone.changes()]);
  expect(await statementsOf(session.id)).toMatchObject([{ problemName: null }]);
});

test('a column renamed in the hall renames its problem, unless others stand under it', async () => {
  const { phone, session } = await hall();
  const [column, pile] = [newId(), newId()];
  phone.edit.put('columns', column, { order: 1, name: 'Суу' });
  phone.edit.put('columns', pile, { order: 2, name: '' });
  const stickers = ['Суу', 'Муздак суу', 'Көпүрө'].map((text) => phone.sticker(text));
  phone.edit.place(
    stickers.slice(0, 2).map((one) => stickerOf(one).id),
    column,
  );
  phone.edit.place([stickerOf(stickers[2]!).id], pile);
  await phone.send([phone.changes(), ...stickers]);
  // A pile without a name goes by its first sticker until it gets one.
  expect(await problemsOf(session.cycleId)).toEqual(['Көпүрө', 'Суу']);
  phone.edit.put('columns', column, { name: 'Ичүүчү суу' });
  phone.edit.put('columns', pile, { name: 'Көпүрө кулап баратат' });
  await phone.send([phone.changes()]);
  expect(await problemsOf(session.cycleId)).toEqual(['Ичүүчү суу', 'Көпүрө кулап баратат']);

  // Another session stands under it now: the new name is another problem.
  const second = await hall({ cycleId: session.cycleId, part: 2 });
  const there = newId();
  second.phone.edit.put('columns', there, { order: 1, name: 'Ичүүчү суу' });
  const one = second.phone.sticker('Суу');
  second.phone.edit.place([stickerOf(one).id], there);
  await second.phone.send([second.phone.changes(), one]);
  phone.edit.put('columns', column, { name: 'Таза суу' });
  await phone.send([phone.changes()]);
  expect(await problemsOf(session.cycleId)).toEqual(['Ичүүчү суу', 'Көпүрө кулап баратат', 'Таза суу']);
  expect((await statementsOf(session.id)).map((it) => it.problemName).sort()).toEqual([
    'Көпүрө кулап баратат',
    'Таза суу',
    'Таза суу',
  ]);
  expect(await statementsOf(second.session.id)).toMatchObject([{ problemName: 'Ичүүчү суу' }]);
});

test('stickers that arrive after they were placed are placed when they have come', async () => {
  const { phone, session } = await hall();
  const column = newId();
  phone.edit.put('columns', column, { order: 1, name: 'Суу' });
  const sticker = phone.sticker('Таза суу');
  phone.edit.place([stickerOf(sticker).id], column);
  await phone.send([phone.changes()]);
  expect(await problemsOf(session.cycleId)).toEqual([]);
  await phone.send([sticker]);
  expect(await statementsOf(session.id)).toMatchObject([{ problemName: 'Суу' }]);
});

test('two devices send the last sticker at the same moment: one is one too many, with words', async () => {
  const { phone, gate, session } = await hall();
  const other = await Phone.prepare(base, files, gate, session.id);
  phone.edit.setMeta({ attendance: 'counts', women: 20, men: 5 });
  await phone.send([phone.changes(), ...Array.from({ length: 124 }, (_, i) => phone.sticker(`${i}`))]);
  const last = [phone.sticker('бир'), other.sticker('эки')];
  const answers = await Promise.all([phone.send([last[0]]), other.send([last[1]])]);
  expect(answers.flatMap(saidOf).sort()).toEqual(['done', 'refused too-many-stickers-together']);
  const refusal = answers.flatMap(({ results }) => results).find(({ state }) => state === 'refused');
  expect(refusal?.message).toContain('125');
  expect(await statementsOf(session.id)).toHaveLength(125);
  // Somebody counted wrong: the head count is mended and the sticker sent again.
  phone.edit.setMeta({ men: 6 });
  const lost = last.find(({ id }) => id === refusal?.id);
  expect(saidOf(await phone.send([phone.changes(), lost]))).toEqual(['done', 'done']);
});

test('pictures: cleaned, put in their place, kept also when the place is not known yet', async () => {
  const { phone, session } = await hall();
  const data = (
    await sharp({ create: { width: 64, height: 48, channels: 3, background: '#27ae60' } })
      .withExif({ IFD3: { GPSLatitude: '42/1 52/1 0/1' } })
      .jpeg()
      .toBuffer()
  ).toString('base64');
  const [known, early] = [phone.item({ kind: 'photo', data }), phone.item({ kind: 'photo', data })];
  phone.edit.put('photos', known.id, { purpose: 'map', caption: 'Карта', width: 640, height: 480 });
  phone.edit.setMeta({ mapBase: 'photo', mapPhotoId: known.id });
  expect(saidOf(await phone.send([early, known, phone.changes()]))).toEqual(['done', 'done', 'done']);
  phone.edit.put('photos', early.id, { purpose: 'gallery', caption: 'Дубал', width: 1, height: 1 });
  await phone.send([phone.changes(), early]);
  const rows = await all<{ id: string; file_id: string; caption: string }>(
    `select id, purpose, caption, file_id, width, height from meeting_photo where meeting_id = $1 order by caption`,
    [session.id],
  );
  expect(rows).toMatchObject([
    { id: early.id, purpose: 'gallery', caption: 'Дубал', width: 64, height: 48 },
    { id: known.id, purpose: 'map', caption: 'Карта', width: 64, height: 48 },
  ]);
  const stored = await files.get(rows[0]!.file_id);
  expect((await sharp(await stored!.bytes()).metadata()).exif).toBeUndefined();
  expect(await sessionOf(session.id)).toMatchObject({ mapBase: 'photo', mapPhotoId: known.id });
});

test('pictures beyond the time of one request are asked for again, and each comes through', async () => {
  const { phone } = await hall();
  const pictures = await Promise.all(
    [1, 2, 3].map(
      async (width) =>
        await sharp({ create: { width, height: 9, channels: 3, background: '#27ae60' } })
          .png()
          .toBuffer(),
    ),
  );
  const photos = pictures.map((data) => phone.item({ kind: 'photo', data: data.toString('base64') }));
  const sticker = phone.sticker('Суу');
  const send = async () => saidOf(await phone.send([...photos, sticker], { photoMs: 0 }));
  expect(await send()).toEqual(['done', 'later busy', 'later busy', 'done']);
  expect(await send()).toEqual(['done', 'done', 'later busy', 'done']);
  expect(await send()).toEqual(['done', 'done', 'done', 'done']);
});

test('a clock wrong by a year: both times are kept, the record goes by the server’s', async () => {
  const { phone, session } = await hall();
  phone.clock = new Date('2027-04-01T06:00:00Z');
  phone.edit.setMeta({ heldOn: '2027-04-01' });
  const sticker = phone.sticker('Суу');
  const finish = phone.item({ kind: 'finish', finishedAt: new Date('2027-04-01T04:30:00Z').toISOString() });
  expect(saidOf(await phone.send([phone.changes(), sticker, finish]))).toEqual(['done', 'done', 'done']);
  const [row] = await all<{ device_time: Date; created_at: Date }>(
    `select device_time, created_at from statement where id = $1`,
    [stickerOf(sticker).id],
  );
  expect(row).toEqual({ device_time: phone.clock, created_at: now });
  expect(await receiptsOf([sticker.id])).toMatchObject([{ made_at: phone.clock, received_at: now }]);
  const after = await sessionOf(session.id);
  // An hour and a half before the sending, on our clock; a day that has not come is nobody's word.
  expect(after.finishedAt).toEqual(new Date('2026-03-20T04:30:00Z'));
  expect(after.heldOn).toBeNull();
  // A dead battery: the clock begins in 1970, and what it says is still taken.
  phone.clock = new Date(0);
  expect(saidOf(await phone.send([phone.sticker('Жол')]))).toEqual(['done']);
});

test('finishing twice is finishing once', async () => {
  const { phone, session } = await hall();
  await phone.send([phone.item({ kind: 'finish', finishedAt: now.toISOString() })]);
  const first = await sessionOf(session.id);
  expect(
    saidOf(
      await phone.send([phone.item({ kind: 'finish', finishedAt: now.toISOString() })], {
        now: new Date(now.getTime() + 3_600_000),
      }),
    ),
  ).toEqual(['done']);
  expect((await sessionOf(session.id)).finishedAt).toEqual(first.finishedAt);
});

test.each([
  ['closed', {}, 'session-closed'],
  ['cancelled', {}, 'session-cancelled'],
  ['planned', { opened: false }, 'sessions-not-open'],
] as const)('nothing comes into a session that is %s %o: %s', async (state, more, code) => {
  const { phone, session } = await hall({ state, ...more });
  person(phone, 1);
  const data = (
    await sharp({ create: { width: 9, height: 9, channels: 3, background: '#111' } })
      .png()
      .toBuffer()
  ).toString('base64');
  const items = [phone.changes(), phone.sticker('Суу'), phone.item({ kind: 'photo', data })];
  const answer = await phone.send(items);
  expect(saidOf(answer)).toEqual(items.map(() => `refused ${code}`));
  expect(answer.results[0]?.message).toBeTruthy();
  expect(await peopleOf(session.id)).toEqual([]);
  expect(await statementsOf(session.id)).toEqual([]);
  // Opened again, the same items are taken.
  await base.db.owner.query(`update meeting set state = 'open', closed_at = null where id = $1`, [
    session.id,
  ]);
  await base.db.owner.query(`update cycle set sessions_opened_at = $2 where id = $1`, [session.cycleId, now]);
  expect(saidOf(await phone.send(items))).toEqual(['done', 'done', 'done']);
});

test.each<[Role, boolean, string]>([
  ['facilitator', true, 'done'],
  ['facilitator', false, 'refused forbidden'],
  ['head', false, 'done'],
  ['staff', false, 'done'],
  ['administrator', true, 'refused forbidden'],
  ['deputy', true, 'refused forbidden'],
  ['auditor', true, 'refused forbidden'],
])('roles: %s, assigned %s: %s', async (role, assigned, said) => {
  const gate = home.gate(role);
  const session = await makeHeldSession(base, home, assigned ? gate : undefined);
  const phone = await Phone.prepare(base, files, gate, session.id);
  person(phone, 1);
  const items = [
    phone.changes(),
    phone.sticker('Суу'),
    phone.item({ kind: 'finish', finishedAt: now.toISOString() }),
  ];
  expect(saidOf(await phone.send(items))).toEqual([said, said, said]);
  expect(await statementsOf(session.id)).toHaveLength(said === 'done' ? 1 : 0);
  expect((await sessionOf(session.id)).finishedAt === null).toBe(said !== 'done');
});

test('another municipality’s session is not found, and nothing of it changes', async () => {
  const { phone, session } = await hall();
  person(phone, 1);
  const sticker = phone.sticker('Биздики', {});
  await phone.send([phone.changes(), sticker]);
  const before = [await peopleOf(session.id), await statementsOf(session.id), await sessionOf(session.id)];
  for (const role of ['head', 'staff', 'facilitator'] as const) {
    const stranger = gateFor(role, away.id);
    const thief = await Phone.prepare(base, files, stranger, session.id);
    person(thief, 1, { fullName: 'Бөтөн' });
    const items = [
      thief.changes(),
      thief.sticker('Бөтөн'),
      thief.sticker('Бөтөн', { corrects: stickerOf(sticker).id }),
      thief.item({ kind: 'finish', finishedAt: now.toISOString() }),
    ];
    expect(saidOf(await thief.send(items))).toEqual(items.map(() => 'refused session-not-found'));
    // Our item's id says nothing to them: it is refused as any other, not done.
    expect(saidOf(await thief.send([sticker]))).toEqual(['refused session-not-found']);
  }
  expect([await peopleOf(session.id), await statementsOf(session.id), await sessionOf(session.id)]).toEqual(
    before,
  );
});

test('things whose ids stand in another session are left alone', async () => {
  const first = await hall();
  const writer = person(first.phone, 1, { fullName: 'Биринчи' });
  const sticker = first.phone.sticker('Суу', { personId: writer, slot: 1 });
  const object = newId();
  first.phone.edit.put('mapObjects', object, { order: 1, kind: 'water', name: 'Булак', shape: 'none' });
  await first.phone.send([first.phone.changes(), sticker]);
  const second = await hall();
  second.phone.edit.put('people', writer, { number: 1, fullName: 'Башка', sex: 'male', kind: 'community' });
  second.phone.edit.put('mapObjects', object, { order: 1, kind: 'forest', name: 'Токой', shape: 'none' });
  const copied = { ...sticker, id: newId(), meetingId: second.session.id };
  expect(saidOf(await second.phone.send([second.phone.changes(), copied]))).toEqual([
    'done',
    'refused sticker-of-another',
  ]);
  expect(await peopleOf(first.session.id)).toMatchObject([{ fullName: 'Биринчи', stickers: 1 }]);
  expect(await peopleOf(second.session.id)).toEqual([]);
  expect(await all(`select name, session_id from resource_object where id = $1`, [object])).toEqual([
    { name: 'Булак', session_id: first.session.id },
  ]);
});

test('a picture under the id of another meeting’s, and one that weighs too much, are refused', async () => {
  const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#27ae60' } })
    .png()
    .toBuffer();
  const [first, second] = [await hall(), await hall()];
  const photo = first.phone.item({ kind: 'photo', data: picture.toString('base64') });
  expect(saidOf(await first.phone.send([photo]))).toEqual(['done']);
  // The receipt is gone, as after years; the picture stands.
  await base.db.owner.query('delete from field_receipt where item_id = $1', [photo.id]);
  const sticker = second.phone.sticker('Суу');
  expect(saidOf(await second.phone.send([{ ...photo, meetingId: second.session.id }, sticker]))).toEqual([
    'refused photo-of-another',
    'done',
  ]);
  expect(await all('select meeting_id from meeting_photo where id = $1', [photo.id])).toEqual([
    { meeting_id: first.session.id },
  ]);
  const heavy = second.phone.item({ kind: 'photo', data: 'A'.repeat(mostPhoto * 1.4) });
  expect(saidOf(await second.phone.send([heavy]))).toEqual(['refused photo-too-big']);
});

test('an item at which the office fails is refused alone, and the fault is told', async () => {
  const { phone, session } = await hall();
  await base.db.owner.query(`
    create function fail_here() returns trigger language plpgsql as
      $$ begin if new.text = 'кулайт' then raise exception 'a fault of ours'; end if; return new; end $$;
    create trigger fail_here before insert on statement for each row execute function fail_here()`);
  const faults: unknown[] = [];
  const items = [phone.sticker('Суу'), phone.sticker('кулайт'), phone.sticker('Жол')];
  const answer = await phone.send(items, { onFault: (error) => faults.push(error) });
  await base.db.owner.query('drop trigger fail_here on statement; drop function fail_here()');
  expect(saidOf(answer)).toEqual(['done', 'refused not-received', 'done']);
  expect(faults.length).toBeGreaterThan(0);
  expect((await statementsOf(session.id)).map(({ text }) => text).sort()).toEqual(['Жол', 'Суу']);
});

test('several meetings in one request: a closed one refuses its own items only', async () => {
  const open = await hall();
  const closed = await makeHeldSession(base, home, open.gate, { state: 'closed' });
  const items = [
    open.phone.sticker('1'),
    { ...open.phone.sticker('2'), meetingId: closed.id },
    open.phone.sticker('3'),
  ];
  expect(saidOf(await open.phone.send(items))).toEqual(['done', 'refused session-closed', 'done']);
});

test('whatever stands in a request, it is answered', async () => {
  const { phone } = await hall();
  for (const request of [
    undefined,
    null,
    5,
    'x',
    [],
    {},
    { sentAt: 1 },
    { sentAt: '', app: '', items: 'x' },
  ]) {
    const answer = await receiveItems(
      base.db,
      files,
      phone.gate,
      { id: phone.deviceId, clockOff: null },
      (request ?? {}) as never,
      { via: 'network', now, lang: 'ky' },
    );
    expect(answer).toEqual({ receivedAt: now.toISOString(), results: [] });
  }
  const deep = JSON.parse(`${'{"a":'.repeat(200)}1${'}'.repeat(200)}`) as object;
  expect(saidOf(await phone.send([{ ...phone.sticker('x'), body: deep }, [], anyId()]))).toEqual([
    'refused item-damaged',
    'refused item-damaged',
    'refused item-damaged',
  ]);
});

test('while the database cannot be asked everything is answered later', async () => {
  const { phone } = await hall();
  const gone = {
    ...base.db,
    appQueries: {
      transaction: () => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })),
    },
  };
  const answer = await receiveItems(
    gone as unknown as typeof base.db,
    files,
    phone.gate,
    { id: phone.deviceId, clockOff: 0 },
    { sentAt: now.toISOString(), app: '', items: [phone.sticker('x'), phone.changes()] },
    { via: 'network', now, lang: 'ru' },
  );
  expect(saidOf(answer)).toEqual(['later busy', 'later busy']);
});

test('the audit log has one row for each part, with counts and without people', async () => {
  const { phone, session } = await hall();
  const writer = person(phone, 1, { fullName: 'Жашыруун Ысым' });
  await phone.send([phone.changes(), phone.sticker('Жеке сөз', { personId: writer, slot: 1 })]);
  const rows = await all<{ action: string; details: Record<string, unknown> }>(
    `select action, details from audit_entry where subject_id = $1::text`,
    [session.id],
  );
  expect(rows).toMatchObject([
    { action: 'field.receive-items', details: { via: 'network', items: 2, statements: 1 } },
  ]);
  expect(JSON.stringify(rows)).not.toMatch(/Жашыруун|Жеке/);
});

test('the office’s forms mend a drawing without undoing it, and the hall goes on with the same rows', async () => {
  const { phone, session } = await hall();
  const { edit } = phone;
  const [office, school] = [newId(), newId()];
  const [a, b] = [newId(), newId()];
  edit.put('institutions', office, { order: 0, name: 'Айыл өкмөтү', executive: true });
  edit.put('institutions', school, { order: 1, name: 'Мектеп', quality: 2 });
  edit.put('circles', a, { institutionId: office, diagram: 'common', size: 'big', x: 500, y: 500 });
  edit.put('circles', b, { institutionId: school, diagram: 'common', size: 'small', x: 600, y: 500 });
  edit.link('common', a, b, 'touching');
  const slice = newId();
  edit.put('slices', slice, { order: 1, name: 'Жолдор', key: 'roads', share: 5000 });
  await phone.send([phone.changes()]);
  const staff = home.gate('staff');
  const run = async (command: typeof saveInstitutions | typeof saveBudgetGuess, rows: object[]) => {
    const { revision } = await sessionOf(session.id);
    const saved = await openMunicipality(
      base.db,
      staff,
      async (scope) =>
        await runCommand(scope, command as typeof saveInstitutions, { id: session.id, revision, rows }),
      { now },
    );
    expect(saved).toMatchObject({ ok: true });
  };
  await run(saveInstitutions, [
    { id: b, rank: 1, name: 'Орто мектеп', size: 'middle', relation: 'touching', judgement: 'Жакшы иштейт' },
    { rank: 2, name: 'Айыл өкмөтү', size: 'big' },
  ]);
  await run(saveBudgetGuess, [
    { name: 'Жолдор', share: 4000 },
    { name: 'Суу', share: 6000 },
  ]);
  edit.put('institutions', school, { satisfaction: 3 });
  edit.put('circles', b, { x: 700 });
  edit.put('slices', slice, { share: 3000 });
  await phone.send([phone.changes()]);
  const rows = await read(async (scope) => await listInstitutions(scope, session.id));
  expect(
    rows.map((one) => [one.id, one.name, one.size, one.x, one.quality, one.satisfaction, one.judgement]),
  ).toEqual([
    [b, 'Орто мектеп', 'middle', 700, 2, 3, 'Жакшы иштейт'],
    [a, 'Айыл өкмөтү', 'big', 500, null, null, ''],
  ]);
  expect(await all(`select relation from institution_link where session_id = $1`, [session.id])).toEqual([
    { relation: 'touching' },
  ]);
  expect(
    (await read(async (scope) => await listGuesses(scope, session.id))).map((one) => [
      one.name,
      one.key,
      one.share,
    ]),
  ).toEqual([
    ['Жолдор', 'roads', 3000],
    ['Суу', null, 6000],
  ]);
});

test('a sticker taken back and brought back stands where it stood', async () => {
  const { phone, session } = await hall();
  const column = newId();
  phone.edit.put('columns', column, { order: 1, name: 'Суу' });
  const first = phone.sticker('Таза суу');
  const away = phone.sticker('Таза суу', { corrects: stickerOf(first).id, withdrawn: true });
  const back = phone.sticker('Таза суу', { corrects: stickerOf(away).id });
  phone.edit.place([stickerOf(first).id], column);
  phone.edit.addStickers([stickerOf(first)]);
  await phone.send([phone.changes(), first]);
  phone.edit.addStickers([stickerOf(away)]);
  await phone.send([phone.changes(), away]);
  expect(await statementsOf(session.id)).toEqual([]);
  phone.edit.addStickers([stickerOf(back)]);
  await phone.send([phone.changes(), back]);
  expect(await statementsOf(session.id)).toMatchObject([{ id: stickerOf(back).id, problemName: 'Суу' }]);
});
