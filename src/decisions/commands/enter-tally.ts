import { z } from 'zod';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { fromPaperField, typedOn } from '../../meetings/rules/from-paper.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { addRow } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { heldQuestion, liveTokens } from '../data/questions.ts';
import { refuse } from '../refusals.ts';
import { tallyRows } from '../rules/question-fields.ts';
import { countedChoices, sumOf } from '../rules/question.ts';
import { voteTally } from '../schema.ts';

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
    if (row.way !== 'hands' && row.way !== 'paper') return refuse('counted-otherwise');
    const choices = countedChoices(row);
    const given = new Map(input.rows.map((one) => [one.choice, one.votes]));
    const lacks = choices.some((choice) => choice !== 'spoiled' && !given.has(choice));
    if (lacks || input.rows.some(({ choice }) => !choices.includes(choice))) return refuse('vote-unknown');
    const figures = Object.fromEntries(choices.map((choice) => [choice, given.get(choice) ?? 0]));
    const tokens = await liveTokens(scope, input.id);
    const voters = tokens > 0 ? tokens : (row.present ?? 0);
    const votes = sumOf(figures);
    if (votes > voters) return refuse('votes-above-voters', { params: { votes, voters } });
    const { accountId, name: byName } = scope.actor;
    await addRow(scope, voteTally, {
      ...{ questionId: row.id, figures, accountId, byName, at: now },
      paperTypedOn: typedOn(input.fromPaper, now),
    });
    return ok({ id: row.id }, { subjectKind: 'question', details: { number: row.number, figures } });
  },
});
