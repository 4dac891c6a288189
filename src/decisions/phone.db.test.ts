import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { openNeighbours } from '../../test/acting.ts';
import { createApp } from '../app.ts';
import type { Gate } from '../platform/db/gate.ts';
import { testServices } from '../platform/http/testing.ts';
import type { Web } from '../platform/http/web.ts';
import { i18nFor } from '../platform/i18n/i18n.ts';
import { admitWaiting } from './commands/admit-waiting.ts';
import { closeQuestion } from './commands/close-question.ts';
import { openDoor } from './commands/open-door.ts';
import { registerPerson } from './commands/register-person.ts';
import { voidToken } from './commands/void-token.ts';
import { waitingOf } from './data/door.ts';
import { tokenCodes } from './rules/token-code.ts';
import { DoorBrakes } from './routes/brakes.ts';
import { openHall, type Hall } from './voting.fixture.ts';

// What a phone in the hall does: without an account, a cookie or a script.

const now = new Date('2026-04-20T06:00:00Z');
const { t } = i18nFor('ky');
const at = openNeighbours({ now });
let chair: Gate;
let app: Hono<Web>;
let codes: ReturnType<typeof tokenCodes>;

beforeAll(() => {
  chair = at.home.gate('staff', { name: 'Төрага' });
  const services = testServices(at.base.db, { clock: () => now });
  codes = tokenCodes(services.env.secret);
  app = createApp(services);
});

async function ask(path: string, values?: Record<string, string>, headers: Record<string, string> = {}) {
  const answer = await app.request(`http://localhost${path}`, {
    headers: {
      host: 'localhost',
      ...(values ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...headers,
    },
    ...(values ? { method: 'POST', body: new URLSearchParams(values).toString() } : {}),
  });
  expect(answer.headers.get('set-cookie'), path).toBeNull();
  return {
    status: answer.status,
    to: answer.headers.get('location') ?? '',
    refresh: answer.headers.get('refresh'),
    html: await answer.text(),
  };
}

/** A meeting with its short address and so many numbers. */
async function hallWith(tokens: number): Promise<{ hall: Hall; door: string; held: string[] }> {
  const hall = await openHall(at, chair);
  const { code: door } = await at.acting.done(chair, openDoor, { id: hall.meetingId, selfRegister: 'yes' });
  const held: string[] = [];
  for (let one = 0; one < tokens; one += 1) {
    const villageId = at.home.villages[0]!.id;
    const person = { id: hall.meetingId, sex: 'male', villageId, mayVote: 'yes', codes };
    const { tokenId } = await at.acting.done(chair, registerPerson, person);
    held.push(codes.codeOf(tokenId!));
  }
  return { hall, door, held };
}

test('from the QR code at the entrance to a counted vote', async () => {
  const { hall, door } = await hallWith(0);
  const start = await ask(`/v/${door}`);
  expect(start.html).toContain(t('decisions.phone.register'));
  const form = await ask(`/v/${door}/register`);
  const ticket = /name="ticket" value="([\w-]+)"/.exec(form.html)![1]!;
  const villageId = at.home.villages[1]!.id;
  const typed = { ticket, fullName: 'Бердиев Улан', villageId, mayVote: 'yes' };
  const lacking = await ask(`/v/${door}/register`, typed);
  expect([lacking.status, lacking.html.includes('Бердиев Улан')]).toEqual([422, true]);
  const sent = await ask(`/v/${door}/register`, { ...typed, sex: 'male' });
  expect(sent.to).toBe(`/v/${door}/w/${ticket}`);
  expect((await ask(`/v/${door}/register`, { ...typed, sex: 'male' })).to).toBe(sent.to);
  const waits = await ask(sent.to);
  expect([waits.html.includes(t('decisions.place.waiting')), waits.refresh]).toEqual([true, '5']);
  const waiting = await at.acting.read(chair, async (scope) => await waitingOf(scope, hall.meetingId));
  expect(waiting).toHaveLength(1);
  const tap = { id: hall.meetingId, waitingId: waiting[0]!.id, mayVote: 'yes', codes };
  await at.acting.done(chair, admitWaiting, tap);
  const given = await ask(sent.to);
  expect(given.html).toContain(t('decisions.place.given'));
  const ballot = /href="(\/v\/\d{6}\/\d{9})"/.exec(given.html)![1]!;
  const before = await ask(ballot);
  expect([before.html.includes(t('decisions.phone.wait')), before.refresh]).toEqual([true, '5']);
  const question = await hall.put();
  const open = await ask(ballot);
  // Whoever is choosing is not interrupted, and is not told how others have voted.
  expect([open.html.includes('Суу түтүгүн жаңылоо'), open.refresh]).toEqual([true, null]);
  const vote = { question, code: ballot.slice(-9), choice: 'for' };
  expect((await ask(`${ballot}/vote`, vote)).to).toBe(ballot);
  expect((await ask(`${ballot}/vote`, vote)).status).toBe(303);
  const counted = t('decisions.phone.counted', { choice: t('decisions.choice.for') });
  expect((await ask(ballot)).html).toContain(counted);
  const other = await ask(`${ballot}/vote`, { ...vote, choice: 'against' });
  expect(other.status).toBe(409);
  expect(other.html).toContain(t('error.voted-already', { number: 1, choice: t('decisions.choice.for') }));
  for (const lang of ['ru', 'en'] as const) {
    const said = i18nFor(lang).t('decisions.phone.counted', {
      choice: i18nFor(lang).t('decisions.choice.for'),
    });
    expect((await ask(`/${lang}${ballot}`)).html).toContain(said);
  }
});

test('one phone votes for several numbers, each by itself', async () => {
  const { hall, door, held } = await hallWith(3);
  const question = await hall.put();
  const [one, two, three] = held as [string, string, string];
  // Typed with spaces, as it stands on the card.
  const first = await ask(`/v/${door}`, { code: one.replace(/(\d{3})(?=\d)/g, '$1 ') });
  expect(first.to).toBe(`/v/${door}/${one}`);
  const second = await ask(`/v/${door}`, { held: one, code: two });
  expect(second.to).toBe(`/v/${door}/${one}-${two}`);
  const wrong = await ask(`/v/${door}`, { held: `${one}-${two}`, code: '000000000' });
  expect([wrong.status, wrong.html.includes(t('error.token-unknown'))]).toEqual([422, true]);
  await ask(`${second.to}/vote`, { question, code: one, choice: 'for' });
  await ask(`${second.to}/vote`, { question, code: two, choice: 'abstained' });
  const unknown = await ask(`${second.to}/vote`, { question, code: '000000001', choice: 'for' });
  expect(unknown.html).toContain(t('error.token-unknown'));
  const odd = await ask(`${second.to}/vote`, { question, code: two, choice: '<script>' });
  expect([odd.status, odd.html.includes(t('error.vote-unknown'))]).toEqual([422, true]);
  await at.acting.done(chair, voidToken, { id: hall.meetingId, number: 3, reason: 'карточкасын жоготту' });
  const taken = await ask(`/v/${door}/${three}/vote`, { question, code: three, choice: 'for' });
  expect([taken.status, taken.html.includes(t('error.token-void'))]).toEqual([422, true]);
  await at.acting.done(chair, closeQuestion, { id: hall.meetingId, questionId: question });
  const late = await ask(`/v/${door}/${one}/vote`, { question, code: one, choice: 'against' });
  expect(late.status).toBe(409);
  expect((await hall.found(question)).counted).toMatchObject({
    votes: { for: 1, against: 0 },
    abstained: 1,
    tokens: 2,
  });
});

test('too late: said so, and not counted', async () => {
  const { hall, door, held } = await hallWith(2);
  const question = await hall.put();
  await at.acting.done(chair, closeQuestion, { id: hall.meetingId, questionId: question });
  const late = await ask(`/v/${door}/${held[0]!}/vote`, { question, code: held[0]!, choice: 'for' });
  expect([late.status, late.html.includes(t('error.vote-over'))]).toEqual([422, true]);
});

test('what a stranger tries: another site, no meeting, no code, a code of another meeting', async () => {
  const { hall, door, held } = await hallWith(1);
  const away = await hallWith(1);
  const question = await hall.put();
  const vote = { question, code: held[0]!, choice: 'for' };
  const foreign = await ask(`/v/${door}/${held[0]!}/vote`, vote, { 'sec-fetch-site': 'cross-site' });
  expect(foreign.status).toBe(403);
  expect((await ask(`/v/999999999`)).status).toBe(404);
  expect((await ask('/v', { door: '12' })).status).toBe(422);
  expect((await ask('/v', { door: ` ${door.slice(0, 3)} ${door.slice(3)} ` })).to).toBe(`/v/${door}`);
  expect((await ask(`/v/${door}/${away.held[0]!}`)).html).toContain(t('error.token-unknown'));
  expect((await ask(`/v/${away.door}/${held[0]!}/vote`, vote)).status).toBe(422);
  expect((await ask(`/v/${door}/w/aaaaaaaaaaaaaaaaaaaaaaaa`)).status).toBe(404);
  for (const path of [`/v/${door}/${'9'.repeat(300)}`, `/v/${door}/1-2-3`, `/v/${door}/${held[0]!}-x`])
    expect([404, 422]).toContain((await ask(path)).status);
  const { rowCount } = await at.base.db.owner.query('select from vote where question_id = $1', [question]);
  expect(rowCount).toBe(0);
});

test('a hall behind one address: tokens are counted, not addresses; one token that asks without end is slowed', async () => {
  const { door, held } = await hallWith(2);
  const [one, other] = held as [string, string];
  const statuses = new Set<number>();
  for (let turn = 0; turn < 70; turn += 1) statuses.add((await ask(`/v/${door}/${one}`)).status);
  expect([...statuses]).toEqual([200, 429]);
  expect((await ask(`/v/${door}/${other}`)).status).toBe(200);
});

test('guessing is slowed over the whole meeting, and a code that was right before passes', async () => {
  const brakes = new DoorBrakes();
  brakes.wasRight('right');
  for (let turn = 0; turn < 301; turn += 1) await brakes.wasWrong('meeting');
  const tried = [];
  for (let turn = 0; turn < 100; turn += 1) tried.push(await brakes.mayTry('meeting', `guess ${turn}`));
  expect(tried.filter(Boolean)).toHaveLength(5);
  expect(await brakes.mayTry('meeting', 'right')).toBe(true);
  expect(await brakes.mayTry('another meeting', 'guess')).toBe(true);
});
