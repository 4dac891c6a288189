import type { Election } from './election.ts';
import type { EqualShares } from './equal-shares.ts';
import type { RunResult } from './equal-shares-types.ts';

/** Result of a completion by raising the endowment. */
export interface Add1Result extends RunResult {
  /** Units of currency added to every voter's share. */
  readonly raised: number;
}

/**
 * Completion `add1` (methods 2.3): every voter's share is raised by one unit of currency and the rule run afresh, until
 * the next result would cost more than the budget; the last one that does not is taken. With `untilExhaustive` it also
 * ends as soon as nothing more fits (`add1e`), which may give another outcome. Ends, too, when all supported projects
 * are bought, or excluded by one that is. Nobody's share is raised for a
 * project that nobody supports.
 */
export function add1(engine: EqualShares, election: Election, untilExhaustive: boolean): Add1Result {
  const unit = election.scale;
  let raised = 0;
  let result = engine.run(0n, unit);
  for (;;) {
    if (result.open === 0) break;
    if (untilExhaustive && isExhaustive(election, result.winners, (project) => engine.mayBuy(project))) break;
    const last = raised + result.steps;
    const next = engine.run(BigInt(last + 1) * unit, unit);
    if (next.cost > election.budget) {
      raised = last;
      break;
    }
    raised = last + 1;
    result = next;
  }
  // The last run must be the one that is told about.
  return { ...engine.run(BigInt(raised) * unit, unit), raised };
}

/** True when no further project that counts fits in the budget; by default those somebody supports count. */
export function isExhaustive(
  election: Election,
  winners: readonly number[],
  counts: (project: number) => boolean = (project) => (election.votes[project] ?? 0) > 0,
): boolean {
  const chosen = new Set(winners);
  const spent = winners.reduce((sum, project) => sum + (election.projects[project]?.cost ?? 0n), 0n);
  return election.projects.every(
    (project, number) => chosen.has(number) || !counts(number) || spent + project.cost > election.budget,
  );
}
