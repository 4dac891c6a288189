import { Fraction } from '../rational.ts';
import { losersOf, winnersOf } from './by-greedy.ts';
import { add1 } from './completion.ts';
import { type Election, money } from './election.ts';
import { EqualShares } from './equal-shares.ts';
import type { RunDetails, Utility } from './equal-shares-types.ts';
import { greedy, type GreedyOptions } from './greedy.ts';
import type { Completion, Loser, Selection, Winner } from './result.ts';
import { tiesOf } from './tied.ts';

/** The part of a selection that a rule finds; the rest is the same for all. */
export type Found = Pick<Selection, 'winners' | 'losers' | 'tied'> &
  Partial<Pick<Selection, 'utility' | 'completion' | 'endowment' | 'raised'>>;

/** Equal shares with its completion; `shared` is how the completion walks the list. */
export function byEqualShares(
  election: Election,
  options: { readonly utility: Utility; readonly completion: Completion },
  without: ReadonlySet<number>,
  shared: GreedyOptions,
): Found {
  const { utility, completion } = options;
  const engine = new EqualShares(election, utility, shared.ties, without, shared.exclusive);
  let raised = 0;
  if (completion === 'none' || completion === 'greedy') engine.run();
  else raised = add1(engine, election, completion === 'add1e').raised;
  const details = engine.details();

  let left = election.budget;
  const winners = details.purchases.map((purchase): Winner => {
    const cost = election.projects[purchase.project]?.cost ?? 0n;
    const before = left;
    left -= cost;
    const paid = purchase.largestPayment;
    return {
      project: purchase.project,
      cost: money(election, cost),
      chosenBy: 'rule',
      payment: money(election, paid),
      effectiveVotes: paid.isZero() ? null : Fraction.of(cost).over(paid),
      price: money(election, purchase.price.times(pointScale(election, utility))),
      fullPayers: purchase.fullPayers,
      restPayers: purchase.restPayers,
      restPaid: money(election, purchase.restPaid),
      load: null,
      left: money(election, before),
    };
  });
  const chosen = winners.map((winner) => winner.project);
  const supportersLeft = new Map(details.unaffordable.map((entry) => [entry.project, entry.left]));
  const tied = tiesOf(details.ties, chosen);
  let losers: Loser[];
  if (completion === 'greedy' || completion === 'add1u') {
    const rest = greedy(election, shared, chosen);
    winners.push(...winnersOf(election, rest.steps, 'completion', election.budget - left));
    tied.push(...rest.ties);
    losers = losersOf(election, rest.steps).map((loser) => {
      const owned = supportersLeft.get(loser.project);
      return { ...loser, supportersLeft: owned ? money(election, owned) : null };
    });
  } else {
    losers = unbought(election, engine, chosen, without, details, money(election, left));
  }
  const endowment = money(election, details.endowment);
  return { winners, losers, tied, utility, completion, endowment, raised };
}

/** A price per whole point becomes a price per point of the file. */
function pointScale(election: Election, utility: Utility): Fraction {
  return Fraction.of(utility === 'points' ? BigInt(election.pointScale) : 1n);
}

function unbought(
  election: Election,
  engine: EqualShares,
  chosen: readonly number[],
  without: ReadonlySet<number>,
  details: RunDetails,
  left: Fraction,
): Loser[] {
  const owned = new Map(details.unaffordable.map((entry) => [entry.project, entry.left]));
  const losers: Loser[] = [];
  for (const [project, { cost }] of election.projects.entries()) {
    if (chosen.includes(project)) continue;
    const own = owned.get(project);
    const rival = engine.excludedBy(project);
    losers.push({
      project,
      cost: money(election, cost),
      reason: without.has(project)
        ? 'below-threshold'
        : rival !== undefined
          ? 'excluded'
          : own === undefined
            ? 'no-supporters'
            : cost > election.budget
              ? 'over-budget'
              : 'supporters-short',
      left,
      supportersLeft: own && rival === undefined ? money(election, own) : null,
      excludedBy: rival ?? null,
      fullGroup: null,
    });
  }
  return losers;
}
