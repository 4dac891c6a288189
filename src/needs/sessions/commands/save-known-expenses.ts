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
import { readSom } from '../../../methods/written-som.ts';
import { knownExpense } from '../../schema.ts';
import { optional } from '../../../platform/forms/field.ts';
import { choice, id, text, year } from '../../../platform/forms/fields.ts';

const amountField = z.unknown().transform((value, context) => {
  const tyiyn = typeof value === 'string' ? readSom(value) : value;
  if (typeof tyiyn === 'bigint' && tyiyn >= 0n) return tyiyn;
  context.addIssue({ code: 'custom', message: tyiyn === null ? 'required' : 'not-money' });
  return z.NEVER;
});

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
    version: z.string().max(40),
    year: optional(year(2000, 2200)),
    rows: z
      .array(
        z.strictObject({
          key: optional(choice(usualExpenses, '')),
          name: text(200),
          amount: amountField,
        }),
      )
      .max(60),
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
    if ((standing?.version ?? noBudgetVersion) !== input.version) return refuse('edited-meanwhile');
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
