import type { Plan, PlanItem } from './plan.ts';
import { isSecret, publicItem, type PublishedRank } from './public-plan.ts';

/**
 * A plan with what residents may read alone, for papers and files: no person who is responsible, no gift of somebody
 * who did not agree to be named and nothing that was taken back, places and votes as they are published. Its sums are
 * those of `publicPlan`.
 */
export function openPlan(plan: Plan, rankOf: PublishedRank): Plan {
  return {
    ...plan,
    directions: plan.directions.map((direction) => ({
      ...direction,
      problems: direction.problems.map((problem) => {
        const published = rankOf(problem.villageId, problem.name);
        return {
          ...problem,
          rank: published?.rank ?? null,
          votes: published?.votes ?? null,
          tasks: problem.tasks.map((task) => ({ ...task, items: task.items.map(openItem) })),
        };
      }),
    })),
  };
}

function openItem(item: PlanItem): PlanItem {
  const { responsible, beneficiaryCount } = publicItem(item);
  return {
    ...item,
    responsible,
    responsiblePersonId: null,
    beneficiaryCount,
    risks: '',
    commitments: item.commitments
      .filter((one) => !isSecret(one) && one.withdrawnOn === null)
      .map((one) => (one.unnamed ? { ...one, promiser: '' } : one)),
  };
}
