import { and, eq, inArray, type SQL } from 'drizzle-orm';
import type { AnyPgColumn, PgInsertValue, PgTable, PgUpdateSetSource } from 'drizzle-orm/pg-core';
import { newId } from './id.ts';
import type { MunicipalityScope } from './scope.ts';

/** A table whose rows belong to a municipality, or an alias of one. */
type Owned = { readonly municipalityId: AnyPgColumn };

/**
 * Rows of the scope's municipality, and of them those that meet the conditions. The one place where this is said:
 * row-level security is the second wall behind it.
 */
export function own(
  scope: MunicipalityScope,
  table: Owned,
  ...conditions: readonly (SQL | undefined)[]
): SQL {
  return and(eq(table.municipalityId, scope.municipalityId), ...conditions)!;
}

/** For a join: the row of `a` that `b` speaks of, by the whole key. `sameRow(person, 'id', invitation, 'personId')`. */
export function sameRow<A extends Owned, B extends Owned>(
  a: A,
  aKey: keyof A & string,
  b: B,
  bKey: keyof B & string,
): SQL {
  const column = (table: Owned, key: string) => (table as unknown as Record<string, AnyPgColumn>)[key]!;
  return and(eq(a.municipalityId, b.municipalityId), eq(column(a, aKey), column(b, bKey)))!;
}

/** What a municipality shows to anybody: for readers without a scope of it. */
export function publishedBy(
  municipalityId: string,
  table: Owned,
  ...conditions: readonly (SQL | undefined)[]
): SQL {
  return and(eq(table.municipalityId, municipalityId), ...conditions)!;
}

/** A table whose rows have an id of their own. */
type Named = PgTable & Owned & { readonly id: AnyPgColumn };
type Values<T extends Named> = Omit<T['$inferInsert'], 'id' | 'municipalityId'>;
type Changes<T extends Named> = { readonly [K in keyof Values<T>]?: Values<T>[K] | undefined };

/** Writes a new row of the scope's municipality and gives its id. */
export async function addRow<T extends Named>(
  scope: MunicipalityScope,
  table: T,
  values: Values<T>,
): Promise<string> {
  const id = newId();
  const row = { ...values, id, municipalityId: scope.municipalityId };
  await scope.tx.insert(table).values(row as PgInsertValue<T>);
  return id;
}

/** Changes one row; false when this municipality has none of that id. */
export async function changeRow<T extends Named>(
  scope: MunicipalityScope,
  table: T,
  id: string,
  values: Changes<T>,
): Promise<boolean> {
  const changed = await scope.tx
    .update(table)
    // eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- its columns are known where it is called
    .set(values as PgUpdateSetSource<T>)
    .where(own(scope, table, eq(table.id, id)));
  return changed.rowCount === 1;
}

type Ordered = Named & { readonly position: AnyPgColumn };

/**
 * Rows of one thing as they should stand, in this order: those with an `id` are changed, those without are added, and
 * what is left out goes. `mine` says which rows are the thing's, `fixed` what a new one needs beside what was typed.
 * @returns false, and nothing is written, when a row names one that is not there (somebody else removed it)
 */
export async function saveRows(
  scope: MunicipalityScope,
  table: Ordered,
  mine: SQL,
  rows: readonly { readonly id: string | null }[],
  fixed: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const where = own(scope, table, mine);
  const named: Named = table;
  const standing = (await scope.tx.select({ id: named.id }).from(named).where(where).for('update')) as {
    id: string;
  }[];
  const gone = new Set(standing.map((one) => one.id));
  // Each once: two rows of one would write over each other.
  if (!rows.every((row) => row.id === null || gone.delete(row.id))) return false;
  if (gone.size > 0) await scope.tx.delete(named).where(and(where, inArray(named.id, [...gone])));
  for (const [position, { id, ...values }] of rows.entries()) {
    if (id === null) await addRow(scope, named, { ...fixed, ...values, position });
    else await changeRow(scope, named, id, { ...values, position });
  }
  return true;
}
