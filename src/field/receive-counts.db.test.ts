import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { actingIn, type Acting } from '../../test/acting.ts';
import { addQuestion } from '../decisions/commands/add-question.ts';
import { closeQuestion } from '../decisions/commands/close-question.ts';
import { enterTally } from '../decisions/commands/enter-tally.ts';
import { removeQuestion } from '../decisions/commands/remove-question.ts';
import { questionsOf } from '../decisions/data/questions.ts';
import { voteToken } from '../decisions/schema.ts';
import type { Gate } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { makeCycle } from '../needs/priorities/priorities.fixture.ts';
import { FolderStore } from '../platform/files/folder-store.ts';
import { planPublicMeeting } from '../public-meetings/commands/plan-public-meeting.ts';
import type { Counter } from '../public-meetings/rules/public-record.ts';
import { meetingPackage } from './data/packages.ts';
import type { Item } from './rules/items.ts';
import { PublicEdits } from './rules/public-document.ts';
import { now, Phone, saidOf } from './receive.fixture.ts';

// Votes by raised hands and by cards that two people counted without a network: the office has each count once, takes
// what both counted alike, and refuses alone what it cannot take.

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
  folder = await mkdtemp(join(tmpdir(), 'ashar-counts-'));
  files = new FolderStore(folder);
});
afterAll(async () => {
  await base.drop();
  await rm(folder, { recursive: true, force: true });
});

const isPublic = (item: Item): Item => ({ ...item, meeting: 'public' });
const changes = (phone: Phone) => isPublic(phone.changes());

/** A hearing whose residents vote by hands on so many questions, and two recorders with a phone each. */
async function hall(asked: number, cards = 0) {
  const { id } = await acting.done(staff, planPublicMeeting, {
    ...{ cycleId, form: 'hearing', topic: 'budget', title: 'Бюджеттин долбоору', titleLang: 'ky' },
    ...{ level: 'municipality', initiator: 'head', initiatedOn: '2026-02-10' },
    ...{ plannedOn: '2026-03-19', startsAt: '14:00', venue: 'Клуб', plannedPeople: 200 },
  });
  const questions: string[] = [];
  for (let number = 1; number <= asked; number += 1)
    questions.push(
      (
        await acting.done(staff, addQuestion, {
          ...{ id, text: `Маселе ${number}`, kind: 'motion', way: 'hands', secret: false },
          ruleName: 'hearing',
        })
      ).id,
    );
  if (cards > 0)
    await acting.read(staff, async (scope) => {
      await scope.tx.insert(voteToken).values(
        Array.from({ length: cards }, (_, at) => ({
          ...{ id: newId(), municipalityId: home.id, meetingId: id, number: at + 1, codeHash: `${at + 1}` },
          ...{ givenAt: now, givenBy: staff.name },
        })),
      );
    });
  const first = await Phone.prepare(base, files, staff, id);
  const second = await Phone.prepare(base, files, head, id);
  return { id, questions, first, second };
}

let order = 0;
function count(
  phone: Phone,
  questionId: string,
  counter: Counter,
  votes: readonly [number, number, number],
  present = 155,
) {
  order += 1;
  const [yes, no, abstained] = votes;
  new PublicEdits(phone.doc).addCount(newId(), {
    ...{ order, questionId, counter, present },
    figures: { for: yes, against: no, abstained },
  });
}

const standing = async (id: string) =>
  await acting.read(staff, async (scope) => await questionsOf(scope, id));
const talliesOf = async (id: string) =>
  (await standing(id)).map((one) => one.tallies.map(({ figures }) => Object.values(figures)));

test('what two counters counted alike on two phones is taken once, and decided by the rule', async () => {
  const { id, questions, first, second } = await hall(1);
  const [asked] = questions;
  count(first, asked!, 1, [65, 38, 33]);
  expect(saidOf(await first.send([changes(first)]))).toEqual(['done']);
  expect(await standing(id)).toMatchObject([{ state: 'open', present: 155, tallies: [{}] }]);

  count(second, asked!, 2, [65, 38, 33]);
  const sent = changes(second);
  expect(saidOf(await second.send([sent]))).toEqual(['done']);
  // The answer was lost, and the same is sent again.
  expect(saidOf(await second.send([sent]))).toEqual(['done']);
  expect(await standing(id)).toMatchObject([
    {
      ...{ state: 'closed', closedBy: head.name },
      count: { votes: { kind: 'motion', for: 65, against: 38 }, abstained: 33, present: 155 },
      tallies: [
        { accountId: 'counter-1', byName: `№ 1, ${staff.name}` },
        { accountId: 'counter-2', byName: `№ 2, ${head.name}` },
      ],
      // The most votes, and no majority of 155.
      decided: { state: 'not-adopted' },
    },
  ]);
});

test('figures that differ decide nothing until somebody has counted again; each count stays', async () => {
  const { id, questions, first } = await hall(2);
  const [asked, other] = questions;
  count(first, asked!, 1, [80, 20, 5]);
  count(first, asked!, 2, [80, 21, 5]);
  // A question on which both agree is taken beside it, though only one is open at a time.
  count(first, other!, 1, [90, 10, 5]);
  count(first, other!, 2, [90, 10, 5]);
  expect(saidOf(await first.send([changes(first)]))).toEqual(['done']);
  expect((await standing(id)).map((one) => one.state)).toEqual(['open', 'closed']);
  expect(await acting.code(staff, closeQuestion, { id, questionId: asked! })).toBe('tallies-differ');

  count(first, asked!, 2, [80, 20, 5]);
  expect(saidOf(await first.send([changes(first)]))).toEqual(['done']);
  expect((await standing(id)).map((one) => [one.state, one.decided?.state])).toEqual([
    ['closed', 'adopted'],
    ['closed', 'adopted'],
  ]);
  expect((await talliesOf(id))[0]).toEqual([
    [80, 20, 5],
    [80, 21, 5],
    [80, 20, 5],
  ]);
});

test('more votes than cards in hands are refused with words, and all else of the change is taken', async () => {
  const { id, questions, first } = await hall(1, 30);
  first.edit.setMeta({ heldVenue: 'Мектеп' });
  count(first, questions[0]!, 1, [20, 9, 2], 30);
  const sent = changes(first);
  const answer = await first.send([sent]);
  expect(saidOf(answer)).toEqual(['refused votes-above-voters']);
  expect(answer.results[0]!.message).toMatch(/31.*30/);
  expect(await talliesOf(id)).toEqual([[]]);

  count(first, questions[0]!, 1, [20, 9, 1], 30);
  count(first, questions[0]!, 2, [20, 9, 1], 30);
  // What was refused stays refused by itself; the new counts stand and close the question.
  expect(saidOf(await first.send([changes(first)]))).toEqual(['done']);
  expect(await standing(id)).toMatchObject([{ state: 'closed', count: { tokens: 30 } }]);
});

test('a question that was closed or taken off at the office meanwhile takes no count, and nothing else is lost', async () => {
  const { id, questions, first, second } = await hall(2);
  const [closed, removed] = questions;
  count(first, closed!, 1, [60, 10, 0]);
  await first.send([changes(first)]);
  const rows = [
    { choice: 'for', votes: 60 },
    { choice: 'against', votes: 10 },
    { choice: 'abstained', votes: 0 },
  ];
  await acting.done(head, enterTally, { id, questionId: closed!, rows, fromPaper: false });
  await acting.done(head, closeQuestion, { id, questionId: closed! });
  await acting.done(head, removeQuestion, { id, questionId: removed! });

  count(second, closed!, 2, [61, 10, 0]);
  const late = changes(second);
  count(second, removed!, 1, [5, 5, 5]);
  const gone = changes(second);
  second.edit.setMeta({ heldVenue: 'Мектеп' });
  const place = changes(second);
  expect(saidOf(await second.send([late, gone, place]))).toEqual([
    'refused question-not-open',
    'refused question-not-found',
    'done',
  ]);
  expect(await standing(id)).toMatchObject([{ state: 'closed', count: { votes: { for: 60 } } }]);
  // The figures stay on the phone: sent again, they are refused again.
  expect(saidOf(await second.send([late]))).toEqual(['refused question-not-open']);
});

test('what is voted is taken along in the words of the ballot, and no other municipality counts here', async () => {
  const { id, questions } = await hall(1);
  const along = await acting.read(staff, async (scope) =>
    meetingPackage(scope, id, {
      ...{ lang: 'ky', env: { tilesUrl: undefined, tilesAttribution: '' }, deviceId: newId() },
    }),
  );
  expect(along?.open?.questions).toMatchObject([
    { id: questions[0], number: 1, text: 'Маселе 1', choices: [{ id: 'for', text: 'Макул' }, {}, {}] },
  ]);
  const stranger = await Phone.prepare(base, files, away.gate('staff'), id);
  count(stranger, questions[0]!, 1, [1, 0, 0]);
  expect(saidOf(await stranger.send([changes(stranger)]))[0]).toMatch(/^refused /);
  expect(await talliesOf(id)).toEqual([[]]);
});
