import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { organisationOf } from '../../people/data/organisations.ts';
import { bodyName } from '../../people/rules/body-name.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own, saveRows } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { optional } from '../../platform/forms/field.ts';
import { id, money, revision } from '../../platform/forms/fields.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import type { Refused } from '../../platform/refusals.ts';
import { touchItem, writableItem } from '../data/hold.ts';
import { mayWritePlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { communitySources } from '../rules/words.ts';
import { commitment } from '../schema.ts';
import { changeShape } from './change-fields.ts';
import { commitmentRows } from './item-fields.ts';

type Row = z.output<ReturnType<typeof commitmentRows>>[number];

/** What a signed sheet says: not changed by typing. */
const fixedBySheet = [
  ...(['source', 'giver', 'year', 'amount', 'term', 'quantity', 'valuation'] as const),
  ...(['organisationId', 'promiser'] as const),
] as const;

/**
 * What an item costs and who gives what. A commitment with a signed sheet is not changed by typing: it is taken back
 * with a reason, and another is written.
 */
export const saveMoney = defineCommand({
  name: 'plan.save-money',
  input: z.object({
    itemId: id(),
    revision: revision(),
    cost: optional(money()),
    rows: commitmentRows(),
    ...changeShape,
  }),
  policy: mayWritePlan,
  run: async ({ scope, input: { itemId, revision: seen, cost, rows, ...change } }) => {
    const held = await writableItem(scope, { id: itemId, revision: seen }, change);
    if (!held.ok) return held;
    const { fromYear, toYear } = held.plan;
    for (const [index, row] of rows.entries()) {
      if (row.year < fromYear || row.year > toYear)
        return refuse('year-outside-plan', {
          field: `rows.${index}.year`,
          params: { from: String(fromYear), to: String(toYear) },
        });
      // Labour and goods have a worth only by a rule that people can read.
      if (communitySources.includes(row.source) && row.source !== 'communityMoney' && row.valuation === '')
        return refuse('valuation-missing', { field: `rows.${index}.valuation` });
    }
    const mine = eq(commitment.itemId, itemId);
    const standing = await scope.tx
      .select()
      .from(commitment)
      .where(own(scope, commitment, mine));
    const signed = standing.filter((one) => one.promisedOn !== null || one.withdrawnOn !== null);
    for (const one of signed) {
      const row = rows.find((typed) => typed.id === one.id);
      const same = row !== undefined && fixedBySheet.every((name) => row[name] === one[name]);
      if (!same) return refuse('commitment-stands', { params: { promiser: one.promiser } });
    }
    const kept = new Set(signed.map((one) => one.id));
    const named = await withNames(scope, rows, kept, held.plan.lang);
    if (!named.ok) return named;
    const saved = await saveRows(scope, commitment, and(mine)!, named.rows, { itemId });
    if (!saved) return refuse('plan-row-gone');
    await touchItem(scope, held.item, { cost });
    const refused = await held.finish(itemId);
    if (refused) return refused;
    return ok({ id: held.plan.id, itemId }, { subjectKind: 'plan_item', subjectId: itemId });
  },
});

/** Rows with the name of the organisation that was chosen, as the register has it; `kept` say what their sheet says. */
async function withNames(
  scope: MunicipalityScope,
  rows: readonly Row[],
  kept: ReadonlySet<string>,
  lang: Lang,
): Promise<{ readonly ok: true; readonly rows: readonly Row[] } | Refused> {
  const named: Row[] = [];
  for (const [index, row] of rows.entries()) {
    if (row.organisationId === null || (row.id !== null && kept.has(row.id))) {
      named.push(row);
      continue;
    }
    if (row.giver !== 'organisation') return refuse('organisation-gives', { field: `rows.${index}.giver` });
    const chosen = await organisationOf(scope, row.organisationId);
    if (!chosen) return refuse('organisation-unknown', { field: `rows.${index}.organisationId` });
    named.push({ ...row, promiser: bodyName(chosen, lang) });
  }
  return { ok: true, rows: named };
}
