import { and, eq, getTableColumns, inArray, isNull, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import { isId } from '../../../platform/db/id.ts';
import { own } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { turn } from '../../../platform/turn.ts';
import { keptEntry, keptFrame, keptHead } from '../rules/kept-file.ts';
import type { KeptEntry, KeptHead, KeptSummary } from '../rules/kept-file.ts';
import type { RecordedFacts } from '../rules/import-differences.ts';
import type { FileError } from '../rules/session-file-outcome.ts';
import { session, sessionImport } from '../../schema.ts';
import { readMeetings } from '../../../meetings/data/hold.ts';
import { meeting } from '../../../meetings/schema.ts';
import { sessionKind, type SessionRow } from './session-kind.ts';

/** A file that came to be entered, without its contents; undefined when there is none here. */
export async function findImport(scope: MunicipalityScope, id: string, hold = false) {
  if (!isId(id)) return undefined;
  const { rows: _rows, summary: _summary, ...columns } = getTableColumns(sessionImport);
  const query = scope.tx
    .select(columns)
    .from(sessionImport)
    .where(own(scope, sessionImport, eq(sessionImport.id, id)));
  return (hold ? await query.for('update') : await query)[0];
}

/** Sessions or entries that are checked before others have their turn: a few milliseconds. */
const piece = 400;

/**
 * What the preview of a file shows; undefined when it cannot be read any more. The shape is checked, since it came
 * back from outside, in pieces between which other requests have their turn.
 */
export async function importSummary(scope: MunicipalityScope, id: string): Promise<KeptSummary | undefined> {
  const found = await scope.tx
    .select({ summary: sessionImport.summary })
    .from(sessionImport)
    .where(own(scope, sessionImport, eq(sessionImport.id, id)));
  const frame = keptFrame.safeParse(found[0]?.summary);
  if (!frame.success) return undefined;
  const sessions: KeptHead[] = [];
  for (let start = 0; start < frame.data.sessions.length; start += piece) {
    await turn();
    const some = z.array(keptHead).safeParse(frame.data.sessions.slice(start, start + piece));
    if (!some.success) return undefined;
    sessions.push(...some.data);
  }
  return { ...frame.data, sessions };
}

/**
 * The entries of a file in its order, some hundred at a time, each with the number of its session (from 0). The
 * database takes the file apart: the whole of it never comes into this process.
 * @throws z.ZodError for what is no entry.
 */
export async function* importedEntries(
  scope: MunicipalityScope,
  id: string,
): AsyncGenerator<{ readonly session: number; readonly entry: KeptEntry }[]> {
  await scope.tx.execute(sql`
    declare imported_entries no scroll cursor for
      select (each.at - 1)::int as session, line.entry
        from ${sessionImport}, jsonb_array_elements(${sessionImport.rows}) with ordinality as each (session, at),
             jsonb_array_elements(each.session -> 'entries') with ordinality as line (entry, at)
       where ${sessionImport.municipalityId} = ${scope.municipalityId} and ${sessionImport.id} = ${id}
       order by each.at, line.at`);
  const fetch = sql.raw(`fetch ${piece} from imported_entries`);
  for (;;) {
    const { rows } = await scope.tx.execute<{ session: number; entry: unknown }>(fetch);
    if (rows.length === 0) break;
    yield rows.map(({ session: at, entry }) => ({ session: at, entry: keptEntry.parse(entry) }));
  }
  await scope.tx.execute(sql`close imported_entries`);
}

/**
 * SQL of a `session_import` row's summary without the words of its file: notes quote them, places and sheets may name
 * somebody. Counts, days and villages stay.
 */
export const summaryWithoutWords = `case when summary ? 'sessions' then
  jsonb_set(jsonb_set(summary, '{notes}', '[]'), '{sessions}',
            (select coalesce(jsonb_agg(one || '{"notes": [], "place": null, "sheet": ""}' order by at), '[]')
               from jsonb_array_elements(summary -> 'sessions') with ordinality as each (one, at)))
  else summary end`;

/** Empties a file that waits no longer: its counts stay and none of its words. Answers whether it waited. */
export async function letGo(
  scope: MunicipalityScope,
  id: string,
  state: 'done' | 'dropped',
): Promise<boolean> {
  const emptied = await scope.tx
    .update(sessionImport)
    .set({ state, rows: [], summary: sql.raw(summaryWithoutWords) })
    .where(own(scope, sessionImport, eq(sessionImport.id, id), eq(sessionImport.state, 'preview')))
    .returning({ id: sessionImport.id });
  return emptied.length === 1;
}

export type StandingSession = SessionRow & { readonly villageId: string; readonly written: number };

const keyOf = (one: { villageId: string; ageGroup: string; sexMode: string; part: number }) =>
  [one.villageId, one.ageGroup, one.sexMode, one.part].join('|');

/** Sessions of the cycle that a file's sessions fall upon, by their key. */
export async function standingSessions(
  scope: MunicipalityScope,
  cycleId: string,
  sessions: readonly Pick<KeptHead, 'villageId'>[],
  hold = false,
): Promise<Map<string, StandingSession>> {
  const villageIds = [...new Set(sessions.map((one) => one.villageId))];
  if (villageIds.length === 0) return new Map();
  const rows = await readMeetings(
    scope,
    sessionKind,
    and(
      eq(meeting.cycleId, cycleId),
      inArray(meeting.villageId, villageIds),
      ne(meeting.state, 'cancelled'),
      isNull(session.audience),
    ),
    hold ? 'update' : undefined,
  );
  if (rows.length === 0) return new Map();
  const written = await scope.tx.execute<{ session_id: string; n: number }>(sql`
    select session_id::text, count(*)::int as n from statement
     where municipality_id = ${scope.municipalityId}
       and session_id = any(${`{${rows.map((row) => row.id).join(',')}}`}::uuid[])
     group by session_id`);
  const counts = new Map(written.rows.map((row) => [row.session_id, row.n]));
  return new Map(
    rows.map((row) => {
      const one = { ...row, villageId: row.villageId ?? '', written: counts.get(row.id) ?? 0 };
      return [keyOf(one), one];
    }),
  );
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
