import type { Fraction } from '../rational.ts';
import type { TieMoment } from './tied.ts';

/** What the Method of Equal Shares answers. */

export type Utility = 'cost' | 'cardinality' | 'points';

/** One bought project of a finished run, in coins. */
export interface Purchase {
  readonly project: number;
  /** Price of one unit of utility (1 for `cost` and `cardinality`, a point for `points`); 0 for a free project. */
  readonly price: Fraction;
  /** The largest amount one voter pays. */
  readonly largestPayment: Fraction;
  /** Voters who pay the price in full, and voters who give the rest of their money, which is less. */
  readonly fullPayers: number;
  readonly restPayers: number;
  /** What the latter give together. */
  readonly restPaid: Fraction;
}

/** A project that was not bought, with what its supporters still own, in coins. */
export interface Unaffordable {
  readonly project: number;
  readonly left: Fraction;
}

/** What a run decided; {@link EqualShares.details} tells the rest of the last one. */
export interface RunResult {
  /** In order of purchase. */
  readonly winners: readonly number[];
  /** In coins. */
  readonly cost: bigint;
  /** For so many further steps of the `add1` completion the winners are sure to stay the same. */
  readonly steps: number;
  /** Supported projects that were neither bought nor excluded by one that was. */
  readonly open: number;
}

export interface RunDetails {
  /** What every voter owned at the start, in coins. */
  readonly endowment: Fraction;
  readonly purchases: readonly Purchase[];
  readonly unaffordable: readonly Unaffordable[];
  /** Moments at which projects were exactly equal. */
  readonly ties: readonly TieMoment[];
}

/** One payment of a distinct ballot: what each of its `voters` pays, in coins. */
export interface Payment {
  readonly project: number;
  readonly ballot: number;
  readonly voters: number;
  readonly amount: Fraction;
}
