import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { mayKeepDeadlines } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { deadlineRule } from '../schema.ts';

/** Takes away a rule that was entered by mistake; one that no longer holds is given its last day instead. */
export const removeRule = defineCommand({
  name: 'deadlines.remove-rule',
  input: z.object({ id: id() }),
  policy: mayKeepDeadlines,
  run: async ({ scope, input }) => {
    const [gone] = await scope.tx
      .delete(deadlineRule)
      .where(own(scope, deadlineRule, eq(deadlineRule.id, input.id)))
      .returning();
    if (!gone) return refuse('deadline-rule-not-found');
    const { rule, title, article, atLeast, atMost, unit, validFrom, validTo } = gone;
    const details = { rule, title, article, atLeast, atMost, unit, validFrom, validTo };
    return ok({ id: input.id }, { subjectKind: 'deadlineRule', details });
  },
});
