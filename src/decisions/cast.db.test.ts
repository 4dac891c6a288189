import { beforeAll, expect, test } from 'vitest';
import { openNeighbours } from '../../test/acting.ts';
import type { Gate } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { openMunicipality } from '../platform/db/scope.ts';
import { guestGate } from '../platform/auth/guest-gate.ts';
import { annulQuestion } from './commands/annul-question.ts';
import { addQuestion } from './commands/add-question.ts';
import { enterTally } from './commands/enter-tally.ts';
import { openQuestion } from './commands/open-question.ts';
import { closeQuestion } from './commands/close-question.ts';
import { voidToken } from './commands/void-token.ts';
import { castAll, voteBatches, type Ballot, type Cast } from './data/cast.ts';
import { hashOfToken, openHall, type Hall } from './voting.fixture.ts';

// Votes by token: exactly once, whoever sends them and however often, and none after the question is closed.

const now = new Date('2026-04-20T06:00:00Z');
const at = openNeighbours({ now });
let chair: Gate;

beforeAll(() => {
  chair = at.home.gate('staff', { name: 'Төрага' });
});

const ballot = (hall: Hall, questionId: string, tokenId: string, choice = 'for'): Ballot => ({
  ...{ meetingId: hall.meetingId, questionId, choice },
  codeHash: hashOfToken(hall, tokenId),
});
const send = async (...ballots: Ballot[]): Promise<Cast[]> =>
  await openMunicipality(at.base.db, guestGate(at.home.id), async (scope) => await castAll(scope, ballots), {
    now,
  });
const close = async (hall: Hall, questionId: string) =>
  await at.acting.code(chair, closeQuestion, { id: hall.meetingId, questionId });
const votesOf = async (questionId: string) =>
  (
    await at.base.db.owner.query<{ choice: string }>('select choice from vote where question_id = $1', [
      questionId,
    ])
  ).rows;

test('counted once: a repeat gets the same answer, another choice what stands, a late one nothing', async () => {
  const hall = await openHall(at, chair);
  const { tokenId } = await hall.register();
  const { tokenId: silent } = await hall.register();
  const questionId = await hall.put();
  expect(await send(ballot(hall, questionId, tokenId!))).toEqual([
    { state: 'counted', choice: 'for', fresh: true },
  ]);
  expect(await send(ballot(hall, questionId, tokenId!))).toEqual([
    { state: 'counted', choice: 'for', fresh: false },
  ]);
  expect(await send(ballot(hall, questionId, tokenId!, 'against'))).toEqual([
    { state: 'voted-already', choice: 'for' },
  ]);
  expect(await close(hall, questionId)).toBe('done');
  // After closing nothing is taken; who voted in time is told the same as before.
  expect(await send(ballot(hall, questionId, silent!), ballot(hall, questionId, tokenId!))).toEqual([
    { state: 'vote-over' },
    { state: 'counted', choice: 'for', fresh: false },
  ]);
  expect(await votesOf(questionId)).toHaveLength(1);
  expect((await hall.found(questionId)).counted).toMatchObject({ present: 2, tokens: 2, abstained: 0 });
});

test('what is no vote: a code of nobody, a card in the stack, a choice that was not asked, another meeting', async () => {
  const hall = await openHall(at, chair, 1);
  const other = await openHall(at, chair);
  const { tokenId } = await other.register();
  const questionId = await hall.put();
  const { tokenId: own } = await hall.register();
  expect(
    await send(
      ballot(hall, questionId, newId()),
      // The token of another meeting is unknown here, and its own question is not open there.
      ballot(hall, questionId, tokenId!),
      ballot(other, questionId, tokenId!),
      ballot(hall, questionId, own!, 'o1'),
      ballot(hall, newId(), own!),
    ),
  ).toEqual([
    { state: 'token-unknown' },
    { state: 'token-unknown' },
    { state: 'vote-over' },
    { state: 'vote-unknown' },
    { state: 'vote-over' },
  ]);
  expect(await votesOf(questionId)).toEqual([]);
});

test('one token from two phones at the same millisecond: one vote, and both are told which', async () => {
  const hall = await openHall(at, chair);
  const { tokenId } = await hall.register();
  const questionId = await hall.put();
  // Two programs on one database, so that the database alone can decide.
  const batches = [voteBatches(at.base.db, () => now), voteBatches(at.base.db, () => now)];
  const choices = ['for', 'against', 'abstained', 'for'];
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, turn) =>
      batches[turn % 2]!.ask(at.home.id, ballot(hall, questionId, tokenId!, choices[turn % 4])),
    ),
  );
  const [stands] = await votesOf(questionId);
  expect(await votesOf(questionId)).toHaveLength(1);
  expect(answers.filter((one) => one?.state === 'counted' && one.fresh)).toHaveLength(1);
  for (const one of answers) expect(one).toMatchObject({ choice: stands!.choice });
});

test('closing waits out the batch that is being written, and what comes after it is refused', async () => {
  const hall = await openHall(at, chair);
  const tokens = [];
  for (let one = 0; one < 30; one += 1) tokens.push((await hall.register()).tokenId!);
  for (let turn = 0; turn < 4; turn += 1) {
    const questionId = await hall.put();
    const batches = voteBatches(at.base.db, () => now);
    const sent = tokens.map(async (tokenId, place) => {
      await new Promise((next) => setTimeout(next, place * 2));
      return await batches.ask(at.home.id, ballot(hall, questionId, tokenId));
    });
    await new Promise((next) => setTimeout(next, 15 + turn * 10));
    expect(await close(hall, questionId)).toBe('done');
    const answers = await Promise.all(sent);
    const taken = answers.filter((one) => one?.state === 'counted').length;
    // Every vote that was acknowledged is in the result, and none that was refused.
    const { counted } = await hall.found(questionId);
    expect(counted?.votes).toEqual({ kind: 'motion', for: taken, against: 0 });
    expect(await votesOf(questionId)).toHaveLength(taken);
    expect(answers.filter((one) => one?.state === 'vote-over')).toHaveLength(30 - taken);
  }
});

test('where numbers were given, nobody counts more people than numbers, by hand or on paper', async () => {
  const hall = await openHall(at, chair, 2);
  const asked = { id: hall.meetingId, text: 'Суу түтүгүн жаңылоо', kind: 'motion', way: 'hands' };
  const { id: questionId } = await at.acting.done(chair, addQuestion, { ...asked, ruleName: 'hearing' });
  const open = async (present: number) =>
    await at.acting.code(chair, openQuestion, { id: hall.meetingId, questionId, present });
  expect(await open(3)).toBe('present-above-tokens');
  expect(await open(2)).toBe('done');
  const three = ['for', 'against', 'abstained'].map((choice) => ({ choice, votes: 1 }));
  const tally = { id: hall.meetingId, questionId, rows: three };
  expect(await at.acting.code(chair, enterTally, tally)).toBe('votes-above-voters');
});

test('a batch has one row in the log, with its count and a hash of its votes', async () => {
  const hall = await openHall(at, chair);
  const tokens = [];
  for (let one = 0; one < 5; one += 1) tokens.push((await hall.register()).tokenId!);
  const questionId = await hall.put();
  const batches = voteBatches(at.base.db, () => now);
  await Promise.all(tokens.map(async (one) => await batches.ask(at.home.id, ballot(hall, questionId, one))));
  const { rows } = await at.base.db.owner.query<{ details: { votes: number; questions: unknown[] } }>(
    `select details from audit_entry where action = 'decisions.cast-votes' and subject_id = $1`,
    [questionId],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]!.details).toMatchObject({
    votes: 5,
    questions: [{ id: questionId, votes: 5, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string }],
  });
});

test('a number taken back: its vote on the open question does not count, what was closed stays', async () => {
  const hall = await openHall(at, chair);
  const first = await hall.register();
  const second = await hall.register();
  const closed = await hall.put();
  await send(ballot(hall, closed, first.tokenId!), ballot(hall, closed, second.tokenId!, 'against'));
  await close(hall, closed);
  const open = await hall.put();
  await send(ballot(hall, open, first.tokenId!), ballot(hall, open, second.tokenId!, 'against'));
  const taken = { id: hall.meetingId, number: 1, reason: 'карточкасын жоготту' };
  await at.acting.done(chair, voidToken, taken);
  expect(await at.acting.code(chair, voidToken, taken)).toBe('token-void');
  expect(await at.acting.code(chair, voidToken, { ...taken, number: 99 })).toBe('token-not-found');
  expect(await send(ballot(hall, open, first.tokenId!))).toEqual([{ state: 'token-void' }]);
  expect((await hall.found(open)).cast).toBe(1);
  await close(hall, open);
  expect((await hall.found(open)).counted).toMatchObject({ votes: { for: 0, against: 1 }, tokens: 1 });
  expect((await hall.found(closed)).counted).toMatchObject({ votes: { for: 1, against: 1 }, tokens: 2 });
});

test('an annulled question takes no votes, and its rows can be changed by nobody', async () => {
  const hall = await openHall(at, chair);
  const { tokenId } = await hall.register();
  const questionId = await hall.put();
  await send(ballot(hall, questionId, tokenId!));
  await at.acting.done(chair, annulQuestion, {
    id: hall.meetingId,
    questionId,
    reason: 'Маселе туура эмес коюлган',
  });
  expect(await send(ballot(hall, questionId, tokenId!, 'against'))).toEqual([
    { state: 'voted-already', choice: 'for' },
  ]);
  const changing = openMunicipality(at.base.db, chair, async ({ tx }) => {
    await tx.execute(`update vote set choice = 'against' where question_id = '${questionId}'`);
  });
  await expect(changing).rejects.toThrow();
});
