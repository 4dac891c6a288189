import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Refused } from '../../../platform/refusals.ts';
import { own, sameRow } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { refuse } from '../../refusals.ts';
import { focusEntry, focusTopic, problem } from '../../schema.ts';

/**
 * Writes which problems are analysed, in the order given. Refuses `focus-problem-unknown` for one that is not of this
 * cycle, and `focus-topic-has-entries` for one that is left out although people have worked on it.
 */
export async function writeFocusTopics(
  scope: MunicipalityScope,
  group: { readonly id: string; readonly cycleId: string },
  problemIds: readonly string[],
): Promise<Refused | undefined> {
  const wanted = [...new Set(problemIds)];
  const { municipalityId } = scope;
  if (wanted.length > 0) {
    const known = await scope.tx
      .select({ id: problem.id })
      .from(problem)
      .where(own(scope, problem, eq(problem.cycleId, group.cycleId), inArray(problem.id, wanted)));
    if (known.length < wanted.length) return refuse('focus-problem-unknown', { field: 'problemIds' });
  }
  const mine = own(scope, focusTopic, eq(focusTopic.focusGroupId, group.id));
  const standing = await scope.tx.select({ problemId: focusTopic.problemId }).from(focusTopic).where(mine);
  const gone = standing.map(({ problemId }) => problemId).filter((id) => !wanted.includes(id));
  if (gone.length > 0) {
    const used = await scope.tx
      .select({ name: problem.name })
      .from(focusEntry)
      .innerJoin(problem, sameRow(problem, 'id', focusEntry, 'problemId'))
      .where(
        own(scope, focusEntry, eq(focusEntry.focusGroupId, group.id), inArray(focusEntry.problemId, gone)),
      )
      .limit(1);
    if (used[0])
      return refuse('focus-topic-has-entries', { field: 'problemIds', params: { name: used[0].name } });
    await scope.tx.delete(focusTopic).where(and(mine, inArray(focusTopic.problemId, gone)));
  }
  if (wanted.length > 0) {
    await scope.tx
      .insert(focusTopic)
      .values(
        wanted.map((problemId, index) => ({
          municipalityId,
          focusGroupId: group.id,
          problemId,
          seq: index + 1,
        })),
      )
      .onConflictDoUpdate({
        target: [focusTopic.municipalityId, focusTopic.focusGroupId, focusTopic.problemId],
        set: { seq: sql`excluded.seq` },
      });
  }
  return undefined;
}
