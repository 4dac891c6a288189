import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { own } from '../../../platform/db/own.ts';
import { refuse } from '../../refusals.ts';
import { focusEntry } from '../../schema.ts';
import { id, text } from '../../../platform/forms/fields.ts';
import { recordableMeeting, touchMeeting } from '../../../meetings/data/hold.ts';
import { mayRecordMeetings } from '../../../meetings/policy.ts';
import { focusKind } from '../data/focus-kind.ts';

/** Takes a line out of the table. Refuses `edited-meanwhile` when it says something else than was shown. */
export const removeFocusEntry = defineCommand({
  name: 'needs.remove-focus-entry',
  input: z.strictObject({ id: id(), entryId: id(), before: text(500, 0) }),
  policy: mayRecordMeetings,
  run: async ({ scope, input }) => {
    const guarded = await recordableMeeting(scope, focusKind, input);
    if (!guarded.ok) return guarded;
    const { row: group } = guarded;
    const mine = own(
      scope,
      focusEntry,
      eq(focusEntry.focusGroupId, group.id),
      eq(focusEntry.id, input.entryId),
    );
    const [row] = await scope.tx.select().from(focusEntry).where(mine);
    if (!row) return refuse('focus-entry-gone');
    if (row.text.trim() !== input.before) return refuse('edited-meanwhile');
    await scope.tx.delete(focusEntry).where(mine);
    const revision = await touchMeeting(scope, focusKind, group);
    return ok(
      { id: group.id, problemId: row.problemId, column: row.part, revision },
      { subjectKind: 'focusGroup', details: { column: row.part } },
    );
  },
});
