import { z } from 'zod';
import { mayLockMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow } from '../../platform/db/own.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { heldQuestion } from '../data/questions.ts';
import { refuse } from '../refusals.ts';
import { voteQuestion } from '../schema.ts';

/** Annuls a vote with its reason: it keeps its page, its figures and its number, and decides nothing. */
export const annulQuestion = defineCommand({
  name: 'decisions.annul-question',
  input: z.strictObject({ id: id(), questionId: id(), reason: text(500, 3) }),
  policy: mayLockMeetings,
  run: async ({ scope, input, now }) => {
    const found = await heldQuestion(scope, input);
    if (!found.ok) return found;
    const { row } = found;
    if (row.state !== 'open' && row.state !== 'closed') return refuse('question-not-closed');
    await changeRow(scope, voteQuestion, row.id, {
      ...{ state: 'annulled', annulledAt: now, annulledBy: scope.actor.name, annulReason: input.reason },
    });
    return ok({ id: row.id }, { subjectKind: 'question', details: { number: row.number, was: row.state } });
  },
});
