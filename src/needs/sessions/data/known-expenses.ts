import { asc, eq } from 'drizzle-orm';
import { own } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { knownExpense } from '../../schema.ts';

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
): Promise<KnownBudget | undefined> {
  const rows = await scope.tx
    .select()
    .from(knownExpense)
    .where(own(scope, knownExpense, eq(knownExpense.cycleId, cycleId)))
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
