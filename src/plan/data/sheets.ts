import { eq } from 'drizzle-orm';
import { isId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { commitment } from '../schema.ts';

/** The stored picture of a commitment's signed sheet; undefined when there is none. */
export async function sheetOf(
  scope: MunicipalityScope,
  itemId: string,
  commitmentId: string,
): Promise<string | undefined> {
  if (!isId(commitmentId)) return undefined;
  const [found] = await scope.tx
    .select({ fileId: commitment.sheetFileId })
    .from(commitment)
    .where(own(scope, commitment, eq(commitment.id, commitmentId), eq(commitment.itemId, itemId)));
  return found?.fileId ?? undefined;
}
