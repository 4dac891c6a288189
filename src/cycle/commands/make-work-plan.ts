import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { actInForce } from '../../acts/data.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import { called } from '../../platform/forms/field.ts';
import { day, id } from '../../platform/forms/fields.ts';
import { translator } from '../../platform/i18n/catalogues.ts';
import { groupOrderTemplate, planOrderTemplate } from '../data.ts';
import { mayOrganise } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { happenedBy, planFrom } from '../rules/activities.ts';
import { workPlanItem } from '../schema.ts';
import { draftOrder } from './draft-order.ts';
import { farStart } from './far-start.ts';
import { lockCycle } from './lock-cycle.ts';

/**
 * Lays out the working group's plan from the twenty activities, dated from the first day of work (what is done already
 * stands on its own days), and drafts the order that approves it. Everything in it can be changed afterwards; a plan that stands is not made anew.
 */
export const makeWorkPlan = defineCommand({
  name: 'cycle.make-work-plan',
  input: z.object({ cycleId: id(), startsOn: called('workStartsOn', day()) }),
  policy: mayOrganise,
  run: async ({ scope, input }) => {
    const found = await lockCycle(scope, input.cycleId);
    if (!found) return refuse('not-found');
    const far = farStart(found.year, input.startsOn);
    if (far) return far;
    const standing = await scope.tx
      .select({ id: workPlanItem.id })
      .from(workPlanItem)
      .where(own(scope, workPlanItem, eq(workPlanItem.cycleId, found.id)))
      .limit(1);
    if (standing[0]) return refuse('work-plan-exists');
    const ky = translator('ky');
    const ru = translator('ru');
    const order = await actInForce(scope, groupOrderTemplate, found.id);
    const happened = happenedBy({ decidedOn: found.decidedOn, groupOrderOn: order?.issuedOn ?? null });
    const rows = planFrom(input.startsOn, happened).map((activity, index) => ({
      municipalityId: scope.municipalityId,
      id: newId(),
      cycleId: found.id,
      seq: index + 1,
      activity: activity.code,
      stage: activity.stage,
      textKy: ky(`cycle.activity.${activity.code}`),
      textRu: ru(`cycle.activity.${activity.code}`),
      resultKy: ky(`cycle.activity.${activity.code}.result`),
      resultRu: ru(`cycle.activity.${activity.code}.result`),
      startsOn: activity.startsOn,
      dueOn: activity.dueOn,
      responsibleText: `party:${activity.party}`,
    }));
    await scope.tx.insert(workPlanItem).values(rows);
    const actId = await draftOrder(scope, planOrderTemplate, found.id);
    return ok(
      {
        id: found.id,
        items: rows.length,
        actId,
        lines: Object.fromEntries(rows.map((row) => [row.activity, row.id])),
      },
      { subjectKind: 'cycle', details: { items: rows.length } },
    );
  },
});
