import { eq } from 'drizzle-orm';
import { isId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { nothingSaid, type FileItem } from '../rules/plan-file-outcome.ts';
import { revive } from '../rules/versions.ts';
import { planImport } from '../schema.ts';

export type PlanImport = Omit<typeof planImport.$inferSelect, 'items'> & {
  readonly items: readonly FileItem[];
};

/** A file of a plan that was read, held when it is to be entered; undefined when there is none here. */
export async function findPlanImport(
  scope: MunicipalityScope,
  id: string,
  hold = false,
): Promise<PlanImport | undefined> {
  if (!isId(id)) return undefined;
  const query = scope.tx
    .select()
    .from(planImport)
    .where(own(scope, planImport, eq(planImport.id, id)));
  const [found] = await (hold ? query.for('update') : query);
  return found && { ...found, items: revive<readonly FileItem[]>(found.items) };
}

/** Empties a file that waits no longer: that it came stays, and none of its words. */
export async function letPlanImportGo(
  scope: MunicipalityScope,
  id: string,
  state: 'done' | 'dropped',
): Promise<void> {
  await scope.tx
    .update(planImport)
    .set({ state, items: [], said: nothingSaid })
    .where(own(scope, planImport, eq(planImport.id, id)));
}
