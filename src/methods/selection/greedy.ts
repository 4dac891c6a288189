import { type Fraction } from '../rational.ts';
import { type Election, scoreOf } from './election.ts';
import { type TieRule, tiePlaces } from './ties.ts';

/**
 * The greedy family: what municipalities mostly use. Projects are ranked, the list is walked from the top
 * (methods 2.2). The score is the ballot type's own: votes, points, or the sum of max_length − place.
 */

export interface GreedyOptions {
  /** What the ranking is by; `score-per-cost` puts free projects first. Default `score`. */
  readonly rankBy?: 'score' | 'score-per-cost';
  /**
   * - `skip`: what does not fit is passed over (default);
   * - `stop`: the walk ends at the first that does not fit;
   * - `eighty-percent`: the first that does not fit is still funded when the rest is at least 80 % of its cost, and
   *   the walk ends there (the clause of Poznań; the budget is then exceeded by design).
   */
  readonly misfit?: 'skip' | 'stop' | 'eighty-percent';
  readonly ties: TieRule;
  /** Projects with a lower score do not take part. */
  readonly threshold?: Fraction;
  /** Groups of projects that exclude each other (the same place): only the highest of a group is funded. */
  readonly exclusive?: readonly (readonly number[])[];
}

/** What happened to a project when its turn came. */
export type GreedyFate =
  'funded' | 'funded-by-clause' | 'no-money' | 'below-threshold' | 'excluded' | 'not-reached';

export interface GreedyStep {
  readonly project: number;
  readonly fate: GreedyFate;
  /** Coins left when its turn came. */
  readonly left: bigint;
  /** The funded project that excludes it. */
  readonly excludedBy?: number;
}

export interface GreedyOutcome {
  readonly winners: readonly number[];
  readonly spent: bigint;
  /** Every project in order of rank. */
  readonly steps: readonly GreedyStep[];
}

/** All projects from the highest to the lowest. */
export function greedyRanking(election: Election, options: Pick<GreedyOptions, 'rankBy' | 'ties'>): number[] {
  const places = tiePlaces(election, options.ties);
  const { projects, scores } = election;
  const byTie = (a: number, b: number) => (places[a] ?? 0) - (places[b] ?? 0);
  const numbers = projects.map((_, index) => index);
  if (options.rankBy !== 'score-per-cost') {
    return numbers.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || byTie(a, b));
  }
  return numbers.sort((a, b) => {
    const costA = projects[a]?.cost ?? 0n;
    const costB = projects[b]?.cost ?? 0n;
    if (costA === 0n || costB === 0n) return costA === costB ? byTie(a, b) : costA === 0n ? -1 : 1;
    const left = BigInt(scores[a] ?? 0) * costB;
    const right = BigInt(scores[b] ?? 0) * costA;
    return left > right ? -1 : left < right ? 1 : byTie(a, b);
  });
}

/**
 * Walks the ranking. `already` are projects chosen before (the completion of another rule), whose cost is taken off
 * the budget first.
 */
export function greedy(
  election: Election,
  options: GreedyOptions,
  already: readonly number[] = [],
): GreedyOutcome {
  const { projects, budget } = election;
  const misfit = options.misfit ?? 'skip';
  const costOf = (project: number) => projects[project]?.cost ?? 0n;
  const taken = new Set(already);
  let left = already.reduce((rest, project) => rest - costOf(project), budget);
  const winners: number[] = [];
  const steps: GreedyStep[] = [];
  let ended = false;
  for (const project of greedyRanking(election, options)) {
    if (already.includes(project)) continue;
    const cost = costOf(project);
    const rival = options.exclusive
      ?.find((group) => group.includes(project) && group.some((other) => taken.has(other)))
      ?.find((other) => taken.has(other));
    let fate: GreedyFate;
    if (options.threshold && scoreOf(election, project).compare(options.threshold) < 0)
      fate = 'below-threshold';
    else if (ended) fate = 'not-reached';
    else if (rival !== undefined) fate = 'excluded';
    else if (cost <= left) fate = 'funded';
    else if (misfit === 'eighty-percent' && 10n * left >= 8n * cost) fate = 'funded-by-clause';
    else fate = 'no-money';
    steps.push({
      project,
      fate,
      left,
      ...(fate === 'excluded' && rival !== undefined ? { excludedBy: rival } : {}),
    });
    if (fate === 'funded' || fate === 'funded-by-clause') {
      winners.push(project);
      taken.add(project);
      left -= cost;
    }
    if (misfit !== 'skip' && (fate === 'no-money' || fate === 'funded-by-clause')) ended = true;
  }
  return { winners, spent: winners.reduce((sum, project) => sum + costOf(project), 0n), steps };
}
