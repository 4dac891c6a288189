import type { Election } from './election.ts';

/** Who supports a project: distinct ballots with positive points, as numbers into `ballotCounts`. */
export interface Supporters {
  readonly ballots: Int32Array;
  readonly points: Float64Array;
  /** Supporting voters. */
  readonly voters: number;
}

/** Supporters of every project. */
export function supportersOf(election: Election): Supporters[] {
  const sizes = new Int32Array(election.projects.length);
  for (let entry = 0; entry < election.items.length; entry++) {
    const project = election.items[entry] ?? 0;
    if ((election.points[entry] ?? 0) > 0) sizes[project] = (sizes[project] ?? 0) + 1;
  }
  const lists = Array.from(sizes, (size) => ({
    ballots: new Int32Array(size),
    points: new Float64Array(size),
    voters: 0,
    filled: 0,
  }));
  for (let ballot = 0; ballot < election.ballotCounts.length; ballot++) {
    const end = election.ballotStarts[ballot + 1] ?? 0;
    for (let entry = election.ballotStarts[ballot] ?? 0; entry < end; entry++) {
      const points = election.points[entry] ?? 0;
      const list = lists[election.items[entry] ?? 0];
      if (!list || points <= 0) continue;
      list.ballots[list.filled] = ballot;
      list.points[list.filled] = points;
      list.filled += 1;
      list.voters += election.ballotCounts[ballot] ?? 0;
    }
  }
  return lists;
}
