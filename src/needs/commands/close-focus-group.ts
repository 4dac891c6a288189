import { count, eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { recordableFocusGroup, touchFocusGroup } from '../data/focus-guard.ts';
import { mayLockFocusGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { idField } from '../rules/session-fields.ts';
import { focusEntry } from '../schema.ts';

/** Locks a focus group's record. Needs its day and at least one line; warnings are shown and do not forbid. */
export const closeFocusGroup = defineCommand({
  name: 'needs.close-focus-group',
  input: z.strictObject({ id: idField }),
  policy: mayLockFocusGroups,
  run: async ({ scope, input, now }) => {
    const guarded = await recordableFocusGroup(scope, input.id);
    if (!guarded.ok) return guarded;
    const { group } = guarded;
    if (group.heldOn === null) return refuse('focus-without-date');
    if (group.heldOn > todayInBishkek(now)) return refuse('focus-in-future');
    const [written] = await scope.tx
      .select({ entries: count() })
      .from(focusEntry)
      .where(own(scope, focusEntry, eq(focusEntry.focusGroupId, group.id)));
    const entries = written?.entries ?? 0;
    if (entries === 0) return refuse('focus-without-entries');
    await touchFocusGroup(scope, group, {
      state: 'closed',
      closedAt: now,
      closedBy: scope.actor.name,
    });
    return ok({ id: group.id }, { subjectKind: 'focusGroup', details: { entries } });
  },
});
