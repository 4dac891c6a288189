import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { recordableFocusGroup, touchFocusGroup } from '../data/focus-guard.ts';
import { mayRecordFocusGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { idField, revisionField, textField } from '../rules/session-fields.ts';
import { focusTopic } from '../schema.ts';

/** How the group describes a problem, and which subgroup took it. */
export const saveFocusTopic = defineCommand({
  name: 'needs.save-focus-topic',
  input: z.strictObject({
    id: idField,
    revision: revisionField,
    problemId: idField,
    description: textField(2000).default(''),
    subgroup: textField(100).default(''),
  }),
  policy: mayRecordFocusGroups,
  run: async ({ scope, input }) => {
    const guarded = await recordableFocusGroup(scope, input.id);
    if (!guarded.ok) return guarded;
    const { group } = guarded;
    if (group.revision !== input.revision) return refuse('edited-meanwhile');
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
    const revision = await touchFocusGroup(scope, group);
    return ok({ id: group.id, revision }, { subjectKind: 'focusGroup' });
  },
});
