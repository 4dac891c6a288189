import { and, eq, inArray, ne } from 'drizzle-orm';
import { problem } from '../../needs/schema.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Refused } from '../../platform/refusals.ts';
import { refuse } from '../refusals.ts';
import { groupTopic } from '../schema.ts';

/** Ties a group to these problems of its cycle, and to no others. Refuses `group-topic-unknown`, `group-topic-taken`. */
export async function saveTopics(
  scope: MunicipalityScope,
  group: { readonly id: string; readonly cycleId: string },
  problemIds: readonly string[],
): Promise<Refused | undefined> {
  const ids = [...new Set(problemIds)];
  const field = 'problemIds';
  if (ids.length > 0) {
    const known = await scope.tx
      .select({ id: problem.id })
      .from(problem)
      .where(own(scope, problem, eq(problem.cycleId, group.cycleId), inArray(problem.id, ids)));
    if (known.length < ids.length) return refuse('group-topic-unknown', { field });
    const taken = await scope.tx
      .select({ id: groupTopic.problemId })
      .from(groupTopic)
      .where(
        own(scope, groupTopic, and(inArray(groupTopic.problemId, ids), ne(groupTopic.groupId, group.id))),
      );
    if (taken.length > 0) return refuse('group-topic-taken', { field });
  }
  await scope.tx.delete(groupTopic).where(own(scope, groupTopic, eq(groupTopic.groupId, group.id)));
  const { municipalityId } = scope;
  if (ids.length > 0)
    await scope.tx
      .insert(groupTopic)
      .values(ids.map((problemId) => ({ municipalityId, groupId: group.id, problemId })));
  return undefined;
}

/** The problems of a cycle by name. */
export async function problemsOf(scope: MunicipalityScope, cycleId: string) {
  return await scope.tx
    .select({ problemId: problem.id, name: problem.name, nameRu: problem.nameRu })
    .from(problem)
    .where(own(scope, problem, eq(problem.cycleId, cycleId)))
    .orderBy(problem.name);
}
