import { and, eq, getTableColumns, inArray, ne, sql } from 'drizzle-orm';
import { isId } from '../../platform/db/id.ts';
import type { MunicipalityScope, Tx } from '../../platform/db/scope.ts';
import { keptSessions, keptSummary, type KeptHead, type KeptSession } from '../rules/kept-file.ts';
import type { RecordedFacts } from '../rules/import-differences.ts';
import type { FileError } from '../rules/session-file-outcome.ts';
import { session, sessionImport } from '../schema.ts';

/** A file waiting for confirmation, as its preview shows it; undefined when there is none here. */
export async function findImport(scope: MunicipalityScope, id: string, tx: Tx = scope.tx, hold = false) {
  if (!isId(id)) return undefined;
  const { rows: _rows, ...columns } = getTableColumns(sessionImport);
  const query = tx
    .select(columns)
    .from(sessionImport)
    .where(and(eq(sessionImport.municipalityId, scope.municipalityId), eq(sessionImport.id, id)));
  const row = (hold ? await query.for('update') : await query)[0];
  if (!row) return undefined;
  const summary = keptSummary.safeParse(row.summary);
  return summary.success ? { ...row, summary: summary.data } : undefined;
}

/** The sessions of a file with all their stickers, some megabytes; undefined when they cannot be read any more. */
export async function importedSessions(
  scope: MunicipalityScope,
  id: string,
  tx: Tx,
): Promise<KeptSession[] | undefined> {
  const found = await tx
    .select({ rows: sessionImport.rows })
    .from(sessionImport)
    .where(and(eq(sessionImport.municipalityId, scope.municipalityId), eq(sessionImport.id, id)));
  const sessions = keptSessions.safeParse(found[0]?.rows);
  return sessions.success ? sessions.data : undefined;
}

export type StandingSession = typeof session.$inferSelect & { readonly written: number };

const keyOf = (one: { villageId: string; ageGroup: string; sexMode: string; part: number }) =>
  [one.villageId, one.ageGroup, one.sexMode, one.part].join('|');

/** Sessions of the cycle that a file's sessions fall upon, by their key. */
export async function standingSessions(
  tx: Tx,
  scope: MunicipalityScope,
  cycleId: string,
  sessions: readonly Pick<KeptHead, 'villageId'>[],
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
  sessions: readonly Omit<KeptHead, 'stickers'>[],
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

/** What the record of a standing session says of its day. */
export function recordOf(one: StandingSession): RecordedFacts {
  const { heldOn, heldVenue, women, men, guests } = one;
  return { heldOn, place: heldVenue, women, men, guests };
}

export { keyOf as sessionKey };
