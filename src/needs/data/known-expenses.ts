import { and, asc, eq } from 'drizzle-orm';
import type { MunicipalityScope, Tx } from '../../platform/db/scope.ts';
import { knownExpense } from '../schema.ts';

export type KnownExpense = Pick<typeof knownExpense.$inferSelect, 'id' | 'key' | 'name' | 'amount'>;

/** What the local budget is really spent on, as the office has entered it for a cycle. */
export type KnownBudget = {
  /** Year of the budget. */
  readonly year: number;
  /** Sum of the lines, in tyiyn. */
  readonly total: bigint;
  readonly items: readonly KnownExpense[];
  /** Changes with every saving: two people editing at once are told. */
  readonly version: string;
};

/** The version of a budget that was not entered yet. */
export const noBudgetVersion = '0';

/** The real budget of a cycle, in the order it was entered; undefined while it was not. */
export async function knownBudget(
  scope: MunicipalityScope,
  cycleId: string,
  tx: Tx = scope.tx,
): Promise<KnownBudget | undefined> {
  const rows = await tx
    .select()
    .from(knownExpense)
    .where(and(eq(knownExpense.municipalityId, scope.municipalityId), eq(knownExpense.cycleId, cycleId)))
    .orderBy(asc(knownExpense.seq), asc(knownExpense.id));
  const [first] = rows;
  if (!first) return undefined;
  return {
    year: first.year,
    total: rows.reduce((sum, row) => sum + row.amount, 0n),
    items: rows.map(({ id, key, name, amount }) => ({ id, key, name, amount })),
    // Saving replaces all rows, so the first one's id is the version.
    version: first.id,
  };
}
