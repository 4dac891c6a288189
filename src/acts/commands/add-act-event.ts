import { eq, isNull, sql } from 'drizzle-orm';
import { addRow, own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { publicMarks, type ActEvent } from '../data.ts';
import { actEvent, publication } from '../schema.ts';

/**
 * Writes down what befell a signed act, which the caller holds, and shows residents at once what concerns its force.
 * Part of a command; that command's audit row speaks for it.
 */
export async function addActEvent(
  scope: MunicipalityScope,
  actId: string,
  event: Pick<ActEvent, 'kind' | 'on' | 'text' | 'fileId'>,
): Promise<void> {
  await addRow(scope, actEvent, { ...event, actId, byName: scope.actor.name, at: scope.now });
  const marks = JSON.stringify(await publicMarks(scope, actId));
  await scope.tx
    .update(publication)
    .set({ snapshot: sql`jsonb_set(${publication.snapshot}, '{marks}', ${marks}::jsonb)` })
    .where(own(scope, publication, eq(publication.actId, actId), isNull(publication.withdrawnAt)));
}
