import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow } from '../../platform/db/own.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { choice, id, text } from '../../platform/forms/fields.ts';
import { heldItem } from '../data/hold.ts';
import { mayLeadPlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { itemOutcomes } from '../rules/words.ts';
import { planItem } from '../schema.ts';

/**
 * Says what became of an item of an approved plan: done, goes on, or stopped for a reason. The plan stays as it was
 * approved; what is still unfinished is offered to the next one.
 */
export const recordOutcome = defineCommand({
  name: 'plan.record-outcome',
  input: z.object({
    itemId: id(),
    outcome: choice(itemOutcomes, 'plan.outcome'),
    outcomeReason: called('plan.field.outcome-reason', optional(text(500), '')),
  }),
  policy: mayLeadPlan,
  run: async ({ scope, input: { itemId, outcome, outcomeReason } }) => {
    const held = await heldItem(scope, itemId);
    if (!held) return refuse('plan-item-not-found');
    if (held.plan.state !== 'approved') return refuse('plan-not-approved');
    if (held.item.state === 'dropped') return refuse('plan-item-dropped');
    if (outcome === 'stopped' && outcomeReason === '')
      return refuse('outcome-without-reason', { field: 'outcomeReason' });
    await changeRow(scope, planItem, itemId, { outcome, outcomeReason });
    return ok(
      { id: held.plan.id, itemId },
      { subjectKind: 'plan_item', subjectId: itemId, details: { outcome } },
    );
  },
});
