import { eq, ne } from 'drizzle-orm';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { act, publication } from '../schema.ts';
import { withdrawPublished } from './publish-version.ts';

/**
 * Takes a numbered act out of force and what was published of it from residents; its row, number and paper stay.
 * @param reason why; null when another act says it by taking its place
 */
export async function outOfForce(
  scope: MunicipalityScope,
  actId: string,
  reason: string | null,
): Promise<void> {
  await scope.tx
    .update(act)
    .set({ state: 'annulled', annulledReason: reason })
    .where(own(scope, act, eq(act.id, actId), ne(act.state, 'annulled')));
  await withdrawPublished(scope, eq(publication.actId, actId), reason);
}
