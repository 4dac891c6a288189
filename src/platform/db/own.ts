import { and, eq, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
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
