import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { addRow } from '../../platform/db/own.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { count, id, text } from '../../platform/forms/fields.ts';
import { sheetTyped, waitingSheet } from '../data/sheets.ts';
import { mayWritePlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { itemParts, type ItemPart } from '../rules/words.ts';
import { planComment } from '../schema.ts';

const part = (words: string) => called(words, optional(text(2000, 1), ''));

/** The rows of the comment sheet, and what else its writer wants to say. */
const rows = {
  item: part('plan.field.item'),
  steps: part('plan.paper.blank-steps'),
  indicators: part('plan.paper.col.indicators'),
  days: part('plan.paper.col.days'),
  responsible: part('plan.field.responsible'),
  resources: part('plan.paper.col.resources'),
} satisfies Readonly<Record<ItemPart, unknown>>;

/**
 * Types in what somebody wrote on a comment sheet: each row that is filled in is a proposal for that part of the item,
 * marked with the sheet's number; it changes nothing by itself. A sheet is typed in once.
 */
export const typeCommentSheet = defineCommand({
  name: 'plan.type-comment-sheet',
  input: z.object({
    id: id(),
    number: called('plan.sheets.number', count(1, 999_999)),
    ...rows,
    other: part('plan.paper.comment.other'),
  }),
  policy: mayWritePlan,
  run: async ({ scope, input: { id: planId, number, other, ...said }, now }) => {
    const held = await waitingSheet(scope, { planId, number, kind: 'comment' });
    if (!held.ok) return held;
    const { itemId } = held.sheet;
    // The item was taken out of the plan since.
    if (itemId === null) return refuse('plan-item-not-found');
    const filled = [
      ...itemParts.map((about) => ({ about, text: said[about] })),
      { about: null, text: other },
    ].filter((one) => one.text !== '');
    if (filled.length === 0) return refuse('sheet-empty');
    const by = { byAccountId: scope.actor.accountId, byName: scope.actor.name, at: now };
    for (const one of filled) await addRow(scope, planComment, { ...by, ...one, itemId, sheet: number });
    await sheetTyped(scope, held.sheet, itemId);
    return ok(
      { id: planId, itemId, number },
      { subjectKind: 'plan_item', subjectId: itemId, details: { sheet: number, rows: filled.length } },
    );
  },
});
