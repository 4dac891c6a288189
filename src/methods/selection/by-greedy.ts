import { type Election, money } from './election.ts';
import type { GreedyStep } from './greedy.ts';
import { type Loser, noPayment, type Winner } from './result.ts';

/** A greedy walk as winners and losers. */

/** The winners of a greedy walk; `spentBefore` in coins. */
export function winnersOf(
  election: Election,
  steps: readonly GreedyStep[],
  chosenBy: 'rule' | 'completion',
  spentBefore: bigint,
): Winner[] {
  let left = election.budget - spentBefore;
  return steps
    .filter((step) => step.fate === 'funded' || step.fate === 'funded-by-clause')
    .map((step): Winner => {
      const cost = election.projects[step.project]?.cost ?? 0n;
      const before = left;
      left -= cost;
      return {
        project: step.project,
        cost: money(election, cost),
        chosenBy: step.fate === 'funded-by-clause' ? 'clause' : chosenBy,
        ...noPayment,
        left: money(election, before),
      };
    });
}

/** What stood in the way of the others. */
export function losersOf(election: Election, steps: readonly GreedyStep[]): Loser[] {
  return steps.flatMap((step): Loser[] => {
    if (step.fate === 'funded' || step.fate === 'funded-by-clause') return [];
    const cost = election.projects[step.project]?.cost ?? 0n;
    const alone = step.fate === 'no-money' && cost > election.budget;
    return [
      {
        project: step.project,
        cost: money(election, cost),
        reason: alone ? 'over-budget' : step.fate,
        left: money(election, step.left),
        supportersLeft: null,
        excludedBy: step.excludedBy ?? null,
        fullGroup: step.fullGroup ?? null,
      },
    ];
  });
}
