import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow } from '../../platform/db/own.ts';
import { choice, day, id, text } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { writablePlan } from '../data/hold.ts';
import { keepVersion } from '../data/keep-version.ts';
import { approvalsOf, planOf } from '../data/plan.ts';
import { publishPlan } from '../data/publish-plan.ts';
import { mayLeadPlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { itemsOf } from '../rules/plan.ts';
import { approvalSteps } from '../rules/words.ts';
import { jointPlan, planApproval } from '../schema.ts';

/**
 * Writes down that the gathering, the head, the kenesh agreed: day and paper, in this order. With the resolution of the
 * kenesh the plan is approved and frozen as it stands.
 */
export const recordApproval = defineCommand({
  name: 'plan.record-approval',
  input: z.object({
    id: id(),
    step: choice(approvalSteps, 'plan.approval'),
    on: day(),
    paper: text(200),
  }),
  policy: mayLeadPlan,
  run: async ({ scope, input: { id: planId, step, on, paper }, now }) => {
    const held = await writablePlan(scope, planId, 'update');
    if (!held.ok) return held;
    const plan = await planOf(scope, planId);
    if (!plan || itemsOf(plan).length === 0) return refuse('plan-empty');
    const given = (await approvalsOf(scope, planId)).filter((one) => one.round === 0);
    if (step !== approvalSteps[given.length]) return refuse('approval-order-wrong');
    const former = given.at(-1);
    if (on > todayInBishkek(now) || (former && on < former.on))
      return refuse('approval-day-wrong', { field: 'on' });
    // Until its last day people may still propose.
    if (held.row.discussionUntil !== null && on < held.row.discussionUntil && step === 'kenesh')
      return refuse('discussion-open', { field: 'on' });
    const { municipalityId } = scope;
    const byName = scope.actor.name;
    await scope.tx
      .insert(planApproval)
      .values({ municipalityId, planId, round: 0, step, on, paper, byName, at: now });
    if (step === 'kenesh') {
      await changeRow(scope, jointPlan, planId, { state: 'approved' });
      await keepVersion(scope, planId, { kind: 'approved', paper, paperOn: on });
    }
    // Residents read who agreed; a plan that was never shown to them is, once it is approved.
    if (held.row.state === 'discussion' || step === 'kenesh') await publishPlan(scope, planId);
    return ok({ id: planId }, { subjectKind: 'joint_plan', details: { step, on } });
  },
});
