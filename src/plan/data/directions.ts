import { eq } from 'drizzle-orm';
import { localMatters } from '../../needs/rules/catalogue.ts';
import { addRow, own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { type jointPlan, planDirection } from '../schema.ts';

type PlanRow = typeof jointPlan.$inferSelect;

/** Finds the direction of a local matter in a plan held for update, or makes it at the end. */
export async function directionsByMatter(
  scope: MunicipalityScope,
  plan: PlanRow,
): Promise<(localMatter: number | null) => Promise<string>> {
  const rows = await scope.tx
    .select()
    .from(planDirection)
    .where(own(scope, planDirection, eq(planDirection.planId, plan.id)));
  const byMatter = new Map(rows.map((row) => [row.localMatter, row.id]));
  let position = Math.max(-1, ...rows.map((row) => row.position));
  const [mine, other] = plan.lang === 'ru' ? (['ru', 'ky'] as const) : (['ky', 'ru'] as const);
  const nameOf = (matter: number | null, lang: 'ky' | 'ru') =>
    localMatters.find((one) => one.number === matter)?.[lang] ?? i18nFor(lang).t('plan.direction-other');
  return async (localMatter) => {
    const standing = byMatter.get(localMatter);
    if (standing !== undefined) return standing;
    position += 1;
    const made = await addRow(scope, planDirection, {
      planId: plan.id,
      position,
      title: nameOf(localMatter, mine),
      titleOther: nameOf(localMatter, other),
      localMatter,
    });
    byMatter.set(localMatter, made);
    return made;
  };
}
