import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow, own } from '../../platform/db/own.ts';
import { id, revision } from '../../platform/forms/fields.ts';
import { editedMeanwhile } from '../../platform/forms/version.ts';
import { mayKeepDeadlines } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { knownRules } from '../rules/known-rules.ts';
import { ruleFault, ruleFields } from '../rules/rule-fields.ts';
import { deadlineRule } from '../schema.ts';
import { ruleConstraints } from './enter-rule.ts';

/** Mends a rule or says when it ends. Clocks that run keep the words of the day they began; they show both. */
export const changeRule = defineCommand({
  name: 'deadlines.change-rule',
  input: z.object({ id: id(), revision: revision(), ...ruleFields }),
  policy: mayKeepDeadlines,
  constraints: ruleConstraints,
  run: async ({ scope, input: { id: ruleId, revision: seen, ...rule } }) => {
    const [row] = await scope.tx
      .select()
      .from(deadlineRule)
      .where(own(scope, deadlineRule, eq(deadlineRule.id, ruleId)))
      .for('update');
    if (!row) return refuse('deadline-rule-not-found');
    const refused = editedMeanwhile(seen, row.revision) ?? ruleFault(rule);
    if (refused) return refused;
    const { side } = knownRules[rule.rule];
    await changeRow(scope, deadlineRule, ruleId, { ...rule, side, revision: row.revision + 1 });
    const { validFrom, validTo, atLeast, atMost } = row;
    const before = { validFrom, validTo, atLeast, atMost };
    return ok({ id: ruleId }, { subjectKind: 'deadlineRule', details: { rule: rule.rule, before } });
  },
});
