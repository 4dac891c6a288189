import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok, refuse, type CommandContext } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { planForManyRows } from '../data/bulk.ts';
import { placeStatements, type Move } from '../data/placements.ts';
import { problemsByName } from '../data/problem-by-name.ts';
import { phaseIsOpen } from '../data/session-guard.ts';
import {
  findImport,
  importedSessions,
  recordOf,
  sessionKey,
  standingErrors,
  standingSessions,
} from '../data/session-import.ts';
import { listVillages, readSettings } from '../data/sessions.ts';
import { mayPlanSessions } from '../policy.ts';
import { takenFacts } from '../rules/import-differences.ts';
import { withoutWords } from '../rules/kept-file.ts';
import { idField, tickField } from '../rules/session-fields.ts';
import { participant, session, sessionImport, statement } from '../schema.ts';

/** Rows of one insert. Building two thousand holds up other requests for a tenth of a second, four hundred do not. */
const batch = 400;

type Progress = (done: number, total: number) => Promise<void>;
/** Lets other requests have their turn. */
const turn = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

/**
 * Enters a previewed file: all of it or nothing, in one transaction, so that a crash in the
 * middle leaves no row behind. Planned sessions of the same groups are filled, missing ones are made; a session that
 * holds statements already refuses the whole file, so the same file cannot be entered twice.
 */
export const importSessions = defineCommand({
  name: 'needs.import-sessions',
  input: z.strictObject({
    id: idField,
    /** Whether the file's day, place and numbers replace those that stand and differ; else they are left. */
    replace: tickField.default(false),
  }),
  policy: mayPlanSessions,
  constraints: { session_group_once: 'session-exists', statement_slot_key: 'too-many-stickers-somebody' },
  run: async (context) => await enter(context, async () => {}),
});

/** `importSessions` that says how many rows of how many it has written. */
export const importSessionsTelling = (progress: Progress): typeof importSessions => ({
  ...importSessions,
  run: async (context) => await enter(context, progress),
});

async function enter(
  { tx, scope, input, now }: CommandContext<{ id: string; replace: boolean }, MunicipalityScope>,
  progress: Progress,
) {
  const { municipalityId, actor } = scope;
  const found = await findImport(scope, input.id, tx, true);
  if (!found) return refuse('import-not-found');
  if (found.state !== 'preview') return refuse('import-done');
  const sessions = await importedSessions(scope, found.id, tx);
  if (!sessions) return refuse('import-not-found');
  if (!(await phaseIsOpen(tx, scope, found.cycleId))) return refuse('sessions-not-open');
  const villages = new Set((await listVillages(scope, tx)).map((village) => village.id));
  if (sessions.some((one) => !villages.has(one.villageId))) return refuse('village-unknown');
  const settings = await readSettings(scope, tx);
  const standing = await standingSessions(tx, scope, found.cycleId, sessions, true);
  const error = standingErrors(sessions, standing)[0];
  if (error) {
    return refuse(
      error.code === 'session-closed' ? 'import-session-closed' : 'import-session-has-statements',
      {
        params: { ...error.params, row: error.row },
      },
    );
  }

  const statements: (typeof statement.$inferInsert & { id: string })[] = [];
  const people: (typeof participant.$inferInsert)[] = [];
  const under: { statementId: string; name: string }[] = [];
  const made: (typeof session.$inferInsert)[] = [];
  for (const one of sessions) {
    await turn();
    const before = standing.get(sessionKey(one));
    const id = before?.id ?? newId();
    const { place, ...facts } = takenFacts(before && recordOf(before), one, input.replace);
    const record = {
      state: 'open' as const,
      ...facts,
      ...(place === undefined ? {} : { heldVenue: place }),
    };
    const stickersPerPerson = before?.stickersPerPerson ?? settings.stickersPerPerson;
    if (before) {
      await tx
        .update(session)
        .set({ ...record, revision: before.revision + 1 })
        .where(and(eq(session.municipalityId, municipalityId), eq(session.id, id)));
    } else {
      made.push({
        ...record,
        id,
        municipalityId,
        cycleId: found.cycleId,
        villageId: one.villageId,
        ageGroup: one.ageGroup,
        sexMode: one.sexMode,
        part: one.part,
        plannedOn: one.heldOn,
        venue: one.place ?? '',
        stickersPerPerson,
      });
    }
    const numbers = new Map<number, { id: string; used: number; known: boolean }>();
    if (before) {
      const listed = await tx
        .select({ id: participant.id, number: participant.number })
        .from(participant)
        .where(and(eq(participant.municipalityId, municipalityId), eq(participant.sessionId, id)));
      for (const row of listed) numbers.set(row.number, { id: row.id, used: 0, known: true });
    }
    for (const entry of one.entries) {
      let writer: { id: string; used: number; known: boolean } | undefined;
      if (entry.participant !== null) {
        writer = numbers.get(entry.participant);
        if (!writer) {
          writer = { id: newId(), used: 0, known: false };
          numbers.set(entry.participant, writer);
          people.push({
            id: writer.id,
            municipalityId,
            sessionId: id,
            number: entry.participant,
            sex: entry.sex,
          });
        }
      }
      for (let copy = 0; copy < entry.count; copy += 1) {
        const statementId = newId();
        if (writer) writer.used += 1;
        if (writer && writer.used > stickersPerPerson) {
          return refuse('too-many-stickers', {
            params: { number: entry.participant ?? 0, name: '', max: stickersPerPerson },
          });
        }
        statements.push({
          id: statementId,
          municipalityId,
          sessionId: id,
          participantId: writer?.id ?? null,
          slot: writer?.used ?? null,
          text: entry.text,
          sex: writer ? null : entry.sex,
          entry: entry.entry,
          correctsId: null,
          byAccountId: actor.accountId,
          byName: actor.name,
          createdAt: now,
        });
        if (entry.problem !== null) under.push({ statementId, name: entry.problem });
      }
    }
  }
  await planForManyRows(tx);
  const total = made.length + people.length + statements.length + under.length;
  let written = 0;
  const wrote = async (rows: number): Promise<void> => await progress((written += rows), total);
  for (const some of parts(made)) {
    await tx.insert(session).values(some);
    await wrote(some.length);
  }
  for (const some of parts(people)) {
    await tx.insert(participant).values(some);
    await wrote(some.length);
  }
  for (const some of parts(statements)) {
    await tx.insert(statement).values(some);
    await wrote(some.length);
  }
  const problems = await problemsByName(
    tx,
    scope,
    found.cycleId,
    under.map((one) => one.name),
  );
  const moves: Move[] = under.flatMap(({ statementId, name }) => {
    const problemId = problems.get(name);
    return problemId === undefined ? [] : [{ statementId, problemId }];
  });
  const fresh = new Map(statements.map((row) => [row.id, row.sessionId]));
  const actionId = newId();
  for (const some of parts(moves)) {
    await placeStatements(tx, scope, { actionId, at: now, moves: some, fresh });
    await wrote(some.length);
  }
  await tx
    .update(sessionImport)
    .set({ state: 'done', rows: [], summary: withoutWords(found.summary) })
    .where(and(eq(sessionImport.municipalityId, municipalityId), eq(sessionImport.id, found.id)));
  return ok(
    {
      id: found.id,
      cycleId: found.cycleId,
      sessions: sessions.length,
      statements: statements.length,
    },
    {
      subjectKind: 'session-import',
      details: { sessions: sessions.length, statements: statements.length },
    },
  );
}

function parts<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / batch) }, (_, index) =>
    rows.slice(index * batch, (index + 1) * batch),
  );
}
