import { asc, eq } from 'drizzle-orm';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { planComment } from '../schema.ts';

export type Comment = typeof planComment.$inferSelect;

/** What was said of an item, the oldest first. */
export async function commentsOf(scope: MunicipalityScope, itemId: string): Promise<Comment[]> {
  return await scope.tx
    .select()
    .from(planComment)
    .where(own(scope, planComment, eq(planComment.itemId, itemId)))
    .orderBy(asc(planComment.at));
}
