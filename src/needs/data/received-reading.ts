import { asc, eq, inArray, isNotNull } from 'drizzle-orm';
import { isId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { budgetQuestion, sessionPhoto } from '../schema.ts';

export type QuestionItem = typeof budgetQuestion.$inferSelect;
export type PhotoItem = typeof sessionPhoto.$inferSelect & { readonly fileId: string };

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

/** Pictures of a session that have arrived, in the order they were made. */
export async function listPhotos(scope: MunicipalityScope, sessionId: string): Promise<PhotoItem[]> {
  const rows = await scope.tx
    .select()
    .from(sessionPhoto)
    .where(own(scope, sessionPhoto, eq(sessionPhoto.sessionId, sessionId), isNotNull(sessionPhoto.fileId)))
    .orderBy(asc(sessionPhoto.id));
  return rows.flatMap((row) => (row.fileId === null ? [] : [{ ...row, fileId: row.fileId }]));
}

/** One picture of this session; undefined when there is none or it has not arrived. */
export async function findPhoto(
  scope: MunicipalityScope,
  sessionId: string,
  id: string,
): Promise<PhotoItem | undefined> {
  return isId(id) ? (await listPhotos(scope, sessionId)).find((photo) => photo.id === id) : undefined;
}
