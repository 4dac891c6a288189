import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn, expectMay, type Acting, type AnyCommand, type MayRow } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { paperOf } from '../acts/documents.ts';
import { actById, eventsOf } from '../acts/data.ts';
import { registerAct } from '../acts/commands/register-act.ts';
import { signAct } from '../acts/commands/sign-act.ts';
import { clocksOf } from '../deadlines/data/clocks.ts';
import { addQuestion } from '../decisions/commands/add-question.ts';
import { closeQuestion } from '../decisions/commands/close-question.ts';
import { enterTally } from '../decisions/commands/enter-tally.ts';
import { saveNamedVotes } from '../decisions/commands/save-named-votes.ts';
import { openQuestion } from '../decisions/commands/open-question.ts';
import { makeCycle } from '../needs/priorities/priorities.fixture.ts';
import type { Gate, Role } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { openPublic } from '../platform/db/scope.ts';
import { i18nFor } from '../platform/i18n/i18n.ts';
import { addPosting } from './commands/add-posting.ts';
import { addSpeech } from './commands/add-speech.ts';
import { answerDemand } from './commands/answer-demand.ts';
import { draftResolution } from './commands/draft-resolution.ts';
import { draftMinutes } from './commands/draft-minutes.ts';
import { markSent } from './commands/mark-sent.ts';
import { moveMeeting } from './commands/move-meeting.ts';
import { noteDecision } from './commands/note-decision.ts';
import { planPublicMeeting } from './commands/plan-public-meeting.ts';
import { publicSteps as steps } from './commands/public-steps.ts';
import { publishMeeting } from './commands/publish-meeting.ts';
import { putElection } from './commands/put-election.ts';
import { removePosting } from './commands/remove-posting.ts';
import { removeSpeech } from './commands/remove-speech.ts';
import { saveAbout } from './commands/save-about.ts';
import { saveAgenda } from './commands/save-agenda.ts';
import { saveChecklist } from './commands/save-checklist.ts';
import { saveHeard } from './commands/save-heard.ts';
import { saveNotice } from './commands/save-notice.ts';
import { saveOffices } from './commands/save-offices.ts';
import { withdrawMeeting } from './commands/withdraw-meeting.ts';
import { delegatesFor, findPublicMeeting } from './data/public-meetings.ts';
import { meetingOfCode, publicMeetingPage, publicMeetings, shortCode } from './data/published.ts';
import { formCounts } from './data/participation.ts';
import { sittingMembers, voteTexts } from './data/votes.ts';
import { calendarOf, feedOf } from './documents/feeds.tsx';
import { registerMinutes } from './documents/papers.ts';
import { participationRows } from './views/participation.tsx';
import { noticeLacks, weaknessesOf } from './rules/standing.ts';

// A hearing from who asked for it to where its decisions went (seed-002 P3, P4, T6, T7), and what is refused on the way.

const now = new Date('2026-06-20T06:00:00Z');
let base: TestDatabase;
let acting: Acting;
let home: TestMunicipality;
let away: TestMunicipality;
let staff: Gate;
let second: Gate;
let cycleId: string;
let village: string;
let bodyId: string;
const persons = [newId(), newId(), newId()] as const;

beforeAll(async () => {
  registerMinutes();
  base = await createTestDatabase();
  acting = actingIn(base.db, now);
  home = await makeMunicipality(base.db);
  away = await makeMunicipality(base.db, { name: 'Ак-Суу' });
  staff = home.gate('staff', { name: 'Төрага' });
  second = home.gate('head', { name: 'Башчы' });
  cycleId = await makeCycle(base.db, home.id, 2026);
  await makeCycle(base.db, away.id, 2026);
  village = home.villages[0]!.id;
  bodyId = newId();
  await base.db.owner.query(
    `insert into person (id, municipality_id, full_name, birth_year)
     select id, $2, 'Киши ' || n, 1980 from unnest($1::uuid[]) with ordinality as x(id, n)`,
    [persons, home.id],
  );
  await base.db.owner.query(
    `insert into body (id, municipality_id, kind, name_ky, name_ru) values ($1, $2, 'kenesh', 'Кеңеш', 'Кенеш')`,
    [bodyId, home.id],
  );
});
afterAll(async () => await base?.drop());

const hearing = {
  ...{ form: 'hearing', topic: 'budget', title: 'Бюджеттин долбоору', titleLang: 'ky' },
  ...{ level: 'municipality', initiator: 'head', initiatedOn: '2026-05-10' },
} as const;
const notice = {
  nature: 'Эмнеден башталат',
  whoComes: 'Тургундар',
  studyFrom: '2026-06-05',
  studyPlace: 'Айыл өкмөтү',
  proposalsHow: 'Жазуу жүзүндө',
  budgetFacts: 'Кирешеси 24 млн сом',
};
const planned = async (over: object = {}) =>
  await acting.done(staff, planPublicMeeting, {
    ...{ cycleId, ...hearing, plannedOn: '2026-06-12', startsAt: '14:00', venue: 'Клуб', plannedPeople: 100 },
    ...over,
  });
const standing = async (id: string) =>
  (await acting.read(staff, async (scope) => await findPublicMeeting(scope, id)))!;
const clocks = async (id: string) =>
  Object.fromEntries(
    (await acting.read(staff, async (scope) => await clocksOf(scope, [id]))).map((one) => [one.name, one]),
  );
const code = async (command: unknown, input: unknown) =>
  await acting.code(staff, command as AnyCommand, input);

test('a hearing: told in time, held, voted, written down, signed, sent, and read by residents', async () => {
  const { id } = await planned();
  const row = async () => ({ id, revision: (await standing(id)).revision });
  // What a notice must hold is asked before residents see it.
  expect(noticeLacks(await standing(id))).toEqual(['topic', 'composition', 'study', 'proposals', 'budget']);
  expect(await code(publishMeeting, { id })).toBe('notice-incomplete');
  await acting.done(staff, saveNotice, { ...(await row()), ...notice });
  await acting.done(staff, saveAgenda, {
    ...(await row()),
    rows: [{ text: 'Бюджет', other: 'Бюджет на год' }, { text: 'Ар кандай' }],
  });
  await acting.done(staff, saveChecklist, {
    ...(await row()),
    rows: [{ row: 'topic', responsible: 'Катчы', doneOn: '2026-05-26' }],
  });
  await acting.done(staff, saveOffices, {
    ...(await row()),
    rows: [
      { personId: persons[0], office: 'chair' },
      { personId: persons[1], office: 'secretary' },
      { personId: persons[2], office: 'counting' },
      { personId: persons[2], office: 'official' },
    ],
  });
  await acting.done(staff, saveAbout, { ...(await row()), ...about, firstMetOn: '2026-05-26' });
  await acting.done(staff, addPosting, { id, channel: 'board', postedOn: '2026-06-01' });
  const first = { earliest: '2026-05-23', due: '2026-05-28' };
  expect(weaknessesOf({ ...(await standing(id)), first })).toEqual(['told-once', 'no-proof']);
  expect(await clocks(id)).toMatchObject({
    'hearing-checklist': { doneOn: '2026-05-26', counted: { standing: 'done', ...first } },
    'meeting-notice': { doneOn: '2026-06-01' },
  });

  // Moved after the notice: why is asked; the former day, the clock of that day and the posting are kept and tell nobody.
  const moved = {
    ...(await row()),
    plannedOn: '2026-06-16',
    startsAt: '14:00',
    venue: 'Клуб',
    plannedPeople: 100,
  };
  expect(await code(steps.changeSchedule, moved)).toBe('move-without-reason');
  await acting.done(staff, steps.changeSchedule, { ...moved, moveReason: 'Жол жабык' });
  expect((await standing(id)).moves.map((one) => [one.plannedOn, one.reason])).toEqual([
    ['2026-06-12', ''],
    ['2026-06-16', 'Жол жабык'],
  ]);
  expect(weaknessesOf({ ...(await standing(id)), first })).toContain('told-of-another-day');
  const again = await clocks(id);
  expect(again['meeting-notice']).toMatchObject({ from: '2026-06-16', doneOn: null });
  expect(again['meeting-notice']!.history).toMatchObject([{ from: '2026-06-12', reason: 'Жол жабык' }]);
  await acting.done(staff, addPosting, {
    id,
    channel: 'crowdedPlace',
    place: 'Базар',
    postedOn: '2026-06-13',
  });

  // Held: 155 came, 136 voted 65/38/33 (Bosteri).
  await acting.done(staff, steps.saveRecord, {
    ...{ ...(await row()), heldOn: '2026-06-16', attendance: 'counts', women: 86, men: 69, deputies: 7 },
  });
  const items = (await standing(id)).agenda;
  const heard = { id, itemId: items[0]!.id, heardBefore: '', decisionBefore: '' };
  await acting.done(staff, saveHeard, { ...heard, heard: 'Башчы баяндады', decision: 'Маалыматка алынды' });
  expect(await code(saveHeard, { ...heard, heard: 'Башкача' })).toBe('edited-meanwhile');
  await acting.done(staff, addSpeech, {
    ...{ id, kind: 'question', text: 'Жол качан бүтөт?', textLang: 'ky', sex: 'female', villageId: village },
  });
  await acting.done(staff, addSpeech, {
    ...{
      id,
      kind: 'speech',
      text: 'Суу керек',
      textLang: 'ky',
      residentName: 'Асанова Гүл',
      nameAgreed: 'yes',
    },
  });
  const question = await acting.done(staff, addQuestion, {
    ...{
      id,
      text: 'Эмнеден башталат',
      kind: 'choice',
      options: 'Суу\nЖол\nЖарык',
      way: 'hands',
      ruleName: 'choice',
    },
  });
  const asked = { id, questionId: question.id };
  await acting.done(staff, openQuestion, { ...asked, present: 155 });
  expect(await code(steps.close, { id })).toBe('question-open');
  const rows = [65, 38, 33].map((votes, index) => ({ choice: `o${index + 1}`, votes }));
  for (const gate of [staff, second])
    await acting.done(gate, enterTally, { ...asked, rows: [...rows, { choice: 'abstained', votes: 0 }] });
  await acting.done(staff, closeQuestion, asked);
  expect(await code(draftMinutes, { id })).toBe('meeting-not-closed');
  await acting.done(staff, steps.close, { id });

  const { actId } = await acting.done(staff, draftMinutes, { id });
  // Made once however often it is asked.
  expect(await acting.done(staff, draftMinutes, { id })).toMatchObject({ actId });
  const paper = await acting.read(
    staff,
    async (scope) => await paperOf(scope, (await actById(scope, actId))!),
  );
  const ky = JSON.stringify(paper!.ky);
  for (const said of ['Киши 1', '155', '87,7', 'Асанова Гүл', 'Жол качан бүтөт?', 'Маалыматка алынды'])
    expect(ky).toContain(said);
  expect(ky).toContain(i18nFor('ky').t('public-meetings.resident-of', { place: (await villageName()).ky }));
  // What nobody wrote in Russian stands as it was typed, and says so.
  const ru = JSON.stringify(paper!.ru);
  expect(ru).toContain('Жол качан бүтөт? (не переведено)');
  expect(ru).toContain('Бюджет на год');
  expect(ru).not.toContain('Бюджет на год (не переведено)');
  await acting.done(staff, registerAct, { actId, issuedOn: '2026-06-17', number: '1' });
  await acting.done(second, signAct, { actId, signedBy: 'Киши 1' });

  expect((await clocks(id))['hearing-decisions-sent']!.counted).toMatchObject({ due: '2026-06-26' });
  await acting.done(staff, markSent, { id, sentOn: '2026-06-18', sentTo: 'Кеңеш' });
  expect((await clocks(id))['hearing-decisions-sent']!.counted.standing).toBe('done');

  await acting.done(staff, publishMeeting, { id });
  const shown = await openPublic(base.db, async (scope) => await publicMeetingPage(scope, home.id, id), {
    now,
  });
  expect(shown!.snapshot).toMatchObject({
    stage: 'held',
    held: { people: 155, women: 86, men: 69, hidden: false },
  });
  const text = JSON.stringify(shown!.snapshot);
  expect(text).toContain('Асанова Гүл');
  expect(
    await openPublic(base.db, async (scope) => await meetingOfCode(scope, shortCode(id)), { now }),
  ).toEqual({
    ...{ municipalityId: home.id, meetingId: id },
  });
  const all = await openPublic(base.db, async (scope) => await publicMeetings(scope, undefined), { now });
  const i18n = i18nFor('ru');
  const file = await calendarOf(i18n, all, { name: 'Встречи', origin: 'https://ashar.example' });
  // Two in the afternoon in Bishkek is eight in the morning in UTC.
  expect(file.replaceAll('\r\n ', '')).toContain('DTSTART:20260616T080000Z');
  const feed = feedOf(i18n, all, {
    title: 'Т',
    self: 'https://ashar.example/f',
    origin: 'https://ashar.example',
    now,
  });
  expect(feed).toMatch(/^<\?xml .*<feed xmlns="http:\/\/www.w3.org\/2005\/Atom"/s);
  const counts = await acting.read(staff, async (scope) => await formCounts(scope, '2026'));
  expect(counts).toEqual([{ form: 'hearing', meetings: 1, participants: 155, women: 86 }]);
  expect(await acting.read(staff, async (scope) => await formCounts(scope, '2025'))).toEqual([]);

  await acting.done(staff, withdrawMeeting, { id, reason: 'Катасы бар' });
  expect(await code(withdrawMeeting, { id, reason: 'Катасы бар' })).toBe('nothing-to-withdraw');
  expect(
    await openPublic(base.db, async (scope) => await publicMeetingPage(scope, home.id, id), { now }),
  ).toBe(undefined);
});

const { form: _form, ...about } = hearing;

async function villageName(): Promise<{ ky: string; ru: string }> {
  const { rows } = await base.db.owner.query<{ ky: string; ru: string }>(
    'select name_ky as ky, name_ru as ru from unit_version where unit_id = $1',
    [village],
  );
  return rows[0]!;
}

test('a demand of residents is answered once; refused, it stands as asked for and not held', async () => {
  const demand = { initiator: 'residents', initiatedOn: '2026-06-01' };
  expect(await code(planPublicMeeting, { cycleId, ...hearing, ...demand })).toBe('signatures-not-counted');
  const { id } = await planned({ ...demand, signatures: 42 });
  const given = { id, answer: 'refused', answeredOn: '2026-06-10', answerReason: 'Маселе башка органдыкы' };
  expect(await code(answerDemand, { ...given, answeredOn: '2026-05-30' })).toBe('answer-day-wrong');
  expect(await code(answerDemand, { ...given, answerReason: '' })).toBe('answer-without-reason');
  await acting.done(staff, answerDemand, given);
  expect(await code(answerDemand, given)).toBe('demand-answered');
  expect(await standing(id)).toMatchObject({ state: 'cancelled', answer: 'refused' });
  // Its clocks have stopped, and residents may read why.
  expect(await clocks(id)).toEqual({});
  await acting.done(staff, publishMeeting, { id });
  const [shown] = await openPublic(base.db, async (scope) => await publicMeetings(scope, home.id), { now });
  expect(shown!.snapshot).toMatchObject({ stage: 'refused', answer: { reason: 'Маселе башка органдыкы' } });
  const other = await planned();
  expect(await code(answerDemand, { ...given, id: other.id })).toBe('demand-of-nobody');
  const accepted = await planned({ ...demand, signatures: 5 });
  await acting.done(staff, answerDemand, { ...given, id: accepted.id, answer: 'accepted' });
  const { revision } = await standing(accepted.id);
  expect(await code(saveAbout, { id: accepted.id, revision, ...about })).toBe('demand-answered');
});

test('what contradicts itself is refused at its field', async () => {
  const plan = async (over: object) => await code(planPublicMeeting, { cycleId, ...hearing, ...over });
  expect(await plan({ level: 'street', villageId: village, street: 'Манас' })).toBe('meeting-level-wrong');
  expect(await plan({ level: 'village' })).toBe('village-not-chosen');
  expect(await plan({ form: 'gathering', level: 'street', villageId: village })).toBe('street-not-named');
  expect(await plan({ initiatedOn: '2026-07-01' })).toBe('initiated-in-future');
  const { id } = await planned();
  const row = async () => ({ id, revision: (await standing(id)).revision });
  expect(await code(saveAbout, { ...(await row()), ...about, bodyId })).toBe('body-unknown');
  expect(await code(saveAbout, { ...(await row()), ...about, firstMetOn: '2026-07-01' })).toBe(
    'first-meeting-in-future',
  );
  expect(
    await code(saveAbout, { ...(await row()), ...about, level: 'village', villageId: away.villages[0]!.id }),
  ).toBe('village-unknown');
  const offices = async (rows: object[]) => await code(saveOffices, { ...(await row()), rows });
  const [one, other] = persons;
  expect(await offices([{ personId: newId(), office: 'chair' }])).toBe('person-unknown');
  expect(
    await offices([
      { personId: one, office: 'chair' },
      { personId: other, office: 'chair' },
    ]),
  ).toBe('office-taken');
  expect(
    await offices([
      { personId: one, office: 'chair' },
      { personId: one, office: 'secretary' },
    ]),
  ).toBe('chair-is-secretary');
  const checklist = async (rows: object[]) => await code(saveChecklist, { ...(await row()), rows });
  expect(await checklist([{ row: 'day' }, { row: 'day' }])).toBe('checklist-row-twice');
  expect(await checklist([{ row: 'day', doneOn: '2026-07-01' }])).toBe('done-in-future');
  const agenda = async (rows: object[]) => await code(saveAgenda, { ...(await row()), rows });
  expect(await agenda([{ id: newId(), text: 'Бюджет' }])).toBe('agenda-item-gone');
  expect(await agenda([{ text: 'Бюджет', subjectId: newId() }])).toBe('subject-unknown');
  await acting.done(staff, saveAgenda, { ...(await row()), rows: [{ text: 'Бюджет' }] });
  const posting = { id, channel: 'board', postedOn: '2026-06-11' };
  expect(await code(addPosting, { ...posting, postedOn: '2026-07-01' })).toBe('posting-day-wrong');
  await acting.done(staff, addPosting, posting);
  const postingId = (await standing(id)).postings[0]!.id;
  await acting.done(staff, removePosting, { id, postingId });
  expect(await code(removePosting, { id, postingId })).toBe('posting-gone');

  const said = { id, kind: 'speech', text: 'Суу керек', textLang: 'ky' };
  expect(await code(addSpeech, { ...said, official: 'Башчы', residentName: 'Асан', nameAgreed: 'yes' })).toBe(
    'speaker-twice',
  );
  expect(await code(addSpeech, { ...said, residentName: 'Асан' })).toBe('name-not-agreed');
  expect(await code(addSpeech, { ...said, kind: 'slip' })).toBe('slip-without-number');
  const slip = { ...said, kind: 'slip', slip: 7 };
  const { speechId } = await acting.done(staff, addSpeech, slip);
  // The same slip typed by two people.
  expect(await acting.code(second, addSpeech, slip)).toBe('slip-typed-already');
  const item = (await standing(id)).agenda[0]!;
  await acting.done(staff, addSpeech, { ...said, agendaItemId: item.id });
  expect(await agenda([])).toBe('agenda-item-heard');
  expect(await code(steps.cancel, { id, reason: 'Жаан' })).toBe('public-meeting-has-record');
  await acting.done(staff, removeSpeech, { id, speechId });
  expect(await code(removeSpeech, { id, speechId })).toBe('speech-gone');
  await base.db.owner.query('update speech set number = 999 where meeting_id = $1', [id]);
  expect(await code(addSpeech, said)).toBe('too-many-speeches');
  await acting.done(staff, steps.saveRecord, { ...(await row()), heldOn: '2026-06-12' });
  await acting.done(staff, steps.close, { id });
  expect(await code(markSent, { id, sentOn: '2026-06-01', sentTo: 'Кеңеш' })).toBe('sent-day-wrong');
});

test('a sitting of the kenesh: members of its day vote by name, a tie is not adopted, what is adopted becomes a resolution', async () => {
  const { id } = await planned({ form: 'keneshSitting', topic: '', initiator: 'kenesh' });
  const row = async () => ({ id, revision: (await standing(id)).revision });
  await acting.done(staff, saveAbout, { ...(await row()), ...about, topic: '', initiator: 'kenesh', bodyId });
  const members = [...persons, newId()];
  await base.db.owner.query(`insert into person (id, municipality_id, full_name) values ($1, $2, 'Киши 4')`, [
    members[3],
    home.id,
  ]);
  // The fourth left the day before the sitting.
  await base.db.owner.query(
    `insert into membership (id, municipality_id, body_id, person_id, role, category, valid_from, valid_to)
     select gen_random_uuid(), $2, $3, id, 'member', 'deputy', '2025-01-01', case when n = 4 then '2026-06-11'::date end
       from unnest($1::uuid[]) with ordinality as x(id, n)`,
    [members, home.id, bodyId],
  );
  const called = await acting.read(staff, async (scope) => await sittingMembers(scope, await standing(id)));
  expect(called.map((one) => one.fullName)).toEqual(['Киши 1', 'Киши 2', 'Киши 3']);
  const ask = async (text: string, votes: readonly string[]) => {
    const question = await acting.done(staff, addQuestion, {
      ...{ id, text, kind: 'motion', way: 'named', ruleName: 'kenesh' },
    });
    const asked = { id, questionId: question.id };
    await acting.done(staff, openQuestion, { ...asked, members: called });
    const rows = called.map(({ personId }, index) => ({ personId, vote: votes[index], dissent: '' }));
    await acting.done(staff, saveNamedVotes, { ...asked, rows });
    await acting.done(staff, closeQuestion, asked);
    return asked;
  };
  const adopted = await ask('Бюджет бекитилсин', ['for', 'for', 'against']);
  const lost = await ask('Тариф көтөрүлсүн', ['for', 'against', 'abstained']);
  expect(await code(draftResolution, adopted)).toBe('meeting-not-closed');
  await acting.done(staff, steps.saveRecord, { ...(await row()), heldOn: '2026-06-12' });
  await acting.done(staff, steps.close, { id });
  expect(await code(draftResolution, lost)).toBe('resolution-not-adopted');
  const { actId } = await acting.done(staff, draftResolution, adopted);
  const paper = await acting.read(
    staff,
    async (scope) => await paperOf(scope, (await actById(scope, actId))!),
  );
  expect(JSON.stringify(paper!.ky)).toContain('Бюджет бекитилсин');
  const hearingHeld = await planned();
  expect(await code(draftResolution, { ...adopted, id: hearingHeld.id })).toBe('resolution-of-nobody');
  // Deputies stand by name for residents too.
  await acting.done(staff, publishMeeting, { id });
  const shown = await openPublic(base.db, async (scope) => await publicMeetingPage(scope, home.id, id), {
    now,
  });
  expect(shown!.snapshot.held!.votes[0]!.ky.named).toMatchObject([
    { fullName: 'Киши 1' },
    { fullName: 'Киши 2' },
    { fullName: 'Киши 3' },
  ]);
});

test('participation by form comes out of the records as the book prints it', async () => {
  const place = await makeMunicipality(base.db, { name: 'Сыноо' });
  const chair = place.gate('staff');
  const cycle = await makeCycle(base.db, place.id, 2026);
  // The book's sums of four years, each form as meetings of this size: a sheet has room for 999 of a sex.
  const spread = (total: number, parts: number) =>
    Array.from({ length: parts }, (_, index) => Math.floor((total + index) / parts));
  for (const [form, participants, women] of [
    ['hearing', 2725, 1791],
    ['reportMeeting', 5100, 1526],
  ] as const) {
    const [w, m] = [spread(women, 9), spread(participants - women, 9)];
    for (let index = 0; index < 9; index++) {
      const { id } = await acting.done(chair, planPublicMeeting, {
        ...{ cycleId: cycle, ...hearing, form, plannedOn: '2026-06-12' },
      });
      await acting.done(chair, steps.saveRecord, {
        ...{ id, revision: 0, heldOn: '2026-06-12', attendance: 'counts', women: w[index], men: m[index] },
      });
      await acting.done(chair, steps.close, { id });
    }
  }
  const rows = participationRows(await acting.read(chair, async (scope) => await formCounts(scope)));
  expect(rows).toMatchObject([
    { form: 'hearing', meetings: 9, participants: 2725, women: 1791, printedPercent: '66' },
    // Prints as 30 and is four women short of it.
    {
      form: 'reportMeeting',
      participants: 5100,
      printedPercent: '30',
      minority: { holds: false, missing: 4 },
    },
  ]);
});

test('delegates whom a gathering chose are known where its matters stand on an agenda', async () => {
  const { id } = await planned({ form: 'gathering', level: 'village', villageId: village, topic: '' });
  const rows = [{ personId: persons[1], office: 'delegate', atMeeting: 'yes' }];
  const row = async (of: string) => ({ id: of, revision: (await standing(of)).revision });
  await acting.done(staff, saveOffices, { ...(await row(id)), rows });
  await acting.done(staff, steps.saveRecord, { ...(await row(id)), heldOn: '2026-06-12' });
  await acting.done(staff, steps.close, { id });
  const { publicationId } = await acting.done(staff, publishMeeting, { id });
  const sitting = await planned({ form: 'keneshSitting', topic: '', initiator: 'kenesh' });
  await acting.done(staff, saveAgenda, {
    ...(await row(sitting.id)),
    rows: [{ text: 'Жыйындын чечими', subjectId: publicationId }],
  });
  const found = await acting.read(
    staff,
    async (scope) => await delegatesFor(scope, await standing(sitting.id)),
  );
  expect(found.map((one) => one.fullName)).toEqual(['Киши 2']);
  // Whom the gathering chose is no official: residents do not read the name.
  const shown = await openPublic(base.db, async (scope) => await publicMeetingPage(scope, home.id, id), {
    now,
  });
  expect(JSON.stringify(shown!.snapshot)).not.toContain('Киши 2');
});

test('names and words that are no names and words: a script, an emoji, 20,000 letters', async () => {
  const { id } = await planned();
  const said = { id, kind: 'speech', textLang: 'ky' };
  expect(await code(addSpeech, { ...said, text: 'я'.repeat(20_000) })).toBe('invalid-input');
  expect(await code(planPublicMeeting, { cycleId, ...hearing, title: 'я'.repeat(20_000) })).toBe(
    'invalid-input',
  );
  await acting.done(staff, addSpeech, { ...said, text: '<script>alert(1)</script> 🙂' });
  expect((await standing(id)).speeches[0]!.text).toBe('<script>alert(1)</script> 🙂');
});

test('two who write at once: the second is told, nothing is lost', async () => {
  const { id } = await planned();
  const { revision } = await standing(id);
  await acting.done(staff, saveNotice, { id, revision, ...notice });
  expect(await acting.code(second, saveNotice, { id, revision, ...notice, nature: 'Башка' })).toBe(
    'edited-meanwhile',
  );
  // One slip typed by two people at the same moment: one of them is told.
  const slip = { id, kind: 'slip', slip: 3, text: 'Жарык', textLang: 'ky' };
  const codes = await Promise.all(
    [staff, second].map(async (gate) => await acting.code(gate, addSpeech, slip)),
  );
  expect(codes.sort()).toEqual(['done', 'slip-typed-already']);
});

/** A hearing with one decision that was adopted, by hands. */
async function decided() {
  const { id } = await planned();
  const asked = { text: 'Долбоорду колдоо', kind: 'motion', way: 'hands', ruleName: 'hearing' };
  const { id: questionId } = await acting.done(staff, addQuestion, { id, ...asked });
  await acting.done(staff, openQuestion, { id, questionId, present: 60 });
  const rows = Object.entries({ for: 40, against: 20, abstained: 0 });
  for (const gate of [staff, second])
    await acting.done(gate, enterTally, {
      ...{ id, questionId },
      rows: rows.map(([choice, votes]) => ({ choice, votes })),
    });
  await acting.done(staff, closeQuestion, { id, questionId });
  return { id, questionId };
}

test('one decision is contested and annulled by a court: the rest of the minutes stands, residents read kind and day', async () => {
  const { id, questionId } = await decided();
  const note = async (over: object) =>
    await acting.code(staff, noteDecision, {
      ...{ id, questionId, kind: 'contested', on: '2026-06-15', text: 'Асановдун арызы' },
      ...over,
    });
  expect(await note({ on: '2026-06-11' })).toBe('befell-day-wrong');
  expect(await note({ on: '2026-06-21' })).toBe('befell-day-wrong');
  expect(await note({ questionId: newId() })).toBe('decision-not-taken');
  const row = async () => ({ id, revision: (await standing(id)).revision });
  await acting.done(staff, steps.saveRecord, { ...(await row()), heldOn: '2026-06-12' });
  await acting.done(staff, steps.close, { id });
  const { actId } = await acting.done(staff, draftMinutes, { id });
  await acting.done(second, signAct, {
    actId,
    signedBy: 'Т. Асанов',
    issuedOn: '2026-06-13',
    confirmed: 'yes',
  });
  await acting.done(staff, publishMeeting, { id });
  expect(await note({})).toBe('done');
  expect(await note({ kind: 'courtAnnulled', on: '2026-06-19', text: 'Соттун чечими' })).toBe('done');
  const shown = await openPublic(base.db, async (scope) => await publicMeetingPage(scope, home.id, id), {
    now,
  });
  const { befell, votes } = shown!.snapshot.held!;
  expect(befell).toEqual([
    { number: 1, kind: 'contested', on: '2026-06-15', ky: 'Долбоорду колдоо', ru: expect.any(String) },
    { number: 1, kind: 'courtAnnulled', on: '2026-06-19', ky: 'Долбоорду колдоо', ru: expect.any(String) },
  ]);
  // The vote keeps its figures; what residents read names nobody.
  expect(votes[0]!.ky.words.join(' ')).toContain('Макул: 40');
  expect(JSON.stringify(shown!.snapshot)).not.toContain('Асановдун');
  const texts = await acting.read(staff, async (scope) => await voteTexts(scope, await standing(id)));
  expect(texts('ky')[0]).toMatchObject({ adopted: false });
  expect(texts('ky')[0]!.words.at(-1)).toBe('Сот жараксыз деп тапты (19.06.2026).');
  // The signed minutes stand, and say that one of their decisions was touched.
  const act = await acting.read(staff, async (scope) => await actById(scope, actId));
  const events = await acting.read(staff, async (scope) => await eventsOf(scope, actId));
  expect([act!.state, events.map(({ kind }) => kind)]).toEqual(['signed', ['decision', 'decision']]);
  expect(events[1]!.text).toBe('1-чечим: Сот жараксыз деп тапты. Соттун чечими');
});

test('who may: each role at home, and people of another municipality', { timeout: 120_000 }, async () => {
  const { id } = await planned();
  const row = async (of: string) => ({ id: of, revision: (await standing(of)).revision });
  await acting.done(staff, saveNotice, { ...(await row(id)), ...notice });
  await acting.done(staff, saveAgenda, { ...(await row(id)), rows: [{ text: 'Бюджет' }] });
  await acting.done(staff, addPosting, { id, channel: 'board', postedOn: '2026-06-11' });
  const { speechId } = await acting.done(staff, addSpeech, {
    id,
    kind: 'speech',
    text: 'Суу',
    textLang: 'ky',
  });
  const demand = await planned({ initiator: 'residents', initiatedOn: '2026-06-01', signatures: 9 });
  const gathering = await planned({ form: 'gathering', topic: '' });
  const election = {
    ...{ text: 'Өкүл', textLang: 'ky', how: 'each', way: 'hands' },
    rows: [{ personId: persons[0], agreed: 'yes' }],
  };
  const closed = await planned();
  await acting.done(staff, steps.saveRecord, { ...(await row(closed.id)), heldOn: '2026-06-12' });
  await acting.done(staff, steps.close, closed);
  await acting.done(staff, publishMeeting, closed);
  const voted = await decided();
  const meeting = await standing(id);
  const { revision } = meeting;
  const item = meeting.agenda[0]!;
  const may: readonly Role[] = ['head', 'staff'];
  const rows: readonly (readonly [command: unknown, input: unknown])[] = [
    [planPublicMeeting, { cycleId, ...hearing }],
    [saveAbout, { id, revision, ...about }],
    [answerDemand, { id: demand.id, answer: 'accepted', answeredOn: '2026-06-10' }],
    [saveNotice, { id, revision, ...notice }],
    [saveOffices, { id, revision, rows: [{ personId: persons[0], office: 'chair' }] }],
    [saveChecklist, { id, revision, rows: [{ row: 'day', responsible: 'Катчы' }] }],
    [saveAgenda, { id, revision, rows: [{ id: item.id, text: 'Бюджет' }] }],
    [moveMeeting, { id, revision, plannedOn: '2026-06-13', venue: 'Клуб', moveReason: 'Жаан' }],
    [putElection, { id: gathering.id, ...election }],
    [
      noteDecision,
      { id: voted.id, questionId: voted.questionId, kind: 'contested', on: '2026-06-15', text: 'Арыз' },
    ],
    [addPosting, { id, channel: 'board', postedOn: '2026-06-11' }],
    [removePosting, { id, postingId: meeting.postings[0]!.id }],
    [addSpeech, { id, kind: 'speech', text: 'Суу', textLang: 'ky' }],
    [removeSpeech, { id, speechId }],
    [saveHeard, { id, itemId: item.id, heard: 'Угулду', heardBefore: '', decisionBefore: '' }],
    [steps.saveRecord, { id, revision, heldOn: '2026-06-12' }],
    [steps.savePeople, { id, revision, rows: [{ fullName: 'Айнура' }] }],
    [draftMinutes, closed],
    [markSent, { ...closed, sentOn: '2026-06-13', sentTo: 'Кеңеш' }],
    [publishMeeting, closed],
    [withdrawMeeting, { ...closed, reason: 'Катасы бар' }],
    [steps.reopen, { ...closed, reason: 'Катасы бар' }],
  ];
  for (const [command, input] of rows)
    await expectMay(base.db, acting, { home, away }, { command, input, may } as MayRow);
});
