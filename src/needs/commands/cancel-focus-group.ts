import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { holdFocusGroup, touchFocusGroup } from '../data/focus-guard.ts';
import { mayPlanFocusGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { idField, textField } from '../rules/session-fields.ts';
import { focusEntry } from '../schema.ts';

/** Takes a focus group off the plan. One in which people have worked is never cancelled: what they said stays. */
export const cancelFocusGroup = defineCommand({
  name: 'needs.cancel-focus-group',
  input: z.strictObject({ id: idField, reason: textField(500).min(1) }),
  policy: mayPlanFocusGroups,
  run: async ({ scope, input }) => {
    const found = await holdFocusGroup(scope, input.id);
    if (!found) return refuse('focus-not-found');
    if (found.state === 'closed') return refuse('focus-closed');
    if (found.state === 'cancelled') return refuse('focus-cancelled');
    const written = await scope.tx
      .select({ id: focusEntry.id })
      .from(focusEntry)
      .where(own(scope, focusEntry, eq(focusEntry.focusGroupId, found.id)))
      .limit(1);
    if (written.length > 0) return refuse('focus-has-entries');
    await touchFocusGroup(scope, found, { state: 'cancelled' });
    return ok({ id: found.id }, { subjectKind: 'focusGroup', details: { reason: input.reason } });
  },
});
