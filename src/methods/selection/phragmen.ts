import { Fraction } from '../rational.ts';
import type { Election } from './election.ts';
import { ExactPrices, ratio } from './exact-prices.ts';
import { Rivals } from './rivals.ts';
import { supportersOf } from './supporters.ts';
import type { TieMoment } from './tied.ts';
import { type TieRule, tiePlaces } from './ties.ts';

/**
 * Sequential Phragmén (methods 2.4). Everybody earns money at the same pace; a project is bought at the first moment
 * when its supporters own its cost together, and they have nothing then:
 * `t(c) = (cost(c) + Σ loads of the supporters) / supporters`, the smallest `t` is bought and becomes the load of its
 * supporters. Ends when the best project would exceed the budget (no skipping); when several are best, the tie order says
 * which of them that is, so a tie with a project too dear may end the rule. Projects that alone exceed the budget and
 * projects without supporters never take part; of an exclusive group one is bought, and its rivals leave.
 */
export interface PhragmenOutcome {
  readonly winners: readonly number[];
  /** For every winner the moment it was bought, in coins per voter. */
  readonly loads: readonly Fraction[];
  readonly spent: bigint;
  /** The project that would have exceeded the budget, with its moment. */
  /** Moments at which projects were exactly equal. */
  readonly ties: readonly TieMoment[];
  readonly excludedBy: (project: number) => number | undefined;
  readonly next?: { readonly project: number; readonly load: Fraction };
}

const epsilon = 2 ** -52;

export function phragmen(
  election: Election,
  ties: TieRule,
  without: ReadonlySet<number> = new Set(),
  exclusive: readonly (readonly number[])[] = [],
): PhragmenOutcome {
  const rivals = new Rivals(exclusive);
  const moments: TieMoment[] = [];
  const places = tiePlaces(election, ties);
  const supporters = supportersOf(election);
  const { ballotCounts, projects, budget } = election;
  const loads = new Float64Array(ballotCounts.length);
  /** Purchase that gave the ballot its load, or -1. */
  const source = new Int32Array(ballotCounts.length).fill(-1);
  const prices = new ExactPrices();
  const winners: number[] = [];
  let spent = 0n;

  const exactLoad = (project: number): { numerator: bigint; divisor: bigint } => {
    const coefficients = new Float64Array(prices.length);
    for (const ballot of supporters[project]?.ballots ?? []) {
      const from = source[ballot] ?? -1;
      if (from >= 0) coefficients[from] = (coefficients[from] ?? 0) - (ballotCounts[ballot] ?? 0);
    }
    return {
      numerator: prices.combine(projects[project]?.cost ?? 0n, coefficients),
      divisor: BigInt(supporters[project]?.voters ?? 1),
    };
  };
  const floatLoad = (project: number): { value: number; error: number } => {
    const list = supporters[project];
    let sum = Number(projects[project]?.cost ?? 0n);
    for (const ballot of list?.ballots ?? []) sum += (ballotCounts[ballot] ?? 0) * (loads[ballot] ?? 0);
    const value = sum / (list?.voters ?? 1);
    return { value, error: ((list?.ballots.length ?? 0) + 8) * epsilon * value };
  };

  // t(c) never falls, so the last value is a lower bound.
  let active = projects
    .map((project, number) => ({ project, number }))
    .filter(
      ({ project, number }) =>
        !without.has(number) && (supporters[number]?.voters ?? 0) > 0 && project.cost <= budget,
    )
    .map(({ number }) => ({ number, bound: 0 }));
  const result = (next?: { project: number; numerator: bigint; divisor: bigint }): PhragmenOutcome => ({
    winners,
    loads: winners.map((_, index) => prices.exact(index)),
    spent,
    ties: moments,
    excludedBy: (project) => rivals.excludedBy(project),
    ...(next
      ? {
          next: {
            project: next.project,
            load: Fraction.of(next.numerator, prices.denominator * next.divisor),
          },
        }
      : {}),
  });
  for (;;) {
    let best = Infinity;
    const seen: { number: number; value: number; error: number }[] = [];
    for (const entry of active) {
      if (entry.bound > best) break;
      const { value, error } = floatLoad(entry.number);
      entry.bound = value - error;
      best = Math.min(best, value + error);
      seen.push({ number: entry.number, value, error });
    }
    const contenders = seen
      .filter(({ value, error }) => value - error <= best)
      .map(({ number }) => ({ project: number, ...exactLoad(number) }));
    const chosen = contenders.reduce<(typeof contenders)[number] | undefined>((found, entry) => {
      if (!found) return entry;
      const left = entry.numerator * found.divisor;
      const right = found.numerator * entry.divisor;
      const earlier = (places[entry.project] ?? 0) < (places[found.project] ?? 0);
      return left < right || (left === right && earlier) ? entry : found;
    }, undefined);
    if (!chosen) return result();
    const between = contenders
      .filter((entry) => entry.numerator * chosen.divisor === chosen.numerator * entry.divisor)
      .map((entry) => entry.project)
      .sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
    if (between.length > 1) moments.push({ between, first: chosen.project });
    const cost = projects[chosen.project]?.cost ?? 0n;
    if (spent + cost > budget) return result(chosen);
    const load = ratio(chosen.numerator, prices.denominator * chosen.divisor);
    prices.add(chosen.numerator, chosen.divisor);
    for (const ballot of supporters[chosen.project]?.ballots ?? []) {
      loads[ballot] = load;
      source[ballot] = winners.length;
    }
    winners.push(chosen.project);
    spent += cost;
    rivals.choose(chosen.project);
    active = active
      .filter((entry) => entry.number !== chosen.project && rivals.excludedBy(entry.number) === undefined)
      .sort((a, b) => a.bound - b.bound);
  }
}
