import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { holdFocusGroup, touchFocusGroup } from '../data/focus-guard.ts';
import { mayLockFocusGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { idField, textField } from '../rules/session-fields.ts';

/** Opens a closed focus group again; the reason stays in the audit log. */
export const reopenFocusGroup = defineCommand({
  name: 'needs.reopen-focus-group',
  input: z.strictObject({ id: idField, reason: textField(500).min(1) }),
  policy: mayLockFocusGroups,
  run: async ({ scope, input }) => {
    const found = await holdFocusGroup(scope, input.id);
    if (!found) return refuse('focus-not-found');
    if (found.state !== 'closed') return refuse('focus-not-closed');
    await touchFocusGroup(scope, found, { state: 'open', closedAt: null, closedBy: null });
    return ok({ id: found.id }, { subjectKind: 'focusGroup', details: { reason: input.reason } });
  },
});
