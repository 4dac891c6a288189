import { desc, eq } from 'drizzle-orm';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { erasure } from '../../needs/schema.ts';

export type Erasure = typeof erasure.$inferSelect;

/** What was erased, the newest first: when, by whom, why and how many rows, never who. */
export async function erasuresOf(scope: MunicipalityScope): Promise<Erasure[]> {
  return await scope.tx
    .select()
    .from(erasure)
    .where(own(scope, erasure))
    .orderBy(desc(erasure.at))
    .limit(200);
}

/** One erasure, for its paper; undefined when there is none here. */
export async function erasureOf(scope: MunicipalityScope, id: string): Promise<Erasure | undefined> {
  const [found] = await scope.tx
    .select()
    .from(erasure)
    .where(own(scope, erasure, eq(erasure.id, id)));
  return found;
}
