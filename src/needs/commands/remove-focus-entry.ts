import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { recordableFocusGroup, touchFocusGroup } from '../data/focus-guard.ts';
import { mayRecordFocusGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { idField, textField } from '../rules/session-fields.ts';
import { focusEntry } from '../schema.ts';

/** Takes a line out of the table. Refuses `edited-meanwhile` when it says something else than was shown. */
export const removeFocusEntry = defineCommand({
  name: 'needs.remove-focus-entry',
  input: z.strictObject({ id: idField, entryId: idField, before: textField(500) }),
  policy: mayRecordFocusGroups,
  run: async ({ scope, input }) => {
    const guarded = await recordableFocusGroup(scope, input.id);
    if (!guarded.ok) return guarded;
    const { group } = guarded;
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
    const revision = await touchFocusGroup(scope, group);
    return ok(
      { id: group.id, problemId: row.problemId, column: row.part, revision },
      { subjectKind: 'focusGroup', details: { column: row.part } },
    );
  },
});
