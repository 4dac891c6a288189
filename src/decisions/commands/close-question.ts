import { z } from 'zod';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { closeHeld } from '../data/count-by-hand.ts';
import { heldQuestion } from '../data/questions.ts';

/**
 * Ends the vote and takes what was counted. Votes by token that are being written are waited for; what comes later is
 * refused. Hands and paper need two counters whose figures agree (`tallies-lacking`, `tallies-differ`), a vote by name
 * each member (`votes-lacking`).
 */
export const closeQuestion = defineCommand({
  name: 'decisions.close-question',
  input: z.strictObject({ id: id(), questionId: id() }),
  policy: mayRecordMeetings,
  run: async ({ scope, input }) => {
    const found = await heldQuestion(scope, input, 'open');
    if (!found.ok) return found;
    const { row } = found;
    const closed = await closeHeld(scope, row);
    if (!closed.ok) return closed;
    const { count, result } = closed;
    return ok({ id: row.id }, { subjectKind: 'question', details: { number: row.number, count, result } });
  },
});
