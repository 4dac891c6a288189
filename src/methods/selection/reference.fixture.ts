import { Fraction, sum } from '../rational.ts';

/**
 * The same rules written as plainly as possible, one fraction per voter: slow, but easy to compare with the text of
 * the method. Only tests use them, as a second opinion.
 */

export interface PlainElection {
  readonly budget: Fraction;
  readonly costs: readonly Fraction[];
  /** For every voter the utility of every project (0: none); for approval ballots 1. */
  readonly ballots: readonly (readonly number[])[];
}

export interface PlainResult {
  readonly winners: number[];
  readonly prices: Fraction[];
  /** `payments[purchase][voter]`. */
  readonly payments: Fraction[][];
}

type Compare = (a: number, b: number) => number;

export function plainEqualShares(
  election: PlainElection,
  utility: 'cost' | 'cardinality' | 'points',
  ties: Compare,
  extra = Fraction.zero,
  exclusive: readonly (readonly number[])[] = [],
): PlainResult {
  const { costs, ballots, budget } = election;
  const money = ballots.map(() => budget.over(Fraction.of(ballots.length)).plus(extra));
  const value = (voter: number, project: number): Fraction => {
    const points = ballots[voter]?.[project] ?? 0;
    if (points <= 0) return Fraction.zero;
    return utility === 'cost'
      ? (costs[project] ?? Fraction.zero)
      : Fraction.of(utility === 'points' ? points : 1);
  };
  const result: PlainResult = { winners: [], prices: [], payments: [] };
  const rest = new Set(costs.keys());
  for (;;) {
    let best: { project: number; rho: Fraction } | undefined;
    for (const project of [...rest].sort(ties)) {
      const supporters = ballots
        .map((_, voter) => voter)
        .filter((voter) => (ballots[voter]?.[project] ?? 0) > 0);
      const cost = costs[project] ?? Fraction.zero;
      if (supporters.length === 0) continue;
      if (sum(supporters.map((voter) => money[voter] ?? Fraction.zero)).compare(cost) < 0) continue;
      let rho = Fraction.zero;
      if (!cost.isZero()) {
        const owned = (voter: number) => money[voter] ?? Fraction.zero;
        const sorted = supporters
          .map((voter) => ({ voter, ratio: owned(voter).over(value(voter, project)) }))
          .sort((a, b) => a.ratio.compare(b.ratio));
        let missing = cost;
        let units = sum(supporters.map((voter) => value(voter, project)));
        for (const { voter, ratio } of sorted) {
          rho = missing.over(units);
          if (rho.compare(ratio) <= 0) break;
          missing = missing.minus(owned(voter));
          units = units.minus(value(voter, project));
        }
      }
      if (!best || rho.compare(best.rho) < 0) best = { project, rho };
    }
    if (!best) return result;
    const { project, rho } = best;
    rest.delete(project);
    for (const rival of rivalsOf(exclusive, project)) rest.delete(rival);
    const paid = ballots.map((_, voter) => {
      const due = rho.times(value(voter, project));
      const own = money[voter] ?? Fraction.zero;
      const amount = own.compare(due) < 0 ? own : due;
      money[voter] = own.minus(amount);
      return amount;
    });
    result.winners.push(project);
    result.prices.push(rho);
    result.payments.push(paid);
  }
}

/** `add1` by the text: raise by one, run afresh, stop before the budget is exceeded. */
export function plainAdd1(
  election: PlainElection,
  utility: 'cost' | 'cardinality' | 'points',
  ties: Compare,
  untilExhaustive: boolean,
  limit: number,
  exclusive: readonly (readonly number[])[] = [],
): { winners: number[]; steps: number } | undefined {
  const supported = [...election.costs.keys()].filter((project) =>
    election.ballots.some((ballot) => (ballot[project] ?? 0) > 0),
  );
  const costOf = (projects: readonly number[]) =>
    sum(projects.map((project) => election.costs[project] ?? Fraction.zero));
  const run = (extra: number) =>
    plainEqualShares(election, utility, ties, Fraction.of(extra), exclusive).winners;
  let last = run(0);
  for (let steps = 0; steps < limit; steps++) {
    const spent = costOf(last);
    const gone = [...last, ...last.flatMap((project) => rivalsOf(exclusive, project))];
    const open = supported.filter((project) => !gone.includes(project));
    if (open.length === 0) return { winners: last, steps };
    const fits = open.some(
      (project) => spent.plus(election.costs[project] ?? Fraction.zero).compare(election.budget) <= 0,
    );
    if (untilExhaustive && !fits) return { winners: last, steps };
    const next = run(steps + 1);
    if (costOf(next).compare(election.budget) > 0) return { winners: last, steps };
    last = next;
  }
  return undefined;
}

function rivalsOf(exclusive: readonly (readonly number[])[], project: number): number[] {
  return exclusive.filter((group) => group.includes(project)).flat();
}

export function plainPhragmen(
  election: PlainElection,
  ties: Compare,
  exclusive: readonly (readonly number[])[] = [],
): number[] {
  const { costs, ballots, budget } = election;
  const loads = ballots.map(() => Fraction.zero);
  const winners: number[] = [];
  let spent = Fraction.zero;
  for (;;) {
    let best: { project: number; moment: Fraction } | undefined;
    for (const project of [...costs.keys()].sort(ties)) {
      const cost = costs[project] ?? Fraction.zero;
      const supporters = ballots
        .map((_, voter) => voter)
        .filter((voter) => (ballots[voter]?.[project] ?? 0) > 0);
      if (rivalsOf(exclusive, project).some((rival) => winners.includes(rival))) continue;
      if (winners.includes(project) || supporters.length === 0 || cost.compare(budget) > 0) continue;
      const moment = sum([cost, ...supporters.map((voter) => loads[voter] ?? Fraction.zero)]).over(
        Fraction.of(supporters.length),
      );
      if (!best || moment.compare(best.moment) < 0) best = { project, moment };
    }
    if (!best) return winners;
    const { project, moment } = best;
    const cost = costs[project] ?? Fraction.zero;
    if (spent.plus(cost).compare(budget) > 0) return winners;
    spent = spent.plus(cost);
    winners.push(project);
    for (const [voter, ballot] of ballots.entries()) if ((ballot[project] ?? 0) > 0) loads[voter] = moment;
  }
}
