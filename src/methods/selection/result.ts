import type { Fraction } from '../rational.ts';
import type { Utility } from './equal-shares-types.ts';
import type { Tie } from './tied.ts';
import type { TieRule } from './ties.ts';

/** What a selection answers. All amounts are in the money of the file, exact. */

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
 * - `group-full`: the money of its category or neighbourhood had less left than its cost when its turn came;
 * - `no-money`: the rest of the budget was less than its cost when its turn came;
 * - `not-reached`: the walk had ended before its turn;
 * - `excluded`: another project of the same group was chosen;
 * - `supporters-short`: its supporters' money did not make up its cost;
 * - `ended-here`: Phragmén: it was next, but would have exceeded the budget;
 * - `later`: Phragmén: the rule ended before its moment came.
 */
export type LossReason =
  | 'below-threshold'
  | 'group-full'
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
  /** The category or neighbourhood of `group-full`. */
  readonly fullGroup: string | null;
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
  /** Projects the rule held equal, each with all of its group. */
  readonly tied: readonly Tie[];
  readonly notes: readonly SelectionNote[];
}

/** Of a winner under the rules that take nobody's money. */
export const noPayment = {
  payment: null,
  effectiveVotes: null,
  price: null,
  fullPayers: null,
  restPayers: null,
  restPaid: null,
  load: null,
} as const;
