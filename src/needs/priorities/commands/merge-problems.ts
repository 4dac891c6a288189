import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { newId } from '../../../platform/db/id.ts';
import { called, optional } from '../../../platform/forms/field.ts';
import { id, text } from '../../../platform/forms/fields.ts';
import { mayMerge } from '../../policy.ts';
import { listLength, mergeRefusal, priorityList, type PriorityList } from '../rules/priorities.ts';
import { cycleFacts, loadTally, placesOf } from '../data/tally.ts';
import { refuse } from '../../refusals.ts';
import { problemMerge } from '../../schema.ts';

const topOf = (list: PriorityList) =>
  list.priorities
    .filter((entry) => entry.rank <= listLength)
    .map((entry) => ({ rank: entry.rank, problemId: entry.problem.id, votes: entry.votes }));

/**
 * Counts two problems as one in a village's list or in the municipality's. Nothing is moved and nothing is lost:
 * taking the merge back brings both lists back. The first places before and after go into the audit row.
 */
export const mergeProblems = defineCommand({
  name: 'needs.merge-problems',
  input: z.object({
    cycleId: id(),
    /** Null for the municipality's list. */
    villageId: optional(id()),
    fromProblemId: called('needs.merges.from', id()),
    intoProblemId: called('needs.merges.into', id()),
    reason: called('needs.merges.reason', text(500)),
  }),
  policy: mayMerge,
  constraints: { problem_merge_standing: refuse('merge-already') },
  run: async ({ scope, input, now }) => {
    const { cycleId, villageId, fromProblemId, intoProblemId } = input;
    await scope.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`merge:${cycleId}`}, 0))`);
    const cycles = await scope.tx.execute<{ year: number }>(sql`
      select year from cycle where municipality_id = ${scope.municipalityId} and id = ${cycleId}`);
    const year = cycles.rows[0]?.year;
    const cycle = year === undefined ? undefined : await cycleFacts(scope, year);
    if (!cycle) return refuse('cycle-not-found');
    if (villageId !== null) {
      const { villages } = await placesOf(scope);
      const held = await scope.tx
        .execute(sql`select 1 from meeting where kind = 'session' and municipality_id = ${scope.municipalityId}
        and cycle_id = ${cycleId} and village_id = ${villageId} limit 1`);
      if (held.rows.length === 0 && !villages.some((village) => village.id === villageId)) {
        return refuse('village-not-found');
      }
    }
    const tally = await loadTally(scope, cycle, villageId);
    if (!tally.problems.has(fromProblemId) || !tally.problems.has(intoProblemId))
      return refuse('problem-not-found');
    const ofList = tally.merges.filter((merge) => merge.villageId === villageId);
    const refused = mergeRefusal(ofList, fromProblemId, intoProblemId);
    if (refused) return refuse(refused, { field: 'intoProblemId' });
    const list = { ...tally, list: villageId };
    const mergeId = newId();
    const before = topOf(priorityList(list));
    const after = topOf(
      priorityList({
        ...list,
        merges: [...tally.merges, { id: mergeId, villageId, fromProblemId, intoProblemId }],
      }),
    );
    await scope.tx.insert(problemMerge).values({
      id: mergeId,
      municipalityId: scope.municipalityId,
      cycleId,
      villageId,
      fromProblemId,
      intoProblemId,
      reason: input.reason,
      byAccountId: scope.actor.accountId,
      byName: scope.actor.name,
      at: now,
    });
    return ok(
      { id: mergeId },
      {
        subjectKind: 'problem_merge',
        subjectId: mergeId,
        details: { cycleId, villageId, fromProblemId, intoProblemId, reason: input.reason, before, after },
      },
    );
  },
});
