import { beforeAll, expect, test } from 'vitest';
import { openNeighbours, row } from '../../test/acting.ts';
import { roomPages } from '../../test/room-pages.ts';
import type { Gate, Role } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { guestGate } from '../platform/auth/guest-gate.ts';
import { i18nFor } from '../platform/i18n/i18n.ts';
import { savePeople } from '../public-meetings/commands/planning-steps.ts';
import * as steps from '../public-meetings/commands/planning-steps.ts';
import { routes } from '../public-meetings/routes.tsx';
import { admitWaiting } from './commands/admit-waiting.ts';
import { comeByPhone } from './commands/come-by-phone.ts';
import { giveToken } from './commands/give-token.ts';
import { openDoor } from './commands/open-door.ts';
import { printCards } from './commands/print-cards.ts';
import { refuseWaiting } from './commands/refuse-waiting.ts';
import { registerPerson } from './commands/register-person.ts';
import { voidToken } from './commands/void-token.ts';
import { doorOf, registeredOf, waitingOf } from './data/door.ts';
import { tokensOf } from './data/tokens.ts';
import { placeOfTicket } from './data/waiting.ts';
import { registrationSheet } from './documents/registration-sheet.ts';
import { codes, openHall, type Hall } from './voting.fixture.ts';

// The door of a meeting: who is written down, who gets a number, and that nobody gets two.

const now = new Date('2026-04-20T06:00:00Z');
const { t } = i18nFor('ky');
const at = openNeighbours({ now });
let chair: Gate;
let villageId: string;

beforeAll(() => {
  chair = at.home.gate('staff', { name: 'Каттоочу' });
  villageId = at.home.villages[0]!.id;
});

const person = (hall: Hall, more: object = {}) => ({
  ...{ id: hall.meetingId, sex: 'female', villageId, mayVote: 'yes', codes },
  ...more,
});
const state = async (hall: Hall) =>
  await at.acting.read(chair, async (scope) => await doorOf(scope, hall.meetingId));
const ticket = () => newId().replaceAll('-', '').padEnd(64, '0');
const come = async (hall: Hall, ticketHash: string, more: object = {}) =>
  await at.acting.code(guestGate(at.home.id), comeByPhone, {
    ...{ meetingId: hall.meetingId, ticketHash, fullName: 'Асанова Гүлнара', sex: 'female' },
    ...{ villageId, kind: 'community', mayVote: 'yes', ...more },
  });

test('a resident gets the next number, whoever lives elsewhere or is too young gets none', async () => {
  const hall = await openHall(at, chair);
  expect(await hall.register({ fullName: 'Асанова Гүлнара' })).toMatchObject({ number: 1 });
  const guest = await hall.register({ fullName: 'Конок', villageId: 'elsewhere', sex: 'male' });
  const young = await hall.register({ mayVote: '' });
  expect([guest.tokenId, young.tokenId]).toEqual([null, null]);
  await hall.register({ sex: 'male', kind: 'deputy' });
  const tokens = await at.acting.read(chair, async (scope) => await tokensOf(scope, hall.meetingId));
  expect(tokens.map(({ number, holder }) => [number, holder?.number])).toEqual([
    [1, 1],
    [2, 4],
  ]);
  expect(await state(hall)).toMatchObject({ people: 4, women: 2, men: 2, given: 2 });
  // The meeting's own sums follow, and its record was opened.
  const { rows } = await at.base.db.owner.query(
    'select state, attendance, women, men from meeting where id = $1',
    [hall.meetingId],
  );
  expect(rows[0]).toEqual({ state: 'open', attendance: 'list', women: 2, men: 2 });
});

test('one person by two registrars: the second is asked, and says that it is another of the same name', async () => {
  const hall = await openHall(at, chair);
  const other = at.home.gate('staff');
  const asked = person(hall, { fullName: 'Асанова  Гүлнара' });
  const both = await Promise.all([
    at.acting.code(chair, registerPerson, asked),
    at.acting.code(other, registerPerson, person(hall, { fullName: 'асанова гүлнара ' })),
  ]);
  expect(both.sort()).toEqual(['done', 'person-registered-already']);
  expect(await at.acting.code(other, registerPerson, { ...asked, another: 'yes' })).toBe('done');
  expect(await at.acting.code(other, registerPerson, { ...asked, sex: 'male' })).toBe('done');
  // A double tap of one registrar is one person.
  const form = person(hall, { fullName: 'Бердиев Улан', sex: 'male' });
  const taps = await Promise.all(
    [1, 2].map(async () => await at.acting.run(chair, registerPerson, form, 'tap-1')),
  );
  expect(taps.map((one) => one.ok && one.value.number)).toEqual([4, 4]);
  expect(await state(hall)).toMatchObject({ people: 4, given: 4 });
});

test('three registrars at once: each number is given once', async () => {
  const hall = await openHall(at, chair);
  const registrars = [chair, at.home.gate('staff'), at.home.gate('head')];
  const given = await Promise.all(
    Array.from({ length: 30 }, (_, turn) =>
      at.acting.done(registrars[turn % 3]!, registerPerson, person(hall)),
    ),
  );
  expect(new Set(given.map(({ number }) => number)).size).toBe(30);
  expect(new Set(given.map(({ tokenId }) => tokenId)).size).toBe(30);
  expect(await state(hall)).toMatchObject({ people: 30, given: 30 });
});

test('cards printed beforehand: the one handed over, then the next of the stack', async () => {
  const hall = await openHall(at, chair);
  const { code, done } = at.acting;
  expect(await done(chair, printCards, { id: hall.meetingId, cards: 20, codes })).toMatchObject({
    from: 1,
    to: 20,
  });
  expect(await code(chair, printCards, { id: hall.meetingId, cards: 5000, codes })).toBe('invalid-input');
  // Two registrars with stacks of their own.
  expect(await hall.register({ card: 11 })).toMatchObject({ number: 1, next: 12 });
  expect(await hall.register({ card: 1 })).toMatchObject({ number: 2, next: 2 });
  expect(await code(chair, registerPerson, person(hall, { card: 11 }))).toBe('card-given');
  expect(await code(chair, registerPerson, person(hall, { card: 21 }))).toBe('card-unknown');
  expect(await state(hall)).toMatchObject({ given: 2, stack: 18 });
  for (let turn = 0; turn < 4; turn += 1)
    await done(chair, printCards, { id: hall.meetingId, cards: 1000, codes });
  expect(await code(chair, printCards, { id: hall.meetingId, cards: 1000, codes })).toBe('cards-too-many');
});

test('a lost card: the old number is taken back, the person gets another, and never two', async () => {
  const hall = await openHall(at, chair, 1);
  const { code } = at.acting;
  const give = { id: hall.meetingId, number: 1, codes };
  expect(await code(chair, giveToken, give)).toBe('person-has-token');
  expect(await code(chair, giveToken, { ...give, number: 7 })).toBe('participant-not-found');
  await at.acting.done(chair, voidToken, { id: hall.meetingId, number: 1, reason: 'карточкасын жоготту' });
  expect(await code(chair, giveToken, give)).toBe('done');
  expect(await state(hall)).toMatchObject({ given: 1, voided: 1 });
  // Somebody taken off the list leaves the number as it was counted, nobody's.
  await at.base.db.owner.query('delete from participant where meeting_id = $1', [hall.meetingId]);
  expect(await state(hall)).toMatchObject({ people: 0, given: 1 });
});

test('own phones: wait, are confirmed with one tap, and see the number; a double tap is one person', async () => {
  const hall = await openHall(at, chair);
  const mine = ticket();
  expect(await come(hall, mine)).toBe('door-shut');
  await at.acting.done(chair, openDoor, { id: hall.meetingId, selfRegister: 'yes' });
  expect(await Promise.all([come(hall, mine), come(hall, mine)])).toEqual(['done', 'done']);
  expect(await come(hall, ticket(), { villageId: newId() })).toBe('village-unknown');
  // Where somebody lives is always said: nobody loses a vote by leaving it out.
  expect(await come(hall, ticket(), { villageId: '' })).toBe('invalid-input');
  expect(await come(hall, ticket(), { fullName: 'Ү'.repeat(20_000) })).toBe('invalid-input');
  expect(await state(hall)).toMatchObject({ waiting: 1, people: 0 });
  const waiting = async () =>
    await at.acting.read(chair, async (scope) => await waitingOf(scope, hall.meetingId));
  const [one] = await waiting();
  const tap = { id: hall.meetingId, waitingId: one!.id, mayVote: 'yes', codes };
  const place = async () =>
    await at.acting.read(
      guestGate(at.home.id),
      async (scope) => await placeOfTicket(scope, hall.meetingId, mine),
    );
  expect(await place()).toMatchObject({ state: 'waiting', token: null });
  // Two registrars tap at once.
  const taps = await Promise.all([
    at.acting.code(chair, admitWaiting, tap),
    at.acting.code(at.home.gate('head'), admitWaiting, tap),
  ]);
  expect(taps.sort()).toEqual(['done', 'waiting-decided']);
  expect(await place()).toMatchObject({ state: 'admitted', token: { number: 1, voided: false } });
  expect(await state(hall)).toMatchObject({ waiting: 0, people: 1, given: 1 });
  // The name stands in the list of participants alone.
  const { rows } = await at.base.db.owner.query('select full_name from door_waiting where meeting_id = $1', [
    hall.meetingId,
  ]);
  expect(rows).toEqual([{ full_name: null }]);
  // Who is registered at the table already is asked about, not written down twice.
  const again = ticket();
  await come(hall, again);
  const [second] = await waiting();
  expect(await at.acting.code(chair, admitWaiting, { ...tap, waitingId: second!.id })).toBe(
    'person-registered-already',
  );
  await at.acting.done(chair, refuseWaiting, { id: hall.meetingId, waitingId: second!.id });
  expect(await at.acting.code(chair, refuseWaiting, { id: hall.meetingId, waitingId: second!.id })).toBe(
    'waiting-decided',
  );
  expect(await at.acting.code(chair, refuseWaiting, { id: hall.meetingId, waitingId: newId() })).toBe(
    'waiting-not-found',
  );
  await at.acting.done(chair, openDoor, { id: hall.meetingId, selfRegister: '' });
  expect(await come(hall, ticket())).toBe('door-shut');
});

test('a queue at the door has an end', async () => {
  const hall = await openHall(at, chair);
  await at.acting.done(chair, openDoor, { id: hall.meetingId, selfRegister: 'yes' });
  await at.base.db.owner.query(
    `insert into door_waiting (id, municipality_id, meeting_id, ticket_hash)
     select gen_random_uuid(), $1, $2, n::text from generate_series(1, 400) n`,
    [at.home.id, hall.meetingId],
  );
  expect(await come(hall, ticket())).toBe('door-full');
  // Nobody looked at them for days: they are forgotten when the next one comes.
  await at.base.db.owner.query(
    `update door_waiting set full_name = 'Асанова Гүлнара', created_at = $2 where meeting_id = $1`,
    [hall.meetingId, new Date('2026-04-10T00:00:00Z')],
  );
  const later = await openHall(at, chair);
  await at.acting.done(chair, openDoor, { id: later.meetingId, selfRegister: 'yes' });
  expect(await come(later, ticket())).toBe('done');
  expect(await state(hall)).toMatchObject({ waiting: 0 });
  const { rows } = await at.base.db.owner.query(
    'select from door_waiting where meeting_id = $1 and full_name is not null',
    [hall.meetingId],
  );
  expect(rows).toHaveLength(0);
});

test('the list of people that was opened before a registration takes nobody off it', async () => {
  const hall = await openHall(at, chair);
  const { rows } = await at.base.db.owner.query<{ revision: number }>(
    'select revision from meeting where id = $1',
    [hall.meetingId],
  );
  await hall.register({ fullName: 'Асанова Гүлнара' });
  const stale = { id: hall.meetingId, revision: rows[0]!.revision, rows: [{ fullName: 'Башка киши' }] };
  expect(await at.acting.code(chair, savePeople, stale)).toBe('edited-meanwhile');
  expect(await state(hall)).toMatchObject({ people: 1 });
});

test('the pages of the door: registering, the number in large, cards and the sheet to sign', async () => {
  const hall = await openHall(at, chair);
  const path = `/m/${at.home.id}/public-meetings/planning/${hall.meetingId}`;
  const { get, post } = roomPages(at.base.db, now, chair, (app) => {
    app.use(async (c, next) => {
      c.set('services', { ...c.get('services'), env: { secret: 'a secret of tests' } } as never);
      await next();
    });
    app.route('/m/:municipalityId/public-meetings', routes());
  });
  expect((await get(`${path}/door`)).html).toContain(t('decisions.door.register'));
  const fields = { fullName: '<b>Асанова</b> 🏔️', sex: 'female', villageId, mayVote: 'yes' };
  const done = await post(`${path}/door`, fields);
  expect(done.to).toMatch(/\/door\?last=[0-9a-f-]{36}$/);
  const page = await get(done.to);
  expect(page.html).toContain('&lt;b>Асанова');
  const [token] = await at.acting.read(chair, async (scope) => await tokensOf(scope, hall.meetingId));
  expect(page.html).toContain(codes.codeOf(token!.id).replace(/(\d{3})(?=\d)/g, '$1 '));
  const again = await post(`${path}/door`, fields);
  expect([again.status, again.html.includes(t('decisions.door.another'))]).toEqual([422, true]);
  const made = await post(`${path}/tokens`, { cards: '12' });
  expect(made.to).toContain('done=decisions.done.cards-made');
  const people = await at.acting.read(chair, async (scope) => await registeredOf(scope, hall.meetingId));
  for (const lang of ['ky', 'ru', 'en'] as const) {
    const i18n = i18nFor(lang);
    const paper = JSON.stringify(
      registrationSheet(i18n, {
        meeting: 'Жыйын',
        day: '2026-04-20',
        place: 'Клуб',
        people,
        paperOf: () => '',
        villageOf: () => 'Арал',
      }),
    );
    for (const said of ['Арал', i18n.t('ui.sex.female'), i18n.t('decisions.sheet.signature'), '🏔️'])
      expect(paper).toContain(said);
  }
});

test(
  'who may: each role at home, people of another municipality, and guests only at the door',
  { timeout: 60_000 },
  async () => {
    const may: readonly Role[] = ['head', 'staff'];
    const hall = await openHall(at, chair, 1);
    await hall.register({ mayVote: '' });
    await at.acting.done(chair, openDoor, { id: hall.meetingId, selfRegister: 'yes' });
    await come(hall, ticket());
    const [one] = await at.acting.read(chair, async (scope) => await waitingOf(scope, hall.meetingId));
    const of = { id: hall.meetingId };
    await at.expectTable([
      row(openDoor, { ...of, selfRegister: 'yes' }, may),
      row(registerPerson, person(hall), may, { also: ['village-unknown'] }),
      row(printCards, { ...of, cards: 2, codes }, may),
      row(voidToken, { ...of, number: 1, reason: 'карточкасын жоготту' }, may),
      row(giveToken, { ...of, number: 2, codes }, may),
      row(admitWaiting, { ...of, waitingId: one!.id, mayVote: 'yes', codes }, may),
      row(refuseWaiting, { ...of, waitingId: one!.id }, may),
    ]);
    const phone = { meetingId: hall.meetingId, ticketHash: ticket(), sex: 'male', villageId: 'elsewhere' };
    for (const role of ['head', 'staff', 'facilitator', 'deputy'] as const)
      expect(await at.acting.code(at.home.gate(role), comeByPhone, phone)).toBe('forbidden');
    expect(await at.acting.code(guestGate(at.away.id), comeByPhone, phone)).toBe('door-shut');
    const guest = guestGate(at.home.id);
    expect(await at.acting.code(guest, registerPerson, person(hall))).toBe('forbidden');
  },
);

test('a closed meeting lets nobody in', async () => {
  const hall = await openHall(at, chair, 1);
  await at.base.db.owner.query(
    `update meeting set state = 'closed', closed_at = now(), held_on = '2026-04-20' where id = $1`,
    [hall.meetingId],
  );
  expect(await at.acting.code(chair, registerPerson, person(hall))).toBe('meeting-closed');
  expect(await at.acting.code(chair, printCards, { id: hall.meetingId, cards: 1, codes })).toBe(
    'meeting-closed',
  );
  const cancelled = await openHall(at, chair);
  await at.acting.done(chair, steps.cancel, { id: cancelled.meetingId, reason: 'Жаан' });
  expect(await at.acting.code(chair, registerPerson, person(cancelled))).toBe('meeting-cancelled');
  const voted = await openHall(at, chair, 1);
  expect(await at.acting.code(chair, steps.cancel, { id: voted.meetingId, reason: 'Жаан' })).toBe(
    'meeting-has-votes',
  );
});
