import { nameKey } from '../../../methods/names.ts';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { cycle } from '../../../cycle/schema.ts';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { newId } from '../../../platform/db/id.ts';
import { own } from '../../../platform/db/own.ts';
import { knownBudget, noBudgetVersion } from '../data/known-expenses.ts';
import { mayKeepKnownBudget } from '../../policy.ts';
import { refuse } from '../../refusals.ts';
import { usualExpenses } from '../rules/pie.ts';
import { knownExpense } from '../../schema.ts';
import { called, field, optional } from '../../../platform/forms/field.ts';
import { choice, id, money, rows, text, year } from '../../../platform/forms/fields.ts';
import { editedMeanwhile } from '../../../platform/forms/version.ts';

/**
 * What the local budget is really spent on (R-PIE-03): replaces the lines of a cycle. Amounts are tyiyn, or som as
 * text. No lines takes the budget out again. Refuses `cycle-not-found`, `edited-meanwhile` (the lines that stand are
 * not those of `version`), `expense-twice`.
 */
export const saveKnownExpenses = defineCommand({
  name: 'needs.save-known-expenses',
  input: z.strictObject({
    cycleId: id(),
    /** Of the lines that were shown. */
    version: field({ kind: 'revision', required: true }, z.string().max(40)),
    year: called('needs.known-budget.year', optional(year(2000, 2200))),
    rows: called(
      'needs.known-budget.lines',
      rows(
        {
          key: called('', optional(choice(usualExpenses, ''))),
          name: called('needs.known-budget.name', text(200)),
          amount: called('needs.known-budget.amount', money()),
        },
        60,
        // A usual line without an amount is not in the budget; of a line of one's own, what is missing is asked for.
        (filled) => filled('amount') || (filled('name') && !filled('key')),
      ),
    ),
  }),
  policy: mayKeepKnownBudget,
  async run({ scope, input }) {
    const { municipalityId } = scope;
    const [found] = await scope.tx
      .select({ id: cycle.id, year: cycle.year })
      .from(cycle)
      .where(own(scope, cycle, eq(cycle.id, input.cycleId)))
      .for('update');
    if (!found) return refuse('cycle-not-found');
    const standing = await knownBudget(scope, found.id);
    const changed = editedMeanwhile(input.version, standing?.version ?? noBudgetVersion);
    if (changed) return changed;
    const seen = new Set<string>();
    for (const [index, { key, name }] of input.rows.entries()) {
      const word = key ?? nameKey(name);
      if (seen.has(word)) return refuse('expense-twice', { field: `rows.${index}.name` });
      seen.add(word);
    }
    await scope.tx.delete(knownExpense).where(own(scope, knownExpense, eq(knownExpense.cycleId, found.id)));
    if (input.rows.length > 0) {
      await scope.tx.insert(knownExpense).values(
        input.rows.map((row, index) => ({
          ...row,
          id: newId(),
          municipalityId,
          cycleId: found.id,
          year: input.year ?? found.year,
          seq: index + 1,
        })),
      );
    }
    return ok({ id: found.id }, { subjectKind: 'cycle', details: { lines: input.rows.length } });
  },
});
