import { beforeAll, expect, test } from 'vitest';
import { openNeighbours, row, type MayRow } from '../../test/acting.ts';
import { roomPages } from '../../test/room-pages.ts';
import { makeCycle } from '../needs/priorities/priorities.fixture.ts';
import type { Gate, Role } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { i18nFor } from '../platform/i18n/i18n.ts';
import { LANGS } from '../platform/i18n/lang.ts';
import { planPlanningMeeting } from '../public-meetings/commands/plan-planning-meeting.ts';
import * as steps from '../public-meetings/commands/planning-steps.ts';
import { addPlanningEntry } from '../public-meetings/commands/add-planning-entry.ts';
import { routes } from '../public-meetings/routes.tsx';
import { addQuestion } from './commands/add-question.ts';
import { annulQuestion } from './commands/annul-question.ts';
import { changeQuestion } from './commands/change-question.ts';
import { closeQuestion } from './commands/close-question.ts';
import { enterChairVote } from './commands/enter-chair-vote.ts';
import { enterTally } from './commands/enter-tally.ts';
import { openQuestion } from './commands/open-question.ts';
import { removeQuestion } from './commands/remove-question.ts';
import { saveNamedVotes } from './commands/save-named-votes.ts';
import { questionOf, questionsOf } from './data/questions.ts';
import { decisionInWords } from './views/in-words.ts';
import { choiceName, questionText } from './views/labels.ts';

// What a meeting votes on: by hands with two counters, on paper, by name; told in words, refused in words.

const now = new Date('2026-04-20T06:00:00Z');
const { t } = i18nFor('ky');
const at = openNeighbours({ now });
let chair: Gate;
let secretary: Gate;
let meetingId: string;
const people = Array.from({ length: 21 }, newId);

beforeAll(async () => {
  chair = at.home.gate('staff', { name: 'Төрага' });
  secretary = at.home.gate('staff', { name: 'Катчы' });
  const cycleId = await makeCycle(at.base.db, at.home.id, 2026);
  await at.base.db.owner.query(
    `insert into person (id, municipality_id, full_name, birth_year)
     select id, $2, 'Мүчө ' || n, 1980 from unnest($1::uuid[]) with ordinality as x(id, n)`,
    [people, at.home.id],
  );
  meetingId = (await at.acting.done(chair, planPlanningMeeting, { cycleId, plannedOn: '2026-04-20' })).id;
});

const motion = {
  text: 'Арал айылынын суу түтүгүн жаңылоо',
  kind: 'motion',
  way: 'hands',
  ruleName: 'hearing',
} as const;
const body = (count: number) =>
  people.slice(0, count).map((personId, place) => ({ personId, fullName: `Мүчө ${place + 1}` }));

/** A question of the meeting, put to the vote; whatever was open before is annulled. */
async function put(asked: object = {}, opening: object = {}): Promise<string> {
  for (const one of await at.acting.read(chair, async (scope) => await questionsOf(scope, meetingId)))
    if (one.state === 'open')
      await at.acting.done(chair, annulQuestion, {
        id: meetingId,
        questionId: one.id,
        reason: 'Кийинки сыноо',
      });
  const { id } = await at.acting.done(chair, addQuestion, { id: meetingId, ...motion, ...asked });
  await at.acting.done(chair, openQuestion, { id: meetingId, questionId: id, ...opening });
  return id;
}
const rows = (figures: Record<string, number>) =>
  Object.entries(figures).map(([choice, votes]) => ({ choice, votes }));
const tally = async (gate: Gate, questionId: string, figures: Record<string, number>) =>
  await at.acting.code(gate, enterTally, { id: meetingId, questionId, rows: rows(figures) });
const close = async (questionId: string) =>
  await at.acting.code(chair, closeQuestion, { id: meetingId, questionId });
const found = async (questionId: string) =>
  (await at.acting.read(chair, async (scope) => await questionOf(scope, meetingId, questionId)))!;

/** A body of so many votes by name: `for`, `against`, `abstained`, and the first member presides. */
async function byName(rule: object, votes: readonly string[]) {
  const questionId = await put({ way: 'named', ...rule }, { members: body(votes.length) });
  const said = votes.map((vote, place) => ({ personId: people[place], vote, dissent: '' }));
  const named = { id: meetingId, questionId, presidedId: people[0], rows: said };
  await at.acting.done(secretary, saveNamedVotes, named);
  expect(await close(questionId)).toBe('done');
  return await found(questionId);
}

test('two counters: their figures must agree, else both are shown and nothing is taken', async () => {
  const questionId = await put({}, { present: 40 });
  expect(await close(questionId)).toBe('tallies-lacking');
  expect(await tally(chair, questionId, { for: 20, against: 10, abstained: 4 })).toBe('done');
  // The same person twice is one counter.
  expect(await tally(chair, questionId, { for: 21, against: 10, abstained: 4 })).toBe('done');
  expect(await close(questionId)).toBe('tallies-lacking');
  expect(await tally(secretary, questionId, { for: 21, against: 11, abstained: 4 })).toBe('done');
  expect(await close(questionId)).toBe('tallies-differ');
  const path = `/m/${at.home.id}/public-meetings/planning/${meetingId}/votes/${questionId}`;
  const open = (gate: Gate) =>
    roomPages(at.base.db, now, gate, (app) => app.route('/m/:municipalityId/public-meetings', routes()));
  const both = (await open(chair).get(path)).html;
  expect(both).toContain(t('decisions.tally.differ'));
  expect(both).toContain(t('decisions.tally.pair', { name: 'Каршы', one: '10', other: '11' }));
  // Whoever has not counted yet is not told what the others counted.
  const third = (await open(at.home.gate('head')).get(path)).html;
  expect(third).toContain(t('decisions.tally.other-counted', { name: 'Төрага' }));
  expect(third).not.toContain(t('decisions.tally.title'));
  expect(await tally(secretary, questionId, { for: 21, against: 10, abstained: 4 })).toBe('done');
  expect(await close(questionId)).toBe('done');
  const { counted, decided, tallies } = await found(questionId);
  expect(counted).toMatchObject({
    votes: { kind: 'motion', for: 21, against: 10 },
    abstained: 4,
    present: 40,
  });
  expect(decided).toMatchObject({ state: 'adopted', needed: 21 });
  // What was counted before the recount stays.
  expect(tallies.map(({ byName: by, figures }) => [by, figures.for, figures.against])).toEqual([
    ['Төрага', 20, 10],
    ['Төрага', 21, 10],
    ['Катчы', 21, 11],
    ['Катчы', 21, 10],
  ]);
});

test('spoiled slips are counted apart: they took part, they are no votes, and the result says so', async () => {
  const questionId = await put({ way: 'paper' }, { present: 40 });
  const figures = { for: 20, against: 12, abstained: 1, spoiled: 4 };
  expect(await tally(chair, questionId, { ...figures, spoiled: 8 })).toBe('votes-above-voters');
  // One counter saw four, the other none: that is a difference.
  expect(await tally(chair, questionId, figures)).toBe('done');
  expect(await tally(secretary, questionId, { ...figures, spoiled: 0 })).toBe('done');
  expect(await close(questionId)).toBe('tallies-differ');
  expect(await tally(secretary, questionId, figures)).toBe('done');
  expect(await close(questionId)).toBe('done');
  const question = await found(questionId);
  expect(question.decided).toMatchObject({ state: 'not-adopted', reached: 20, needed: 21, took: 37 });
  const words = decisionInWords(i18nFor('ky'), question.rule!, question.counted!, question.decided!);
  expect(words).toContain('Жараксыз бюллетендер: 4.');
  // Hands cannot be spoiled.
  const hands = await put({}, { present: 40 });
  expect(await tally(chair, hands, figures)).toBe('vote-unknown');
});

test('an election is put anew, not changed: who stands in it agreed to this question', async () => {
  const { id: questionId } = await at.acting.done(chair, addQuestion, { id: meetingId, ...motion });
  const change = { id: meetingId, questionId, revision: 0, ...motion };
  await at.base.db.owner.query(`update vote_question set seats = 1 where id = $1`, [questionId]);
  expect(await at.acting.code(chair, changeQuestion, change)).toBe('question-of-election');
  await at.base.db.owner.query(`update vote_question set seats = null where id = $1`, [questionId]);
  expect(await at.acting.code(chair, changeQuestion, change)).toBe('done');
});

test('Bosteri: 155 participants, 136 votes 65/38/33: most votes, no majority, in three languages', async () => {
  const options = 'Суу\nЖол\nМектеп';
  const asked = { kind: 'choice', options, way: 'paper', secret: true, ruleName: 'choice' };
  const questionId = await put(asked, { present: 155 });
  const figures = { o1: 65, o2: 38, o3: 33, abstained: 0 };
  await tally(chair, questionId, figures);
  await tally(secretary, questionId, figures);
  expect(await close(questionId)).toBe('done');
  const { rule, counted, decided } = await found(questionId);
  const said = Object.fromEntries(
    LANGS.map((lang) => [
      lang,
      decisionInWords(i18nFor(lang), rule!, counted!, decided!, () => 'Суу').join(' '),
    ]),
  );
  expect(said.ky).toContain('87,7');
  expect(said.ky).toContain('жарымынан көбү эмес');
  expect(said.ru).toContain('87,7');
  expect(said.en).toContain('87.7');
  expect(said.en).toContain('not more than half');
});

test('the Coordination Council of 8: 4:4 by the chair, and 4:3:1 is not adopted', async () => {
  const rule = { ruleName: 'coordinationCouncil' };
  const [yes, no] = [Array<string>(4).fill('for'), Array<string>(4).fill('against')];
  expect((await byName(rule, [...yes, ...no])).decided).toMatchObject({ state: 'adopted', tieBy: 'chair' });
  expect((await byName(rule, [...no, ...yes])).decided).toMatchObject({
    state: 'not-adopted',
    tieBy: 'chair',
  });
  const split = [...yes, ...no.slice(1), 'abstained'];
  expect((await byName(rule, split)).decided).toMatchObject({ state: 'not-adopted', tieBy: null });
  // Counted by hands nobody knows how the chair voted, so it is said, once, and only of what was equal.
  const questionId = await put(rule, { present: 8, members: body(8), bodyVotes: true });
  const equal = { for: 4, against: 4, abstained: 0 };
  await tally(chair, questionId, equal);
  await tally(secretary, questionId, equal);
  await close(questionId);
  expect((await found(questionId)).decided).toMatchObject({ state: 'not-adopted', tied: ['for', 'against'] });
  const say = async (said: string) =>
    await at.acting.code(chair, enterChairVote, { id: meetingId, questionId, chair: said });
  expect(await say('abstained')).toBe('vote-unknown');
  expect(await say('for')).toBe('done');
  expect((await found(questionId)).decided).toMatchObject({ state: 'adopted', tieBy: 'chair' });
  expect(await say('against')).toBe('chair-decides-nothing');
});

test('a kenesh of 21: more than half of all deputies, absent ones too; a tie is not adopted', async () => {
  const votes = (yes: number, no: number, absent: number) => [
    ...Array<string>(yes).fill('for'),
    ...Array<string>(no).fill('against'),
    ...Array<string>(absent).fill('absent'),
  ];
  const rule = { ruleName: 'kenesh' };
  expect((await byName(rule, votes(11, 2, 8))).decided).toMatchObject({
    state: 'adopted',
    of: 21,
    needed: 11,
  });
  expect((await byName(rule, votes(10, 3, 8))).decided).toMatchObject({ state: 'not-adopted', took: 13 });
  expect((await byName(rule, votes(10, 10, 1))).decided).toMatchObject({ state: 'not-adopted', tieBy: null });
  expect((await byName(rule, votes(10, 0, 11))).decided).toMatchObject({ state: 'no-quorum' });
});

test('members are called by name, dissent is kept, and the list may be written again until it is closed', async () => {
  const questionId = await put({ way: 'named' }, { members: body(3) });
  const save = async (said: readonly (readonly [number, string, string?])[]) =>
    await at.acting.code(secretary, saveNamedVotes, {
      ...{ id: meetingId, questionId, presidedId: '' },
      rows: said.map(([place, vote, dissent = '']) => ({ personId: people[place], vote, dissent })),
    });
  expect(await save([])).toBe('votes-lacking');
  expect(await save([[0, 'maybe']])).toBe('vote-unknown');
  // Nobody who is no member, and nobody twice.
  expect(await save([[9, 'for']])).toBe('vote-unknown');
  expect(
    await save([
      [0, 'for'],
      [0, 'against'],
    ]),
  ).toBe('vote-unknown');
  expect(await save([[0, 'for']])).toBe('done');
  expect(await close(questionId)).toBe('votes-lacking');
  expect(
    await save([
      [0, 'against', 'Сметасы жок'],
      [1, 'for'],
      [2, 'absent'],
    ]),
  ).toBe('done');
  expect(await close(questionId)).toBe('done');
  expect(await save([[0, 'for']])).toBe('question-not-open');
  const { called, counted } = await found(questionId);
  expect(called.map(({ vote, dissent }) => [vote, dissent])).toEqual([
    ['against', 'Сметасы жок'],
    ['for', ''],
    ['absent', ''],
  ]);
  expect(counted).toMatchObject({ present: 2, members: 3 });
  const kept = await at.base.db.owner.query('select from member_vote where question_id = $1', [questionId]);
  expect(kept.rowCount).toBe(4);
});

test('the rule of its day: what a question was opened with stays, whatever it says', async () => {
  const own = {
    ...{ ruleName: 'own', majority: 'twoThirds', base: 'present', quorum: 'number', quorumPeople: 5 },
    ...{ force: 'binding', article: 'Уставдын 12-беренеси' },
  };
  const questionId = await put(own, { present: 9 });
  const figures = { for: 6, against: 3, abstained: 0 };
  await tally(chair, questionId, figures);
  await tally(secretary, questionId, figures);
  await close(questionId);
  const { rule, decided } = await found(questionId);
  expect(rule).toMatchObject({ name: 'own', source: { kind: 'article', article: 'Уставдын 12-беренеси' } });
  expect(decided).toMatchObject({ state: 'adopted', needed: 6, quorumNeeded: 5 });
});

test('a question knows its language: without the other it is marked, with it each reads their own', async () => {
  const asked = { kind: 'choice', ruleName: 'choice', options: 'Суу\nЖол' };
  const other = { textLang: 'ky', textOther: 'Что обновить первым?', optionsOther: 'Вода\nДорога' };
  const bare = await found(await put({ ...asked, textLang: 'ky' }, { present: 5 }));
  const both = await found(await put({ ...asked, ...other }, { present: 5 }));
  const ru = i18nFor('ru');
  expect(questionText(ru, bare)).toBe(ru.t('ui.not-translated', { text: motion.text }));
  expect(questionText(i18nFor('ky'), bare)).toBe(motion.text);
  expect([questionText(ru, both), choiceName(ru, both)('o2')]).toEqual(['Что обновить первым?', 'Дорога']);
  expect(choiceName(i18nFor('ky'), both)('o2')).toBe('Жол');
  const uneven = { id: meetingId, ...motion, ...asked, optionsOther: 'Вода' };
  expect(await at.acting.code(chair, addQuestion, uneven)).toBe('question-options');
});

test('what is refused: each with its code', async () => {
  const { code } = at.acting;
  const add = async (asked: object) => await code(chair, addQuestion, { id: meetingId, ...motion, ...asked });
  expect(await add({ kind: 'choice', options: 'Жалгыз', ruleName: 'choice' })).toBe('question-options');
  expect(await add({ ruleName: 'choice' })).toBe('rule-not-for-motion');
  expect(await add({ ruleName: 'own' })).toBe('own-rule-without-article');
  expect(await add({ ruleName: 'own', article: '5', quorum: 'number' })).toBe('quorum-without-number');
  expect(await add({ secret: 'yes' })).toBe('secret-only-on-paper');
  // Scripts, signs and long texts are what was typed, or are refused as too long; they are never a mark of the page.
  expect(await add({ text: 'ө'.repeat(20_000) })).toBe('invalid-input');
  const { id: odd } = await at.acting.done(chair, addQuestion, {
    ...{ id: meetingId, ...motion },
    text: '<script>alert(1)</script> 🏔️ Ысык-Көл',
  });
  const page = roomPages(at.base.db, now, chair, (app) =>
    app.route('/m/:municipalityId/public-meetings', routes()),
  );
  const list = await page.get(`/m/${at.home.id}/public-meetings/planning/${meetingId}/votes`);
  expect(list.html).toContain('&lt;script>alert(1)');
  expect(list.html).not.toContain('<script>alert');
  const of = (questionId: string) => ({ id: meetingId, questionId });
  expect(await code(chair, openQuestion, of(newId()))).toBe('question-not-found');
  expect(await code(chair, openQuestion, { id: newId(), questionId: odd })).toBe('meeting-not-found');
  expect(await code(chair, annulQuestion, { ...of(odd), reason: 'Катасы бар' })).toBe('question-not-closed');
  expect(await tally(chair, odd, { for: 1, against: 0, abstained: 0 })).toBe('question-not-open');
  const first = await put({}, { present: 10 });
  const { id: second } = await at.acting.done(chair, addQuestion, { id: meetingId, ...motion });
  expect(await code(chair, openQuestion, of(second))).toBe('present-unknown');
  expect(await code(chair, openQuestion, { ...of(second), present: 10 })).toBe('question-open');
  expect(
    await code(chair, openQuestion, { ...of(second), present: 10, members: body(3), bodyVotes: true }),
  ).toBe('present-above-members');
  expect(await code(chair, changeQuestion, { ...of(first), revision: 0, ...motion })).toBe(
    'question-not-draft',
  );
  expect(await code(chair, removeQuestion, of(first))).toBe('question-not-draft');
  expect(await tally(chair, first, { for: 9, against: 2, abstained: 0 })).toBe('votes-above-voters');
  expect(await tally(chair, first, { for: 9 })).toBe('vote-unknown');
  const named = { ...of(first), rows: [{ personId: people[0], vote: 'for' }] };
  expect(await code(chair, saveNamedVotes, named)).toBe('counted-otherwise');
  expect(await code(chair, enterChairVote, { ...of(first), chair: 'for' })).toBe('question-not-closed');
  await at.acting.done(chair, annulQuestion, { ...of(first), reason: 'Кайра добушка коёбуз' });
  const asks = async (asked: object) => {
    const { id } = await at.acting.done(chair, addQuestion, { id: meetingId, ...motion, ...asked });
    return await code(chair, openQuestion, { ...of(id), present: 5 });
  };
  expect(await asks({ way: 'named' })).toBe('members-unknown');
  expect(await asks({ ruleName: 'kenesh' })).toBe('members-unknown');
  expect(await asks({ way: 'tokens' })).toBe('tokens-none');
  const changed = { ...of(second), revision: 0, ...motion, text: 'Башкача айтылган маселе' };
  expect(await code(chair, changeQuestion, changed)).toBe('done');
  expect(await code(chair, changeQuestion, changed)).toBe('edited-meanwhile');
});

test('a meeting is not closed over an open question and not cancelled over a vote; a closed one takes none', async () => {
  const cycleId = await makeCycle(at.base.db, at.home.id, 2027);
  const { id } = await at.acting.done(chair, planPlanningMeeting, { cycleId, plannedOn: '2026-04-20' });
  const { code, done } = at.acting;
  const { id: questionId } = await done(chair, addQuestion, { id, ...motion });
  const { id: next } = await done(chair, addQuestion, { id, ...motion });
  await done(chair, openQuestion, { id, questionId, present: 4 });
  await done(chair, addPlanningEntry, { id, column: 'proposal', text: 'Жарык' });
  const held = { id, revision: 1, heldOn: '2026-04-20' };
  await done(chair, steps.saveRecord, held);
  expect(await code(chair, steps.close, { id })).toBe('question-open');
  const figures = rows({ for: 3, against: 1, abstained: 0 });
  for (const gate of [chair, secretary]) await done(gate, enterTally, { id, questionId, rows: figures });
  await done(chair, closeQuestion, { id, questionId });
  await done(chair, steps.close, { id });
  expect(await code(chair, openQuestion, { id, questionId: next, present: 4 })).toBe('meeting-closed');
  expect(await code(chair, addQuestion, { id, ...motion })).toBe('meeting-closed');
  const other = await done(chair, planPlanningMeeting, { cycleId, plannedOn: '2026-04-20' });
  const { id: asked } = await done(chair, addQuestion, { ...other, ...motion });
  await done(chair, openQuestion, { ...other, questionId: asked, present: 4 });
  expect(await code(chair, steps.cancel, { ...other, reason: 'Жаан' })).toBe('meeting-has-votes');
});

test('who may: each role at home, and people of another municipality', { timeout: 60_000 }, async () => {
  const may: readonly Role[] = ['head', 'staff'];
  const hands = await put({}, { present: 10 });
  const { id: draft } = await at.acting.done(chair, addQuestion, { id: meetingId, ...motion });
  const figures = { for: 6, against: 3, abstained: 0 };
  await tally(chair, hands, figures);
  await tally(secretary, hands, figures);
  const of = (questionId: string) => ({ id: meetingId, questionId });
  const table: MayRow[] = [
    row(addQuestion, { id: meetingId, ...motion }, may),
    row(changeQuestion, { ...of(draft), revision: 0, ...motion }, may),
    row(removeQuestion, of(draft), may),
    row(enterTally, { ...of(hands), rows: rows(figures) }, may),
    row(closeQuestion, of(hands), may),
    row(annulQuestion, { ...of(hands), reason: 'Катасы бар' }, may),
  ];
  await at.expectTable(table);
  await at.acting.done(chair, annulQuestion, { ...of(hands), reason: 'Катасы бар' });
  await at.expectTable([row(openQuestion, { ...of(draft), present: 9 }, may)]);
  const named = await put({ way: 'named' }, { members: body(2) });
  const said = [{ personId: people[0], vote: 'for' }];
  await at.expectTable([row(saveNamedVotes, { ...of(named), rows: said }, may)]);
  const equal = await put({ ruleName: 'coordinationCouncil' }, { present: 8 });
  for (const gate of [chair, secretary]) await tally(gate, equal, { for: 2, against: 2, abstained: 0 });
  await close(equal);
  await at.expectTable([row(enterChairVote, { ...of(equal), chair: 'for' }, may)]);
  // A facilitator counts where they lead.
  const facilitator = at.home.gate('facilitator');
  expect(await tally(facilitator, equal, figures)).toBe('forbidden');
});
