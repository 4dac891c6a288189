import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn, type Acting, type AnyCommand } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { registerAct } from '../acts/commands/register-act.ts';
import { signAct } from '../acts/commands/sign-act.ts';
import { clocksOf } from '../deadlines/data/clocks.ts';
import { addQuestion } from '../decisions/commands/add-question.ts';
import { annulQuestion } from '../decisions/commands/annul-question.ts';
import { closeQuestion } from '../decisions/commands/close-question.ts';
import { openQuestion } from '../decisions/commands/open-question.ts';
import { saveNamedVotes } from '../decisions/commands/save-named-votes.ts';
import { actById } from '../acts/data.ts';
import { makeCycle } from '../needs/priorities/priorities.fixture.ts';
import type { Gate } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { openPublic } from '../platform/db/scope.ts';
import { addPosting } from './commands/add-posting.ts';
import { addSpeech } from './commands/add-speech.ts';
import { answerDemand } from './commands/answer-demand.ts';
import { draftMinutes } from './commands/draft-minutes.ts';
import { draftResolution } from './commands/draft-resolution.ts';
import { markSent } from './commands/mark-sent.ts';
import { planPublicMeeting } from './commands/plan-public-meeting.ts';
import { publicSteps as steps } from './commands/public-steps.ts';
import { publishMeeting } from './commands/publish-meeting.ts';
import { removePosting } from './commands/remove-posting.ts';
import { saveAbout } from './commands/save-about.ts';
import { saveAgenda } from './commands/save-agenda.ts';
import { saveOffices } from './commands/save-offices.ts';
import { findPublicMeeting } from './data/public-meetings.ts';
import { publicMeetingPage } from './data/published.ts';
import { registerMinutes } from './documents/papers.ts';

// What residents are told of people, and what a form, a clock or a draft may not carry on from.

const now = new Date('2026-06-20T06:00:00Z');
let base: TestDatabase;
let acting: Acting;
let home: TestMunicipality;
let away: TestMunicipality;
let staff: Gate;
let cycleId: string;
let village: string;
const persons = [newId(), newId(), newId()] as const;

beforeAll(async () => {
  registerMinutes();
  base = await createTestDatabase();
  acting = actingIn(base.db, now);
  home = await makeMunicipality(base.db);
  away = await makeMunicipality(base.db, { name: 'Ак-Суу' });
  staff = home.gate('staff', { name: 'Төрага' });
  cycleId = await makeCycle(base.db, home.id, 2026);
  village = home.villages[0]!.id;
  await base.db.owner.query(
    `insert into person (id, municipality_id, full_name, birth_year)
     select id, $2, 'Киши ' || n, 1980 from unnest($1::uuid[]) with ordinality as x(id, n)`,
    [persons, home.id],
  );
});
afterAll(async () => await base?.drop());

const about = {
  ...{ topic: 'budget', title: 'Бюджеттин долбоору', titleLang: 'ky' },
  ...{ level: 'municipality', initiator: 'head', initiatedOn: '2026-05-10' },
};
const planned = async (over: object = {}) =>
  await acting.done(staff, planPublicMeeting, {
    ...{ cycleId, form: 'hearing', ...about },
    ...{ plannedOn: '2026-06-12', startsAt: '14:00', venue: 'Клуб', plannedPeople: 100 },
    ...over,
  });
const standing = async (id: string) =>
  (await acting.read(staff, async (scope) => await findPublicMeeting(scope, id)))!;
const row = async (id: string) => ({ id, revision: (await standing(id)).revision });
const clock = async (id: string, name: string) =>
  (await acting.read(staff, async (scope) => await clocksOf(scope, [id]))).find((one) => one.name === name);
const code = async (command: unknown, input: unknown) =>
  await acting.code(staff, command as AnyCommand, input);
const told = async (id: string) =>
  (await openPublic(base.db, async (scope) => await publicMeetingPage(scope, home.id, id), { now }))!
    .snapshot;
const held = async (id: string, women: number, men: number) => {
  await acting.done(staff, steps.saveRecord, {
    ...{ ...(await row(id)), heldOn: '2026-06-12', attendance: 'counts', women, men },
  });
};
const body = async (kind: string) => {
  const id = newId();
  await base.db.owner.query(
    `insert into body (id, municipality_id, kind, name_ky, name_ru) values ($1, $2, $3, 'Топ', 'Группа')`,
    [id, home.id, kind],
  );
  return id;
};
const called = persons.map((personId, index) => ({ personId, fullName: `Киши ${index + 1}` }));
async function votedByName(id: string, ruleName: string) {
  const question = await acting.done(staff, addQuestion, {
    ...{ id, text: 'Тизме кабыл алынсын', kind: 'motion', way: 'named', ruleName },
  });
  const asked = { id, questionId: question.id };
  await acting.done(staff, openQuestion, { ...asked, members: called });
  const rows = called.map(({ personId }) => ({ personId, vote: 'for', dissent: '' }));
  await acting.done(staff, saveNamedVotes, { ...asked, rows });
  await acting.done(staff, closeQuestion, asked);
  return asked;
}

test('where the women are too few to be told, neither the page nor the public minutes tell which speaker was one', async () => {
  const { id } = await planned();
  await held(id, 2, 31);
  const said = { id, kind: 'speech', textLang: 'ky', villageId: village };
  await acting.done(staff, addSpeech, { ...said, text: 'Суу керек', sex: 'female' });
  await acting.done(staff, addSpeech, { ...said, text: 'Баяндама', official: 'Башчы', sex: 'male' });
  await acting.done(staff, steps.close, { id });
  await acting.done(staff, publishMeeting, { id });
  const page = await told(id);
  expect(page.held).toMatchObject({ people: 33, women: null, men: null, hidden: true });
  expect(page.held!.speeches.map((one) => one.resident)).toEqual([
    { name: '', sex: null, villageId: village },
    { name: '', sex: null, villageId: null },
  ]);
  const { actId } = await acting.done(staff, draftMinutes, { id });
  await acting.done(staff, registerAct, { actId, issuedOn: '2026-06-17', number: '1' });
  await acting.done(home.gate('head'), signAct, { actId, signedBy: 'Киши 1', confirmed: 'yes' });
  const { rows } = await base.db.owner.query<{ whole: string; open: string }>(
    `select (documents -> 'ky')::text as whole, (documents -> 'open' -> 'ky')::text as open from act where id = $1`,
    [actId],
  );
  expect(rows[0]!.whole).toContain('"2"');
  expect(rows[0]!.open).toContain('"33"');
  for (const hidden of ['"2"', '"31"', 'аял']) expect(rows[0]!.open).not.toContain(hidden);
});

test('members of a working group, in which residents sit, do not stand by name for residents; deputies do', async () => {
  const form = { form: 'extendedGroup', topic: '' };
  const { id } = await planned(form);
  const bodyId = await body('workingGroup');
  await acting.done(staff, saveAbout, { ...(await row(id)), ...about, topic: '', bodyId });
  await votedByName(id, 'coordinationCouncil');
  await held(id, 10, 12);
  await acting.done(staff, steps.close, { id });
  await acting.done(staff, publishMeeting, { id });
  const { votes } = (await told(id)).held!;
  expect(votes).toHaveLength(1);
  expect(JSON.stringify(votes)).not.toContain('Киши');
});

test('a row of another meeting, or twice the same row, moves nothing and breaks nothing', async () => {
  const [one, other] = [await planned(), await planned()];
  const office = { personId: persons[0], office: 'chair' };
  await acting.done(staff, saveOffices, { ...(await row(one.id)), rows: [office] });
  const [foreign] = (await standing(one.id)).offices;
  const rows = [
    { ...office, id: foreign!.id },
    { id: foreign!.id, personId: persons[1], office: 'secretary' },
  ];
  await acting.done(staff, saveOffices, { ...(await row(other.id)), rows });
  expect((await standing(other.id)).offices).toHaveLength(2);
  expect((await standing(one.id)).offices).toMatchObject([{ id: foreign!.id, personId: persons[0] }]);
  // Its own goes on under its id.
  const own = (await standing(other.id)).offices.map((holder) => holder.id);
  const again = rows.map((each, index) => ({ ...each, id: own[index] }));
  await acting.done(staff, saveOffices, { ...(await row(other.id)), rows: again });
  expect((await standing(other.id)).offices.map((holder) => holder.id)).toEqual(own);

  await acting.done(staff, saveAgenda, { ...(await row(one.id)), rows: [{ text: 'Бюджет' }] });
  const item = (await standing(one.id)).agenda[0]!.id;
  const twice = [
    { id: item, text: 'Бюджет' },
    { id: item, text: 'Ар кандай' },
  ];
  expect(await code(saveAgenda, { ...(await row(one.id)), rows: twice })).toBe('agenda-item-gone');
  expect(await code(saveAgenda, { ...(await row(other.id)), rows: twice.slice(1) })).toBe('agenda-item-gone');
  expect(
    await acting.code(away.gate('staff'), saveOffices as AnyCommand, { ...(await row(one.id)), rows: [] }),
  ).toBe('meeting-not-found');
});

test('whoever was removed at their wish has no office any more, and is given none', async () => {
  const { id } = await planned();
  const gone = newId();
  await base.db.owner.query(
    `insert into person (id, municipality_id, full_name) values ($1, $2, 'Кетчү Киши')`,
    [gone, home.id],
  );
  const rows = [
    { personId: gone, office: 'delegate' },
    { personId: persons[0], office: 'chair' },
  ];
  await acting.done(staff, saveOffices, { ...(await row(id)), rows });
  await base.db.owner.query(`update person set full_name = '***', removed_at = now() where id = $1`, [gone]);
  expect((await standing(id)).offices.map((one) => one.fullName)).toEqual(['Киши 1']);
  expect(await code(saveOffices, { ...(await row(id)), rows })).toBe('person-unknown');
});

test('clocks follow what is taken back: a posting, the first meeting of the group, the day in the plan, the day it was held', async () => {
  const { id } = await planned();
  await acting.done(staff, addPosting, { id, channel: 'board', postedOn: '2026-06-13' });
  // When the day was over nobody was told of it.
  expect(await clock(id, 'meeting-notice')).toMatchObject({ doneOn: null });
  await acting.done(staff, addPosting, { id, channel: 'board', postedOn: '2026-06-01' });
  expect(await clock(id, 'meeting-notice')).toMatchObject({ doneOn: '2026-06-01' });
  for (const { id: postingId } of (await standing(id)).postings)
    await acting.done(staff, removePosting, { id, postingId });
  expect(await clock(id, 'meeting-notice')).toMatchObject({ doneOn: null });
  const group = async (firstMetOn: string) =>
    await acting.done(staff, saveAbout, { ...(await row(id)), ...about, firstMetOn });
  await group('2026-05-26');
  expect(await clock(id, 'hearing-checklist')).toMatchObject({ doneOn: '2026-05-26' });
  await group('');
  expect(await clock(id, 'hearing-checklist')).toMatchObject({ doneOn: null });

  await held(id, 20, 30);
  await acting.done(staff, steps.close, { id });
  expect(await clock(id, 'hearing-decisions-sent')).toMatchObject({ from: '2026-06-12' });
  await acting.done(staff, steps.reopen, { id, reason: 'Күнү туура эмес' });
  await acting.done(staff, steps.saveRecord, {
    ...{ ...(await row(id)), heldOn: '2026-06-14', attendance: 'counts', women: 20, men: 30 },
  });
  await acting.done(staff, steps.close, { id });
  expect(await clock(id, 'hearing-decisions-sent')).toMatchObject({ from: '2026-06-14' });

  const later = await planned();
  await acting.done(staff, steps.changeSchedule, { ...(await row(later.id)), plannedOn: '', venue: 'Клуб' });
  expect(await clock(later.id, 'meeting-notice')).toBe(undefined);
});

test('another hour after the notice is a move: why is asked and kept', async () => {
  const { id } = await planned();
  await acting.done(staff, addPosting, { id, channel: 'board', postedOn: '2026-06-01' });
  const hour = { ...(await row(id)), plannedOn: '2026-06-12', startsAt: '09:00', venue: 'Клуб' };
  expect(await code(steps.changeSchedule, hour)).toBe('move-without-reason');
  await acting.done(staff, steps.changeSchedule, { ...hour, moveReason: 'Зал бош эмес' });
  expect((await standing(id)).moves.map((one) => one.reason)).toEqual(['', 'Зал бош эмес']);
});

test('what named another hour or place no longer tells of the meeting; written down late, a posting keeps what it named', async () => {
  const early = actingIn(base.db, new Date('2026-05-20T06:00:00Z'));
  const { id } = await early.done(staff, planPublicMeeting, {
    ...{ cycleId, form: 'hearing', ...about, plannedOn: '2026-06-12', startsAt: '14:00', venue: 'Клуб' },
    plannedPeople: 100,
  });
  const mid = actingIn(base.db, new Date('2026-05-25T06:00:00Z'));
  await mid.done(staff, addPosting, { id, channel: 'board', postedOn: '2026-05-24' });
  expect(await clock(id, 'meeting-notice')).toMatchObject({ doneOn: '2026-05-24' });
  const moved = { plannedOn: '2026-06-12', startsAt: '09:00', venue: 'Клуб', moveReason: 'Зал бош эмес' };
  await mid.done(staff, steps.changeSchedule, { ...(await row(id)), ...moved });
  // Nobody was told of nine o'clock: the clock of the notice runs on to the same day.
  expect(await clock(id, 'meeting-notice')).toMatchObject({ from: '2026-06-12', doneOn: null });
  await acting.done(staff, addPosting, { id, channel: 'radio', postedOn: '2026-05-20' });
  const late = (await standing(id)).postings.find(({ channel }) => channel === 'radio');
  expect(late).toMatchObject({ forDay: '2026-06-12', forHour: '14:00', forVenue: 'Клуб' });
  expect(await clock(id, 'meeting-notice')).toMatchObject({ doneOn: null });
  await acting.done(staff, addPosting, { id, channel: 'print', postedOn: '2026-05-26' });
  expect(await clock(id, 'meeting-notice')).toMatchObject({ doneOn: '2026-05-26' });
});

test('a move decided on paper and written down days later: what was hung in between names the new day', async () => {
  const early = actingIn(base.db, new Date('2026-05-20T06:00:00Z'));
  const { id } = await early.done(staff, planPublicMeeting, {
    ...{ cycleId, form: 'hearing', ...about, plannedOn: '2026-06-12', startsAt: '14:00', venue: 'Клуб' },
    plannedPeople: 100,
  });
  const late = actingIn(base.db, new Date('2026-05-28T06:00:00Z'));
  await late.done(staff, addPosting, { id, channel: 'board', postedOn: '2026-05-21' });
  const move = { plannedOn: '2026-06-15', startsAt: '14:00', venue: 'Клуб', moveReason: 'Жол жабык' };
  const moving = async (over: object) =>
    await late.code(staff, steps.changeSchedule, { ...(await row(id)), ...move, ...over });
  expect(await moving({ movedOn: '2026-05-29' })).toBe('moved-on-wrong');
  expect(await moving({ movedOn: '2026-05-19' })).toBe('moved-on-wrong');
  expect(await moving({ movedOn: '2026-05-24' })).toBe('done');
  // Hung on the day after the move was decided, and typed into Ashar only now.
  await late.done(staff, addPosting, { id, channel: 'print', postedOn: '2026-05-25' });
  await late.done(staff, addPosting, { id, channel: 'radio', postedOn: '2026-05-22' });
  const days = new Map((await standing(id)).postings.map(({ channel, forDay }) => [channel, forDay]));
  expect([days.get('board'), days.get('print'), days.get('radio')]).toEqual([
    ...['2026-06-12', '2026-06-15', '2026-06-12'],
  ]);
  expect(await clock(id, 'meeting-notice')).toMatchObject({ from: '2026-06-15', doneOn: '2026-05-25' });
  // Moved once more, on the same day as the first move: the later one stands.
  expect(await moving({ plannedOn: '2026-06-16', movedOn: '2026-05-24' })).toBe('done');
  expect((await standing(id)).moves.map((one) => one.plannedOn)).toEqual([
    ...['2026-06-12', '2026-06-15', '2026-06-16'],
  ]);
});

test('who counts or sits in the presidium is named to residents only by consent', async () => {
  const { id } = await planned();
  const rows = [
    { personId: persons[0], office: 'counting' },
    { personId: persons[1], office: 'counting', nameAgreed: 'yes' },
    { personId: persons[2], office: 'presidium' },
  ];
  await acting.done(staff, saveOffices, { ...(await row(id)), rows });
  await held(id, 20, 30);
  await acting.done(staff, steps.close, { id });
  await acting.done(staff, publishMeeting, { id });
  const { offices } = await told(id);
  expect(offices.map(({ office, name }) => [office, name]).sort()).toEqual([
    ['counting', ''],
    ['counting', 'Киши 2'],
    ['presidium', ''],
  ]);
  const { actId } = await acting.done(staff, draftMinutes, { id });
  await acting.done(home.gate('head'), signAct, {
    ...{ actId, signedBy: 'Т. Асанов', issuedOn: '2026-06-13', confirmed: 'yes' },
  });
  const signed = await acting.read(staff, async (scope) => await actById(scope, actId));
  const open = JSON.stringify(signed!.documents!.open);
  expect([1, 2, 3].map((at) => open.includes(`Киши ${at}`))).toEqual([false, true, false]);
  expect(JSON.stringify(signed!.documents!.ky)).toContain('Киши 1');
});

test('a demand that was refused and is called after all is shown as called', async () => {
  const { id } = await planned({ initiator: 'residents', initiatedOn: '2026-06-01', signatures: 42 });
  await acting.done(staff, answerDemand, {
    ...{ id, answer: 'refused', answeredOn: '2026-06-10', answerReason: 'Маселе башка органдыкы' },
  });
  await acting.done(staff, steps.restore, { id });
  await held(id, 20, 30);
  await acting.done(staff, steps.close, { id });
  await acting.done(staff, publishMeeting, { id });
  expect(await told(id)).toMatchObject({ stage: 'held', answer: { given: 'refused' } });
});

test('a resolution is not signed while its sitting is open again, nor when its vote was annulled', async () => {
  const { id } = await planned({ form: 'keneshSitting', topic: '', initiator: 'kenesh' });
  const bodyId = await body('kenesh');
  await acting.done(staff, saveAbout, {
    ...(await row(id)),
    ...about,
    topic: '',
    initiator: 'kenesh',
    bodyId,
  });
  const asked = await votedByName(id, 'kenesh');
  await held(id, 1, 2);
  await acting.done(staff, steps.close, { id });
  const { actId } = await acting.done(staff, draftResolution, asked);
  await acting.done(staff, registerAct, { actId, issuedOn: '2026-06-17', number: '7' });
  await acting.done(staff, steps.reopen, { id, reason: 'Катасы бар' });
  const sign = async () =>
    await acting.code(home.gate('head'), signAct as AnyCommand, { actId, signedBy: 'Киши 1' });
  expect(await sign()).toBe('meeting-not-closed');
  await acting.done(staff, annulQuestion, { ...asked, reason: 'Катасы бар' });
  await acting.done(staff, steps.close, { id });
  expect(await sign()).toBe('resolution-not-adopted');
});

test('opened again, what was sent has to be sent anew; a demand may be accepted while the record has begun', async () => {
  const { id } = await planned();
  await held(id, 20, 20);
  await acting.done(staff, steps.close, { id });
  await acting.done(staff, markSent, { id, sentOn: '2026-06-15', sentTo: 'Кеңеш' });
  expect((await clock(id, 'hearing-decisions-sent'))!.doneOn).toBe('2026-06-15');
  await acting.done(staff, steps.reopen, { id, reason: 'Катасы бар' });
  expect(await standing(id)).toMatchObject({ sentOn: null, sentTo: '' });
  await acting.done(staff, steps.close, { id });
  expect((await clock(id, 'hearing-decisions-sent'))!.doneOn).toBe(null);

  const demand = await planned({ initiator: 'residents', initiatedOn: '2026-06-01', signatures: 9 });
  await held(demand.id, 20, 20);
  const given = { ...demand, answeredOn: '2026-06-05', answerReason: 'Өткөрүлбөйт' };
  expect(await code(answerDemand, { ...given, answer: 'refused' })).toBe('public-meeting-has-record');
  await acting.done(staff, answerDemand, { ...given, answer: 'accepted' });
  expect((await standing(demand.id)).state).toBe('open');
});
