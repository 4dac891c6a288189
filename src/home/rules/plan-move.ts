import type { WorkPlanItem } from '../../cycle/data.ts';
import { happenedBy, type Happened } from '../../cycle/rules/activities.ts';
import { activityDone, type StepFacts } from './next-step.ts';

/** Lines that move with the plan: not done, and with a day. What is done stays where it happened. */
export function movable(plan: readonly WorkPlanItem[], steps: StepFacts): readonly WorkPlanItem[] {
  return plan.filter(
    (item) =>
      !item.done && !activityDone(item.activity, steps) && (item.startsOn !== null || item.dueOn !== null),
  );
}

/** What lines done by the data say of themselves: the days on which it happened, by line; those that say them are left out. */
export function settled(
  plan: readonly WorkPlanItem[],
  steps: StepFacts,
  papers: Parameters<typeof happenedBy>[0],
  sessions: readonly { readonly heldOn: string | null }[],
): readonly (Happened & { readonly id: string })[] {
  const happened = new Map(happenedBy(papers));
  const held = sessions.flatMap(({ heldOn }) => heldOn ?? []).sort();
  const [first, last] = [held[0], held.at(-1)];
  if (first !== undefined && last !== undefined) happened.set('S1.4', { startsOn: first, dueOn: last });
  return plan.flatMap(({ id, activity, startsOn, dueOn }) => {
    const days = activityDone(activity, steps) ? happened.get(activity) : undefined;
    return days && (days.startsOn !== startsOn || days.dueOn !== dueOn) ? [{ id, ...days }] : [];
  });
}
