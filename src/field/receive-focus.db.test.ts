import { participantsOf } from '../meetings/data/people.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { findFocusGroup, listFocusEntries, type FocusItem } from '../needs/focus/data/focus-groups.ts';
import { focusReport } from '../needs/focus/documents/focus-report.ts';
import { plainText } from '../platform/documents/model.ts';
import { renderDocx, renderPdf } from '../platform/documents/render.ts';
import type { Gate } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { openMunicipality, type MunicipalityScope } from '../platform/db/scope.ts';
import { FolderStore } from '../platform/files/folder-store.ts';
import { i18nFor } from '../platform/i18n/i18n.ts';
import type { FocusEntry } from '../needs/focus/rules/focus-record.ts';
import { meetingSummaries } from './data/meetings.ts';
import { meetingPackage } from './data/packages.ts';
import { fromBase64 } from './rules/base64.ts';
import { FocusEdits } from './rules/focus-document.ts';
import type { Item } from './rules/items.ts';
import { now, Phone, saidOf } from './receive.fixture.ts';
import { insertFocusGroup, insertLeader, writeNote } from '../../test/meetings.ts';

let base: TestDatabase;
let home: TestMunicipality;
let away: TestMunicipality;
let folder: string;
let files: FolderStore;
let years = 2030;

beforeAll(async () => {
  base = await createTestDatabase();
  home = await makeMunicipality(base.db);
  away = await makeMunicipality(base.db, { name: 'Ак-Суу' });
  folder = await mkdtemp(join(tmpdir(), 'ashar-focus-'));
  files = new FolderStore(folder);
});
afterAll(async () => {
  await base.drop();
  await rm(folder, { recursive: true, force: true });
});

type Room = {
  readonly id: string;
  readonly problems: readonly string[];
  readonly gate: Gate;
  readonly phone: Phone;
  readonly focus: FocusEdits;
};

/** A planned focus group with two problems, its facilitator and a phone in the hand. */
async function room(facts: { readonly state?: string } = {}): Promise<Room> {
  const { owner } = base.db;
  const gate = home.gate('facilitator', { name: 'Нурлан Осмонов' });
  const [cycleId, id, personId] = [newId(), newId(), newId()];
  years += 1;
  await owner.query(
    `insert into cycle (id, municipality_id, year, sessions_opened_at) values ($1, $2, $3, $4)`,
    [cycleId, home.id, years, now],
  );
  const village = { municipalityId: home.id, cycleId, villageId: home.villages[0]!.id };
  const plan = { plannedOn: '2026-03-19', venue: 'Клуб', state: facts.state ?? 'planned' };
  await insertFocusGroup(owner, { id, ...village, ...plan });
  await owner.query(
    `insert into person (id, municipality_id, full_name, account_id, birth_year) values ($1, $2, $3, $4, 1980)`,
    [personId, home.id, gate.name, gate.accountId],
  );
  await insertLeader(owner, { municipalityId: home.id, meetingId: id, personId });
  const problems: string[] = [];
  for (const [index, name] of ['Балдардын мектепке даярдыгы төмөн', 'Айыл таштандыга толгон'].entries()) {
    const problemId = newId();
    problems.push(problemId);
    await owner.query(
      `insert into problem (id, municipality_id, cycle_id, name, by_account_id, by_name) values ($1, $2, $3, $4, 'test', 'Тест')`,
      [problemId, home.id, cycleId, name],
    );
    await owner.query(
      `insert into focus_topic (municipality_id, focus_group_id, problem_id, seq) values ($1, $2, $3, $4)`,
      [home.id, id, problemId, index + 1],
    );
  }
  const phone = await Phone.prepare(base, files, gate, id);
  return { id, problems, gate, phone, focus: new FocusEdits(phone.doc) };
}

const focusItem = (item: Item): Item => ({ ...item, meeting: 'focusGroup' });
const changes = (phone: Phone) => focusItem(phone.changes());
const read = async <T>(work: (scope: MunicipalityScope) => Promise<T>, gate = home.gate('staff')) =>
  await openMunicipality(base.db, gate, work, { now });
const groupOf = async (id: string): Promise<FocusItem> =>
  (await read(async (scope) => await findFocusGroup(scope, id)))!;
const entriesOf = async (id: string) => await read(async (scope) => await listFocusEntries(scope, id));
const peopleOf = async (id: string) => await read(async (scope) => await participantsOf(scope, [id]));
const textsOf = async (id: string) => (await entriesOf(id)).map((entry) => entry.text);

let order = 0;
function add(
  focus: FocusEdits,
  problemId: string,
  column: FocusEntry['column'],
  text: string,
  more: Partial<FocusEntry> = {},
): string {
  const id = newId();
  order += 1;
  focus.putEntry(id, { problemId, column, text, order, ...more });
  return id;
}

/** Example B of the textbook (5.5): readiness for school, with 3 causes, 4 consequences, 1 solution, 3 contributions. */
function readiness(focus: FocusEdits, problemId: string): void {
  for (const text of ['Бала бакча үчүн имарат жок', 'Адистер жетишпейт', 'Бала бакчаны кармоого каражат аз'])
    add(focus, problemId, 'cause', text);
  add(focus, problemId, 'consequence', 'Балдар мектепке кыйын көнөт', { likelihood: 'happened' });
  add(focus, problemId, 'consequence', 'Окууга кызыгуусу төмөндөйт', { likelihood: 'happened' });
  add(focus, problemId, 'consequence', 'Программаны начар өздөштүрөт', { likelihood: 'happened' });
  add(focus, problemId, 'consequence', 'Кийин билимин улантуу мүмкүнчүлүгү чектелет', {
    likelihood: 'likely',
  });
  add(focus, problemId, 'solution', 'Мектепте даярдоо классын ачуу');
  add(focus, problemId, 'contribution', 'Класс бөлмөсү жана окуу куралдары', {
    party: 'other',
    who: 'Мектеп',
    form: 'goods',
  });
  add(focus, problemId, 'contribution', 'Имаратты даярдоо жана мугалимдин айлыгы', {
    party: 'executive',
    form: 'money',
  });
  add(focus, problemId, 'contribution', 'Дептер-калем жана тамак', { party: 'community', form: 'goods' });
}

test('example B goes from the device to the report of annex 8', async () => {
  const { id, phone, focus, problems } = await room();
  const [school = ''] = problems;
  readiness(focus, school);
  focus.setTopic(school, { description: 'Балдардын жарымы даярдыксыз барат', subgroup: 'Биринчи топчо' });
  focus.setText('criteria', 'Сөзүнө турат\nАйылды билет');
  focus.setText('causes', 'Имарат тууралуу көп айтылды');
  for (let number = 1; number <= 22; number += 1) {
    phone.edit.put('people', newId(), {
      number,
      fullName: `Адам ${number}`,
      sex: number <= 13 ? 'female' : 'male',
      kind:
        number === 20 ? 'deputy' : number === 21 ? 'executive' : number === 22 ? 'organisation' : 'community',
      forInitiativeGroup: number <= 3,
    });
  }
  phone.edit.setMeta({ heldOn: '2026-03-19', heldVenue: 'Клуб', attendance: 'list' });
  const finish = focusItem(phone.item({ kind: 'finish', finishedAt: now.toISOString() }));
  const items = [changes(phone), finish];
  expect(saidOf(await phone.send(items))).toEqual(['done', 'done']);
  const revision = (await groupOf(id)).revision;
  // Once more, whatever way it comes: exactly once.
  expect(saidOf(await phone.send(items))).toEqual(['done', 'done']);
  expect(saidOf(await phone.send([{ ...items[0], id: newId() }]))).toEqual(['done']);

  const group = await groupOf(id);
  expect(group).toMatchObject({
    revision,
    state: 'open',
    heldOn: '2026-03-19',
    attendance: 'list',
    criteria: 'Сөзүнө турат\nАйылды билет',
    notes: { causes: 'Имарат тууралуу көп айтылды' },
    finishedBy: 'Нурлан Осмонов',
    candidates: 3,
  });
  expect(group.sums).toMatchObject({
    people: 22,
    women: 13,
    men: 9,
    deputies: 1,
    executives: 1,
    organisations: 1,
    community: 19,
  });
  const entries = await entriesOf(id);
  const count = (column: string) => entries.filter((entry) => entry.column === column).length;
  expect(['cause', 'consequence', 'solution', 'contribution'].map(count)).toEqual([3, 4, 1, 3]);

  for (const lang of ['ky', 'ru'] as const) {
    const paper = focusReport(i18nFor(lang), {
      russian: {},
      municipality: { nameKy: 'Көк-Ирим', nameRu: 'Кок-Ирим' },
      group,
      entries,
      people: await peopleOf(id),
      author: 'Айгүл Сынакова',
      day: '2026-03-20',
      seePeople: true,
    });
    const table = paper.blocks.find((block) => block.type === 'table');
    if (table?.type !== 'table') throw new Error('no table');
    const rows = table.rows.map((row) =>
      row.map((cell) => plainText(typeof cell === 'string' ? cell : 'text' in cell ? cell.text : cell)),
    );
    expect(rows).toHaveLength(8);
    const lines = rows.map(
      ([, text = '']) => text.split('\n').filter((line) => line.startsWith('– ')).length,
    );
    //                     description, causes, consequences, solutions, executive, kenesh, community, others
    expect(lines).toEqual([0, 3, 4, 1, 1, 0, 1, 1]);
    expect(rows[7]?.[1]).toContain('Мектеп: Класс бөлмөсү');
    expect((await renderPdf(paper)).length).toBeGreaterThan(5000);
    expect((await renderDocx(paper)).length).toBeGreaterThan(3000);
  }
});

test('two devices on different problems and on one list of people are merged', async () => {
  const { id, phone, focus, problems, gate } = await room();
  const [school = '', waste = ''] = problems;
  const second = await Phone.prepare(base, files, gate, id);
  const other = new FocusEdits(second.doc);
  add(focus, school, 'cause', 'Имарат жок');
  add(other, waste, 'cause', 'Чыгаруу графиги жок');
  add(other, waste, 'solution', 'График түзүү');
  phone.edit.put('people', newId(), { number: 1, fullName: 'Асан', sex: 'male', kind: 'community' });
  second.edit.put('people', newId(), { number: 1, fullName: 'Гүл', sex: 'female', kind: 'community' });
  expect(saidOf(await phone.send([changes(phone)]))).toEqual(['done']);
  expect(saidOf(await second.send([changes(second)]))).toEqual(['done']);
  const entries = await entriesOf(id);
  expect(entries.filter((entry) => entry.problemId === school)).toHaveLength(1);
  expect(entries.filter((entry) => entry.problemId === waste)).toHaveLength(2);
  const people = await peopleOf(id);
  expect(people.map((one) => one.number)).toEqual([1, 2]);
  expect(people.map((one) => one.fullName).sort()).toEqual(['Асан', 'Гүл']);
});

test('what the office mended stays; what the hall changed afterwards counts', async () => {
  const { id, phone, focus, problems } = await room();
  const [school = ''] = problems;
  const first = add(focus, school, 'cause', 'Имарат жок');
  const gone = add(focus, school, 'cause', 'Башка себеп');
  const touched = add(focus, school, 'cause', 'Адис жок');
  focus.setText('causes', 'Башында');
  await phone.send([changes(phone)]);
  const { owner } = base.db;
  await owner.query(`update focus_entry set text = 'Имарат эски' where id = $1`, [first]);
  await owner.query(`update focus_entry set text = 'Адис келбейт' where id = $1`, [touched]);
  await owner.query(`update focus_group set criteria = 'Билет' where id = $1`, [id]);
  await writeNote(owner, id, 'causes', 'Кеңсе: Башында');
  focus.removeEntry(gone);
  focus.removeEntry(touched);
  add(focus, school, 'cause', 'Каражат аз');
  focus.setText('causes', 'Башында жана аягында');
  await phone.send([changes(phone)]);
  // Removed in the hall and changed in the office: somebody wants it, so it stays.
  expect((await textsOf(id)).sort()).toEqual(['Адис келбейт', 'Имарат эски', 'Каражат аз'].sort());
  expect(await groupOf(id)).toMatchObject({
    notes: { causes: 'Кеңсе: Башында жана аягында' },
    criteria: 'Билет',
  });
});

test('numbers that change places, a person taken off, an order that changes', async () => {
  const { id, phone, focus, problems } = await room();
  const [school = ''] = problems;
  const [a, b, c] = [newId(), newId(), newId()];
  for (const [index, personId] of [a, b, c].entries())
    phone.edit.put('people', personId, {
      number: index + 1,
      fullName: `Адам ${index + 1}`,
      kind: 'community',
    });
  const lines = ['Бир', 'Эки', 'Үч'].map((text) => add(focus, school, 'cause', text));
  await phone.send([changes(phone)]);
  phone.edit.put('people', a, { number: 2, fullName: 'Адам 1', kind: 'community' });
  phone.edit.put('people', b, { number: 1 });
  phone.edit.remove('people', c);
  focus.putEntry(lines[2]!, { order: 0 });
  await phone.send([changes(phone)]);
  expect((await peopleOf(id)).map((one) => one.id)).toEqual([b, a]);
  expect(await textsOf(id)).toEqual(['Үч', 'Бир', 'Эки']);
});

test('a problem the office took off and the hall worked on stands again; an unknown one does not', async () => {
  const { id, phone, focus, problems } = await room();
  const [, waste = ''] = problems;
  await base.db.owner.query(`delete from focus_topic where focus_group_id = $1 and problem_id = $2`, [
    id,
    waste,
  ]);
  add(focus, waste, 'cause', 'Таштанды жыйналбайт');
  add(focus, newId(), 'cause', 'Эч кимдики эмес');
  expect(saidOf(await phone.send([changes(phone)]))).toEqual(['done']);
  expect(await textsOf(id)).toEqual(['Таштанды жыйналбайт']);
  expect((await groupOf(id)).topics.map((topic) => topic.problemId)).toContain(waste);
});

test('what is not of a focus group is refused, each by itself', async () => {
  const { id, phone, focus, problems } = await room();
  add(focus, problems[0]!, 'cause', 'Имарат жок');
  const picture = Buffer.from('/9j/4AAQSkZJRg==').toString('base64');
  const answer = await phone.send([
    focusItem(phone.sticker('Стикер')),
    focusItem(phone.item({ kind: 'photo', data: picture })),
    focusItem(phone.item({ kind: 'document', update: Buffer.from('damaged').toString('base64') })),
    changes(phone),
  ]);
  expect(saidOf(answer)).toEqual([
    'refused sticker-not-here',
    'refused photo-not-here',
    'refused item-damaged',
    'done',
  ]);
  for (const result of answer.results.slice(0, 2)) expect(result.message).not.toContain('error.');
  expect(await textsOf(id)).toEqual(['Имарат жок']);
});

test('a closed focus group, another’s and one of another municipality take nothing', async () => {
  const closed = await room({ state: 'closed' });
  add(closed.focus, closed.problems[0]!, 'cause', 'Кеч');
  const item = changes(closed.phone);
  expect(saidOf(await closed.phone.send([item]))).toEqual(['refused focus-closed']);
  // The office opens it again: the same item is taken.
  await base.db.owner.query(`update meeting set state = 'open', closed_at = null where id = $1`, [closed.id]);
  expect(saidOf(await closed.phone.send([item]))).toEqual(['done']);

  const { id, problems } = await room();
  for (const [gate, said] of [
    [home.gate('facilitator'), 'refused forbidden'],
    [away.gate('staff'), 'refused focus-not-found'],
    [home.gate('staff'), 'done'],
  ] as const) {
    const phone = await Phone.prepare(base, files, gate, id);
    add(new FocusEdits(phone.doc), problems[0]!, 'cause', `Жазган ${gate.name} ${said}`);
    expect(saidOf(await phone.send([changes(phone)]))).toEqual([said]);
  }
  expect(await entriesOf(id)).toHaveLength(1);
});

test('the package: its problems, its document, only for who leads it', async () => {
  const { id, phone, focus, problems, gate } = await room();
  add(focus, problems[0]!, 'cause', 'Имарат жок');
  await phone.send([changes(phone)]);
  const options = {
    lang: 'ky',
    env: { tilesUrl: undefined, tilesAttribution: '' },
    deviceId: phone.deviceId,
  } as const;
  const found = (await read(async (scope) => await meetingPackage(scope, id, options), gate))!;
  expect(found).toMatchObject({
    meeting: 'focusGroup',
    village: 'Арал',
    plannedOn: '2026-03-19',
    programme: { 'focus-opening': 15, 'focus-solutions': 60 },
    facilitators: ['Нурлан Осмонов'],
  });
  expect(found.priorities.map((one) => one.problemId)).toEqual(problems);
  const copy = new Y.Doc();
  Y.applyUpdate(copy, fromBase64(found.document!));
  expect(copy.getMap('entries').size).toBe(1);
  const list = await read(async (scope) => await meetingSummaries(scope, 'ky'), gate);
  expect(list.map((one) => [one.id, one.meeting])).toEqual([[id, 'focusGroup']]);
  const stranger = home.gate('facilitator');
  expect(await read(async (scope) => await meetingPackage(scope, id, options), stranger)).toBeUndefined();
  expect(await read(async (scope) => await meetingSummaries(scope, 'ky'), stranger)).toEqual([]);
});
