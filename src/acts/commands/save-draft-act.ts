import { eq } from 'drizzle-orm';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { actFor } from '../data.ts';
import { act } from '../schema.ts';

export type DraftAct = {
  readonly template: string;
  readonly cycleId: string;
  readonly subjectId?: string | null;
  readonly type: (typeof act.$inferInsert)['type'];
  readonly issuingBody: (typeof act.$inferInsert)['issuingBody'];
  readonly titleKy: string;
  readonly titleRu: string;
  readonly replacesId?: string | null;
};

/**
 * Makes sure that a paper has an act: the standing one is kept (its title follows while it is a draft), else a new
 * draft is added. Part of another room's command; that command's audit row speaks for it.
 */
export async function saveDraftAct(
  scope: MunicipalityScope,
  draft: DraftAct,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const {
    template,
    cycleId,
    type,
    issuingBody,
    titleKy,
    titleRu,
    subjectId = null,
    replacesId = null,
  } = draft;
  const standing = await actFor(scope, template, cycleId, subjectId);
  if (standing) {
    if (standing.state === 'draft' && standing.number === null) {
      await scope.tx
        .update(act)
        .set({ titleKy, titleRu, type })
        .where(own(scope, act, eq(act.id, standing.id)));
    }
    return { id: standing.id, isNew: false };
  }
  const id = newId();
  const { municipalityId } = scope;
  const facts = { template, cycleId, subjectId, type, issuingBody, titleKy, titleRu, replacesId };
  await scope.tx.insert(act).values({ municipalityId, id, ...facts });
  return { id, isNew: true };
}
