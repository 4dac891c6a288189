import { beforeAll, expect, test } from 'vitest';
import { codeOf, expectMay, openNeighbours, row, type MayRow } from '../../test/acting.ts';
import { roles, type Gate, type Role } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { addMatcherTerm } from './priorities/commands/add-matcher-term.ts';
import { addStatements } from './sessions/commands/add-statements.ts';
import { confirmSessionImport } from './sessions/commands/confirm-session-import.ts';
import { correctStatement } from './sessions/commands/correct-statement.ts';
import { createProblem } from './sessions/commands/create-problem.ts';
import { dropSessionImport } from './sessions/commands/drop-session-import.ts';
import { editProblem } from './priorities/commands/edit-problem.ts';
import { groupStatements } from './sessions/commands/group-statements.ts';
import { importSessions } from './sessions/commands/import-sessions.ts';
import { markCompetence } from './priorities/commands/mark-competence.ts';
import { nameInRussian } from './priorities/commands/name-in-russian.ts';
import { mergeProblems } from './priorities/commands/merge-problems.ts';
import { planAllSessions } from './sessions/commands/plan-all-sessions.ts';
import { planSession } from './sessions/commands/plan-session.ts';
import { previewSessionImport } from './sessions/commands/preview-session-import.ts';
import { publishMunicipalityPriorities } from './priorities/commands/publish-municipality-priorities.ts';
import { publishVillagePriorities } from './priorities/commands/publish-village-priorities.ts';
import { removeMatcherTerm } from './priorities/commands/remove-matcher-term.ts';
import { saveBudgetGuess } from './sessions/commands/save-budget-guess.ts';
import { saveInstitutions } from './sessions/commands/save-institutions.ts';
import { saveKnownExpenses } from './sessions/commands/save-known-expenses.ts';
import { saveResourceObjects } from './sessions/commands/save-resource-objects.ts';
import { takeBackStatements } from './sessions/commands/take-back-statements.ts';
import { undoAction } from './sessions/commands/undo-action.ts';
import { undoMerge } from './priorities/commands/undo-merge.ts';
import { ungroupStatements } from './sessions/commands/ungroup-statements.ts';
import { withdrawPublication } from './priorities/commands/withdraw-publication.ts';
import { withdrawStatement } from './sessions/commands/withdraw-statement.ts';
import { lastBatch } from './sessions/data/batches.ts';
import { noBudgetVersion } from './sessions/data/known-expenses.ts';
import { findSession } from './sessions/data/sessions.ts';
import { keptFile, makeCycle, makeSession, makeStatements } from './priorities/priorities.fixture.ts';
import {
  assignFacilitators,
  cancelSession,
  changeSchedule,
  closeSession,
  finishSession,
  invitePeople,
  markInvited,
  reopenSession,
  restoreSession,
  saveParticipants,
  saveSessionRecord,
} from './sessions/commands/session-steps.ts';

// Who may do what with sessions, the board and the lists: each command of the room but those of focus groups, which
// stand in focus-groups.db.test.ts, with an input that is right for those who may.

const now = new Date('2026-03-20T06:00:00Z');
const places = openNeighbours({ now });
let staff: Gate;
let at: Awaited<ReturnType<typeof furnish>>;

beforeAll(async () => {
  staff = places.home.gate('staff', { name: 'Төрага' });
  at = await furnish();
});

/** A cycle in the middle of its work; the neighbour has one of the same year. */
async function furnish() {
  const cycleId = await makeCycle(places.base.db, places.home.id, 2026);
  await makeCycle(places.base.db, places.away.id, 2026);
  const villageId = places.home.villages[0]!.id;
  const session = async (ageGroup: string) => {
    const { id } = await places.acting.done(staff, planSession, {
      cycleId,
      villageId,
      ageGroup,
      plannedOn: '2026-03-12',
      startsAt: '10:00',
      venue: 'Клуб',
    });
    return id;
  };
  const [planned, cancelled] = [await session('18-35'), await session('36-55')];
  await places.acting.done(staff, cancelSession, { id: cancelled, reason: 'Жаан' });
  const closed = await session('56+');
  await places.acting.done(staff, addStatements, { sessionId: closed, stickers: [{ text: 'жарык' }] });
  const { revision } = await sessionOf(closed);
  await places.acting.done(staff, saveSessionRecord, { id: closed, revision, heldOn: '2026-03-12' });
  await places.acting.done(staff, closeSession, { id: closed });

  const held = await makeSession(places.base.db, {
    municipalityId: places.home.id,
    cycleId,
    villageId: places.home.villages[1]!.id,
    women: 10,
    men: 12,
  });
  await places.acting.done(staff, addStatements, { sessionId: held, stickers: [{ text: 'көпүрө' }] });
  const batch = await places.acting.read(staff, async (scope) => await lastBatch(scope, held));
  const untouched = await sessionOf(held);
  await places.acting.done(staff, saveSessionRecord, {
    id: held,
    revision: untouched.revision,
    heldOn: '2026-03-12',
  });
  const [statementId = '', ...rest] = await makeStatements(
    places.base.db,
    places.home.id,
    held,
    'Таза суу жок',
    12,
  );
  const problem = async (name: string, statements: readonly string[]) =>
    await places.acting.done(staff, createProblem, {
      cycleId,
      name,
      statements: statements.map((id) => ({ id })),
    });
  const { id: problemId, actionId } = await problem('Таза суу', rest);
  const { id: second } = await problem(
    'Жол',
    await makeStatements(places.base.db, places.home.id, held, 'жол', 3),
  );
  const { id: third } = await problem(
    'Мост',
    await makeStatements(places.base.db, places.home.id, held, 'көпүрө', 3),
  );
  const merging = { cycleId, villageId: null, fromProblemId: third, intoProblemId: second, reason: 'бир' };
  const { id: mergeId } = await places.acting.done(staff, mergeProblems, merging);
  const published = await places.acting.done(staff, publishVillagePriorities, {
    year: 2026,
    villageId: places.home.villages[1]!.id,
    reason: 'керек',
  });
  const term = await places.acting.done(staff, addMatcherTerm, { ky: 'чүмөк', ru: 'кран' });
  const personId = newId();
  const recorderId = newId();
  await places.base.db.owner.query(
    `insert into person (id, municipality_id, full_name, birth_year) values ($1, $3, 'Сейит', 1980), ($2, $3, 'Нурлан', 1981)`,
    [personId, recorderId, places.home.id],
  );
  await places.acting.done(staff, invitePeople, { id: planned, personIds: [personId] });
  const other = await makeCycle(places.base.db, places.home.id, 2027);
  const kept = keptFile(places.home.villages[0]!);
  const previewing = { cycleId: other, fileName: 'a.csv', digest: kept.digest };
  const { id: importId } = await places.acting.done(staff, previewSessionImport(kept), previewing);
  return {
    ...{ cycleId, villageId, planned, cancelled, closed, held, statementId, problemId, second, actionId },
    batchId: batch!.id,
    ...{
      mergeId,
      publicationId: published.id,
      termId: term.id,
      personId,
      recorderId,
      kept,
      previewing,
      importId,
    },
  };
}

async function sessionOf(id: string) {
  return (await places.acting.read(staff, async (scope) => await findSession(scope, id)))!;
}

const chairs: readonly Role[] = ['head', 'staff'];
const joiners: readonly Role[] = ['administrator', 'head', 'staff'];
// A facilitator works at the board of the sessions assigned to them only: none of these is.
const groupers: readonly Role[] = [...joiners, 'facilitator'];

test('sessions: each command, each role, and people of another municipality', async () => {
  const { cycleId, planned, cancelled, closed, held, statementId, personId, recorderId, importId } = at;
  const { revision } = await sessionOf(planned);
  const mine = { id: planned, revision };
  const schedule = { plannedOn: '2026-03-25', startsAt: '14:00', endsAt: '16:30', venue: 'Мектеп' };
  const rows: readonly (readonly [command: unknown, input: unknown])[] = [
    [planSession, { cycleId, villageId: places.home.villages[1]!.id, ageGroup: '36-55' }],
    [planAllSessions, { cycleId, days: ['2026-04-01', '2026-04-02', '2026-04-03'] }],
    [changeSchedule, { ...mine, ...schedule }],
    [cancelSession, { id: planned, reason: 'себеп' }],
    [restoreSession, { id: cancelled }],
    [assignFacilitators, { id: planned, facilitatorIds: personId, recorderIds: recorderId }],
    [invitePeople, { id: planned, personIds: [recorderId] }],
    [markInvited, { id: planned, personIds: [personId], mark: 'invited' }],
    [saveSessionRecord, { ...mine, heldOn: '2026-03-12' }],
    [saveParticipants, { ...mine, rows: [{ fullName: 'Айнура', sex: 'female', age: 30 }] }],
    [saveInstitutions, { ...mine, rows: [{ name: 'Мектеп' }] }],
    [saveBudgetGuess, { ...mine, rows: [{ name: 'Жолдор', share: '30' }] }],
    [saveResourceObjects, { ...mine, rows: [{ name: 'Булак', kind: 'water' }] }],
    [addStatements, { sessionId: planned, stickers: [{ text: 'жол' }] }],
    [correctStatement, { id: statementId, text: 'Таза суу жетишпейт' }],
    [withdrawStatement, { id: statementId }],
    [takeBackStatements, { sessionId: held, batchId: at.batchId }],
    [finishSession, { id: held }],
    [closeSession, { id: held }],
    [reopenSession, { id: closed, reason: 'себеп' }],
    [previewSessionImport(at.kept), at.previewing],
    [confirmSessionImport, { id: importId }],
    [importSessions, { id: importId }],
    [dropSessionImport, { id: importId }],
    [
      saveKnownExpenses,
      { cycleId, version: noBudgetVersion, year: 2026, rows: [{ name: 'Жолдор', amount: '100' }] },
    ],
  ];
  for (const [command, input] of rows) {
    await expectMay(places.base.db, places.acting, places, { command, input, may: chairs } as MayRow);
  }
});

test('the board and the lists: each command, each role, and people of another municipality', async () => {
  const { cycleId, statementId, problemId, second } = at;
  const statements = [{ id: statementId }];
  const merging = {
    cycleId,
    villageId: null,
    fromProblemId: second,
    intoProblemId: problemId,
    reason: 'бир',
  };
  const rows: readonly (readonly [command: unknown, input: unknown, may: readonly Role[]])[] = [
    // Statements of a session are moved by those who lead it: no facilitator here does.
    [groupStatements, { problemId, statements }, joiners],
    [ungroupStatements, { statements }, joiners],
    [undoAction, { actionId: at.actionId }, joiners],
    [createProblem, { cycleId, name: 'Жаңы' }, groupers],
    [editProblem, { problemId, name: 'Таза суу жок', category: 'water' }, groupers],
    [markCompetence, { problemId, competence: 'local', localMatter: 4 }, groupers],
    [nameInRussian, { cycleId, names: [{ problemId, nameRu: 'Нет чистой воды' }] }, groupers],
    [mergeProblems, merging, joiners],
    [undoMerge, { mergeId: at.mergeId, reason: 'жок' }, joiners],
    [
      publishVillagePriorities,
      { year: 2026, villageId: places.home.villages[1]!.id, reason: 'керек' },
      joiners,
    ],
    [withdrawPublication, { publicationId: at.publicationId, reason: 'жок' }, joiners],
    [removeMatcherTerm, { termId: at.termId }, groupers],
  ];
  for (const [command, input, may] of rows) {
    await expectMay(places.base.db, places.acting, places, { command, input, may } as MayRow);
  }
});

test('what names nothing of the municipality is done at home by each of its own', async () => {
  const own = { abroad: 'their-own' } as const;
  await places.expectTable([row(addMatcherTerm, { ky: 'булак', ru: 'родник' }, groupers, own)]);
  // The neighbour has nothing to publish.
  for (const role of roles) {
    const input = { year: 2026, reason: 'керек' };
    const said = codeOf(
      await places.acting.tried(places.home.gate(role), publishMunicipalityPriorities, input),
    );
    expect([role, said]).toEqual([role, joiners.includes(role) ? 'done' : 'forbidden']);
    const abroad = codeOf(
      await places.acting.tried(places.away.gate(role), publishMunicipalityPriorities, input),
    );
    expect([role, abroad]).toEqual([role, joiners.includes(role) ? 'nothing-to-publish' : 'forbidden']);
  }
});
