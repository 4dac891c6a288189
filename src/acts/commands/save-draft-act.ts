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
};

/**
 * Makes sure that a paper has an act: the standing one is kept (its title follows while it is a draft), else a new
 * draft is added. Part of another room's command; that command's audit row speaks for it.
 */
export async function saveDraftAct(
  scope: MunicipalityScope,
  draft: DraftAct,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const standing = await actFor(scope, draft.template, draft.cycleId, draft.subjectId ?? null);
  if (standing) {
    if (standing.state === 'draft' && standing.number === null) {
      await scope.tx
        .update(act)
        .set({ titleKy: draft.titleKy, titleRu: draft.titleRu, type: draft.type })
        .where(own(scope, act, eq(act.id, standing.id)));
    }
    return { id: standing.id, isNew: false };
  }
  const id = newId();
  await scope.tx
    .insert(act)
    .values({ ...draft, subjectId: draft.subjectId ?? null, municipalityId: scope.municipalityId, id });
  return { id, isNew: true };
}
