import type { WorkPlanItem } from '../../cycle/data.ts';
import { activityDone, type StepFacts } from './next-step.ts';

/** Lines that move with the plan: not done, and with a day. What is done stays where it happened. */
export function movable(plan: readonly WorkPlanItem[], steps: StepFacts): readonly WorkPlanItem[] {
  return plan.filter(
    (item) =>
      !item.done && !activityDone(item.activity, steps) && (item.startsOn !== null || item.dueOn !== null),
  );
}
