import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { cycleById } from '../../cycle/data.ts';
import { loadTally, placesOf } from '../../needs/priorities/data/tally.ts';
import { listLength, priorityList } from '../../needs/priorities/rules/priorities.ts';
import type { KnownProblem } from '../../needs/rules/problem.ts';

/** A problem with its place in the list of a village, or of the municipality (`villageId` null). */
export type Placed = {
  readonly villageId: string | null;
  readonly problem: KnownProblem;
  readonly rank: number;
  readonly votes: number;
};

/** The first five of each village and of the municipality, as the lists of the cycle stand now. */
export async function topProblems(scope: MunicipalityScope, cycleId: string): Promise<Placed[]> {
  return (await rankedProblems(scope, cycleId)).filter((one) => one.rank <= listLength);
}

/** All problems of the cycle that have votes, by village, in the order of their places; the municipality's list last. */
export async function rankedProblems(scope: MunicipalityScope, cycleId: string): Promise<Placed[]> {
  const cycle = await cycleById(scope, cycleId);
  if (!cycle) return [];
  const tally = await loadTally(scope, cycle, null);
  const { villages } = await placesOf(scope);
  const lists = [...villages.map(({ id }) => id), null].map((villageId) => ({
    villageId,
    list: priorityList({
      ...tally,
      sessions:
        villageId === null ? tally.sessions : tally.sessions.filter((one) => one.villageId === villageId),
      merges: villageId === null ? tally.merges : tally.merges.filter((one) => one.villageId === villageId),
      list: villageId,
    }),
  }));
  return lists.flatMap(({ villageId, list }) =>
    list.priorities
      .filter(({ votes }) => votes > 0)
      .map(({ problem, rank, votes }) => ({ villageId, problem, rank, votes })),
  );
}
