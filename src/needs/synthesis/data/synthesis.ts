import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { cycleById, type CycleRow } from '../../../cycle/data.ts';
import { own, sameRow } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { listFocusGroups } from '../../focus/data/focus-groups.ts';
import { loadTally, standingMerges } from '../../priorities/data/tally.ts';
import { priorityList, rootsOf, type Merge } from '../../priorities/rules/priorities.ts';
import { focusEntry, focusJoin, focusJoinLine, problem, problemVerdict } from '../../schema.ts';
import { synthesise, type Join, type ProblemSynthesis, type SaidLine } from '../rules/synthesis.ts';

/** The tables of all focus groups of a cycle, problem by problem. */
export async function synthesisOf(scope: MunicipalityScope, cycleId: string): Promise<ProblemSynthesis[]> {
  const groups = (await listFocusGroups(scope, cycleId)).filter((one) => one.state !== 'cancelled');
  const cycle = await cycleById(scope, cycleId);
  if (groups.length === 0 || !cycle) return [];
  const tally = await loadTally(scope, cycle, null);
  const { priorities } = priorityList({ ...tally, list: null });
  const ranked = new Map(priorities.map((one) => [one.problem.id, one]));
  return synthesise({
    groups: groups.map(({ id, villageId, place, topics }) => ({
      groupId: id,
      villageId,
      nameKy: place.nameKy,
      nameRu: place.nameRu,
      topics,
    })),
    lines: await linesOf(
      scope,
      groups.map(({ id }) => id),
    ),
    joins: await standingJoins(scope, cycleId),
    verdicts: await scope.tx.select().from(problemVerdict).where(own(scope, problemVerdict)),
    rootOf: rootIn(tally.merges),
    listed: new Map(
      [...tally.problems.values()].map(({ id, name }) => {
        const one = ranked.get(id);
        const counted = one !== undefined && one.votes > 0;
        return [id, { name, rank: counted ? one.rank : null, votes: counted ? one.votes : null }];
      }),
    ),
  });
}

/** Under which problem one of a village counts in the municipality's list, by the merges that stand. */
export function rootIn(merges: readonly Merge[]): (problemId: string, villageId: string | null) => string {
  const common = rootsOf(merges.filter((one) => one.villageId === null));
  const byVillage = new Map<string, (id: string) => string>();
  return (problemId, villageId) => {
    if (villageId === null) return common(problemId);
    const here = byVillage.get(villageId) ?? rootsOf(merges.filter((one) => one.villageId === villageId));
    byVillage.set(villageId, here);
    return common(here(problemId));
  };
}

/** The same for a cycle, read for it. */
export const rootOfCycle = async (scope: MunicipalityScope, cycleId: string) =>
  rootIn(await standingMerges(scope, cycleId));

async function linesOf(scope: MunicipalityScope, groupIds: readonly string[]): Promise<SaidLine[]> {
  const rows = await scope.tx
    .select()
    .from(focusEntry)
    .where(own(scope, focusEntry, inArray(focusEntry.focusGroupId, [...groupIds])))
    .orderBy(asc(focusEntry.seq), asc(focusEntry.id));
  return rows.map(({ focusGroupId, seq, part, ...row }) => ({
    id: row.id,
    groupId: focusGroupId,
    order: seq,
    problemId: row.problemId,
    column: part,
    text: row.text,
    likelihood: row.likelihood,
    party: row.party,
    who: row.who,
    form: row.form,
  }));
}

/** Joins that stand, with their lines. */
export async function standingJoins(scope: MunicipalityScope, cycleId: string): Promise<Join[]> {
  const rows = await scope.tx
    .select({
      id: focusJoin.id,
      text: focusJoin.text,
      byName: focusJoin.byName,
      entryId: focusJoinLine.entryId,
    })
    .from(focusJoin)
    .innerJoin(focusJoinLine, sameRow(focusJoin, 'id', focusJoinLine, 'joinId'))
    .where(own(scope, focusJoin, and(eq(focusJoin.cycleId, cycleId), isNull(focusJoin.undoneAt))))
    .orderBy(asc(focusJoin.at), asc(focusJoin.id));
  const joins = new Map<string, Join & { entryIds: string[] }>();
  for (const { entryId, ...join } of rows) {
    const known = joins.get(join.id);
    if (known) known.entryIds.push(entryId);
    else joins.set(join.id, { ...join, entryIds: [entryId] });
  }
  return [...joins.values()];
}

/** The cycle of a problem; undefined when this municipality has no such one. */
export async function cycleOfProblem(
  scope: MunicipalityScope,
  problemId: string,
): Promise<CycleRow | undefined> {
  const [row] = await scope.tx
    .select({ cycleId: problem.cycleId })
    .from(problem)
    .where(own(scope, problem, eq(problem.id, problemId)));
  return row && (await cycleById(scope, row.cycleId));
}
