import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { holdFocusGroup, touchFocusGroup } from '../data/focus-guard.ts';
import { mayPlanFocusGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { idField } from '../rules/session-fields.ts';

/** Puts a cancelled focus group back on the plan. */
export const restoreFocusGroup = defineCommand({
  name: 'needs.restore-focus-group',
  input: z.strictObject({ id: idField }),
  policy: mayPlanFocusGroups,
  run: async ({ scope, input }) => {
    const found = await holdFocusGroup(scope, input.id);
    if (!found) return refuse('focus-not-found');
    if (found.state !== 'cancelled') return refuse('focus-not-cancelled');
    await touchFocusGroup(scope, found, { state: 'planned' });
    return ok({ id: found.id }, { subjectKind: 'focusGroup' });
  },
});
