import { count as countRows, eq, max } from 'drizzle-orm';
import { z } from 'zod';
import { unknownPerson } from '../../people/data.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { addRow, own, saveRows } from '../../platform/db/own.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { choice, count, id } from '../../platform/forms/fields.ts';
import { writablePlan } from '../data/hold.ts';
import { sheetTyped, waitingSheet } from '../data/sheets.ts';
import { mayWritePlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { itemFromTemplate, itemTemplates } from '../rules/templates.ts';
import { planIndicator, planItem, planStep, planTask } from '../schema.ts';
import { changeIn, changeShape } from './change-fields.ts';
import { itemConstraints, itemShape } from './item-fields.ts';

const templateIds = itemTemplates.map((one) => one.id);

/** A plan with more could not be discussed by anybody. */
export const mostItems = 1000;

/** Adds an item at the end of its task; a template brings steps and indicators, which are then the plan's own. */
export const addItem = defineCommand({
  name: 'plan.add-item',
  input: z.object({
    taskId: id(),
    template: optional(choice(templateIds, '')),
    /** The sheet of paper it is typed from. */
    sheet: called('plan.sheets.number', optional(count(1, 999_999))),
    ...itemShape,
    ...changeShape,
  }),
  policy: mayWritePlan,
  constraints: itemConstraints,
  run: async ({ scope, input: { template: chosen, sheet: number, ...typed } }) => {
    const { change, facts: input } = changeIn(typed);
    const [task] = await scope.tx
      .select({ planId: planTask.planId })
      .from(planTask)
      .where(own(scope, planTask, eq(planTask.id, input.taskId)));
    if (!task) return refuse('plan-task-unknown');
    const { planId } = task;
    const held = await writablePlan(scope, planId, 'share', change);
    if (!held.ok) return held;
    const from = number === null ? undefined : await waitingSheet(scope, { planId, number, kind: 'item' });
    if (from && !from.ok) return from;
    const unknown = await unknownPerson(scope, input, 'responsiblePersonId');
    if (unknown) return unknown;
    const [all] = await scope.tx
      .select({ items: countRows() })
      .from(planItem)
      .where(own(scope, planItem, eq(planItem.planId, planId)));
    if ((all?.items ?? 0) >= mostItems) return refuse('plan-items-too-many', { params: { most: mostItems } });
    const [last] = await scope.tx
      .select({ position: max(planItem.position) })
      .from(planItem)
      .where(own(scope, planItem, eq(planItem.taskId, input.taskId)));
    const position = (last?.position ?? -1) + 1;
    const itemId = await addRow(scope, planItem, { ...input, planId, position, byName: scope.actor.name });
    const template = itemTemplates.find((one) => one.id === chosen);
    if (template) {
      const { steps, indicators } = itemFromTemplate(template, held.row.lang);
      const rows = <T extends object>(list: readonly T[]) => list.map((one) => ({ id: null, ...one }));
      await saveRows(scope, planStep, eq(planStep.itemId, itemId), rows(steps), { itemId });
      await saveRows(scope, planIndicator, eq(planIndicator.itemId, itemId), rows(indicators), { itemId });
    }
    if (from?.ok) await sheetTyped(scope, from.sheet, itemId);
    const refused = await held.finish(itemId);
    if (refused) return refused;
    return ok(
      { id: planId, itemId },
      { subjectKind: 'plan_item', subjectId: itemId, ...(number !== null && { details: { sheet: number } }) },
    );
  },
});
