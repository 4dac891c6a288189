import { count, desc, gte, like, lt, or, sql, type SQL } from 'drizzle-orm';
import { searchKey } from '../methods/names.ts';
import { auditEntry } from '../platform/audit/schema.ts';
import { own } from '../platform/db/own.ts';
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
    })
    .from(auditEntry)
    .where(where)
    .orderBy(desc(auditEntry.seq))
    .limit(page.limit)
    .offset(page.offset);
  return { lines, total: all?.total ?? 0 };
}
