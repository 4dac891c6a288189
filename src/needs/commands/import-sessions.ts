import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok, refuse } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { planForManyRows } from '../data/bulk.ts';
import { placeStatements, type Move } from '../data/placements.ts';
import { problemsByName } from '../data/problem-by-name.ts';
import { phaseIsOpen } from '../data/session-guard.ts';
import { findImport, sessionKey, standingErrors, standingSessions } from '../data/session-import.ts';
import { listVillages, readSettings } from '../data/sessions.ts';
import { mayPlanSessions } from '../policy.ts';
import { idField } from '../rules/session-fields.ts';
import { participant, session, sessionImport, statement } from '../schema.ts';

/** Rows of one insert: ten to twelve values each, far below the protocol's 65,535. */
const batch = 2000;

/**
 * Enters a previewed file: all of it or nothing, in the one transaction of the request, so that a crash in the
 * middle leaves no row behind. Planned sessions of the same groups are filled, missing ones are made; a session that
 * holds statements already refuses the whole file, so the same file cannot be entered twice.
 */
export const importSessions = defineCommand({
  name: 'needs.import-sessions',
  input: z.strictObject({ id: idField }),
  policy: mayPlanSessions,
  constraints: { session_group_once: 'session-exists', statement_slot_key: 'too-many-stickers-somebody' },
  run: async ({ tx, scope, input, now }) => {
    const { municipalityId, actor } = scope;
    const found = await findImport(scope, input.id, tx, true);
    if (!found) return refuse('import-not-found');
    if (found.state !== 'preview') return refuse('import-done');
    if (!(await phaseIsOpen(tx, scope, found.cycleId))) return refuse('sessions-not-open');
    const villages = new Set((await listVillages(scope, tx)).map((village) => village.id));
    if (found.sessions.some((one) => !villages.has(one.villageId))) return refuse('village-unknown');
    const settings = await readSettings(scope, tx);
    const standing = await standingSessions(tx, scope, found.cycleId, found.sessions, true);
    const error = standingErrors(found.sessions, standing)[0];
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
    for (const one of found.sessions) {
      const before = standing.get(sessionKey(one));
      const id = before?.id ?? newId();
      const record = {
        state: 'open' as const,
        ...(one.heldOn === null ? {} : { heldOn: one.heldOn }),
        ...(one.place === null ? {} : { heldVenue: one.place }),
        ...(one.women === null ? {} : { women: one.women }),
        ...(one.men === null ? {} : { men: one.men }),
        ...(one.guests === null ? {} : { guests: one.guests }),
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
    if (made.length > 0) await tx.insert(session).values(made);
    for (let at = 0; at < people.length; at += batch)
      await tx.insert(participant).values(people.slice(at, at + batch));
    for (let at = 0; at < statements.length; at += batch) {
      await tx.insert(statement).values(statements.slice(at, at + batch));
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
    if (moves.length > 0) {
      const fresh = new Map(statements.map((row) => [row.id, row.sessionId]));
      await placeStatements(tx, scope, { actionId: newId(), at: now, moves, fresh });
    }
    await tx
      .update(sessionImport)
      .set({ state: 'done' })
      .where(and(eq(sessionImport.municipalityId, municipalityId), eq(sessionImport.id, found.id)));
    return ok(
      {
        id: found.id,
        cycleId: found.cycleId,
        sessions: found.sessions.length,
        statements: statements.length,
      },
      {
        subjectKind: 'session-import',
        details: { sessions: found.sessions.length, statements: statements.length },
      },
    );
  },
});
