import { eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { cycleById } from '../../../cycle/data.ts';
import { meeting } from '../../../meetings/schema.ts';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { addRow, own, sameRow } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { called, optional } from '../../../platform/forms/field.ts';
import { id, ids, text } from '../../../platform/forms/fields.ts';
import { mayMerge } from '../../policy.ts';
import { refuse } from '../../refusals.ts';
import { focusEntry, focusJoin, focusJoinLine } from '../../schema.ts';
import { rootOfCycle, standingJoins } from '../data/synthesis.ts';

/**
 * Puts lines of one column that say the same under one wording. A join that is among them is taken up by the new one;
 * the lines stay as they were said. Refuses `join-too-few`, `join-gone`, `join-lines-differ`.
 */
export const joinFocusLines = defineCommand({
  name: 'needs.join-focus-lines',
  input: z.object({
    cycleId: id(),
    /** Lines, and joins that stand. */
    lines: called('needs.focus.lines', ids(100)),
    text: called('needs.synthesis.wording', optional(text(500), '')),
  }),
  policy: mayMerge,
  constraints: { focus_join_line_once: refuse('join-gone') },
  async run({ scope, input, now }) {
    const { cycleId } = input;
    if (!(await cycleById(scope, cycleId))) return refuse('cycle-not-found');
    await holdJoins(scope, cycleId);
    const standing = await standingJoins(scope, cycleId);
    const named = [...new Set(input.lines)];
    if (named.length < 2) return refuse('join-too-few', { field: 'lines' });
    const takenUp = standing.filter((one) => named.includes(one.id));
    const single = named.filter((one) => !takenUp.some((join) => join.id === one));
    const entryIds = [...takenUp.flatMap((one) => one.entryIds), ...single];
    const entries = await scope.tx
      .select({
        id: focusEntry.id,
        part: focusEntry.part,
        text: focusEntry.text,
        problemId: focusEntry.problemId,
        villageId: meeting.villageId,
      })
      .from(focusEntry)
      .innerJoin(meeting, sameRow(meeting, 'id', focusEntry, 'focusGroupId'))
      .where(own(scope, focusEntry, inArray(focusEntry.id, entryIds), eq(meeting.cycleId, cycleId)));
    const taken = new Set(standing.flatMap((one) => one.entryIds));
    if (entries.length !== entryIds.length || single.some((one) => taken.has(one)))
      return refuse('join-gone', { field: 'lines' });
    const rootOf = await rootOfCycle(scope, cycleId);
    const column = entries[0]!.part;
    const root = rootOf(entries[0]!.problemId, entries[0]!.villageId);
    const alike = entries.every(
      (one) => one.part === column && rootOf(one.problemId, one.villageId) === root,
    );
    if (!alike) return refuse('join-lines-differ', { field: 'lines' });
    const first = named[0]!;
    const said =
      takenUp.find((one) => one.id === first)?.text ?? entries.find((one) => one.id === first)!.text;
    const joinId = await addRow(scope, focusJoin, {
      cycleId,
      part: column,
      text: input.text === '' ? said : input.text,
      byName: scope.actor.name,
      at: now,
    });
    const upIds = takenUp.map((one) => one.id);
    if (upIds.length > 0) {
      await scope.tx
        .update(focusJoin)
        .set({ undoneAt: now, undoneBy: scope.actor.name, intoId: joinId })
        .where(own(scope, focusJoin, inArray(focusJoin.id, upIds)));
      await scope.tx
        .update(focusJoinLine)
        .set({ standing: false })
        .where(own(scope, focusJoinLine, inArray(focusJoinLine.joinId, upIds)));
    }
    const { municipalityId } = scope;
    await scope.tx
      .insert(focusJoinLine)
      .values(entryIds.map((entryId) => ({ municipalityId, joinId, entryId })));
    return ok(
      { id: joinId, cycleId, problemId: root, column },
      { subjectKind: 'focus_join', details: { lines: entryIds.length, column } },
    );
  },
});

/** One at a time joins and takes apart in a cycle: each looks at what stands. */
export async function holdJoins(scope: MunicipalityScope, cycleId: string): Promise<void> {
  await scope.tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`focus-join:${scope.municipalityId}:${cycleId}`}, 0))`,
  );
}
