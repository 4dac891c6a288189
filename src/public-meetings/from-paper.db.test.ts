import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn } from '../../test/acting.ts';
import { createTestDatabase, makeMunicipality, type TestDatabase } from '../../test/database.ts';
import { addQuestion } from '../decisions/commands/add-question.ts';
import { closeQuestion } from '../decisions/commands/close-question.ts';
import { enterTally } from '../decisions/commands/enter-tally.ts';
import { openQuestion } from '../decisions/commands/open-question.ts';
import { registerPerson } from '../decisions/commands/register-person.ts';
import { tokenCodes } from '../decisions/rules/token-code.ts';
import { makeCycle } from '../needs/priorities/priorities.fixture.ts';
import { addSpeech } from './commands/add-speech.ts';
import { planPublicMeeting } from './commands/plan-public-meeting.ts';
import { publicSteps as steps } from './commands/public-steps.ts';
import { findPublicMeeting } from './data/public-meetings.ts';
import { snapshotOf } from './data/snapshot-of.ts';
import { voteTexts } from './data/votes.ts';
import { minutesPaper } from './documents/minutes.ts';

// A hearing that was held on paper alone and typed two days later: papers name both days.

const now = new Date('2026-05-14T06:00:00Z');
let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(async () => await base?.drop());

test('what is typed from paper says so with both days; what was written at the meeting does not', async () => {
  const acting = actingIn(base.db, now);
  const home = await makeMunicipality(base.db);
  const [chair, second] = [home.gate('staff'), home.gate('head')];
  const cycleId = await makeCycle(base.db, home.id, 2026);
  const { id } = await acting.done(chair, planPublicMeeting, {
    ...{ cycleId, form: 'hearing', topic: 'budget', title: 'Бюджеттин долбоору', titleLang: 'ky' },
    ...{ level: 'municipality', initiator: 'head', initiatedOn: '2026-04-10' },
    ...{ plannedOn: '2026-05-12', startsAt: '14:00', venue: 'Клуб' },
  });
  const usual = {
    id,
    sex: 'female',
    villageId: home.villages[0]!.id,
    codes: tokenCodes('a secret of tests'),
  };
  await acting.done(chair, registerPerson, { ...usual, fullName: 'Айша', fromPaper: 'yes' });
  await acting.done(chair, registerPerson, { ...usual, fullName: 'Бүбү' });
  const row = async () => {
    const found = await acting.read(chair, async (scope) => await findPublicMeeting(scope, id));
    return found!;
  };
  await acting.done(chair, steps.savePeople, {
    ...{ id, revision: (await row()).revision, fromPaper: 'yes' },
    rows: [
      ...(await row()).people.map((one) => ({ id: one.id, fullName: one.fullName })),
      { fullName: 'Жамал' },
    ],
  });
  const spoken = { id, kind: 'speech', textLang: 'ky', villageId: null };
  await acting.done(chair, addSpeech, { ...spoken, text: 'Көпүрө керек', fromPaper: 'yes' });
  await acting.done(chair, addSpeech, { ...spoken, text: 'Жол керек' });
  const { id: questionId } = await acting.done(chair, addQuestion, {
    ...{ id, text: 'Долбоорду колдоо', kind: 'motion', way: 'paper', ruleName: 'hearing' },
  });
  await acting.done(chair, openQuestion, { id, questionId, present: 3 });
  const rows = [
    { choice: 'for', votes: 3 },
    { choice: 'against', votes: 0 },
    { choice: 'abstained', votes: 0 },
  ];
  for (const gate of [chair, second])
    await acting.done(gate, enterTally, { id, questionId, rows, fromPaper: 'yes' });
  await acting.done(chair, closeQuestion, { id, questionId });

  const meeting = await row();
  expect(meeting.people.map(({ fullName, paperTypedOn }) => [fullName, paperTypedOn])).toEqual([
    ['Айша', '2026-05-14'],
    ['Бүбү', null],
    ['Жамал', '2026-05-14'],
  ]);
  const paper = await acting.read(chair, async (scope) =>
    minutesPaper(
      {
        office: { municipality: { nameKy: 'Арал', nameRu: 'Арал' }, settings: {} } as never,
        registration: { number: null, issuedOn: null, signedBy: null, isDraft: true },
        meeting,
        villages: new Map(),
        votes: await voteTexts(scope, meeting),
        open: false,
        annex: true,
      },
      'ky',
    ),
  );
  const told = JSON.stringify(paper);
  const days = 'кагазда 12.05.2026, киргизилди 14.05.2026';
  expect(told).toContain(`Көпүрө керек (${days})`);
  expect(told).not.toContain('Жол керек (');
  expect(told).toContain(`Эсепчилердин сандары: ${days}.`);
  // Two signed a sheet on paper; the third has a place to sign.
  expect(told.split(days).length - 1).toBe(4);
  const snapshot = await acting.read(
    chair,
    async (scope) => await snapshotOf(scope, { ...meeting, state: 'closed' }),
  );
  expect(snapshot.held!.speeches.map(({ paperTypedOn }) => paperTypedOn)).toEqual(['2026-05-14', null]);
});
