import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn, type Acting, type AnyCommand } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { addQuestion } from '../decisions/commands/add-question.ts';
import { closeQuestion } from '../decisions/commands/close-question.ts';
import { enterTally } from '../decisions/commands/enter-tally.ts';
import { openQuestion } from '../decisions/commands/open-question.ts';
import { registerPerson } from '../decisions/commands/register-person.ts';
import { questionsOf } from '../decisions/data/questions.ts';
import { tokensOf } from '../decisions/data/tokens.ts';
import { tokenCodes } from '../decisions/rules/token-code.ts';
import { listLocks } from '../meetings/data/locks.ts';
import { makeCycle } from '../needs/priorities/priorities.fixture.ts';
import type { Gate } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { addSpeech } from './commands/add-speech.ts';
import { planPublicMeeting } from './commands/plan-public-meeting.ts';
import { publicSteps as steps } from './commands/public-steps.ts';
import { findPublicMeeting } from './data/public-meetings.ts';

// The line broke after the office had written and before it could answer: the form is sent again with the operation it
// carries. Whatever is done at a meeting is done once, and the second is answered like the first.

const now = new Date('2026-06-20T06:00:00Z');
let base: TestDatabase;
let acting: Acting;
let home: TestMunicipality;
let staff: Gate;
let second: Gate;

beforeAll(async () => {
  base = await createTestDatabase();
  acting = actingIn(base.db, now);
  home = await makeMunicipality(base.db);
  [staff, second] = [home.gate('staff'), home.gate('head')];
});
afterAll(async () => await base?.drop());

/** Sends a form, loses the answer, and sends it again; both answers must be the same. */
async function twice(gate: Gate, command: unknown, input: object): Promise<void> {
  const operation = newId();
  const send = async () => await acting.run(gate, command as AnyCommand, input, operation);
  const [first, again] = [await send(), await send()];
  expect(first.ok).toBe(true);
  expect(again).toEqual({ ...first, repeated: true });
}

test('door, figures of a counter, speech, end of a vote and of the meeting: sent twice, done once', async () => {
  const cycleId = await makeCycle(base.db, home.id, 2026);
  const { id } = await acting.done(staff, planPublicMeeting, {
    ...{ cycleId, form: 'hearing', topic: 'budget', title: 'Бюджеттин долбоору', titleLang: 'ky' },
    ...{ level: 'municipality', initiator: 'head', initiatedOn: '2026-05-10', plannedOn: '2026-06-12' },
    ...{ startsAt: '14:00', venue: 'Клуб' },
  });
  const standing = async () =>
    (await acting.read(staff, async (scope) => await findPublicMeeting(scope, id)))!;
  const [codes, villageId] = [tokenCodes('a secret of tests'), home.villages[0]!.id];
  // Nobody's name is given: nothing but the operation tells the second sending from a second person.
  await twice(staff, registerPerson, { id, sex: 'female', villageId, mayVote: 'yes', codes });
  await twice(staff, addSpeech, { id, kind: 'speech', text: 'Жол керек', textLang: 'ky' });
  const motion = { text: 'Долбоорду колдоо', kind: 'motion', way: 'paper', ruleName: 'hearing' };
  await twice(staff, addQuestion, { id, ...motion });
  const questions = async () => await acting.read(staff, async (scope) => await questionsOf(scope, id));
  const questionId = (await questions())[0]!.id;
  await twice(staff, openQuestion, { id, questionId, present: 1 });
  const rows = ['for', 'against', 'abstained', 'spoiled'].map((choice) => ({ choice, votes: 0 }));
  const counted = rows.map((one) => (one.choice === 'for' ? { ...one, votes: 1 } : one));
  await twice(staff, enterTally, { id, questionId, rows: counted });
  await twice(second, enterTally, { id, questionId, rows: counted });
  await twice(staff, closeQuestion, { id, questionId });
  const { revision } = await standing();
  await twice(staff, steps.saveRecord, { id, revision, heldOn: '2026-06-12' });
  await twice(staff, steps.close, { id });

  const meeting = await standing();
  expect([meeting.people.length, meeting.speeches.length, meeting.state]).toEqual([1, 1, 'closed']);
  const given = await acting.read(staff, async (scope) => await tokensOf(scope, id));
  expect(given.filter(({ givenAt }) => givenAt !== null)).toHaveLength(1);
  const asked = await questions();
  expect(asked.map(({ state, tallies }) => [state, tallies.length])).toEqual([['closed', 2]]);
  const locks = await acting.read(staff, async (scope) => await listLocks(scope, id));
  expect(locks.map(({ kind }) => kind)).toEqual(['closed']);
});
