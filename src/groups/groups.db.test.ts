import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { actingIn, type Acting } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { paperOf } from '../acts/documents.ts';
import { actFor } from '../acts/data.ts';
import { makeCycle } from '../needs/priorities/priorities.fixture.ts';
import { createProblem } from '../needs/sessions/commands/create-problem.ts';
import type { Gate } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { openPublic } from '../platform/db/scope.ts';
import { erasePerson } from '../privacy/commands/erase-person.ts';
import { addNote } from './commands/add-note.ts';
import { advanceMembers } from './commands/advance-members.ts';
import { draftGroupOrder } from './commands/draft-group-order.ts';
import { finishTask } from './commands/finish-task.ts';
import { formGroup } from './commands/form-group.ts';
import { joinGroup } from './commands/join-group.ts';
import { leaveGroup } from './commands/leave-group.ts';
import { nameMember } from './commands/name-member.ts';
import { saveGroup } from './commands/save-group.ts';
import { showGroups } from './commands/show-groups.ts';
import { groupOf } from './data/groups.ts';
import { publishedGroups } from './data/published.ts';
import { registerGroupOrder } from './documents/papers.ts';
import { groupOrderTemplate } from './rules/templates.ts';

// Initiative groups: who joins by their own consent, how far they come, what residents read of them.

const now = new Date('2026-04-10T06:00:00Z');
let base: TestDatabase;
let acting: Acting;
let home: TestMunicipality;
let staff: Gate;
let cycleId: string;
let groupId: string;

beforeAll(async () => {
  registerGroupOrder();
  base = await createTestDatabase();
  acting = actingIn(base.db, now);
});
afterAll(async () => await base?.drop());
beforeEach(async () => {
  home = await makeMunicipality(base.db);
  staff = home.gate('staff', { name: 'Адис' });
  cycleId = await makeCycle(base.db, home.id, 2026);
  ({ id: groupId } = await acting.done(staff, formGroup, {
    cycleId,
    nameKy: 'Өнүгүү',
    nameRu: 'Развитие',
    problemIds: [],
  }));
});

const joining = (fullName: string, more: object = {}) => ({
  ...{ groupId, fullName, sex: 'female', birthYear: '1990', role: 'member', category: 'activist' },
  ...{ stage: 'working', from: '2026-04-01', consented: 'yes', ...more },
});
const join = async (fullName: string, more: object = {}) =>
  (await acting.done(staff, joinGroup, joining(fullName, more))).membershipId;
const group = async () => (await acting.read(staff, async (scope) => await groupOf(scope, groupId)))!;
const shown = async () =>
  await openPublic(base.db, async (scope) => await publishedGroups(scope, home.id), { now });

test('nobody joins without their consent, and its words are kept', async () => {
  expect(await acting.code(staff, joinGroup, joining('Асанова Бегимай', { consented: '' }))).toBe(
    'group-without-consent',
  );
  expect(await acting.code(staff, joinGroup, joining('Асанова Бегимай', { from: '2026-04-11' }))).toBe(
    'group-day-wrong',
  );
  expect(await acting.code(staff, joinGroup, joining('Асанова Бегимай', { groupId: newId() }))).toBe(
    'group-not-found',
  );
  await join('Асанова Бегимай');
  const [member] = (await group()).members;
  expect(member).toMatchObject({
    fullName: 'Асанова Бегимай',
    stage: 'working',
    consentOn: '2026-04-01',
    named: false,
  });
  expect(member!.consentText).toContain('өз ыктыярым менен');
});

test('a problem is carried by one group', async () => {
  const { id: problemId } = await acting.done(staff, createProblem, { cycleId, name: 'Көпүрө жок' });
  const of = (name: string, problemIds: readonly string[]) => ({
    cycleId,
    nameKy: name,
    nameRu: name,
    problemIds,
  });
  await acting.done(staff, formGroup, of('Көпүрө', [problemId]));
  expect(await acting.code(staff, formGroup, of('Жол', [problemId]))).toBe('group-topic-taken');
  expect(await acting.code(staff, formGroup, of('Жол', [newId()]))).toBe('group-topic-unknown');
  expect(await acting.code(staff, formGroup, { ...of('Жол', []), cycleId: newId() })).toBe(
    'group-cycle-unknown',
  );
  const other = await makeCycle(base.db, home.id, 2027);
  expect(await acting.code(staff, formGroup, { ...of('Жол', [problemId]), cycleId: other })).toBe(
    'group-topic-unknown',
  );
});

test('a gathering confirms by its minutes; who left stays in the history and is named no more', async () => {
  const first = await join('Асанова Бегимай', { named: 'yes' });
  const second = await join('Токтоматов Жаныбек', { sex: 'male' });
  const confirm = { groupId, members: [first, second], stage: 'confirmed' };
  expect(await acting.code(staff, advanceMembers, confirm)).toBe('group-confirmed-without-paper');
  const by = { ...confirm, confirmedOn: '2026-04-09', confirmedPaper: '№ 4 протокол' };
  expect(await acting.code(staff, advanceMembers, { ...by, confirmedOn: '2026-04-11' })).toBe(
    'group-day-wrong',
  );
  expect(await acting.code(staff, advanceMembers, { ...by, members: [] })).toBe('group-nobody-chosen');
  expect(await acting.code(staff, advanceMembers, { ...by, members: [first, newId()] })).toBe(
    'group-member-unknown',
  );
  expect(await acting.code(staff, advanceMembers, by)).toBe('done');
  expect((await group()).members.map((one) => [one.stage, one.confirmedPaper])).toEqual([
    ['confirmed', '№ 4 протокол'],
    ['confirmed', '№ 4 протокол'],
  ]);
  await acting.done(staff, leaveGroup, { membershipId: first, on: '2026-04-10', reason: 'Көчүп кетти' });
  const after = await group();
  expect(after.balance).toMatchObject({ people: 1, women: 0, men: 1 });
  expect(after.members.at(-1)).toMatchObject({
    leftReason: 'Көчүп кетти',
    named: false,
    validTo: '2026-04-10',
  });
  expect(await acting.code(staff, leaveGroup, { membershipId: newId(), on: '2026-04-10', reason: 'x' })).toBe(
    'group-member-unknown',
  );
});

test('residents read topics and counts; names by consent alone, gone as soon as it is taken back', async () => {
  const named = await join('Асанова Бегимай', { named: 'yes' });
  for (let n = 0; n < 5; n += 1) await join(`Киши ${'абвгд'[n]}`);
  for (let n = 0; n < 4; n += 1) await join(`Эркек ${'абвг'[n]}`, { sex: 'male' });
  await acting.done(staff, showGroups, { cycleId });
  expect((await shown())!.groups).toMatchObject([
    { people: 10, women: null, men: null, names: [{ name: 'Асанова Бегимай', role: 'member' }] },
  ]);
  expect(JSON.stringify(await shown())).not.toContain('Киши');
  await acting.done(staff, nameMember, { membershipId: named, named: 'no' });
  expect(JSON.stringify(await shown())).not.toContain('Асанова');
  await join('Эркек д', { sex: 'male' });
  await acting.done(staff, showGroups, { cycleId });
  expect((await shown())!.groups[0]).toMatchObject({ people: 11, women: 6, men: 5 });
  expect(await acting.code(staff, showGroups, { cycleId: newId() })).toBe('group-cycle-unknown');
  expect(await acting.code(staff, nameMember, { membershipId: newId(), named: 'no' })).toBe(
    'group-member-unknown',
  );
});

test('the head’s order has every group with its members, for residents only who agreed', async () => {
  const empty = await makeCycle(base.db, home.id, 2027);
  expect(await acting.code(staff, draftGroupOrder, { cycleId: empty })).toBe('group-none');
  await join('Асанова Бегимай', { named: 'yes' });
  await join('Токтоматов Жаныбек', { sex: 'male' });
  await acting.done(staff, draftGroupOrder, { cycleId });
  const paper = await acting.read(staff, async (scope) => {
    const act = await actFor(scope, groupOrderTemplate, cycleId);
    return act && (await paperOf(scope, act));
  });
  expect(JSON.stringify(paper!.ky)).toContain('Токтоматов Жаныбек');
  expect(JSON.stringify(paper!.ru)).toContain('Развитие');
});

test('tasks are done once; only a task has a term', async () => {
  const note = {
    groupId,
    kind: 'task',
    on: '2026-04-02',
    text: 'Смета суроо',
    who: 'Бегимай',
    dueOn: '2026-04-20',
  };
  await acting.done(staff, addNote, note);
  expect(await acting.code(staff, addNote, { ...note, kind: 'minutes' })).toBe('group-task-only');
  expect(await acting.code(staff, addNote, { ...note, groupId: newId() })).toBe('group-not-found');
  const [task] = (await group()).notes;
  expect(await acting.code(staff, finishTask, { noteId: task!.id })).toBe('done');
  expect(await acting.code(staff, finishTask, { noteId: task!.id })).toBe('group-note-gone');
});

test('two who save a group at once: the second is told', async () => {
  const saved = {
    groupId,
    revision: 0,
    nameKy: 'Өнүгүү',
    nameRu: 'Развитие',
    problemIds: [],
    place: 'Мектеп',
  };
  const codes = await Promise.all([1, 2].map(async () => await acting.code(staff, saveGroup, saved)));
  expect(codes.sort()).toEqual(['done', 'edited-meanwhile']);
});

test('who is erased at their wish is named by no group any more, at once', async () => {
  await join('Асанова Бегимай', { named: 'yes' });
  await acting.done(staff, showGroups, { cycleId });
  expect(JSON.stringify(await shown())).toContain('Асанова');
  const [member] = (await group()).members;
  await acting.done(home.gate('administrator'), erasePerson, {
    ...{ rows: [`person/${member!.personId}`], reason: 'Өзү суранды', confirmed: 'yes' },
  });
  expect(JSON.stringify(await shown())).not.toContain('Асанова');
  expect((await group()).balance.people).toBe(0);
});
