import { z } from 'zod';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow } from '../../platform/db/own.ts';
import { called } from '../../platform/forms/field.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { heldQuestion } from '../data/questions.ts';
import { refuse } from '../refusals.ts';
import { decide } from '../rules/decide.ts';
import { voteQuestion } from '../schema.ts';

/** Says how the chair voted, where the votes are equal and the rule lets the chair's vote decide. Said once. */
export const enterChairVote = defineCommand({
  name: 'decisions.enter-chair-vote',
  input: z.strictObject({ id: id(), questionId: id(), chair: called('', text(20)) }),
  policy: mayRecordMeetings,
  run: async ({ scope, input }) => {
    const found = await heldQuestion(scope, input, 'closed');
    if (!found.ok) return found;
    const { row } = found;
    const decided = decide(row.rule!, { ...row.count!, chair: null });
    const tied = 'fault' in decided ? [] : decided.tied;
    if ((row.seats ?? 1) > 1 || row.chair !== null || row.rule!.tie !== 'chair' || tied.length === 0)
      return refuse('chair-decides-nothing');
    if (!tied.includes(input.chair)) return refuse('vote-unknown');
    await changeRow(scope, voteQuestion, row.id, { chair: input.chair });
    return ok(
      { id: row.id },
      { subjectKind: 'question', details: { number: row.number, chair: input.chair } },
    );
  },
});
