import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn, whileWritten, type Acting } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import type { Gate } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { saveFocusTopic } from './focus/commands/save-focus-topic.ts';
import { addMatcherTerm } from './priorities/commands/add-matcher-term.ts';
import { addStatements } from './sessions/commands/add-statements.ts';
import { changeFocusEntry } from './focus/commands/change-focus-entry.ts';
import { confirmSessionImport } from './sessions/commands/confirm-session-import.ts';
import { correctStatement } from './sessions/commands/correct-statement.ts';
import { createProblem } from './sessions/commands/create-problem.ts';
import { groupStatements } from './sessions/commands/group-statements.ts';
import { importSessions } from './sessions/commands/import-sessions.ts';
import { markCompetence } from './priorities/commands/mark-competence.ts';
import { mergeProblems } from './priorities/commands/merge-problems.ts';
import { planAllSessions } from './sessions/commands/plan-all-sessions.ts';
import { planFocusGroup } from './focus/commands/plan-focus-group.ts';
import { planSession } from './sessions/commands/plan-session.ts';
import { previewSessionImport } from './sessions/commands/preview-session-import.ts';
import { publishMunicipalityPriorities } from './priorities/commands/publish-municipality-priorities.ts';
import { publishVillagePriorities } from './priorities/commands/publish-village-priorities.ts';
import { removeFocusEntry } from './focus/commands/remove-focus-entry.ts';
import { removeMatcherTerm } from './priorities/commands/remove-matcher-term.ts';
import { saveBudgetGuess } from './sessions/commands/save-budget-guess.ts';
import { undoAction } from './sessions/commands/undo-action.ts';
import { undoMerge } from './priorities/commands/undo-merge.ts';
import { ungroupStatements } from './sessions/commands/ungroup-statements.ts';
import { withdrawPublication } from './priorities/commands/withdraw-publication.ts';
import { keptFile, makeCycle, makeSession, makeStatements } from './priorities/priorities.fixture.ts';
import {
  assignFacilitators,
  cancelSession,
  invitePeople,
  reopenSession,
  restoreSession,
  saveParticipants,
} from './sessions/commands/session-steps.ts';
import {
  closeFocusGroup,
  reopenFocusGroup,
  restoreFocusGroup,
  saveFocusPeople,
  saveFocusRecord,
} from './focus/commands/focus-steps.ts';

// What the chair of a working group may stumble over, one by one: each refusal comes of what was really sent.

const now = new Date('2026-03-20T06:00:00Z');
let base: TestDatabase;
let acting: Acting;
let home: TestMunicipality;
let staff: Gate;

beforeAll(async () => {
  base = await createTestDatabase();
  acting = actingIn(base.db, now);
  home = await makeMunicipality(base.db);
  staff = home.gate('staff', { name: 'Төрага' });
});
afterAll(async () => await base.drop());

const code: Acting['code'] = async (gate, command, input) => await acting.code(gate, command, input);
const done: Acting['done'] = async (gate, command, input) => await acting.done(gate, command, input);

let year = 2030;
const newCycle = async () => await makeCycle(base.db, home.id, (year += 1));

async function person(name: string): Promise<string> {
  const id = newId();
  await base.db.owner.query(
    'insert into person (id, municipality_id, full_name, birth_year) values ($1, $2, $3, 1980)',
    [id, home.id, name],
  );
  return id;
}

async function session(cycleId: string, ageGroup = '18-35', over: object = {}): Promise<string> {
  const at = { cycleId, villageId: home.villages[0]!.id, ageGroup, plannedOn: '2026-03-12' };
  const { id } = await done(staff, planSession, { ...at, startsAt: '10:00', venue: 'Клуб', ...over });
  return id;
}

async function revisionOf(id: string): Promise<number> {
  const found = await base.db.owner.query<{ revision: number }>(
    `select revision from meeting where id = $1`,
    [id],
  );
  return found.rows[0]!.revision;
}

const whileWriting = async (text: string, values: readonly unknown[], work: () => Promise<string>) =>
  await whileWritten(base.db, [text, values], work);

test('planning sessions', async () => {
  const cycleId = await newCycle();
  const villageId = home.villages[0]!.id;
  const plan = { cycleId, villageId, ageGroup: '18-35' };
  expect(await code(staff, planSession, { ...plan, cycleId: newId() })).toBe('cycle-not-found');
  expect(await code(staff, planSession, { ...plan, ageGroup: '12-17' })).toBe('age-group-unknown');
  expect(await code(staff, planSession, { ...plan, audience: 'Мугалимдер' })).toBe('audience-without-reason');
  expect(await code(staff, planSession, { ...plan, plannedPeople: 10, plannedWomen: 11 })).toBe(
    'more-women-than-people',
  );
  const finished = await newCycle();
  await base.db.owner.query('update cycle set finished_at = now() where id = $1', [finished]);
  expect(await code(staff, planSession, { ...plan, cycleId: finished })).toBe('cycle-finished');

  const bare = await makeMunicipality(base.db, { name: 'Айылсыз', villages: [] });
  const days = ['2026-04-01'];
  const bareCycle = await makeCycle(base.db, bare.id);
  expect(await code(bare.gate('head'), planAllSessions, { cycleId: bareCycle, days })).toBe('no-villages');
});

test('who leads, who is invited', async () => {
  const cycleId = await newCycle();
  const [first, second] = [await session(cycleId), await session(cycleId, '36-55', { startsAt: '14:00' })];
  const [leader, recorder] = [await person('Асан'), await person('Үсөн')];
  const leading = { id: first, facilitatorIds: [leader], recorderIds: [recorder] };
  expect(await code(staff, assignFacilitators, { ...leading, recorderIds: [leader] })).toBe(
    'facilitator-twice',
  );
  expect(await code(staff, assignFacilitators, { ...leading, recorderIds: [newId()] })).toBe(
    'person-not-found',
  );
  expect(await code(staff, invitePeople, { id: first, personIds: [] })).toBe('nobody-chosen');
  // Somebody else books the leader for the same hours, and is faster by a moment.
  const hours = ['2026-03-12', '14:00', '16:30'];
  const said = await whileWriting(
    `insert into meeting_leader (municipality_id, meeting_id, person_id, role, planned_on, starts_at, ends_at)
     values ($1, $2, $3, 'facilitator', $4, $5, $6)`,
    [home.id, second, leader, ...hours],
    async () => {
      const third = await session(cycleId, '56+', { startsAt: '14:00', endsAt: '16:30' });
      return await code(staff, assignFacilitators, { ...leading, id: third });
    },
  );
  expect(said).toBe('facilitator-busy-somewhere');
});

test('what is not in that state, what is not there', async () => {
  const cycleId = await newCycle();
  const id = await session(cycleId);
  expect(await code(staff, restoreSession, { id })).toBe('session-not-cancelled');
  expect(await code(staff, reopenSession, { id, reason: 'ката' })).toBe('session-not-closed');
  expect(await code(staff, undoAction, { actionId: newId() })).toBe('action-not-found');
  expect(await code(staff, undoMerge, { mergeId: newId(), reason: 'ката' })).toBe('merge-not-found');
  expect(await code(staff, removeMatcherTerm, { termId: newId() })).toBe('term-not-found');
  expect(await code(staff, confirmSessionImport, { id: newId() })).toBe('import-not-found');
  const withdrawing = { publicationId: newId(), reason: 'ката' };
  expect(await code(staff, withdrawPublication, withdrawing)).toBe('publication-not-found');
  await done(staff, addStatements, { sessionId: id, stickers: [{ text: 'жол' }] });
  expect(await code(staff, cancelSession, { id, reason: 'жаан' })).toBe('session-has-statements');
});

test('the record of a session', async () => {
  const cycleId = await newCycle();
  const id = await session(cycleId);
  const revision = await revisionOf(id);
  const woman = { fullName: 'Айнура', sex: 'female', age: 30 };
  expect(await code(staff, saveParticipants, { id, revision, rows: [{ ...woman, id: newId() }] })).toBe(
    'participant-not-found',
  );
  const guess = { id, revision, rows: [{ name: 'Жолдор', share: 'жарымы' }] };
  expect(await acting.run(staff, saveBudgetGuess, guess)).toMatchObject({
    code: 'invalid-input',
    fields: { 'rows.0.share': { code: 'share-invalid' } },
  });
  await base.db.owner.query(
    `insert into participant (id, municipality_id, meeting_id, number, sex) values ($1, $2, $3, 999, 'female')`,
    [newId(), home.id, id],
  );
  expect(await code(staff, saveParticipants, { id, revision, rows: [woman] })).toBe('too-many-participants');
  const adding = { sessionId: id, stickers: [] };
  expect(await code(staff, addStatements, adding)).toBe('nothing-written');
  const counts = [1, 2, 3].map((at) => ({ problem: `көйгөй ${at}`, count: 999 }));
  expect(await code(staff, addStatements, { ...adding, counts })).toBe('too-many-at-once');
});

test('a place that somebody else has taken meanwhile is not taken twice', async () => {
  const sessionId = await session(await newCycle());
  const add = { sessionId, stickers: [{ text: 'Таза суу', participantNumber: 7 }] };
  await done(staff, addStatements, add);
  const taken = `insert into statement (id, municipality_id, session_id, text, participant_id, slot, by_account_id, by_name)
    select $1, municipality_id, session_id, 'Жол', participant_id, 2, 'x', 'x' from statement where session_id = $2`;
  const said = await whileWriting(
    taken,
    [newId(), sessionId],
    async () => await code(staff, addStatements, add),
  );
  expect(said).toBe('too-many-stickers-somebody');
  expect(await code(staff, addStatements, add)).toBe('done');
});

test('the board', async () => {
  const [cycleId, other] = [await newCycle(), await newCycle()];
  const villageId = home.villages[1]!.id;
  const at = { municipalityId: home.id, villageId };
  const sessionId = await makeSession(base.db, { ...at, cycleId });
  const elsewhere = await makeSession(base.db, { ...at, cycleId: other });
  const [one = '', two = ''] = await makeStatements(base.db, home.id, sessionId, 'суу', 2);
  const [foreign = ''] = await makeStatements(base.db, home.id, elsewhere, 'жол');
  const move = (id: string, seq?: number) => [{ id, ...(seq === undefined ? {} : { seq }) }];
  const { id: problemId } = await done(staff, createProblem, { cycleId, name: 'Таза суу' });
  const naming = { cycleId, name: 'Жол', statements: move(foreign) };
  expect(await code(staff, createProblem, naming)).toBe('problem-of-another-cycle');
  await done(staff, groupStatements, { problemId, statements: move(one) });
  await done(staff, ungroupStatements, { statements: move(one) });
  expect(await code(staff, groupStatements, { problemId, statements: move(one, 0) })).toBe(
    'taken-out-meanwhile',
  );
  expect(await code(staff, groupStatements, { problemId, statements: move(newId()) })).toBe(
    'statement-not-found',
  );
  await done(staff, correctStatement, { id: two, text: 'суу жок' });
  expect(await code(staff, groupStatements, { problemId, statements: move(two) })).toBe(
    'statement-corrected-meanwhile',
  );
  expect(await acting.run(staff, markCompetence, { problemId, competence: 'local' })).toMatchObject({
    fields: { localMatter: { code: 'local-matter-missing' } },
  });
  expect(await acting.run(staff, addMatcherTerm, { ky: 'таза суу', ru: 'вода' })).toMatchObject({
    fields: { ky: { code: 'one-word' } },
  });
  await done(staff, addMatcherTerm, { ky: 'чүмөк', ru: 'кран' });
  expect(await code(staff, addMatcherTerm, { ky: 'чүмөк', ru: 'кран' })).toBe('term-exists');
  // Somebody makes a problem of the same action's statement at the same moment.
  const busy = await whileWriting(
    `insert into grouping (id, municipality_id, statement_id, problem_id, seq, action_id, by_account_id, by_name, at)
     select $1, g.municipality_id, g.statement_id, $3, max(g.seq) + 1, $1, 'test', 'Тест', now() from grouping g
      where g.municipality_id = $2 and g.statement_id = $4 group by 2, 3`,
    [newId(), home.id, problemId, one],
    async () => await code(staff, groupStatements, { problemId, statements: move(one) }),
  );
  expect(busy).toBe('changed-meanwhile');
});

test('the lists', async () => {
  const cycleId = await newCycle();
  const villageId = home.villages[1]!.id;
  const publishing = { year, villageId, reason: 'керек' };
  expect(await code(staff, publishVillagePriorities, publishing)).toBe('nothing-to-publish');
  const abroad = { ...publishing, villageId: newId() };
  expect(await code(staff, publishVillagePriorities, abroad)).toBe('village-not-found');
  const place = { municipalityId: home.id, cycleId, villageId, women: 12, men: 13 };
  const sessionId = await makeSession(base.db, place);
  const problem = async (name: string, votes: number) => {
    const statements = await makeStatements(base.db, home.id, sessionId, name, votes);
    const made = await done(staff, createProblem, {
      cycleId,
      name,
      statements: statements.map((id) => ({ id })),
    });
    return made.id;
  };
  const [fromProblemId, intoProblemId] = [await problem('Жол', 9), await problem('Көпүрө', 12)];
  // The residents of its groups are not known.
  const byPeople = { year, reason: 'керек', rule: 'population' };
  expect(await code(staff, publishMunicipalityPriorities, byPeople)).toBe('rule-not-usable');
  const merging = { cycleId, villageId: null, fromProblemId, intoProblemId, reason: 'бир' };
  const { id: mergeId } = await done(staff, mergeProblems, merging);
  await done(staff, undoMerge, { mergeId, reason: 'ката' });
  expect(await code(staff, undoMerge, { mergeId, reason: 'ката' })).toBe('merge-undone-already');
});

test('a file whose session was closed meanwhile', async () => {
  const cycleId = await newCycle();
  const kept = keptFile(home.villages[0]!);
  const previewing = { cycleId, fileName: 'a.csv', digest: kept.digest };
  const { id } = await done(staff, previewSessionImport(kept), previewing);
  const at = { municipalityId: home.id, cycleId, villageId: home.villages[0]!.id };
  await makeSession(base.db, { ...at, state: 'closed' });
  expect(await code(staff, importSessions, { id })).toBe('import-session-closed');
});

test('focus groups', async () => {
  const cycleId = await newCycle();
  const { id: problemId } = await done(staff, createProblem, { cycleId, name: 'Таза суу' });
  const leader = await person('Нурлан');
  const hours = { plannedOn: '2026-03-18', startsAt: '10:00' };
  const plan = { cycleId, problemIds: [problemId], facilitatorIds: [leader], ...hours, confirmed: 'yes' };
  const { id } = await done(staff, planFocusGroup, plan);
  const busy = await session(cycleId, '18-35', { plannedOn: hours.plannedOn, startsAt: '11:00' });
  const leading = { id: busy, facilitatorIds: [leader], recorderIds: [await person('Эсен')] };
  expect(await code(staff, assignFacilitators, leading)).toBe('facilitator-busy');
  expect(await code(staff, planFocusGroup, plan)).toBe('facilitator-busy');
  expect(await code(staff, planFocusGroup, { ...plan, confirmed: '' })).toBe('focus-before-sessions');
  const soon = { ...plan, plannedOn: '2026-03-20', confirmed: '' };
  expect(await code(staff, planFocusGroup, soon)).toBe('focus-day-unusual');
  expect(await code(staff, restoreFocusGroup, { id })).toBe('focus-not-cancelled');
  expect(await code(staff, reopenFocusGroup, { id, reason: 'ката' })).toBe('focus-not-closed');
  const revision = await revisionOf(id);
  const rows = [{ sex: 'female', forInitiativeGroup: true }];
  expect(await code(staff, saveFocusPeople, { id, revision, rows })).toBe('focus-candidate-nameless');
  await done(staff, saveFocusRecord, { id, revision, heldOn: '2026-03-18' });
  expect(await code(staff, closeFocusGroup, { id })).toBe('focus-without-entries');
  const line = { id, problemId, lines: [{ column: 'cause', text: 'Түтүк эски' }] };
  const { entryIds } = await done(staff, saveFocusTopic, line);
  const [entryId] = entryIds;
  await done(staff, removeFocusEntry, { id, entryId, before: 'Түтүк эски' });
  const edited = { id, entryId, before: 'Түтүк эски', text: 'Түтүк жок' };
  expect(await code(staff, changeFocusEntry, edited)).toBe('focus-entry-gone');
  await base.db.owner.query(
    `insert into focus_entry (id, municipality_id, focus_group_id, problem_id, seq, part, text)
     select gen_random_uuid(), $1, $2, $3, n, 'cause', 'себеп' from generate_series(10, 1009) n`,
    [home.id, id, problemId],
  );
  expect(await code(staff, saveFocusTopic, line)).toBe('focus-too-many-entries');
});
