import { and, count, desc, eq, gte, ilike, like, lt, or, sql } from 'drizzle-orm';
import { auditEntry } from '../platform/audit/schema.ts';
import type { MunicipalityScope } from '../platform/db/scope.ts';

export type JournalLine = {
  readonly seq: number;
  readonly at: Date;
  readonly actorName: string;
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
};

export type JournalFilter = {
  /** Words of a name. */
  readonly q: string;
  /** Room, the part of the action before the dot; empty for all. */
  readonly room: string;
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
};

/** Everybody's acts in this municipality, the newest first. `limit` rows from `offset`, and how many there are. */
export async function journalOf(
  scope: MunicipalityScope,
  filter: JournalFilter,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ readonly lines: JournalLine[]; readonly total: number }> {
  // Words are compared as they are: per cent and underscore of a search are letters, not patterns.
  const words = filter.q.replace(/[\\%_]/g, (letter) => `\\${letter}`);
  const where = and(
    eq(auditEntry.municipalityId, scope.municipalityId),
    filter.room === '' ? undefined : like(auditEntry.action, `${filter.room}.%`),
    words === ''
      ? undefined
      : or(ilike(auditEntry.actorName, `%${words}%`), sql`${auditEntry.subjectId} = ${filter.q}`),
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
    })
    .from(auditEntry)
    .where(where)
    .orderBy(desc(auditEntry.seq))
    .limit(page.limit)
    .offset(page.offset);
  return { lines, total: all?.total ?? 0 };
}
