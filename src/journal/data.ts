import { count, desc, gte, inArray, like, lt, or, sql, type SQL } from 'drizzle-orm';
import { meetingKinds } from '../meetings/rules/who-counts.ts';
import { meeting } from '../meetings/schema.ts';
import { session } from '../needs/schema.ts';
import { searchKey } from '../methods/names.ts';
import { isId } from '../platform/db/id.ts';
import { todayInBishkek } from '../platform/i18n/calendar.ts';
import { versionsNamed } from '../territory/data.ts';
import type { UnitVersion } from '../territory/rules/versions.ts';
import { auditEntry } from '../platform/audit/schema.ts';
import { own, sameRow } from '../platform/db/own.ts';
import type { MunicipalityScope } from '../platform/db/scope.ts';

export type JournalLine = {
  readonly seq: number;
  readonly at: Date;
  readonly actorName: string;
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** Where it happened, by the names of today: a village or the municipality; and the group of a session. */
  readonly place: UnitVersion | undefined;
  readonly session: SessionGroup | null;
};

type SessionGroup = Pick<typeof session.$inferSelect, 'ageGroup' | 'sexMode' | 'part' | 'audience'>;

export type JournalFilter = {
  /** Words of a name. */
  readonly q: string;
  /** Room, the part of the action before the dot; empty for all. */
  readonly room: string;
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
};

// Letters a search does not tell apart, as `searchKey` folds them; the journal is too long to be folded here.
const apart = 'өүңёӨҮҢЁ-–—‑';
const alike = 'оунеоуне    ';
const folded = (column: typeof auditEntry.actorName): SQL =>
  sql`translate(lower(${column}), ${apart}, ${alike})`;

/** Everybody's acts in this municipality, the newest first. `limit` rows from `offset`, and how many there are. */
export async function journalOf(
  scope: MunicipalityScope,
  filter: JournalFilter,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ readonly lines: JournalLine[]; readonly total: number }> {
  const words = searchKey(filter.q);
  const where = own(
    scope,
    auditEntry,
    filter.room === '' ? undefined : like(auditEntry.action, `${filter.room}.%`),
    words === ''
      ? undefined
      : or(
          sql`strpos(${folded(auditEntry.actorName)}, ${words}) > 0`,
          sql`${auditEntry.subjectId} = ${filter.q}`,
        ),
    filter.from ? gte(auditEntry.at, filter.from) : undefined,
    filter.until ? lt(auditEntry.at, filter.until) : undefined,
  );
  const [all] = await scope.tx.select({ total: count() }).from(auditEntry).where(where);
  const lines = await scope.tx
    .select({
      seq: auditEntry.seq,
      at: auditEntry.at,
      actorName: auditEntry.actorName,
      action: auditEntry.action,
      details: auditEntry.details,
      unitId: sql<
        string | null
      >`coalesce(${meeting.villageId}::text, ${auditEntry.details} ->> 'villageId', ${auditEntry.details} ->> 'unitId')`,
      session: {
        ageGroup: session.ageGroup,
        sexMode: session.sexMode,
        part: session.part,
        audience: session.audience,
      },
    })
    .from(auditEntry)
    .leftJoin(
      meeting,
      own(
        scope,
        meeting,
        inArray(auditEntry.subjectKind, [...meetingKinds]),
        sql`${meeting.id}::text = ${auditEntry.subjectId}`,
      ),
    )
    .leftJoin(session, sameRow(session, 'id', meeting, 'id'))
    .where(where)
    .orderBy(desc(auditEntry.seq))
    .limit(page.limit)
    .offset(page.offset);
  const unitIds = lines.flatMap(({ unitId }) => (unitId !== null && isId(unitId) ? [unitId] : []));
  const places = await versionsNamed(scope, unitIds, todayInBishkek(scope.now));
  return {
    lines: lines.map(({ unitId, ...line }) => ({ ...line, place: places.get(unitId ?? '') })),
    total: all?.total ?? 0,
  };
}
