import { compareNames } from './kyrgyz-order.ts';
import { Fraction, lcm } from './rational.ts';

/**
 * Joining what several groups said into one list. The book adds the stickers up (`raw`); the other rules answer "and
 * if every group counted equally?", "and by population?", "and by places instead of counts?" (methods 3.5, 3.7).
 */

/**
 * - `raw`: sum of votes;
 * - `equal-groups`: mean over groups of (votes / votes of the group), every group weighs the same;
 * - `population`: the same mean weighted by the population a group stands for;
 * - `borda`: sum over groups of (m - place), m problems, tied problems share the mean of their places;
 * - `dowdall`: sum over groups of 1 / place, tied problems share the mean place;
 * - `copeland`: problems beaten by a majority of groups, plus a half for every draw.
 */
export const rollUpRules = ['raw', 'equal-groups', 'population', 'borda', 'dowdall', 'copeland'] as const;
export type RollUpRule = (typeof rollUpRules)[number];

/** What one group (a session, a village, a sex-age group) said: votes per problem, whole and not negative. */
export interface VoteGroup<P> {
  readonly id: string;
  readonly village?: string;
  /** Participants; unknown when absent. */
  readonly people?: number | null;
  /** Residents the group stands for; needed by the rule `population`. */
  readonly population?: number | null;
  readonly votes: ReadonlyMap<P, number>;
}

export interface RankedProblem<P> {
  readonly problem: P;
  /** Stickers, whatever the rule. */
  readonly votes: number;
  /** What the rule ranks by, exactly. */
  readonly score: Fraction;
  /** Part of the whole: of all votes, or of the weighted shares for `equal-groups` and `population`. */
  readonly share: Fraction;
  /** Competition rank: 1, 2, 3, 3, 5. */
  readonly rank: number;
  /** Another problem has the same score. */
  readonly tied: boolean;
}

export interface RollUp<P> {
  readonly ok: true;
  readonly rule: RollUpRule;
  /** Every problem, best first; tied problems in the order given by `compare`. */
  readonly ranking: readonly RankedProblem<P>[];
  readonly votes: number;
  /** Groups without a single vote: they have no shares and no places, so every rule leaves them out. */
  readonly silentGroups: readonly string[];
}

export type RollUpRefusal =
  | { readonly ok: false; readonly code: 'population-missing'; readonly groups: readonly string[] }
  | { readonly ok: false; readonly code: 'too-many-problems'; readonly limit: number };

export interface RollUpInput<P> {
  readonly groups: readonly VoteGroup<P>[];
  readonly rule: RollUpRule;
  /** Order of tied problems; by name in Kyrgyz order when absent. It never changes ranks. */
  readonly compare?: (a: P, b: P) => number;
}

/** Copeland compares every pair of problems; above this the list is not a list of problems any more. */
export const pairwiseLimit = 5_000;

/**
 * One list from many groups.
 * @returns a refusal when `population` is asked for and a group that voted has no population, or when `copeland` is
 * asked for more than {@link pairwiseLimit} problems.
 */
export function rollUp<P>(input: RollUpInput<P>): RollUp<P> | RollUpRefusal {
  const { rule } = input;
  const problems = problemsOf(input.groups);
  const votes = new Map<P, number>(problems.map((problem) => [problem, 0]));
  const heard: { group: VoteGroup<P>; total: number }[] = [];
  const silentGroups: string[] = [];
  let all = 0;
  for (const group of input.groups) {
    let total = 0;
    for (const [problem, count] of group.votes) {
      total += count;
      votes.set(problem, (votes.get(problem) ?? 0) + count);
    }
    all += total;
    if (total > 0) heard.push({ group, total });
    else silentGroups.push(group.id);
  }
  if (rule === 'copeland' && problems.length > pairwiseLimit) {
    return { ok: false, code: 'too-many-problems', limit: pairwiseLimit };
  }

  let scores: Map<P, Fraction>;
  if (rule === 'raw') {
    scores = new Map([...votes].map(([problem, count]) => [problem, Fraction.of(count)]));
  } else if (rule === 'equal-groups') {
    scores = weightedShares(problems, heard, () => 1n);
  } else if (rule === 'population') {
    const missing = heard.filter(({ group }) => !isPopulation(group.population));
    if (missing.length > 0) {
      return { ok: false, code: 'population-missing', groups: missing.map(({ group }) => group.id) };
    }
    scores = weightedShares(problems, heard, (group) => BigInt(group.population ?? 0));
  } else if (rule === 'copeland') {
    scores = copeland(
      problems,
      heard.map(({ group }) => group.votes),
    );
  } else {
    scores = byPlaces(
      problems,
      heard.map(({ group }) => group.votes),
      rule,
    );
  }

  const sharesAreScores = rule === 'equal-groups' || rule === 'population';
  const entries = problems.map((problem) => {
    const count = votes.get(problem) ?? 0;
    const score = scores.get(problem) ?? Fraction.zero;
    return {
      problem,
      votes: count,
      score,
      share: sharesAreScores ? score : all === 0 ? Fraction.zero : Fraction.of(count, all),
    };
  });
  return { ok: true, rule, ranking: rank(entries, input.compare), votes: all, silentGroups };
}

function isPopulation(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

/** All problems of the groups, each once, in order of first appearance. */
export function problemsOf<P>(groups: readonly VoteGroup<P>[]): P[] {
  const seen = new Set<P>();
  for (const group of groups) for (const problem of group.votes.keys()) seen.add(problem);
  return [...seen];
}

/** Σ w·votes/total over Σ w, on one common denominator: cheaper than adding fractions one by one. */
function weightedShares<P>(
  problems: readonly P[],
  heard: readonly { group: VoteGroup<P>; total: number }[],
  weightOf: (group: VoteGroup<P>) => bigint,
): Map<P, Fraction> {
  let common = 1n;
  let weights = 0n;
  for (const { group, total } of heard) {
    common = lcm(common, BigInt(total));
    weights += weightOf(group);
  }
  const numerators = new Map<P, bigint>(problems.map((problem) => [problem, 0n]));
  for (const { group, total } of heard) {
    const factor = (common / BigInt(total)) * weightOf(group);
    for (const [problem, count] of group.votes) {
      numerators.set(problem, (numerators.get(problem) ?? 0n) + BigInt(count) * factor);
    }
  }
  const denominator = weights === 0n ? 1n : common * weights;
  return new Map([...numerators].map(([problem, num]) => [problem, Fraction.of(num, denominator)]));
}

/**
 * Mean places of the problems in one group, doubled so that they stay whole: two problems sharing the places 2 and 3
 * both get 5. Problems the group did not name share the last places.
 */
export function doubledPlaces<P>(problems: readonly P[], votes: ReadonlyMap<P, number>): Map<P, number> {
  const byVotes = new Map<number, P[]>();
  for (const problem of problems) {
    const count = votes.get(problem) ?? 0;
    const same = byVotes.get(count);
    if (same) same.push(problem);
    else byVotes.set(count, [problem]);
  }
  const places = new Map<P, number>();
  let before = 0;
  for (const count of [...byVotes.keys()].sort((a, b) => b - a)) {
    const same = byVotes.get(count) ?? [];
    for (const problem of same) places.set(problem, 2 * before + same.length + 1);
    before += same.length;
  }
  return places;
}

function byPlaces<P>(
  problems: readonly P[],
  ballots: readonly ReadonlyMap<P, number>[],
  rule: 'borda' | 'dowdall',
): Map<P, Fraction> {
  const scores = new Map<P, Fraction>(problems.map((problem) => [problem, Fraction.zero]));
  for (const ballot of ballots) {
    for (const [problem, doubled] of doubledPlaces(problems, ballot)) {
      const points =
        rule === 'borda' ? Fraction.of(2 * problems.length - doubled, 2) : Fraction.of(2, doubled);
      scores.set(problem, (scores.get(problem) ?? Fraction.zero).plus(points));
    }
  }
  return scores;
}

/**
 * Pairwise comparison: `wins.get(a).get(b)` is the number of groups that gave `a` more votes than `b`.
 * Groups without votes count for nobody.
 */
export function pairwiseWins<P>(
  problems: readonly P[],
  ballots: readonly ReadonlyMap<P, number>[],
): Map<P, Map<P, number>> {
  const wins = new Map<P, Map<P, number>>();
  for (const a of problems) {
    const row = new Map<P, number>();
    for (const b of problems) {
      if (a === b) continue;
      let count = 0;
      for (const ballot of ballots) if ((ballot.get(a) ?? 0) > (ballot.get(b) ?? 0)) count += 1;
      row.set(b, count);
    }
    wins.set(a, row);
  }
  return wins;
}

function copeland<P>(problems: readonly P[], ballots: readonly ReadonlyMap<P, number>[]): Map<P, Fraction> {
  // Dense rows instead of pairwiseWins: a thousand problems would make a million map entries.
  const columns = ballots.map((ballot) => problems.map((problem) => ballot.get(problem) ?? 0));
  const doubled = new Array<number>(problems.length).fill(0);
  for (let a = 0; a < problems.length; a++) {
    for (let b = a + 1; b < problems.length; b++) {
      let balance = 0;
      for (const column of columns) balance += Math.sign((column[a] ?? 0) - (column[b] ?? 0));
      doubled[a] = (doubled[a] ?? 0) + (balance > 0 ? 2 : balance === 0 ? 1 : 0);
      doubled[b] = (doubled[b] ?? 0) + (balance < 0 ? 2 : balance === 0 ? 1 : 0);
    }
  }
  return new Map(problems.map((problem, index) => [problem, Fraction.of(doubled[index] ?? 0, 2)]));
}

/** The problem that a majority of groups prefers to every other one, if there is such a problem. */
export function condorcetWinner<P>(groups: readonly VoteGroup<P>[]): P | undefined {
  const problems = problemsOf(groups);
  const wins = pairwiseWins(
    problems,
    groups.map((group) => group.votes),
  );
  return problems.find((a) =>
    problems.every((b) => a === b || (wins.get(a)?.get(b) ?? 0) > (wins.get(b)?.get(a) ?? 0)),
  );
}

/** Orders entries by score and gives competition ranks (1, 2, 3, 3, 5). */
export function rank<P, E extends { problem: P; votes: number; score: Fraction }>(
  entries: readonly E[],
  compare: (a: P, b: P) => number = (a, b) => compareNames(String(a), String(b)),
): (E & { rank: number; tied: boolean })[] {
  const sorted = [...entries].sort(
    (a, b) => b.score.compare(a.score) || b.votes - a.votes || compare(a.problem, b.problem),
  );
  let place = 1;
  return sorted.map((entry, index) => {
    const previous = sorted[index - 1];
    const next = sorted[index + 1];
    const likePrevious = previous !== undefined && previous.score.equals(entry.score);
    if (!likePrevious) place = index + 1;
    return { ...entry, rank: place, tied: likePrevious || (next?.score.equals(entry.score) ?? false) };
  });
}

/**
 * The first `k` places. A tie across the boundary is never cut: all who share the last place stay, so the result may
 * be longer than `k` (the book has no tie rule; seed G-09, K-03).
 */
export function topWithTies<E extends { rank: number }>(ranking: readonly E[], k: number): E[] {
  return ranking.filter((entry) => entry.rank <= k);
}

/** True when the problems at the place `k` share it with others beyond it, so that "the first k" is not decided. */
export function tieAtCut(ranking: readonly { rank: number }[], k: number): boolean {
  return topWithTies(ranking, k).length > k;
}

/** One group's own list beside the common one. */
export interface OwnPriorities<P> {
  readonly group: string;
  readonly top: readonly RankedProblem<P>[];
  /** In the group's own first `k`, but not in the common first `k`. */
  readonly missing: readonly P[];
  /** First for the group, but not in the common first `k` at all. */
  readonly firstButMissing: readonly P[];
  /** First for the group, and something else is first for all. */
  readonly differentFirst: readonly P[];
}

/**
 * What each group would have listed alone, with what the common list lost (methods 3.7: in a raw total with few women
 * present their first problem may vanish). Groups without votes are left out. Problems nobody voted for never count
 * as a priority.
 */
export function ownPriorities<P>(
  groups: readonly VoteGroup<P>[],
  common: RollUp<P>,
  k = 5,
  compare?: (a: P, b: P) => number,
): OwnPriorities<P>[] {
  const commonTop = new Set(topWithTies(common.ranking, k).map((entry) => entry.problem));
  const commonFirst = new Set(topWithTies(common.ranking, 1).map((entry) => entry.problem));
  const result: OwnPriorities<P>[] = [];
  for (const group of groups) {
    const own = rollUp({ groups: [group], rule: 'raw', ...(compare ? { compare } : {}) });
    if (!own.ok || own.votes === 0) continue;
    const top = topWithTies(own.ranking, k).filter((entry) => entry.votes > 0);
    const first = top.filter((entry) => entry.rank === 1).map((entry) => entry.problem);
    result.push({
      group: group.id,
      top,
      missing: top.map((entry) => entry.problem).filter((problem) => !commonTop.has(problem)),
      firstButMissing: first.filter((problem) => !commonTop.has(problem)),
      differentFirst: first.some((problem) => commonFirst.has(problem)) ? [] : first,
    });
  }
  return result;
}

/**
 * Kendall's W over the groups' votes: 1 when all groups order the problems alike, 0 when there is no agreement.
 * Tie-corrected: `W = 12 S / (m²(n³ − n) − m Σ T)`, `T = Σ (t³ − t)` over the ties of a group (methods 5.6).
 * `undefined` for fewer than two groups or two problems, or when every group ties everything.
 */
export function agreementBetweenGroups<P>(groups: readonly VoteGroup<P>[]): Fraction | undefined {
  const problems = problemsOf(groups);
  const heard = groups.filter((group) => [...group.votes.values()].some((count) => count > 0));
  return kendallW(
    heard.map((group) => {
      const places = doubledPlaces(problems, group.votes);
      return problems.map((problem) => (places.get(problem) ?? 0) / 2);
    }),
  );
}

/**
 * Kendall's W of complete rankings: `ranks[judge][item]`, ties as mean ranks (halves allowed).
 * `undefined` for fewer than two judges or two items, or when nothing is ranked apart.
 */
export function kendallW(ranks: readonly (readonly number[])[]): Fraction | undefined {
  const m = ranks.length;
  const n = ranks[0]?.length ?? 0;
  if (m < 2 || n < 2) return undefined;
  const sums = Array.from({ length: n }, (_, item) =>
    ranks.reduce((total, row) => total + Math.round(2 * (row[item] ?? 0)), 0),
  );
  // Everything is doubled (and so S is times four) to stay whole with mean ranks.
  const total = BigInt(sums.reduce((a, b) => a + b, 0));
  const squares = sums.reduce((a, b) => a + BigInt(b) * BigInt(b), 0n);
  const fourS = Fraction.of(BigInt(n) * squares - total * total, n);
  let ties = 0n;
  for (const row of ranks) {
    const sizes = new Map<number, number>();
    for (const value of row) sizes.set(value, (sizes.get(value) ?? 0) + 1);
    for (const size of sizes.values()) ties += BigInt(size) ** 3n - BigInt(size);
  }
  const mm = BigInt(m);
  const nn = BigInt(n);
  const denominator = mm * mm * (nn * nn * nn - nn) - mm * ties;
  return denominator === 0n ? undefined : fourS.times(Fraction.of(3n, denominator));
}
