import { and, eq, isNull, lt } from 'drizzle-orm';
import { z } from 'zod';
import { addCalendarDays } from '../../methods/deadlines.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { addRow, own } from '../../platform/db/own.ts';
import { mayKeepDeadlines } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { knownRules } from '../rules/known-rules.ts';
import { ruleFault, ruleFields } from '../rules/rule-fields.ts';
import { deadlineRule } from '../schema.ts';

/** What the table itself refuses. */
export const ruleConstraints = {
  deadline_rule_one_at_a_time: refuse('deadline-rule-overlaps', { field: 'validFrom' }),
};

/**
 * Enters the rule of a law or of the municipality's own act, which stands for one of the books from its day on. The one
 * that held without an end until then ends the day before.
 */
export const enterRule = defineCommand({
  name: 'deadlines.enter-rule',
  input: z.object(ruleFields),
  policy: mayKeepDeadlines,
  constraints: ruleConstraints,
  run: async ({ scope, input }) => {
    const fault = ruleFault(input);
    if (fault) return fault;
    await scope.tx
      .update(deadlineRule)
      .set({ validTo: addCalendarDays(input.validFrom, -1) })
      .where(
        own(
          scope,
          deadlineRule,
          and(
            eq(deadlineRule.rule, input.rule),
            isNull(deadlineRule.validTo),
            lt(deadlineRule.validFrom, input.validFrom),
          ),
        ),
      );
    const id = await addRow(scope, deadlineRule, { ...input, side: knownRules[input.rule].side });
    return ok({ id }, { subjectKind: 'deadlineRule', details: { rule: input.rule } });
  },
});
