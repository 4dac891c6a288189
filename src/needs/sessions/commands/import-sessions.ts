import { phaseIsOpen } from '../data/session-phase.ts';
import { z } from 'zod';
import { defineCommand, ok, type CommandContext } from '../../../platform/db/command.ts';
import { newId } from '../../../platform/db/id.ts';
import type { MunicipalityScope, Tx } from '../../../platform/db/scope.ts';
import { parts } from '../../../platform/turn.ts';
import { planForManyRows } from '../data/bulk.ts';
import { writeSessions } from '../data/imported-sessions.ts';
import { placeStatements, type Move } from '../data/placements.ts';
import { problemsByName } from '../data/problem-by-name.ts';
import {
  findImport,
  importedEntries,
  importSummary,
  letGo,
  standingErrors,
  standingSessions,
} from '../data/session-import.ts';
import { villagesOf } from '../../../territory/data.ts';
import { refuse } from '../../refusals.ts';
import { statement } from '../../schema.ts';
import { participant } from '../../../meetings/schema.ts';
import { id, tick } from '../../../platform/forms/fields.ts';
import { mayPlanMeetings } from '../../../meetings/policy.ts';
import { todayInBishkek } from '../../../platform/i18n/calendar.ts';

/**
 * Rows of one insert. Building the first few of two hundred holds up other requests for 50 to 100 ms, of fifty for half
 * of that; the whole takes a fifth longer.
 */
const batch = 50;

type Progress = (done: number, total: number) => Promise<void>;

/**
 * Enters a previewed file: all of it or nothing, in one transaction, so that a crash in the
 * middle leaves no row behind. Planned sessions of the same groups are filled, missing ones are made; a session that
 * holds statements already refuses the whole file, so the same file cannot be entered twice.
 */
export const importSessions = defineCommand({
  name: 'needs.import-sessions',
  input: z.strictObject({
    id: id(),
    /** Whether the file's day, place and numbers replace those that stand and differ; else they are left. */
    replace: tick(),
  }),
  policy: mayPlanMeetings,
  constraints: {
    meeting_once: refuse('session-exists'),
    statement_slot_key: refuse('too-many-stickers-somebody'),
  },
  run: async (context) => await enter(context, async () => {}),
});

/** `importSessions` that says how many rows of how many it has written. */
export const importSessionsTelling = (progress: Progress): typeof importSessions => ({
  ...importSessions,
  run: async (context) => await enter(context, progress),
});

async function enter(
  { scope, input, now }: CommandContext<{ id: string; replace: boolean }, MunicipalityScope>,
  progress: Progress,
) {
  const { municipalityId, actor } = scope;
  const found = await findImport(scope, input.id, true);
  if (!found) return refuse('import-not-found');
  if (found.state !== 'preview') return refuse('import-done');
  const summary = await importSummary(scope, found.id);
  if (!summary) return refuse('import-not-found');
  const { sessions } = summary;
  if (!(await phaseIsOpen(scope, found.cycleId))) return refuse('sessions-not-open');
  const villages = new Set(
    (await villagesOf(scope, scope.municipalityId, todayInBishkek(scope.now))).map(
      (village) => village.unitId,
    ),
  );
  if (sessions.some((one) => !villages.has(one.villageId))) return refuse('village-unknown');
  const standing = await standingSessions(scope, found.cycleId, sessions, true);
  const error = standingErrors(sessions, standing)[0];
  if (error) {
    return refuse(
      error.code === 'session-closed' ? 'import-session-closed' : 'import-session-has-statements',
      {
        params: { ...error.params, row: error.row },
      },
    );
  }

  await planForManyRows(scope.tx);
  const stickers = sessions.reduce((sum, one) => sum + one.stickers, 0);
  const total = sessions.length + 2 * stickers;
  let written = 0;
  const wrote = async (rows: number): Promise<void> => await progress((written += rows), total);
  const places = await writeSessions(
    scope,
    { cycleId: found.cycleId, sessions, standing, replace: input.replace },
    wrote,
  );

  const under: { statementId: string; name: string }[] = [];
  const fresh = new Map<string, string>();
  for await (const piece of importedEntries(scope, found.id)) {
    const statements: (typeof statement.$inferInsert & { id: string })[] = [];
    const people: (typeof participant.$inferInsert)[] = [];
    for (const { session: at, entry } of piece) {
      const place = places[at];
      if (!place) return refuse('import-not-found');
      const { id, stickersPerPerson, writers } = place;
      let writer = entry.participant === null ? undefined : writers.get(entry.participant);
      if (!writer && entry.participant !== null) {
        writer = { id: newId(), used: 0 };
        writers.set(entry.participant, writer);
        people.push({
          id: writer.id,
          municipalityId,
          meetingId: id,
          number: entry.participant,
          sex: entry.sex,
        });
      }
      for (let copy = 0; copy < entry.count; copy += 1) {
        // One line may stand for a thousand stickers.
        if (statements.length >= batch) await write(scope.tx, people.splice(0), statements.splice(0), wrote);
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
        fresh.set(statementId, id);
        if (entry.problem !== null) under.push({ statementId, name: entry.problem });
      }
    }
    await write(scope.tx, people, statements, wrote);
  }
  const problems = await problemsByName(
    scope,
    found.cycleId,
    under.map((one) => one.name),
  );
  const actionId = newId();
  for (const some of parts(under, batch)) {
    const moves: Move[] = some.flatMap(({ statementId, name }) => {
      const problemId = problems.get(name);
      return problemId === undefined ? [] : [{ statementId, problemId }];
    });
    await placeStatements(scope, { actionId, at: now, moves, fresh });
    await wrote(some.length);
  }
  await letGo(scope, found.id, 'done');
  const counts = { sessions: sessions.length, statements: fresh.size };
  return ok(
    { id: found.id, cycleId: found.cycleId, ...counts },
    { subjectKind: 'session-import', details: counts },
  );
}

/** Writes people and the stickers of theirs, which refer to them. */
async function write(
  tx: Tx,
  people: readonly (typeof participant.$inferInsert)[],
  statements: readonly (typeof statement.$inferInsert)[],
  wrote: (rows: number) => Promise<void>,
): Promise<void> {
  for (const some of parts(people, batch)) await tx.insert(participant).values(some);
  for (const some of parts(statements, batch)) {
    await tx.insert(statement).values(some);
    await wrote(some.length);
  }
}
