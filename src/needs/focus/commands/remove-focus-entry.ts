import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { focusEntry } from '../../schema.ts';
import { id, text } from '../../../platform/forms/fields.ts';
import { touchMeeting } from '../../../meetings/data/hold.ts';
import { mayRecordMeetings } from '../../../meetings/policy.ts';
import { entryToChange } from '../data/entry-to-change.ts';
import { focusKind } from '../data/focus-kind.ts';

/** Takes a line out of the table. Refuses `edited-meanwhile` when it says something else than was shown. */
export const removeFocusEntry = defineCommand({
  name: 'needs.remove-focus-entry',
  input: z.strictObject({ id: id(), entryId: id(), before: text(500, 0) }),
  policy: mayRecordMeetings,
  run: async ({ scope, input }) => {
    const found = await entryToChange(scope, input);
    if (!found.ok) return found;
    const { group, entry, mine } = found;
    await scope.tx.delete(focusEntry).where(mine);
    const revision = await touchMeeting(scope, focusKind, group);
    return ok(
      { id: group.id, problemId: entry.problemId, column: entry.part, revision },
      { subjectKind: 'focusGroup', details: { column: entry.part } },
    );
  },
});
