import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import { isId } from '../../platform/db/id.ts';
import type { MunicipalityScope, Tx } from '../../platform/db/scope.ts';
import { idField } from '../rules/session-fields.ts';
import { fileNoteCodes, mostNotes, type FileError, type FileSession } from '../rules/session-file-outcome.ts';
import { session, sessionImport } from '../schema.ts';

const sexes = z.enum(['female', 'male']).nullable();
const people = z.number().int().min(0).max(999).nullable();

/** Sessions of a file as they wait for confirmation. The shape is checked again: it came back from outside. */
export const storedSessions = z
  .array(
    z.strictObject({
      villageId: idField,
      villageName: z.string(),
      ageGroup: z.string().min(1).max(40),
      sexMode: z.enum(['mixed', 'women', 'men']),
      part: z.number().int().min(1).max(9),
      heldOn: z.iso.date().nullable(),
      place: z.string().max(200).nullable(),
      women: people,
      men: people,
      guests: people,
      sheet: z.string(),
      row: z.number().int(),
      // Files kept before notes were have none.
      notes: z
        .array(
          z.strictObject({
            sheet: z.string(),
            row: z.number().int(),
            code: z.enum(fileNoteCodes),
            params: z.record(z.string(), z.union([z.string(), z.number()])),
          }),
        )
        .max(mostNotes)
        .default([]),
      entries: z.array(
        z.strictObject({
          text: z.string().min(1).max(500),
          problem: z.string().min(1).max(200).nullable(),
          participant: z.number().int().min(1).max(999).nullable(),
          sex: sexes,
          entry: z.enum(['sticker', 'count']),
          count: z.number().int().min(1).max(999),
        }),
      ),
    }),
  )
  .min(1)
  .max(5000);

export type StoredSession = z.output<typeof storedSessions>[number];

/** A file waiting for confirmation; undefined when there is none here or its rows cannot be read any more. */
export async function findImport(scope: MunicipalityScope, id: string, tx: Tx = scope.tx, hold = false) {
  if (!isId(id)) return undefined;
  const query = tx
    .select()
    .from(sessionImport)
    .where(and(eq(sessionImport.municipalityId, scope.municipalityId), eq(sessionImport.id, id)));
  const row = (hold ? await query.for('update') : await query)[0];
  if (!row) return undefined;
  const sessions = storedSessions.safeParse(row.rows);
  return sessions.success ? { ...row, sessions: sessions.data } : undefined;
}

export type StandingSession = typeof session.$inferSelect & { readonly written: number };

const keyOf = (one: { villageId: string; ageGroup: string; sexMode: string; part: number }) =>
  [one.villageId, one.ageGroup, one.sexMode, one.part].join('|');

/** Sessions of the cycle that a file's sessions fall upon, by their key. */
export async function standingSessions(
  tx: Tx,
  scope: MunicipalityScope,
  cycleId: string,
  sessions: readonly Pick<FileSession, 'villageId'>[],
  hold = false,
): Promise<Map<string, StandingSession>> {
  const villageIds = [...new Set(sessions.map((one) => one.villageId))];
  if (villageIds.length === 0) return new Map();
  const query = tx
    .select()
    .from(session)
    .where(
      and(
        eq(session.municipalityId, scope.municipalityId),
        eq(session.cycleId, cycleId),
        inArray(session.villageId, villageIds),
        ne(session.state, 'cancelled'),
        sql`${session.audience} is null`,
      ),
    )
    .orderBy(session.id);
  const rows = hold ? await query.for('update') : await query;
  if (rows.length === 0) return new Map();
  const written = await tx.execute<{ session_id: string; n: number }>(sql`
    select session_id::text, count(*)::int as n from statement
     where municipality_id = ${scope.municipalityId}
       and session_id = any(${`{${rows.map((row) => row.id).join(',')}}`}::uuid[])
     group by session_id`);
  const counts = new Map(written.rows.map((row) => [row.session_id, row.n]));
  return new Map(rows.map((row) => [keyOf(row), { ...row, written: counts.get(row.id) ?? 0 }]));
}

/** What stands in the way of a file, by row: sessions that are closed or hold statements already. */
export function standingErrors(
  sessions: readonly FileSession[],
  standing: ReadonlyMap<string, StandingSession>,
): FileError[] {
  return sessions.flatMap((one): FileError[] => {
    const found = standing.get(keyOf(one));
    if (!found) return [];
    const place = { sheet: one.sheet, row: one.row, column: 'village' as const };
    const params = { village: one.villageName, group: one.ageGroup };
    if (found.state === 'closed') return [{ ...place, code: 'session-closed', params }];
    if (found.written > 0) {
      return [{ ...place, code: 'session-has-statements', params: { ...params, count: found.written } }];
    }
    return [];
  });
}

export { keyOf as sessionKey };
