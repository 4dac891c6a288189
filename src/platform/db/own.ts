import { and, eq, type SQL } from 'drizzle-orm';
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
