import { z } from 'zod';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { fromPaperField, typedOn } from '../../meetings/rules/from-paper.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { takeTally } from '../data/count-by-hand.ts';
import { heldQuestion } from '../data/questions.ts';
import { tallyRows } from '../rules/question-fields.ts';

/**
 * Writes down what one counter has counted: of hands, cards or slips. Two people count, each by their own account;
 * nothing is taken until their figures agree. A recount is a new row, and what was counted before stays beside it.
 */
export const enterTally = defineCommand({
  name: 'decisions.enter-tally',
  input: z.strictObject({ id: id(), questionId: id(), rows: tallyRows(), fromPaper: fromPaperField() }),
  policy: mayRecordMeetings,
  run: async ({ scope, input, now }) => {
    const found = await heldQuestion(scope, input, 'open');
    if (!found.ok) return found;
    const { row } = found;
    const { accountId, name: byName } = scope.actor;
    const taken = await takeTally(scope, row, {
      ...{ given: new Map(input.rows.map((one) => [one.choice, one.votes])), accountId, byName, at: now },
      paperTypedOn: typedOn(input.fromPaper, now),
    });
    if (!taken.ok) return taken;
    const { figures } = taken;
    return ok({ id: row.id }, { subjectKind: 'question', details: { number: row.number, figures } });
  },
});
