import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow } from '../../platform/db/own.ts';
import { day, id } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { writablePlan } from '../data/hold.ts';
import { keepVersion } from '../data/keep-version.ts';
import { planOf } from '../data/plan.ts';
import { publishPlan } from '../data/publish-plan.ts';
import { mayLeadPlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { itemsOf } from '../rules/plan.ts';
import { jointPlan } from '../schema.ts';

/**
 * Shows the draft to residents until a day; the version of today is kept, so that what was asked can be laid beside
 * what was changed. Done again, it shows the plan of now and moves the day.
 */
export const openDiscussion = defineCommand({
  name: 'plan.open-discussion',
  input: z.object({ id: id(), discussionUntil: day() }),
  policy: mayLeadPlan,
  run: async ({ scope, input: { id: planId, discussionUntil }, now }) => {
    const held = await writablePlan(scope, planId, 'update');
    if (!held.ok) return held;
    if (discussionUntil < todayInBishkek(now))
      return refuse('discussion-day-past', { field: 'discussionUntil' });
    const plan = await planOf(scope, planId);
    if (!plan || itemsOf(plan).length === 0) return refuse('plan-empty');
    await changeRow(scope, jointPlan, planId, { state: 'discussion', discussionUntil });
    const number = await keepVersion(scope, planId, { kind: 'discussion' });
    await publishPlan(scope, planId);
    return ok({ id: planId }, { subjectKind: 'joint_plan', details: { version: number } });
  },
});
