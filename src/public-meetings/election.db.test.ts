import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn, type Acting } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { annulQuestion } from '../decisions/commands/annul-question.ts';
import { changeQuestion } from '../decisions/commands/change-question.ts';
import { closeQuestion } from '../decisions/commands/close-question.ts';
import { enterTally } from '../decisions/commands/enter-tally.ts';
import { openQuestion } from '../decisions/commands/open-question.ts';
import { questionsOf } from '../decisions/data/questions.ts';
import { listInvitations } from '../meetings/data/people.ts';
import { makeCycle } from '../needs/priorities/priorities.fixture.ts';
import type { Gate } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { planPublicMeeting } from './commands/plan-public-meeting.ts';
import { publicSteps as steps } from './commands/public-steps.ts';
import { publishMeeting } from './commands/publish-meeting.ts';
import { putElection } from './commands/put-election.ts';
import { saveOffices } from './commands/save-offices.ts';
import { saveAgenda } from './commands/save-agenda.ts';
import { findPublicMeeting } from './data/public-meetings.ts';
import { snapshotOf } from './data/snapshot-of.ts';
import { standingPublication } from './data/published.ts';
import { voteTexts } from './data/votes.ts';

// A gathering elects by its votes who speaks for it where its matters are decided (seed-002 P17).

const now = new Date('2026-06-20T06:00:00Z');
let base: TestDatabase;
let acting: Acting;
let home: TestMunicipality;
let staff: Gate;
let second: Gate;
let cycleId: string;
const persons = [newId(), newId(), newId()] as const;

beforeAll(async () => {
  base = await createTestDatabase();
  acting = actingIn(base.db, now);
  home = await makeMunicipality(base.db);
  [staff, second] = [home.gate('staff'), home.gate('head')];
  cycleId = await makeCycle(base.db, home.id, 2026);
  await base.db.owner.query(
    `insert into person (id, municipality_id, full_name, birth_year)
     select id, $2, 'Киши ' || n, 1980 from unnest($1::uuid[]) with ordinality as x(id, n)`,
    [persons, home.id],
  );
});
afterAll(async () => await base?.drop());

const planned = async (over: object) =>
  (
    await acting.done(staff, planPublicMeeting, {
      ...{ cycleId, topic: '', title: 'Арал айылынын жыйыны', titleLang: 'ky', level: 'municipality' },
      ...{ initiator: 'head', initiatedOn: '2026-05-10', plannedOn: '2026-06-12', startsAt: '14:00' },
      ...{ venue: 'Клуб', ...over },
    })
  ).id;
const standing = async (id: string) =>
  (await acting.read(staff, async (scope) => await findPublicMeeting(scope, id)))!;
const names = async (id: string) => (await standing(id)).elected.map(({ fullName }) => fullName);
const questions = async (id: string) =>
  await acting.read(staff, async (scope) => await questionsOf(scope, id));
const rows = (...agreed: readonly number[]) => agreed.map((at) => ({ personId: persons[at], agreed: 'yes' }));
const asked = { text: 'Кеңештин сессиясына өкүл', textLang: 'ky', how: 'list', seats: 2, way: 'hands' };

async function vote(id: string, questionId: string, figures: Record<string, number>) {
  await acting.done(staff, openQuestion, { id, questionId, present: 60 });
  const counted = Object.entries({ ...figures, abstained: 0 }).map(([choice, votes]) => ({ choice, votes }));
  for (const gate of [staff, second]) await acting.done(gate, enterTally, { id, questionId, rows: counted });
  await acting.done(staff, closeQuestion, { id, questionId });
}

test('a list with two seats: those with most votes speak for it, are named with their consent, and are asked to come', async () => {
  const id = await planned({ form: 'gathering' });
  await acting.done(staff, putElection, { id, ...asked, rows: rows(0, 1, 2) });
  const [question] = await questions(id);
  expect(question!.options.map(({ text }) => text)).toEqual(['Киши 1', 'Киши 2', 'Киши 3']);
  const { text, textLang } = asked;
  const change = { ...{ id, questionId: question!.id, revision: 0, text, textLang }, kind: 'motion' };
  expect(await acting.code(staff, changeQuestion, { ...change, way: 'hands', ruleName: 'hearing' })).toBe(
    'question-of-election',
  );
  await vote(id, question!.id, { o1: 10, o2: 30, o3: 20 });
  expect(await names(id)).toEqual(['Киши 2', 'Киши 3']);
  expect((await standing(id)).elected[0]).toMatchObject({ question: 1, agreedOn: '2026-06-20' });
  const texts = await acting.read(staff, async (scope) => await voteTexts(scope, await standing(id)));
  expect(texts('ky')[0]!.text).toBe('Кеңештин сессиясына өкүл: Киши 2, Киши 3');
  expect(texts('ky')[0]!.words.at(-1)).toBe('Шайланды: Киши 2, Киши 3. Орундар: 2, толтурулганы: 2.');
  const { revision } = await standing(id);
  await acting.done(staff, steps.saveRecord, { id, revision, heldOn: '2026-06-12' });
  await acting.done(staff, steps.close, { id });
  const { publicationId } = await acting.done(staff, publishMeeting, { id });
  const shown = await acting.read(staff, async (scope) => await standingPublication(scope, id));
  expect(shown!.snapshot.held!.elected).toEqual(['Киши 2', 'Киши 3']);
  // On the agenda of a sitting: those elected are on its list of people to be asked.
  const sitting = await planned({ form: 'keneshSitting', initiator: 'kenesh' });
  await acting.done(staff, saveAgenda, {
    ...{ id: sitting, revision: (await standing(sitting)).revision },
    rows: [{ text: 'Жыйындын чечими', subjectId: publicationId }],
  });
  const invited = await acting.read(staff, async (scope) => await listInvitations(scope, sitting));
  expect(invited.map(({ fullName, invitedAt }) => [fullName, invitedAt])).toEqual([
    ['Киши 2', null],
    ['Киши 3', null],
  ]);
});

test('each candidate alone: whoever has more than half is elected; an annulled vote elects nobody', async () => {
  const id = await planned({ form: 'kurultai' });
  await acting.done(staff, putElection, { id, ...asked, how: 'each', seats: '', rows: rows(0, 1) });
  const [first, other] = await questions(id);
  expect(other!.text).toBe('Кеңештин сессиясына өкүл: Киши 2');
  await vote(id, first!.id, { for: 40, against: 20 });
  await vote(id, other!.id, { for: 20, against: 40 });
  expect(await names(id)).toEqual(['Киши 1']);
  await acting.done(staff, annulQuestion, { id, questionId: first!.id, reason: 'Кайра санайбыз' });
  expect(await names(id)).toEqual([]);
});

test('where a vote elected delegates nobody is added to them by hand; who stood before stays', async () => {
  const id = await planned({ form: 'kurultai' });
  const offices = async (people: readonly number[]) =>
    await acting.code(staff, saveOffices, {
      ...{ id, revision: (await standing(id)).revision },
      rows: people.map((one) => ({ personId: persons[one], office: 'delegate' })),
    });
  expect(await offices([2])).toBe('done');
  await acting.done(staff, putElection, { id, ...asked, how: 'each', seats: '', rows: rows(0) });
  const [question] = await questions(id);
  await vote(id, question!.id, { for: 40, against: 20 });
  expect(await offices([2, 1])).toBe('delegates-are-elected');
  expect(await offices([2])).toBe('done');
  await acting.done(staff, annulQuestion, { id, questionId: question!.id, reason: 'Кайра санайбыз' });
  expect(await offices([2, 1])).toBe('done');
});

test('an agenda is about what nobody has published yet: staff have a way to it, residents read its name alone', async () => {
  const gathering = await planned({ form: 'gathering' });
  await acting.done(staff, putElection, { id: gathering, ...asked, how: 'each', seats: '', rows: rows(0) });
  const [question] = await questions(gathering);
  await vote(gathering, question!.id, { for: 40, against: 20 });
  const actId = newId();
  const rowId = newId();
  const away = await makeMunicipality(base.db, { name: 'Ак-Суу' });
  const [foreign, { owner }] = [newId(), base.db];
  const draft = `insert into act (id, municipality_id, cycle_id, type, issuing_body, title_ky, title_ru)
                 values ($1, $2, null, 'programme', 'executive', 'Программа', 'Программа развития')`;
  await owner.query(draft, [actId, home.id]);
  await owner.query(draft, [foreign, away.id]);
  await owner.query(
    `insert into work_plan_item (id, municipality_id, cycle_id, seq, stage, text_ky, text_ru)
     values ($1, $2, $3, 99, 'needs', 'Сессияларды өткөрүү', 'Провести сессии')`,
    [rowId, home.id, cycleId],
  );
  const village = home.villages[0]!;
  const sitting = await planned({ form: 'keneshSitting', initiator: 'kenesh' });
  const save = async (ids: readonly string[]) => {
    const items = (await standing(sitting)).agenda;
    const { revision } = await standing(sitting);
    return await acting.code(staff, saveAgenda, {
      ...{ id: sitting, revision },
      rows: ids.map((subjectId, at) => ({ id: items[at]?.id ?? '', text: `Маселе ${at + 1}`, subjectId })),
    });
  };
  // What stands elsewhere, or nowhere, is no subject.
  expect(await save([foreign])).toBe('subject-unknown');
  expect(await save([newId()])).toBe('subject-unknown');
  expect(await save([actId, rowId, village.id, gathering])).toBe('done');
  const { agenda } = await standing(sitting);
  expect(agenda.map(({ aboutKind, aboutId, subjectId }) => [aboutKind, aboutId, subjectId])).toEqual([
    ['act', actId, null],
    ['workPlan', rowId, null],
    ['priorities', village.id, null],
    ['meeting', gathering, null],
  ]);
  // Its delegates are asked to come, though the gathering is published by nobody.
  const invited = await acting.read(staff, async (scope) => await listInvitations(scope, sitting));
  expect(invited.map(({ fullName }) => fullName)).toEqual(['Киши 1']);
  const told = await acting.read(staff, async (scope) => await snapshotOf(scope, await standing(sitting)));
  expect(told.agenda.map(({ subject }) => subject!.nameRu)).toEqual([
    'Программа развития',
    'Провести сессии',
    expect.stringContaining('2026'),
    'Арал айылынын жыйыны',
  ]);
  expect(JSON.stringify(told)).not.toContain(actId);
  // Annulled since, the point goes on with what it was about.
  await owner.query(
    `update act set state = 'annulled', number = '1', year = 2026, issued_on = '2026-06-01' where id = $1`,
    [actId],
  );
  expect(await save([actId, rowId])).toBe('done');
  expect((await standing(sitting)).agenda[0]!.aboutId).toBe(actId);
});

test('nobody is put to the vote who did not agree, stands twice, or where nobody is elected', async () => {
  const id = await planned({ form: 'gathering' });
  const put = async (over: object, of = id) =>
    await acting.code(staff, putElection, { id: of, ...asked, rows: rows(0, 1, 2), ...over });
  expect(await put({}, await planned({ form: 'hearing' }))).toBe('election-not-here');
  expect(await put({ rows: [{ personId: persons[0] }, ...rows(1, 2)] })).toBe('candidate-not-agreed');
  expect(await put({ rows: rows(0, 1, 1) })).toBe('candidate-twice');
  expect(await put({ rows: [...rows(0), { personId: newId(), agreed: 'yes' }] })).toBe('person-unknown');
  expect(await put({ rows: rows(0) })).toBe('candidates-lacking');
  expect(await put({ seats: 3 })).toBe('seats-wrong');
  expect(await put({ seats: '' })).toBe('seats-wrong');
  expect(await questions(id)).toEqual([]);
});
