import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn, type Acting } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { eventsOf } from '../acts/data.ts';
import { signAct } from '../acts/commands/sign-act.ts';
import { addQuestion } from '../decisions/commands/add-question.ts';
import { closeQuestion } from '../decisions/commands/close-question.ts';
import { enterTally } from '../decisions/commands/enter-tally.ts';
import { openQuestion } from '../decisions/commands/open-question.ts';
import { questionsOf } from '../decisions/data/questions.ts';
import { makeCycle } from '../needs/priorities/priorities.fixture.ts';
import type { Gate } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { openPublic } from '../platform/db/scope.ts';
import { mentionsOf } from '../privacy/data/traces.ts';
import { draftMinutes } from './commands/draft-minutes.ts';
import { noteDecision } from './commands/note-decision.ts';
import { planPlanningMeeting } from './commands/plan-planning-meeting.ts';
import { planPublicMeeting } from './commands/plan-public-meeting.ts';
import { publicSteps as steps } from './commands/public-steps.ts';
import { publishMeeting } from './commands/publish-meeting.ts';
import { saveAgenda } from './commands/save-agenda.ts';
import { saveHeard } from './commands/save-heard.ts';
import { findPublicMeeting } from './data/public-meetings.ts';
import { publicMeetingPage } from './data/published.ts';
import { registerMinutes } from './documents/papers.ts';
import { minutesPaper } from './documents/minutes.ts';

// A decision that nobody voted on, and one of a planning meeting, can be contested as any other.

const now = new Date('2026-06-20T06:00:00Z');
let base: TestDatabase;
let acting: Acting;
let home: TestMunicipality;
let cycleId: string;
let [staff, second]: Gate[] = [];

beforeAll(async () => {
  registerMinutes();
  base = await createTestDatabase();
  acting = actingIn(base.db, now);
  home = await makeMunicipality(base.db);
  staff = home.gate('staff', { name: 'Төрага' });
  second = home.gate('head', { name: 'Башчы' });
  cycleId = await makeCycle(base.db, home.id, 2026);
});
afterAll(async () => await base?.drop());

/** A gathering of two points; on the second something was decided without a vote. */
async function gathering() {
  const { id } = await acting.done(staff!, planPublicMeeting, {
    ...{ cycleId, form: 'hearing', topic: 'budget', title: 'Бюджеттин долбоору', titleLang: 'ky' },
    ...{ level: 'municipality', initiator: 'head', initiatedOn: '2026-05-10' },
    ...{ plannedOn: '2026-06-12', startsAt: '14:00', venue: 'Клуб' },
  });
  const found = async () => (await acting.read(staff!, async (scope) => await findPublicMeeting(scope, id)))!;
  await acting.done(staff!, saveAgenda, {
    ...{ id, revision: (await found()).revision },
    rows: [{ text: 'Бюджет' }, { text: 'Жол оңдоо', other: 'Ремонт дороги' }],
  });
  const itemId = (await found()).agenda[1]!.id;
  await acting.done(staff!, saveHeard, {
    ...{
      id,
      itemId,
      heard: 'Угулду',
      decision: 'Жол күзгө чейин оңдолсун',
      heardBefore: '',
      decisionBefore: '',
    },
  });
  return { id, itemId, found };
}

const event = { kind: 'contested', on: '2026-06-15', text: 'Асанов Туратын арызы' };

test('a decision without a vote: noted with day and paper, read by residents at once, out of force after a court', async () => {
  const { id, itemId, found } = await gathering();
  const note = async (over: object = {}) =>
    await acting.code(staff!, noteDecision, { ...{ id, itemId }, ...event, ...over });
  const row = async () => ({ id, revision: (await found()).revision });
  await acting.done(staff!, steps.saveRecord, { ...(await row()), heldOn: '2026-06-12' });
  // Nothing was decided on the first point; both at once name no decision.
  expect(await note({ itemId: (await found()).agenda[0]!.id })).toBe('decision-not-taken');
  expect(await note({ itemId: newId() })).toBe('decision-not-taken');
  expect(await note({ questionId: newId() })).toBe('decision-not-taken');
  expect(await note({ itemId: '' })).toBe('decision-not-taken');
  expect(await note({ on: '2026-06-11' })).toBe('befell-day-wrong');
  await acting.done(staff!, steps.close, { id });
  const { actId } = await acting.done(staff!, draftMinutes, { id });
  await acting.done(second!, signAct, {
    ...{ actId, signedBy: 'Т. Асанов', issuedOn: '2026-06-13', confirmed: 'yes' },
  });
  await acting.done(staff!, publishMeeting, { id });
  expect(await note()).toBe('done');
  expect(await note({ kind: 'courtAnnulled', on: '2026-06-19', text: 'Соттун чечими' })).toBe('done');

  const shown = await openPublic(base.db, async (scope) => await publicMeetingPage(scope, home.id, id), {
    now,
  });
  const { befell, decisions } = shown!.snapshot.held!;
  const point = { ky: '2-маселе боюнча чечим: Жол оңдоо', ru: 'Решение по 2-му вопросу: Ремонт дороги' };
  expect(befell).toEqual([
    { number: 2, kind: 'contested', on: '2026-06-15', ...point },
    { number: 2, kind: 'courtAnnulled', on: '2026-06-19', ...point },
  ]);
  // It keeps its place; what residents read names nobody.
  expect(decisions).toEqual(['Жол күзгө чейин оңдолсун']);
  expect(JSON.stringify(shown!.snapshot)).not.toContain('Асанов');
  const events = await acting.read(staff!, async (scope) => await eventsOf(scope, actId));
  expect(events.map(({ kind, text }) => [kind, text])).toEqual([
    ['decision', expect.stringContaining('Асанов')],
    ['decision', '2-маселе боюнча чечим: Сот жараксыз деп тапты. Соттун чечими'],
  ]);
  // Whoever is looked for is found in it.
  const mentioned = await acting.read(
    home.gate('administrator'),
    async (scope) => await mentionsOf(scope, 'Асанов Турат'),
  );
  expect(mentioned.map(({ kind }) => kind)).toContain('public-agenda');

  // A paper made now no longer counts it among the decisions, and says why where it was heard.
  const meeting = await found();
  const text = JSON.stringify(
    minutesPaper(
      {
        office: { municipality: { nameKy: 'Арал', nameRu: 'Арал' }, settings: {} } as never,
        registration: { number: null, issuedOn: null, signedBy: null, isDraft: true },
        ...{ meeting, villages: new Map(), votes: () => [], open: false, annex: false },
      },
      'ky',
    ),
  );
  expect(text).toContain(
    'Жол күзгө чейин оңдолсун Талашка салынды (15.06.2026). Сот жараксыз деп тапты (19.06.2026).',
  );
  expect(text).not.toContain('{"text":"Жол күзгө чейин оңдолсун"}');
});

test('a vote of a planning meeting is contested too, though it has neither page nor signed minutes', async () => {
  const { id } = await acting.done(staff!, planPlanningMeeting, {
    cycleId,
    plannedOn: '2026-06-10',
    venue: 'Клуб',
  });
  const { id: questionId } = await acting.done(staff!, addQuestion, {
    ...{ id, text: 'Топту колдоо', kind: 'motion', way: 'hands', ruleName: 'hearing' },
  });
  const note = async (over: object = {}) =>
    await acting.code(staff!, noteDecision, { ...{ id, questionId }, ...event, ...over });
  expect(await note()).toBe('decision-not-taken');
  await acting.done(staff!, openQuestion, { id, questionId, present: 40 });
  const rows = Object.entries({ for: 30, against: 10, abstained: 0 }).map(([choice, votes]) => ({
    choice,
    votes,
  }));
  for (const gate of [staff!, second!]) await acting.done(gate, enterTally, { id, questionId, rows });
  await acting.done(staff!, closeQuestion, { id, questionId });
  expect(await note({ on: '2026-06-09' })).toBe('befell-day-wrong');
  expect(await note()).toBe('done');
  expect(await acting.code(home.gate('facilitator'), noteDecision, { id, questionId, ...event })).toBe(
    'forbidden',
  );
  const questions = await acting.read(staff!, async (scope) => await questionsOf(scope, id));
  expect(questions[0]!.events).toMatchObject([event]);
  expect(await note({ id: newId() })).toBe('meeting-not-found');
});
