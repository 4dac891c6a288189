import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { own } from '../../../platform/db/own.ts';
import { refuse } from '../../refusals.ts';
import { focusTopic } from '../../schema.ts';
import { optional } from '../../../platform/forms/field.ts';
import { id, revision, text } from '../../../platform/forms/fields.ts';
import { recordableMeeting, touchMeeting } from '../../../meetings/data/hold.ts';
import { mayRecordMeetings } from '../../../meetings/policy.ts';
import { focusKind } from '../data/focus-kind.ts';

/** How the group describes a problem, and which subgroup took it. */
export const saveFocusTopic = defineCommand({
  name: 'needs.save-focus-topic',
  input: z.strictObject({
    id: id(),
    revision: revision(),
    problemId: id(),
    description: optional(text(2000), ''),
    subgroup: optional(text(100), ''),
  }),
  policy: mayRecordMeetings,
  run: async ({ scope, input }) => {
    const guarded = await recordableMeeting(scope, focusKind, input);
    if (!guarded.ok) return guarded;
    const { row: group } = guarded;
    const rows = await scope.tx
      .update(focusTopic)
      .set({ description: input.description, subgroup: input.subgroup })
      .where(
        own(
          scope,
          focusTopic,
          eq(focusTopic.focusGroupId, group.id),
          eq(focusTopic.problemId, input.problemId),
        ),
      )
      .returning({ problemId: focusTopic.problemId });
    if (!rows[0]) return refuse('focus-problem-unknown');
    const revision = await touchMeeting(scope, focusKind, group);
    return ok({ id: group.id, revision }, { subjectKind: 'focusGroup' });
  },
});
