import { asc, inArray } from 'drizzle-orm';
import { own } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { budgetQuestion } from '../../schema.ts';

export type QuestionItem = typeof budgetQuestion.$inferSelect;

/** What people asked about the budget and want hearings on, in the order it was said. */
export async function listQuestions(
  scope: MunicipalityScope,
  sessionIds: readonly string[],
): Promise<QuestionItem[]> {
  if (sessionIds.length === 0) return [];
  return await scope.tx
    .select()
    .from(budgetQuestion)
    .where(own(scope, budgetQuestion, inArray(budgetQuestion.sessionId, [...sessionIds])))
    .orderBy(asc(budgetQuestion.seq), asc(budgetQuestion.id));
}
