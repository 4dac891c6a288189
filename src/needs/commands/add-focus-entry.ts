import { count, eq, max } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import { recordableFocusGroup, touchFocusGroup } from '../data/focus-guard.ts';
import { mayRecordFocusGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { focusLineFields, ownFields } from '../rules/focus-fields.ts';
import { focusLimits } from '../rules/focus-record.ts';
import { idField } from '../rules/session-fields.ts';
import { focusEntry, focusTopic } from '../schema.ts';

/** Adds a line to the table of one problem: a cause, a consequence, a way of solving or a contribution. */
export const addFocusEntry = defineCommand({
  name: 'needs.add-focus-entry',
  input: z.strictObject({ id: idField, ...focusLineFields }),
  policy: mayRecordFocusGroups,
  run: async ({ scope, input }) => {
    const guarded = await recordableFocusGroup(scope, input.id);
    if (!guarded.ok) return guarded;
    const { group } = guarded;
    const { municipalityId } = scope;
    const topics = await scope.tx
      .select({ problemId: focusTopic.problemId })
      .from(focusTopic)
      .where(
        own(
          scope,
          focusTopic,
          eq(focusTopic.focusGroupId, group.id),
          eq(focusTopic.problemId, input.problemId),
        ),
      );
    if (!topics[0]) return refuse('focus-problem-unknown');
    const [standing] = await scope.tx
      .select({ entries: count(), last: max(focusEntry.seq) })
      .from(focusEntry)
      .where(own(scope, focusEntry, eq(focusEntry.focusGroupId, group.id)));
    if ((standing?.entries ?? 0) >= focusLimits.entries) return refuse('focus-too-many-entries');
    const entryId = newId();
    await scope.tx.insert(focusEntry).values({
      id: entryId,
      municipalityId,
      focusGroupId: group.id,
      problemId: input.problemId,
      seq: (standing?.last ?? 0) + 1,
      part: input.column,
      text: input.text,
      ...ownFields(input),
    });
    const revision = await touchFocusGroup(scope, group);
    return ok(
      { id: group.id, entryId, problemId: input.problemId, column: input.column, revision },
      { subjectKind: 'focusGroup', details: { column: input.column } },
    );
  },
});
