import {
  problemsOf,
  type RankedProblem,
  rollUp,
  type RollUpRefusal,
  type RollUpRule,
  topWithTies,
  type VoteGroup,
} from './rollup.ts';

/**
 * "If these two problems were one, what would change?" Joining wider problems may turn the ranking over and lose
 * meaning (the book's own example: culture 45 + youth information 30 = 75 takes the first place from 63), so the
 * consequence is shown before anybody merges.
 */

export interface MergeWhatIf<P> {
  readonly ok: true;
  readonly before: readonly RankedProblem<P>[];
  /** The merged problem stands under the first of the merged problems. */
  readonly after: readonly RankedProblem<P>[];
  readonly merged: P;
  readonly mergedVotes: number;
  readonly firstBefore: readonly P[];
  readonly firstAfter: readonly P[];
  /** The first place goes to another problem (a larger first problem that stays first is no change). */
  readonly changesFirst: boolean;
  readonly changesTop: boolean;
  /** Newly among the first `top`, and dropped from it. */
  readonly entered: readonly P[];
  readonly left: readonly P[];
}

/** The groups' votes as if all `problems` were one, kept under the name of the first of them. */
export function mergeProblems<P>(groups: readonly VoteGroup<P>[], problems: readonly P[]): VoteGroup<P>[] {
  const target = problems[0];
  if (target === undefined) return [...groups];
  const parts = new Set(problems);
  return groups.map((group) => {
    const votes = new Map<P, number>();
    for (const [problem, count] of group.votes) {
      const key = parts.has(problem) ? target : problem;
      votes.set(key, (votes.get(key) ?? 0) + count);
    }
    return { ...group, votes };
  });
}

/**
 * Ranks before and after joining `problems` (two or more) under `rule`; `top` is the length of the list that matters
 * (default five). Ties at the cut belong to the list on both sides.
 * @returns the refusal of {@link rollUp}, or `unknown-problem` when one of them has no row in any group.
 */
export function mergeWhatIf<P>(
  groups: readonly VoteGroup<P>[],
  rule: RollUpRule,
  problems: readonly P[],
  options: { top?: number; compare?: (a: P, b: P) => number } = {},
): MergeWhatIf<P> | RollUpRefusal | { readonly ok: false; readonly code: 'unknown-problem' } {
  const { top = 5, compare } = options;
  const known = new Set(problemsOf(groups));
  const merged = problems[0];
  if (merged === undefined || problems.some((problem) => !known.has(problem))) {
    return { ok: false, code: 'unknown-problem' };
  }
  const before = rollUp({ groups, rule, ...(compare ? { compare } : {}) });
  if (!before.ok) return before;
  const after = rollUp({ groups: mergeProblems(groups, problems), rule, ...(compare ? { compare } : {}) });
  if (!after.ok) return after;
  const parts = new Set(problems);
  const through = (problem: P): P => (parts.has(problem) ? merged : problem);
  const change = compareTops(before.ranking, after.ranking, top, through);
  return {
    ok: true,
    before: before.ranking,
    after: after.ranking,
    merged,
    mergedVotes: after.ranking.find((entry) => entry.problem === merged)?.votes ?? 0,
    ...change,
  };
}

function compareTops<P>(
  before: readonly RankedProblem<P>[],
  after: readonly RankedProblem<P>[],
  top: number,
  through: (problem: P) => P,
) {
  const names = (ranking: readonly RankedProblem<P>[], k: number) =>
    topWithTies(ranking, k).map((entry) => entry.problem);
  const firstBefore = names(before, 1);
  const firstAfter = names(after, 1);
  const topBefore = new Set(names(before, top).map(through));
  const topAfter = new Set(names(after, top));
  const entered = [...topAfter].filter((problem) => !topBefore.has(problem));
  const left = [...topBefore].filter((problem) => !topAfter.has(problem));
  return {
    firstBefore,
    firstAfter,
    changesFirst: !sameSet(new Set(firstBefore.map(through)), new Set(firstAfter)),
    changesTop: entered.length > 0 || left.length > 0,
    entered,
    left,
  };
}

function sameSet<P>(a: ReadonlySet<P>, b: ReadonlySet<P>): boolean {
  return a.size === b.size && [...a].every((value) => b.has(value));
}

export interface InfluentialMerge<P> {
  readonly pair: readonly [P, P];
  readonly mergedVotes: number;
  readonly changesFirst: boolean;
  readonly changesTop: boolean;
}

/**
 * Every pair of problems whose joining would change the first place or the first `top`, those that change the first
 * place first, then by the votes of the merged problem. `pairs` narrows the search (for example to pairs that read
 * alike); without it all pairs are tried, which costs one roll-up per pair.
 */
export function influentialMerges<P>(
  groups: readonly VoteGroup<P>[],
  rule: RollUpRule,
  options: { top?: number; pairs?: readonly (readonly [P, P])[] } = {},
): InfluentialMerge<P>[] {
  const problems = problemsOf(groups);
  const pairs =
    options.pairs ??
    problems.flatMap((a, index) => problems.slice(index + 1).map((b): readonly [P, P] => [a, b]));
  const result: InfluentialMerge<P>[] = [];
  for (const pair of pairs) {
    const outcome = mergeWhatIf(groups, rule, pair, options.top === undefined ? {} : { top: options.top });
    if (!outcome.ok || !(outcome.changesFirst || outcome.changesTop)) continue;
    const { mergedVotes, changesFirst, changesTop } = outcome;
    result.push({ pair, mergedVotes, changesFirst, changesTop });
  }
  return result.sort(
    (a, b) => Number(b.changesFirst) - Number(a.changesFirst) || b.mergedVotes - a.mergedVotes,
  );
}

/** The fewest stickers that would alter who is among the first `top` of a raw count. */
export interface SmallestChange<P> {
  /** So many more stickers for `problem`; null when nothing could change. */
  readonly added: { readonly problem: P; readonly votes: number } | null;
  /** So many stickers fewer for `problem`. */
  readonly removed: { readonly problem: P; readonly votes: number } | null;
  /** So many stickers grouped under `to` instead of `from`. */
  readonly moved: { readonly from: P; readonly to: P; readonly votes: number } | null;
}

/**
 * How firm the first `top` stands: the smallest number of stickers added to one problem, taken from one problem or
 * moved between two, after which the set of the first `top` (with the ties at the cut) is another set. With `c` the
 * votes at the cut and `s` the best outsider: added and removed `c − s`, moved `⌈(c − s)/2⌉`; one sticker is
 * mostly enough when a tie at the cut already leaves the list undecided. `ranking` must come from the rule `raw`.
 */
export function smallestChange<P>(
  ranking: readonly { problem: P; votes: number; rank: number }[],
  top = 5,
): SmallestChange<P> {
  const inside = topWithTies(ranking, top);
  const last = inside.at(-1);
  if (!last) return { added: null, removed: null, moved: null };
  const outsider = ranking[inside.length];
  const decided = inside.length <= top;
  const tied = inside.filter((entry) => entry.rank === last.rank);
  const other = tied[0] ?? last;
  const reached = outsider ? { problem: outsider.problem, votes: last.votes - outsider.votes } : null;
  if (!decided) {
    // One more sticker for one of the tied pushes the others past the cut only when they already stand on it.
    const onTheCut = last.rank === top;
    const above = inside.find((entry) => entry.rank < last.rank && entry.votes >= 2);
    const alone = last.votes > 0;
    return {
      added: onTheCut ? { problem: other.problem, votes: 1 } : reached,
      removed: alone ? { problem: last.problem, votes: 1 } : null,
      moved: alone
        ? { from: last.problem, to: other.problem, votes: 1 }
        : onTheCut && above
          ? { from: above.problem, to: last.problem, votes: 1 }
          : null,
    };
  }
  if (!outsider) return { added: null, removed: null, moved: null };
  const gap = last.votes - outsider.votes;
  return {
    added: reached,
    removed: { problem: last.problem, votes: gap },
    moved: { from: last.problem, to: outsider.problem, votes: Math.ceil(gap / 2) },
  };
}
