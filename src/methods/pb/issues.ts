import type { Position } from '../delimited.ts';
import type { SectionFault } from './sections.ts';

/** What the checker of `.pb` files may find. */

export type PbIssueCode =
  | SectionFault['code']
  | 'section-missing'
  | 'section-repeated'
  | 'section-out-of-order'
  | 'empty-line'
  | 'column-missing'
  | 'column-repeated'
  | 'field-missing'
  | 'field-repeated'
  | 'field-unknown'
  | 'field-order'
  | 'row-width'
  | 'value-missing'
  | 'value-invalid'
  | 'decimal-comma'
  | 'grouped-thousands'
  | 'rule-unknown'
  | 'dates-reversed'
  | 'project-repeated'
  | 'project-without-cost'
  | 'project-over-budget'
  | 'project-withdrawn'
  | 'project-without-votes'
  | 'budget-exceeded'
  | 'unused-budget'
  | 'all-projects-fit'
  | 'fully-funded-but-not'
  | 'num-projects-differs'
  | 'num-votes-differs'
  | 'votes-differ'
  | 'score-differs'
  | 'no-votes-or-scores'
  | 'voter-repeated'
  | 'project-unknown'
  | 'project-twice-in-vote'
  | 'vote-too-long'
  | 'vote-too-short'
  | 'vote-cost-too-high'
  | 'vote-cost-too-low'
  | 'points-missing'
  | 'points-differ'
  | 'points-too-high'
  | 'points-too-low'
  | 'points-sum-too-high'
  | 'points-sum-too-low'
  | 'blank-in-list'
  | 'rule-not-followed';

export interface PbIssue extends Position {
  readonly severity: 'error' | 'warning';
  readonly code: PbIssueCode;
  /** Field, or section, it is about. */
  readonly field: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface PbReport {
  readonly valid: boolean;
  /** In order of line. Not more than {@link listedPerCode} of each code. */
  readonly issues: readonly PbIssue[];
  /** How often each code was found. */
  readonly counts: Readonly<Partial<Record<PbIssueCode, number>>>;
  readonly projects: number;
  readonly votes: number;
}

/** A file with one mistake repeated in every row needs no million lines to be understood. */
export const listedPerCode = 100;
