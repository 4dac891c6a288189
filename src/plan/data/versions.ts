import { desc, eq } from 'drizzle-orm';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Plan } from '../rules/plan.ts';
import { revive } from '../rules/versions.ts';
import { planVersion } from '../schema.ts';

export type VersionHead = Omit<typeof planVersion.$inferSelect, 'plan'>;

const head = {
  id: planVersion.id,
  municipalityId: planVersion.municipalityId,
  planId: planVersion.planId,
  number: planVersion.number,
  kind: planVersion.kind,
  way: planVersion.way,
  itemId: planVersion.itemId,
  reason: planVersion.reason,
  paper: planVersion.paper,
  paperOn: planVersion.paperOn,
  byName: planVersion.byName,
  at: planVersion.at,
};

/** The versions of a plan without their contents, the newest first. */
export async function versionsOf(scope: MunicipalityScope, planId: string): Promise<VersionHead[]> {
  return await scope.tx
    .select(head)
    .from(planVersion)
    .where(own(scope, planVersion, eq(planVersion.planId, planId)))
    .orderBy(desc(planVersion.number));
}

/** The plan as a version keeps it; undefined when there is none of that number. */
export async function planAt(
  scope: MunicipalityScope,
  planId: string,
  number: number,
): Promise<Plan | undefined> {
  const [found] = await scope.tx
    .select({ plan: planVersion.plan })
    .from(planVersion)
    .where(own(scope, planVersion, eq(planVersion.planId, planId), eq(planVersion.number, number)));
  return found && revive(found.plan);
}
