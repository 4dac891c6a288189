import { eq, inArray, or } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { same, type Changes } from '../rules/three-way.ts';

/** Rows of a meeting that devices write, and the column that names the meeting. */
export type ReceivedTable<R> = {
  readonly table: PgTable & { readonly id: AnyPgColumn; readonly municipalityId: AnyPgColumn };
  readonly meetingColumn: string;
  /** What a row has beside what the device sent. */
  readonly also?: Readonly<Record<string, unknown>>;
  /** What is written of a change; what the device sent when left out. */
  readonly changed?: (fields: Partial<R>, standing: Row) => Readonly<Record<string, unknown>>;
  /** What of a standing row the office can have changed; all of it when left out. */
  readonly office?: (standing: Row) => Row;
};

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/**
 * Writes what a device added, changed and removed of one table. A row that stands in another meeting (a copied
 * document) is left alone; what the office has changed since is wanted by somebody and is not removed.
 * @returns how many rows were touched.
 */
export async function writeRows<R extends { readonly id: string }>(
  scope: MunicipalityScope,
  meetingId: string,
  { table, meetingColumn, also = {}, changed: written, office }: ReceivedTable<R>,
  { added, changed, removed }: Changes<R>,
): Promise<number> {
  if (added.length + changed.length + removed.length === 0) return 0;
  const meeting = (table as unknown as Record<string, AnyPgColumn>)[meetingColumn]!;
  const wanted = [...added, ...changed.map(({ now }) => now)].map(({ id }) => id);
  const found = (await scope.tx
    .select()
    .from(table)
    .where(
      own(
        scope,
        table,
        or(eq(meeting, meetingId), wanted.length === 0 ? undefined : inArray(table.id, wanted)),
      ),
    )) as Row[];
  const mine = new Map(found.filter((one) => one[meetingColumn] === meetingId).map((one) => [one.id, one]));
  const elsewhere = new Set(found.filter((one) => one[meetingColumn] !== meetingId).map(({ id }) => id));
  const these = (ids: readonly string[]) =>
    own(scope, table, eq(meeting, meetingId), inArray(table.id, [...ids]));
  const inserts: R[] = [];
  let touched = 0;
  const put = async (row: R, fields: Partial<R>) => {
    const standing = mine.get(row.id);
    if (standing) {
      await scope.tx
        .update(table)
        .set(written ? written(fields, standing) : fields)
        .where(these([row.id]));
      touched += 1;
      // The office may have taken it off and the hall has worked on it since: it is wanted.
    } else if (!elsewhere.has(row.id)) inserts.push(row);
  };
  for (const row of added) await put(row, row);
  for (const { now, fields } of changed) await put(now, pick(now, fields));
  if (inserts.length > 0) {
    const key = { ...also, municipalityId: scope.municipalityId, [meetingColumn]: meetingId };
    await scope.tx.insert(table).values(inserts.map((row) => ({ ...row, ...key })));
  }
  const gone = removed.filter((old) => {
    const standing = mine.get(old.id);
    if (standing === undefined) return false;
    const now = office ? office(standing) : standing;
    return Object.entries(old).every(([field, value]) => same(now[field], value));
  });
  if (gone.length > 0) await scope.tx.delete(table).where(these(gone.map(({ id }) => id)));
  return touched + inserts.length + gone.length;
}

function pick<R>(row: R, fields: readonly (keyof R)[]): Partial<R> {
  const part: Partial<R> = {};
  for (const field of fields) part[field] = row[field];
  return part;
}
