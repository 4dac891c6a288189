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
import { actingIn, type Acting } from '../../test/acting.ts';
import { registeredOf } from '../decisions/data/door.ts';
import { voteToken } from '../decisions/schema.ts';
import type { Gate } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { makeCycle } from '../needs/priorities/priorities.fixture.ts';
import { FolderStore } from '../platform/files/folder-store.ts';
import { addSpeech } from '../public-meetings/commands/add-speech.ts';
import { planPublicMeeting } from '../public-meetings/commands/plan-public-meeting.ts';
import { saveAgenda } from '../public-meetings/commands/save-agenda.ts';
import { findPublicMeeting } from '../public-meetings/data/public-meetings.ts';
import { meetingSummaries } from './data/meetings.ts';
import { meetingPackage } from './data/packages.ts';
import { fromBase64 } from './rules/base64.ts';
import type { Item } from './rules/items.ts';
import { PublicEdits } from './rules/public-document.ts';
import { now, Phone, saidOf } from './receive.fixture.ts';

// A public meeting held without a network: what two recorders wrote arrives once, as the office's own pages write it.

let base: TestDatabase;
let acting: Acting;
let home: TestMunicipality;
let away: TestMunicipality;
let staff: Gate;
let head: Gate;
let cycleId: string;
let folder: string;
let files: FolderStore;

beforeAll(async () => {
  base = await createTestDatabase();
  acting = actingIn(base.db, now);
  home = await makeMunicipality(base.db);
  away = await makeMunicipality(base.db, { name: 'Ак-Суу' });
  staff = home.gate('staff', { name: 'Айгүл Сыдыкова' });
  head = home.gate('head', { name: 'Нурлан Осмонов' });
  cycleId = await makeCycle(base.db, home.id, 2026);
  folder = await mkdtemp(join(tmpdir(), 'ashar-public-'));
  files = new FolderStore(folder);
});
afterAll(async () => {
  await base.drop();
  await rm(folder, { recursive: true, force: true });
});

const isPublic = (item: Item): Item => ({ ...item, meeting: 'public' });
const changes = (phone: Phone) => isPublic(phone.changes());
const standing = async (id: string) =>
  (await acting.read(staff, async (scope) => await findPublicMeeting(scope, id)))!;
const registered = async (id: string) =>
  await acting.read(staff, async (scope) => await registeredOf(scope, id));

/** A hearing of two points with three printed cards, and two recorders with a phone each. */
async function hall() {
  const { id } = await acting.done(staff, planPublicMeeting, {
    ...{ cycleId, form: 'hearing', topic: 'budget', title: 'Бюджеттин долбоору', titleLang: 'ky' },
    ...{ level: 'municipality', initiator: 'head', initiatedOn: '2026-02-10' },
    ...{ plannedOn: '2026-03-19', startsAt: '14:00', venue: 'Клуб', plannedPeople: 100 },
  });
  const { revision } = await standing(id);
  await acting.done(staff, saveAgenda, { id, revision, rows: [{ text: 'Киреше' }, { text: 'Чыгаша' }] });
  await acting.read(staff, async (scope) => {
    await scope.tx.insert(voteToken).values(
      [1, 2, 3].map((number) => ({
        ...{ id: newId(), municipalityId: home.id, meetingId: id, number, codeHash: `${number}` },
      })),
    );
  });
  const points = (await standing(id)).agenda.map((one) => one.id);
  const first = await Phone.prepare(base, files, staff, id);
  const second = await Phone.prepare(base, files, head, id);
  return { id, points, first, second };
}

const village = () => home.villages[0]!.id;
let place = 0;
function speak(phone: Phone, text: string, more: Parameters<PublicEdits['putSpeech']>[1] = {}): string {
  const id = newId();
  place += 1;
  new PublicEdits(phone.doc).putSpeech(id, {
    ...{ kind: 'speech', sex: 'female', villageId: village(), text, textLang: 'ky', order: place },
    ...more,
  });
  return id;
}
function register(phone: Phone, number: number, fullName: string, card: number | null): string {
  const id = newId();
  phone.edit.put('people', id, { number, fullName, sex: 'female', kind: 'community', ageBand: null });
  new PublicEdits(phone.doc).setDoor(id, { villageId: village(), card });
  return id;
}

test('what was written without a network stands at the office once, however often it is sent', async () => {
  const { id, points, first } = await hall();
  const person = register(first, 1, 'Айнура Бекова', 2);
  register(first, 2, 'Мээрим Асанова', null);
  first.edit.setMeta({ heldOn: '2026-03-19', heldVenue: 'Мектеп' });
  speak(first, 'Суу түтүгүнө акча жетпейт', { agendaItemId: points[1]!, minutes: 4 });
  speak(first, 'Жол качан оңдолот?', { kind: 'slip', slip: 7 });
  first.edit.setNote(`heard:${points[0]!}`, 'Финансы бөлүмү кирешени айтты');
  first.edit.setNote(`decision:${points[0]!}`, 'Маалымат кабыл алынды');
  const items = [changes(first), isPublic(first.item({ kind: 'finish', finishedAt: now.toISOString() }))];

  expect(saidOf(await first.send(items))).toEqual(['done', 'done']);
  const once = await standing(id);
  expect(once).toMatchObject({
    ...{ state: 'open', heldOn: '2026-03-19', heldVenue: 'Мектеп', women: 2, finishedBy: staff.name },
    agenda: [{ heard: 'Финансы бөлүмү кирешени айтты', decision: 'Маалымат кабыл алынды' }, { heard: '' }],
    speeches: [
      {
        ...{ number: 1, text: 'Суу түтүгүнө акча жетпейт', minutes: 4 },
        ...{ agendaItemId: points[1], villageId: village() },
      },
      { number: 2, kind: 'slip', slip: 7, residentName: '', paperTypedOn: null },
    ],
  });
  expect(await registered(id)).toMatchObject([
    { id: person, fullName: 'Айнура Бекова', villageId: village(), token: { number: 2 } },
    { fullName: 'Мээрим Асанова', token: null },
  ]);

  // The answer was lost: the same items again, and the same words in items of their own.
  expect(saidOf(await first.send(items))).toEqual(['done', 'done']);
  const whole = Buffer.from(Y.encodeStateAsUpdate(first.doc)).toString('base64');
  expect(saidOf(await first.send([isPublic(first.item({ kind: 'document', update: whole }))]))).toEqual([
    'done',
  ]);
  const again = await standing(id);
  expect([again.speeches, again.people, again.revision]).toEqual([once.speeches, once.people, once.revision]);
});

test('a slip that is typed already and a card in another hand are refused with words, and all else is taken', async () => {
  const { id, first, second } = await hall();
  await acting.done(head, addSpeech, {
    ...{ id, kind: 'slip', slip: 4, text: 'Кеңседе терилди', textLang: 'ky', nameAgreed: false },
    ...{ agendaItemId: null, official: '', residentName: '', sex: null, villageId: null, minutes: null },
  });
  register(first, 1, 'Айнура Бекова', 1);
  expect(saidOf(await first.send([changes(first)]))).toEqual(['done']);

  const late = register(second, 1, 'Гүлнара Токтоева', 1);
  const slip = speak(second, 'Ошол эле баракча', { kind: 'slip', slip: 4 });
  speak(second, 'Мектепке от керек');
  const refused = changes(second);
  const answer = await second.send([refused]);
  expect(saidOf(answer)[0]).toMatch(/^refused (slip-typed-already|card-given)$/);
  expect(answer.results[0]!.message).not.toBe('');
  expect((await standing(id)).speeches.map((one) => one.text)).toEqual([
    'Кеңседе терилди',
    'Мектепке от керек',
  ]);
  expect(await registered(id)).toMatchObject([
    { fullName: 'Айнура Бекова', token: { number: 1 } },
    { fullName: 'Гүлнара Токтоева', token: null },
  ]);

  // Mended in the hall: the next change brings it, and what was refused is taken when it is sent again.
  new PublicEdits(second.doc).setDoor(late, { card: 3 });
  new PublicEdits(second.doc).putSpeech(slip, { slip: 5 });
  expect(saidOf(await second.send([changes(second), refused]))).toEqual(['done', 'done']);
  const after = await standing(id);
  expect(after.speeches.map((one) => [one.slip, one.text])).toEqual([
    [4, 'Кеңседе терилди'],
    [null, 'Мектепке от керек'],
    [5, 'Ошол эле баракча'],
  ]);
  expect((await registered(id)).map((one) => one.token?.number)).toEqual([1, 3]);
});

test('everything that was refused is told with its number, and a card mended to another wrong one is told again', async () => {
  const { id, first, second } = await hall();
  register(first, 1, 'Айнура Бекова', 1);
  expect(saidOf(await first.send([changes(first)]))).toEqual(['done']);
  const late = register(second, 1, 'Гүлнара Токтоева', 1);
  register(second, 2, 'Бермет Асанова', 77);
  const slip = speak(second, 'Баракча', { kind: 'slip', slip: 4 });
  speak(second, 'Ошол эле номер', { kind: 'slip', slip: 4 });
  const [told] = (await second.send([changes(second)])).results;
  expect(told).toMatchObject({ state: 'refused' });
  for (const number of ['card No. 1: ', 'card No. 77: ', 'slip No. 4: '])
    expect(told!.message).toContain(number);

  // Only the number is written over: neither the person nor the slip is named in such a change.
  new PublicEdits(second.doc).setDoor(late, { card: 88 });
  const [again] = (await second.send([changes(second)])).results;
  expect(again).toMatchObject({ state: 'refused', code: 'card-unknown' });
  expect(again!.message).toContain('card No. 88: ');
  expect(again!.message).not.toContain('77');
  new PublicEdits(second.doc).putSpeech(slip, { slip: 9 });
  new PublicEdits(second.doc).setDoor(late, { card: 3 });
  expect(saidOf(await second.send([changes(second)]))).toEqual(['done']);
  expect((await registered(id)).map((one) => one.token?.number ?? 0).sort()).toEqual([0, 1, 3]);
  // Whoever has nothing to do with it hears nothing of it.
  speak(first, 'Башка сөз');
  expect(saidOf(await first.send([changes(first)]))).toEqual(['done']);
});

test('two recorders write on two phones, and the office mends meanwhile: nothing of anybody is lost', async () => {
  const { id, points, first, second } = await hall();
  first.edit.setNote(`heard:${points[0]!}`, 'Башында');
  speak(first, 'Биринчи телефондон');
  await first.send([changes(first)]);
  const along = await acting.read(head, async (scope) =>
    meetingPackage(scope, id, {
      lang: 'ky',
      env: { tilesUrl: undefined, tilesAttribution: '' },
      deviceId: second.deviceId,
    }),
  );
  expect(along).toMatchObject({
    ...{ meeting: 'public', title: 'Коомдук угуу: Бюджеттин долбоору', venue: 'Клуб', invited: [] },
    open: { agenda: [{ id: points[0], text: 'Киреше' }, { text: 'Чыгаша' }] },
  });
  Y.applyUpdate(second.doc, fromBase64(along!.document!));
  second.edit.setNote(`heard:${points[0]!}`, 'Башында жана аягында');
  speak(second, 'Экинчи телефондон');
  speak(first, 'Дагы бир сөз');
  expect(saidOf(await second.send([changes(second)]))).toEqual(['done']);
  expect(saidOf(await first.send([changes(first)]))).toEqual(['done']);
  const { speeches, agenda } = await standing(id);
  expect(speeches.map((one) => one.text)).toEqual([
    'Биринчи телефондон',
    'Экинчи телефондон',
    'Дагы бир сөз',
  ]);
  expect(agenda[0]!.heard).toBe('Башында жана аягында');
});

test('a public meeting stands in the list of its own municipality alone', async () => {
  const { id } = await hall();
  const listed = async (gate: Gate) =>
    (await acting.read(gate, async (scope) => await meetingSummaries(scope, 'ru'))).map((one) => one.id);
  expect(await listed(staff)).toContain(id);
  expect(await listed(away.gate('staff'))).not.toContain(id);
});
