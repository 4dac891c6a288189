import { Fraction } from '../rational.ts';
import type { Found } from './by-equal-shares.ts';
import { type Election, money } from './election.ts';
import { phragmen } from './phragmen.ts';
import { type Loser, noPayment, type Winner } from './result.ts';
import { tiesOf } from './tied.ts';
import type { TieRule } from './ties.ts';

/** Sequential Phragmén. */
export function byPhragmen(
  election: Election,
  ties: TieRule,
  without: ReadonlySet<number>,
  exclusive: readonly (readonly number[])[],
): Found {
  const outcome = phragmen(election, ties, without, exclusive);
  let left = election.budget;
  const winners = outcome.winners.map((project, index): Winner => {
    const cost = election.projects[project]?.cost ?? 0n;
    const before = left;
    left -= cost;
    return {
      project,
      cost: money(election, cost),
      chosenBy: 'rule',
      ...noPayment,
      load: money(election, outcome.loads[index] ?? Fraction.zero),
      left: money(election, before),
    };
  });
  const losers: Loser[] = [];
  for (const [project, { cost }] of election.projects.entries()) {
    if (outcome.winners.includes(project)) continue;
    const rival = outcome.excludedBy(project);
    losers.push({
      project,
      cost: money(election, cost),
      reason: without.has(project)
        ? 'below-threshold'
        : rival !== undefined
          ? 'excluded'
          : (election.votes[project] ?? 0) === 0
            ? 'no-supporters'
            : cost > election.budget
              ? 'over-budget'
              : outcome.next?.project === project
                ? 'ended-here'
                : 'later',
      left: money(election, left),
      supportersLeft: null,
      excludedBy: rival ?? null,
      fullGroup: null,
    });
  }
  return { winners, losers, tied: tiesOf(outcome.ties, outcome.winners) };
}
