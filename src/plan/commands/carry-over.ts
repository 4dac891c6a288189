import { and, eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { person } from '../../people/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { addRow, own, saveRows } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { id, rows, tick } from '../../platform/forms/fields.ts';
import { taskPlaces } from '../data/enter-items.ts';
import { unfinished } from '../data/former-plan.ts';
import { writablePlan } from '../data/hold.ts';
import { planOf } from '../data/plan.ts';
import { mayLeadPlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { itemsOf, type PlanItem } from '../rules/plan.ts';
import { planIndicator, planItem, planStep } from '../schema.ts';
import { mostItems } from './add-item.ts';

/** Items of one form. */
export const mostCarried = 300;

/**
 * Takes unfinished items of the plan before into one that is being written, each under a problem of it: what is done,
 * by whom, its steps and indicators. What somebody gave then was promised for then and does not come along; days
 * outside the new plan's years are left to be written. The former item is marked as going on.
 */
export const carryOver = defineCommand({
  name: 'plan.carry-over',
  input: z.object({
    id: id(),
    rows: called(
      '',
      rows(
        {
          itemId: called('', id()),
          carry: called('plan.field.carry', tick()),
          problemId: called('plan.field.carry-under', optional(id())),
        },
        mostCarried,
        (filled) => filled('carry'),
      ),
    ),
  }),
  policy: mayLeadPlan,
  constraints: { plan_item_carried_once: refuse('item-not-to-carry') },
  run: async ({ scope, input: { id: planId, rows: typed } }) => {
    const held = await writablePlan(scope, planId, 'update');
    if (!held.ok) return held;
    if (held.row.state !== 'draft') return refuse('plan-not-draft');
    const plan = (await planOf(scope, planId))!;
    const offered = new Map((await unfinished(scope, plan)).map((one) => [one.item.id, one]));
    const problems = new Set(plan.directions.flatMap((one) => one.problems.map(({ id }) => id)));
    const known = await peopleHere(
      scope,
      [...offered.values()].map((one) => one.item),
    );
    if (itemsOf(plan).length + typed.length > mostItems)
      return refuse('plan-items-too-many', { params: { most: mostItems } });
    const taskOf = await taskPlaces(scope, plan);
    for (const [index, { itemId: formerId, problemId }] of typed.entries()) {
      const former = offered.get(formerId);
      // Carried by somebody else meanwhile, finished, or of another plan.
      if (!former) return refuse('item-not-to-carry');
      offered.delete(formerId);
      if (problemId === null || !problems.has(problemId))
        return refuse('plan-problem-unknown', { field: `rows.${index}.problemId` });
      const { taskId, position } = await taskOf(problemId, former.task.text);
      await copyItem(scope, former.item, {
        ...{ planId, taskId, position, years: plan },
        responsible: known.has(former.item.responsiblePersonId),
      });
      await scope.tx
        .update(planItem)
        .set({ outcome: 'goesOn' })
        .where(own(scope, planItem, eq(planItem.id, formerId), isNull(planItem.outcome)));
    }
    return ok({ id: planId }, { subjectKind: 'joint_plan', details: { carried: typed.length } });
  },
});

/** Which of the people responsible still stand in the list of people. */
async function peopleHere(
  scope: MunicipalityScope,
  items: readonly PlanItem[],
): Promise<ReadonlySet<string | null>> {
  const ids = items.flatMap((one) => one.responsiblePersonId ?? []);
  if (ids.length === 0) return new Set();
  const found = await scope.tx
    .select({ id: person.id })
    .from(person)
    .where(own(scope, person, and(inArray(person.id, ids), isNull(person.removedAt))));
  return new Set(found.map((one) => one.id));
}

async function copyItem(
  scope: MunicipalityScope,
  item: PlanItem,
  to: {
    readonly planId: string;
    readonly taskId: string;
    readonly position: number;
    readonly years: { readonly fromYear: number; readonly toYear: number };
    readonly responsible: boolean;
  },
): Promise<void> {
  const { name, nameOther, kind, doer, responsibleText, coExecutors, byAgreement } = item;
  const { beneficiaries, beneficiaryCount, risks, partner, cost } = item;
  const within = (day: string | null) =>
    day !== null && day >= `${to.years.fromYear}-01-01` && day <= `${to.years.toYear}-12-31` ? day : null;
  const itemId = await addRow(scope, planItem, {
    ...{ planId: to.planId, taskId: to.taskId, position: to.position, carriedFromId: item.id },
    ...{ name, nameOther, kind, doer, responsibleText, coExecutors, byAgreement },
    ...{ beneficiaries, beneficiaryCount, risks, partner, cost, byName: scope.actor.name },
    responsiblePersonId: to.responsible ? item.responsiblePersonId : null,
    startsOn: within(item.startsOn),
    endsOn: within(item.endsOn),
  });
  const steps = item.steps.map((one) => ({ ...one, id: null }));
  await saveRows(scope, planStep, eq(planStep.itemId, itemId), steps, { itemId });
  await saveRows(
    scope,
    planIndicator,
    eq(planIndicator.itemId, itemId),
    item.indicators.map((one) => ({ ...one, id: null, measuredOn: within(one.measuredOn) })),
    { itemId },
  );
}
