import { eq, max, sql } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { newId } from '../../../platform/db/id.ts';
import { own } from '../../../platform/db/own.ts';
import { refuse } from '../../refusals.ts';
import { focusLineFields, ownFields } from '../rules/focus-fields.ts';
import { focusLimits } from '../rules/focus-record.ts';
import { focusEntry, focusTopic } from '../../schema.ts';
import { id } from '../../../platform/forms/fields.ts';
import { recordableMeeting, touchMeeting } from '../../../meetings/data/hold.ts';
import { mayRecordMeetings } from '../../../meetings/policy.ts';
import { focusKind } from '../data/focus-kind.ts';

/** Adds a line to the table of one problem: a cause, a consequence, a way of solving or a contribution. */
export const addFocusEntry = defineCommand({
  name: 'needs.add-focus-entry',
  input: z.strictObject({ id: id(), ...focusLineFields }),
  policy: mayRecordMeetings,
  run: async ({ scope, input }) => {
    const guarded = await recordableMeeting(scope, focusKind, input);
    if (!guarded.ok) return guarded;
    const { row: group } = guarded;
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
      .select({ entries: sql<number>`count(*)::int`, last: max(focusEntry.seq) })
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
    const revision = await touchMeeting(scope, focusKind, group);
    return ok(
      { id: group.id, entryId, problemId: input.problemId, column: input.column, revision },
      { subjectKind: 'focusGroup', details: { column: input.column } },
    );
  },
});
