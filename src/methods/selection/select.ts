import { Fraction } from '../rational.ts';
import { type Election, money, scoreOf } from './election.ts';
import { add1, isExhaustive } from './completion.ts';
import { EqualShares } from './equal-shares.ts';
import type { RunDetails, Utility } from './equal-shares-types.ts';
import { greedy, type GreedyOptions, type GreedyStep } from './greedy.ts';
import { phragmen } from './phragmen.ts';
import { defaultTieRule, type TieRule } from './ties.ts';

/**
 * One call for every selection rule, with a result that explains itself: who was chosen in which order and how it was
 * paid, and for everything else what stood in the way. All amounts are in the money of the file, exact.
 */

export const selectionRules = [
  'greedy',
  'greedy-no-skip',
  'greedy-custom',
  'votes-per-cost',
  'mes',
  'phragmen',
] as const;
/** `greedy-custom` is the 80 % clause of Poznań; the others are named in the modules they come from. */
export type SelectionRule = (typeof selectionRules)[number];

export const completions = ['none', 'greedy', 'add1', 'add1e', 'add1u'] as const;
/** What is done with the money equal shares leave: see {@link add1}; `greedy` and `add1u` end with a greedy walk. */
export type Completion = (typeof completions)[number];

export const utilities = ['cost', 'cardinality', 'points'] as const;

export interface SelectionOptions {
  readonly rule: SelectionRule;
  /** Only for `mes`; by default `points` for cumulative and scoring ballots, `cost` for all others. */
  readonly utility?: Utility;
  /** Only for `mes`; `none` by default. */
  readonly completion?: Completion;
  readonly ties?: TieRule;
  /** Projects with a lower score (votes, points …) do not take part. */
  readonly threshold?: Fraction;
  /** Groups of project ids that exclude each other; only the greedy rules and completions know them. */
  readonly exclusive?: readonly (readonly string[])[];
}

export interface Winner {
  readonly project: number;
  readonly cost: Fraction;
  /** `completion` when it was added by the greedy walk after equal shares, `clause` by the 80 % clause. */
  readonly chosenBy: 'rule' | 'completion' | 'clause';
  /** Equal shares: the largest amount one supporter pays, and cost divided by it. */
  readonly payment: Fraction | null;
  readonly effectiveVotes: Fraction | null;
  /** Equal shares: price of one unit of utility (a point), and how the supporters paid. */
  readonly price: Fraction | null;
  readonly fullPayers: number | null;
  readonly restPayers: number | null;
  readonly restPaid: Fraction | null;
  /** Phragmén: the moment of purchase, in money earned per voter. */
  readonly load: Fraction | null;
  /** Budget left before it was chosen. */
  readonly left: Fraction;
}

/**
 * - `below-threshold`, `no-supporters`: did not take part;
 * - `over-budget`: costs more than the whole budget;
 * - `no-money`: the rest of the budget was less than its cost when its turn came;
 * - `not-reached`: the walk had ended before its turn;
 * - `excluded`: another project of the same group was chosen;
 * - `supporters-short`: its supporters' money did not make up its cost;
 * - `ended-here`: Phragmén: it was next, but would have exceeded the budget;
 * - `later`: Phragmén: the rule ended before its moment came.
 */
export type LossReason =
  | 'below-threshold'
  | 'no-supporters'
  | 'over-budget'
  | 'no-money'
  | 'not-reached'
  | 'excluded'
  | 'supporters-short'
  | 'ended-here'
  | 'later';

export interface Loser {
  readonly project: number;
  readonly cost: Fraction;
  readonly reason: LossReason;
  /** Budget left when its turn came (greedy), or at the end. */
  readonly left: Fraction;
  /** Equal shares: what its supporters still own at the end. */
  readonly supportersLeft: Fraction | null;
  readonly excludedBy: number | null;
}

export interface SelectionNote {
  readonly code:
    | 'unspent'
    | 'not-exhaustive'
    | 'over-budget-by-clause'
    | 'raised'
    | 'unknown-entries'
    | 'repeated-entries'
    | 'all-affordable';
  readonly params: Readonly<Record<string, string | number>>;
}

export interface Selection {
  readonly rule: SelectionRule;
  readonly utility: Utility | null;
  readonly completion: Completion | null;
  readonly ties: TieRule;
  readonly budget: Fraction;
  readonly spent: Fraction;
  /** In order of choice. */
  readonly winners: readonly Winner[];
  readonly losers: readonly Loser[];
  /** Equal shares: every voter's share of the last run, and the units added to it by the completion. */
  readonly endowment: Fraction | null;
  readonly raised: number | null;
  readonly notes: readonly SelectionNote[];
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
  const shared: GreedyOptions = {
    ties,
    exclusive,
    ...(options.threshold ? { threshold: options.threshold } : {}),
  };
  if (options.rule === 'mes') return equalShares(election, options, ties, shared);
  if (options.rule === 'phragmen') return sequential(election, options, ties);
  const outcome = greedy(election, {
    ...shared,
    rankBy: options.rule === 'votes-per-cost' ? 'score-per-cost' : 'score',
    misfit: misfits[options.rule],
  });
  return finish(election, options, ties, {
    winners: winnersOf(election, outcome.steps, 'rule', 0n),
    losers: losersOf(election, outcome.steps),
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

const noPayment = {
  payment: null,
  effectiveVotes: null,
  price: null,
  fullPayers: null,
  restPayers: null,
  restPaid: null,
  load: null,
} as const;

function winnersOf(
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

function losersOf(election: Election, steps: readonly GreedyStep[]): Loser[] {
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
      },
    ];
  });
}

function equalShares(
  election: Election,
  options: SelectionOptions,
  ties: TieRule,
  shared: GreedyOptions,
): Selection {
  const utility = options.utility ?? defaultUtility(election);
  const completion = options.completion ?? 'none';
  const without = belowThreshold(election, options.threshold);
  const engine = new EqualShares(election, utility, ties, without);
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
  let losers: Loser[];
  if (completion === 'greedy' || completion === 'add1u') {
    const rest = greedy(election, shared, chosen);
    winners.push(...winnersOf(election, rest.steps, 'completion', election.budget - left));
    losers = losersOf(election, rest.steps).map((loser) => {
      const owned = supportersLeft.get(loser.project);
      return { ...loser, supportersLeft: owned ? money(election, owned) : null };
    });
  } else {
    losers = unbought(election, chosen, without, details, money(election, left));
  }
  return finish(election, options, ties, {
    winners,
    losers,
    utility,
    completion,
    endowment: money(election, details.endowment),
    raised,
  });
}

/** A price per whole point becomes a price per point of the file. */
function pointScale(election: Election, utility: Utility): Fraction {
  return Fraction.of(utility === 'points' ? BigInt(election.pointScale) : 1n);
}

function unbought(
  election: Election,
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
    losers.push({
      project,
      cost: money(election, cost),
      reason: without.has(project)
        ? 'below-threshold'
        : own === undefined
          ? 'no-supporters'
          : cost > election.budget
            ? 'over-budget'
            : 'supporters-short',
      left,
      supportersLeft: own ? money(election, own) : null,
      excludedBy: null,
    });
  }
  return losers;
}

function sequential(election: Election, options: SelectionOptions, ties: TieRule): Selection {
  const without = belowThreshold(election, options.threshold);
  const outcome = phragmen(election, ties, without);
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
    losers.push({
      project,
      cost: money(election, cost),
      reason: without.has(project)
        ? 'below-threshold'
        : (election.votes[project] ?? 0) === 0
          ? 'no-supporters'
          : cost > election.budget
            ? 'over-budget'
            : outcome.next?.project === project
              ? 'ended-here'
              : 'later',
      left: money(election, left),
      supportersLeft: null,
      excludedBy: null,
    });
  }
  return finish(election, options, ties, { winners, losers });
}

function finish(
  election: Election,
  options: SelectionOptions,
  ties: TieRule,
  found: Pick<Selection, 'winners' | 'losers'> &
    Partial<Pick<Selection, 'utility' | 'completion' | 'endowment' | 'raised'>>,
): Selection {
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
    if (!isExhaustive(election, numbers)) add('not-exhaustive');
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
    endowment: found.endowment ?? null,
    raised: found.raised ?? null,
    notes,
  };
}
