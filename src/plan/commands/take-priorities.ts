import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { catalogueEntryNamed, localMatters } from '../../needs/rules/catalogue.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { addRow, own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { id } from '../../platform/forms/fields.ts';
import { writablePlan } from '../data/hold.ts';
import { topProblems } from '../data/priorities.ts';
import { mayLeadPlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { type jointPlan, planDirection, planProblem } from '../schema.ts';

type PlanRow = typeof jointPlan.$inferSelect;

/**
 * Takes the first five problems of every village into the plan, each under the direction of its local matter; a
 * direction that is not there yet is made. What stands already stays as it is.
 */
export const takePriorities = defineCommand({
  name: 'plan.take-priorities',
  input: z.object({ id: id() }),
  policy: mayLeadPlan,
  run: async ({ scope, input: { id: planId } }) => {
    const held = await writablePlan(scope, planId, 'update');
    if (!held.ok) return held;
    const top = (await topProblems(scope, held.row.cycleId)).filter((one) => one.villageId !== null);
    const standing = await scope.tx
      .select({ problemId: planProblem.problemId, villageId: planProblem.villageId })
      .from(planProblem)
      .where(own(scope, planProblem, eq(planProblem.planId, planId)));
    const known = new Set(standing.map((one) => `${one.problemId} ${one.villageId}`));
    const fresh = top.filter((one) => !known.has(`${one.problem.id} ${one.villageId}`));
    if (fresh.length === 0) return refuse('plan-nothing-to-take');
    const directionOf = await directions(scope, held.row);
    for (const { problem, villageId, rank, votes } of fresh) {
      // Nobody said who settles it: a typical problem is known by its name.
      const { localMatter, competence } = problem;
      const known = competence === null ? catalogueEntryNamed(problem.name) : undefined;
      const directionId = await directionOf(localMatter ?? known?.localMatter ?? null);
      await addRow(scope, planProblem, {
        planId,
        directionId,
        problemId: problem.id,
        villageId,
        rank,
        votes,
      });
    }
    return ok({ id: planId }, { subjectKind: 'joint_plan', details: { problems: fresh.length } });
  },
});

/** Finds the direction of a local matter, or makes it at the end. */
async function directions(
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
