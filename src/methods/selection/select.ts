import type { Fraction } from '../rational.ts';
import { byEqualShares, type Found } from './by-equal-shares.ts';
import { losersOf, winnersOf } from './by-greedy.ts';
import { byPhragmen } from './by-phragmen.ts';
import { isExhaustive } from './completion.ts';
import { type Election, money, scoreOf } from './election.ts';
import type { Utility } from './equal-shares-types.ts';
import { greedy, type GreedyOptions, type GroupLimit } from './greedy.ts';
import type { Completion, Loser, Selection, SelectionNote, SelectionRule } from './result.ts';
import { defaultTieRule, type TieRule } from './ties.ts';

/**
 * One call for every selection rule, with a result that explains itself: who was chosen in which order and how it was
 * paid, for everything else what stood in the way, and where the tie rule decided.
 */

export interface SelectionOptions {
  readonly rule: SelectionRule;
  /** Only for `mes`; by default `points` for cumulative and scoring ballots, `cost` for all others. */
  readonly utility?: Utility;
  /** Only for `mes`; `none` by default. */
  readonly completion?: Completion;
  readonly ties?: TieRule;
  /** Projects with a lower score (votes, points …) do not take part. */
  readonly threshold?: Fraction;
  /** Groups of project ids that exclude each other: once one is chosen its rivals leave. Ids must be known. */
  readonly exclusive?: readonly (readonly string[])[];
  /** Most money for groups of projects; only the rules that walk a list know them. */
  readonly limits?: readonly GroupLimit[];
}

/** The utility a rule takes when none is named. */
export function defaultUtility(election: Election): Utility {
  return election.voteType === 'cumulative' || election.voteType === 'scoring' ? 'points' : 'cost';
}

/** Applies a rule to an election. */
export function select(election: Election, options: SelectionOptions): Selection {
  const ties = options.ties ?? defaultTieRule;
  const numbers = new Map(election.projects.map((project, number) => [project.id, number]));
  const exclusive = (options.exclusive ?? []).map((group) => group.flatMap((id) => numbers.get(id) ?? []));
  const without = belowThreshold(election, options.threshold);
  const shared: GreedyOptions = {
    ties,
    exclusive,
    ...(options.threshold ? { threshold: options.threshold } : {}),
    ...(options.limits ? { limits: options.limits } : {}),
  };
  if (options.rule === 'mes') {
    const { utility = defaultUtility(election), completion = 'none' } = options;
    return finish(election, options, ties, byEqualShares(election, { utility, completion }, without, shared));
  }
  if (options.rule === 'phragmen') {
    return finish(election, options, ties, byPhragmen(election, ties, without, exclusive));
  }
  const outcome = greedy(election, {
    ...shared,
    rankBy: options.rule === 'votes-per-cost' ? 'score-per-cost' : 'score',
    misfit: misfits[options.rule],
  });
  return finish(election, options, ties, {
    winners: winnersOf(election, outcome.steps, 'rule', 0n),
    losers: losersOf(election, outcome.steps),
    tied: outcome.ties,
  });
}

const misfits = {
  greedy: 'skip',
  'votes-per-cost': 'skip',
  'greedy-no-skip': 'stop',
  'greedy-custom': 'eighty-percent',
} as const;

function belowThreshold(election: Election, threshold: Fraction | undefined): Set<number> {
  const out = new Set<number>();
  if (!threshold) return out;
  for (const number of election.projects.keys()) {
    if (scoreOf(election, number).compare(threshold) < 0) out.add(number);
  }
  return out;
}

/** Whether a project could have been chosen at all. */
function mightFit({ reason }: Loser): boolean {
  return !['below-threshold', 'excluded', 'group-full', 'no-supporters'].includes(reason);
}

function finish(election: Election, options: SelectionOptions, ties: TieRule, found: Found): Selection {
  const numbers = found.winners.map((winner) => winner.project);
  const spent = numbers.reduce((sum, number) => sum + (election.projects[number]?.cost ?? 0n), 0n);
  const total = election.projects.reduce((sum, project) => sum + project.cost, 0n);
  const notes: SelectionNote[] = [];
  const add = (code: SelectionNote['code'], params: SelectionNote['params'] = {}) =>
    notes.push({ code, params });
  const { unknown, repeated } = election.ignoredEntries;
  if (unknown > 0) add('unknown-entries', { count: unknown });
  if (repeated > 0) add('repeated-entries', { count: repeated });
  if (total <= election.budget) add('all-affordable');
  if (found.raised !== undefined && found.raised !== null && found.raised > 0) {
    add('raised', { steps: found.raised, endowment: found.endowment?.toDecimal(2) ?? '' });
  }
  if (spent > election.budget) {
    add('over-budget-by-clause', { by: money(election, spent - election.budget).toDecimal(2) });
  } else if (spent < election.budget) {
    add('unspent', { left: money(election, election.budget - spent).toDecimal(2) });
    const counting = new Set(found.losers.filter(mightFit).map((loser) => loser.project));
    const counts = (project: number) => counting.has(project) && (election.votes[project] ?? 0) > 0;
    if (!isExhaustive(election, numbers, counts)) add('not-exhaustive');
  }
  return {
    rule: options.rule,
    utility: found.utility ?? null,
    completion: found.completion ?? null,
    ties,
    budget: money(election, election.budget),
    spent: money(election, spent),
    winners: found.winners,
    losers: found.losers,
    tied: found.tied,
    endowment: found.endowment ?? null,
    raised: found.raised ?? null,
    notes,
  };
}
