import { type Fraction } from '../rational.ts';
import { type Election, scoreOf } from './election.ts';
import type { Tie } from './tied.ts';
import { type TieRule, tiePlaces } from './ties.ts';

/**
 * The greedy family: what municipalities mostly use. Projects are ranked, the list is walked from the top
 * (methods 2.2). The score is the ballot type's own: votes, points, or what the places of rankings are worth.
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
  /** Most money for a group of projects (a category, a neighbourhood): what does not fit in its rest is passed over. */
  readonly limits?: readonly GroupLimit[];
}

export interface GroupLimit {
  readonly name: string;
  readonly projects: ReadonlySet<number>;
  /** In coins. */
  readonly most: bigint;
}

/** What happened to a project when its turn came. */
export type GreedyFate =
  'funded' | 'funded-by-clause' | 'no-money' | 'group-full' | 'below-threshold' | 'excluded' | 'not-reached';

export interface GreedyStep {
  readonly project: number;
  readonly fate: GreedyFate;
  /** Coins left when its turn came. */
  readonly left: bigint;
  /** The funded project that excludes it. */
  readonly excludedBy?: number;
  /** The group whose rest was less than its cost. */
  readonly fullGroup?: string;
}

export interface GreedyOutcome {
  readonly winners: readonly number[];
  readonly spent: bigint;
  /** Every project in order of rank. */
  readonly steps: readonly GreedyStep[];
  /** Groups of equals among whom the tie order decided who is funded: with another order others would be. */
  readonly ties: readonly Tie[];
}

/** All projects from the highest to the lowest, equals together and in the order of the tie rule. */
function rankedGroups(election: Election, options: Pick<GreedyOptions, 'rankBy' | 'ties'>): number[][] {
  const places = tiePlaces(election, options.ties);
  const { projects, scores } = election;
  const byScore = (a: number, b: number) => (scores[b] ?? 0) - (scores[a] ?? 0);
  const perCost = options.rankBy === 'score-per-cost';
  const wholeScores = perCost ? scores.map(BigInt) : [];
  const byScorePerCost = (a: number, b: number) => {
    const costA = projects[a]?.cost ?? 0n;
    const costB = projects[b]?.cost ?? 0n;
    if (costA === 0n || costB === 0n) return costA === costB ? 0 : costA === 0n ? -1 : 1;
    const left = (wholeScores[a] ?? 0n) * costB;
    const right = (wholeScores[b] ?? 0n) * costA;
    return left > right ? -1 : left < right ? 1 : 0;
  };
  const better = perCost ? byScorePerCost : byScore;
  const numbers = projects.map((_, index) => index);
  numbers.sort((a, b) => better(a, b) || (places[a] ?? 0) - (places[b] ?? 0));
  const groups: number[][] = [];
  for (const number of numbers) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && better(last[0], number) === 0) last.push(number);
    else groups.push([number]);
  }
  return groups;
}

/**
 * Walks the ranking. `already` are projects chosen before (the completion of another rule), whose cost is taken off
 * the budget, and off the limits of their groups, first.
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
  let left = budget;
  const rests = (options.limits ?? []).map((limit) => ({ ...limit, rest: limit.most }));
  const pay = (project: number) => {
    left -= costOf(project);
    for (const limit of rests) if (limit.projects.has(project)) limit.rest -= costOf(project);
  };
  already.forEach(pay);
  const winners: number[] = [];
  const steps: GreedyStep[] = [];
  const ties: Tie[] = [];
  let ended = false;

  const fateNow = (project: number): Omit<GreedyStep, 'project' | 'left'> => {
    if (options.threshold && scoreOf(election, project).compare(options.threshold) < 0)
      return { fate: 'below-threshold' };
    if (ended) return { fate: 'not-reached' };
    const rival = options.exclusive
      ?.find(
        (group) => group.includes(project) && group.some((other) => other !== project && taken.has(other)),
      )
      ?.find((other) => other !== project && taken.has(other));
    if (rival !== undefined) return { fate: 'excluded', excludedBy: rival };
    const cost = costOf(project);
    const full = rests.find((limit) => limit.projects.has(project) && limit.rest < cost);
    if (full) return { fate: 'group-full', fullGroup: full.name };
    if (cost <= left) return { fate: 'funded' };
    if (misfit === 'eighty-percent' && 10n * left >= 8n * cost) return { fate: 'funded-by-clause' };
    return { fate: 'no-money' };
  };
  const isFunded = ({ fate }: { fate: GreedyFate }) => fate === 'funded' || fate === 'funded-by-clause';

  for (const equals of rankedGroups(election, options)) {
    const group = equals.filter((project) => !already.includes(project));
    // Who could be funded if it came first; who could end the walk if it came first.
    const before = group.length > 1 ? group.map((project) => ({ project, ...fateNow(project) })) : [];
    const mayWin = before.filter(isFunded).map(({ project }) => project);
    const mayEnd = before.filter(({ fate }) => fate === 'no-money' || fate === 'funded-by-clause');
    for (const project of group) {
      const step = { project, left, ...fateNow(project) };
      steps.push(step);
      if (isFunded(step)) {
        winners.push(project);
        taken.add(project);
        pay(project);
      }
      if (misfit !== 'skip' && (step.fate === 'no-money' || step.fate === 'funded-by-clause')) ended = true;
    }
    const between =
      misfit === 'skip'
        ? mayWin
        : group.filter(
            (project) => mayWin.includes(project) || mayEnd.some((entry) => entry.project === project),
          );
    const lucky = mayWin.filter((project) => taken.has(project)).length;
    const decided =
      mayWin.length > 0 &&
      between.length > 1 &&
      (lucky < mayWin.length || (misfit !== 'skip' && ended && mayEnd.length > 0));
    if (decided) ties.push({ between, decided: true });
  }
  return { winners, spent: winners.reduce((sum, project) => sum + costOf(project), 0n), steps, ties };
}
