import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok, refuse } from '../../platform/db/command.ts';
import { holdFocusGroup, touchFocusGroup } from '../data/focus-guard.ts';
import { mayPlanFocusGroups } from '../policy.ts';
import { idField, textField } from '../rules/session-fields.ts';
import { focusEntry } from '../schema.ts';

/** Takes a focus group off the plan. One in which people have worked is never cancelled: what they said stays. */
export const cancelFocusGroup = defineCommand({
  name: 'needs.cancel-focus-group',
  input: z.strictObject({ id: idField, reason: textField(500).min(1) }),
  policy: mayPlanFocusGroups,
  run: async ({ tx, scope, input }) => {
    const found = await holdFocusGroup(tx, scope, input.id);
    if (!found) return refuse('focus-not-found');
    if (found.state === 'closed') return refuse('focus-closed');
    if (found.state === 'cancelled') return refuse('focus-cancelled');
    const written = await tx
      .select({ id: focusEntry.id })
      .from(focusEntry)
      .where(and(eq(focusEntry.municipalityId, scope.municipalityId), eq(focusEntry.focusGroupId, found.id)))
      .limit(1);
    if (written.length > 0) return refuse('focus-has-entries');
    await touchFocusGroup(tx, scope, found, { state: 'cancelled' });
    return ok({ id: found.id }, { subjectKind: 'focusGroup', details: { reason: input.reason } });
  },
});
