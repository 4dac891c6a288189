import { Fraction } from '../rational.ts';
import type { Election } from './election.ts';
import type { Completion, Selection, SelectionRule } from './result.ts';
import { select, type SelectionOptions } from './select.ts';

/** The same ballots under several rules: would another rule have changed the result, and for whom? */

/** The rules set side by side; all others are measured against the first, which most municipalities use. */
export const comparedRules: readonly { readonly rule: SelectionRule; readonly completion?: Completion }[] = [
  { rule: 'greedy' },
  { rule: 'votes-per-cost' },
  { rule: 'mes' },
  { rule: 'mes', completion: 'add1u' },
  { rule: 'phragmen' },
];

export interface ComparedRule {
  readonly selection: Selection;
  /** Voters none of whose projects was chosen; who named none is among them. */
  readonly withNothing: number;
  /** How many of their projects were chosen, on average over all voters. */
  readonly meanChosen: Fraction;
  /** Voters of whose projects more, and fewer, are chosen than under the first rule. */
  readonly gain: number;
  readonly lose: number;
}

/** All of {@link comparedRules}, in their order. */
export function compareRules(
  election: Election,
  options: Pick<SelectionOptions, 'ties' | 'threshold' | 'exclusive'>,
): ComparedRule[] {
  const selections = comparedRules.map((rule) => select(election, { ...options, ...rule }));
  const perRule = selections.map((selection) => chosenPerBallot(election, selection));
  const first = perRule[0] ?? new Float64Array();
  return selections.map((selection, index) => {
    const chosen = perRule[index] ?? first;
    const count = (test: (ballot: number) => boolean) => countVoters(election, test);
    let all = 0;
    for (const [ballot, own] of chosen.entries()) all += own * (election.ballotCounts[ballot] ?? 0);
    return {
      selection,
      withNothing: count((ballot) => chosen[ballot] === 0),
      meanChosen: Fraction.of(all, Math.max(1, election.voters)),
      gain: count((ballot) => (chosen[ballot] ?? 0) > (first[ballot] ?? 0)),
      lose: count((ballot) => (chosen[ballot] ?? 0) < (first[ballot] ?? 0)),
    };
  });
}

/** Voters none of whose projects was chosen. */
export function votersWithNothing(election: Election, selection: Selection): number {
  const chosen = chosenPerBallot(election, selection);
  return countVoters(election, (ballot) => chosen[ballot] === 0);
}

/** For each distinct ballot how many of the projects it supports were chosen. */
function chosenPerBallot(election: Election, selection: Selection): Float64Array {
  const winners = new Set(selection.winners.map((winner) => winner.project));
  const { ballotStarts, items, points } = election;
  return Float64Array.from(election.ballotCounts, (_, ballot) => {
    let own = 0;
    for (let entry = ballotStarts[ballot] ?? 0; entry < (ballotStarts[ballot + 1] ?? 0); entry++) {
      if ((points[entry] ?? 0) > 0 && winners.has(items[entry] ?? -1)) own += 1;
    }
    return own;
  });
}

function countVoters(election: Election, test: (ballot: number) => boolean): number {
  let voters = 0;
  for (const [ballot, count] of election.ballotCounts.entries()) if (test(ballot)) voters += count;
  return voters;
}
