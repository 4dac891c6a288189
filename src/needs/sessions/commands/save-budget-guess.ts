import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { own } from '../../../platform/db/own.ts';
import { keptRows } from '../data/kept-rows.ts';
import { usualExpenses } from '../rules/pie.ts';
import { budgetGuess } from '../../schema.ts';
import { called, ifSaid, ifSent } from '../../../platform/forms/field.ts';
import { choice, id, money, revision, rows, share, text } from '../../../platform/forms/fields.ts';
import { recordableMeeting, touchMeeting } from '../../../meetings/data/hold.ts';
import { notesText, splitNotes } from '../../../meetings/rules/notes.ts';
import { heldFields } from '../../../meetings/rules/record-fields.ts';
import { mayRecordMeetings } from '../../../meetings/policy.ts';
import { sessionKind } from '../data/session-kind.ts';

/**
 * The budget pie as the group cut it (R-PIE-01, R-PIE-02). Shares are hundredths of a per cent, or text in per cent
 * («30», «30,5»). That they make 100 % together is a warning, not a must: half a pie may be saved.
 */
export const saveBudgetGuess = defineCommand({
  name: 'needs.save-budget-guess',
  input: z.strictObject({
    id: id(),
    revision: revision(),
    budgetNotes: notesText(),
    notesLang: heldFields.notesLang,
    /** Total told to the group: tyiyn, or som as text. */
    budgetTotal: called('needs.budget.total', ifSent(money())),
    rows: called(
      'needs.budget.pie',
      rows(
        {
          id: ifSaid(id()),
          name: called('slice', text(200)),
          /** Entry of the list of usual expenses; when it is not sent, a slice keeps its own as long as its name. */
          key: called('needs.budget.key', ifSent(choice(usualExpenses, 'needs.expense'))),
          share: share(),
        },
        100,
        (filled) => filled('name') || filled('share') || filled('key'),
      ),
    ),
  }),
  policy: mayRecordMeetings,
  run: async ({ scope, input }) => {
    const guarded = await recordableMeeting(scope, sessionKind, input);
    if (!guarded.ok) return guarded;
    const { row: session } = guarded;
    const { municipalityId } = scope;
    const mine = own(scope, budgetGuess, eq(budgetGuess.sessionId, session.id));
    const standing = await scope.tx.select().from(budgetGuess).where(mine);
    const { pairs, gone } = keptRows(standing, input.rows, ({ name }) => name);
    if (gone.length > 0)
      await scope.tx.delete(budgetGuess).where(and(mine, inArray(budgetGuess.id, [...gone])));
    const added: (typeof budgetGuess.$inferInsert)[] = [];
    for (const [index, [{ name, share, key: sentKey }, before]] of pairs.entries()) {
      const row = { name, share, seq: index + 1 };
      if (!before) added.push({ ...row, key: sentKey ?? null, municipalityId, sessionId: session.id });
      else {
        // A slice by another name is another expense than the one it was chosen from.
        const key = sentKey !== undefined ? sentKey : before.name === name ? before.key : null;
        await scope.tx
          .update(budgetGuess)
          .set({ ...row, key })
          .where(and(mine, eq(budgetGuess.id, before.id)));
      }
    }
    if (added.length > 0) await scope.tx.insert(budgetGuess).values(added);
    const revision = await touchMeeting(scope, sessionKind, session, {
      notes: splitNotes(['budget'], input).notes,
      ...(input.notesLang ? { notesLang: input.notesLang } : {}),
      ...(input.budgetTotal === undefined ? {} : { budgetTotal: input.budgetTotal }),
    });
    return ok(
      { id: session.id, revision, total: input.rows.reduce((sum, row) => sum + row.share, 0) },
      { subjectKind: 'session', details: { slices: input.rows.length } },
    );
  },
});
