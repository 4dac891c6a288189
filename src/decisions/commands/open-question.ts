import { z } from 'zod';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { isId } from '../../platform/db/id.ts';
import { optional } from '../../platform/forms/field.ts';
import { count, id } from '../../platform/forms/fields.ts';
import { openHeld } from '../data/count-by-hand.ts';
import { heldQuestion } from '../data/questions.ts';
import { refuse } from '../refusals.ts';

/** Members of the body that votes; the kind of meeting knows them, no form sends them. */
const members = z
  .array(z.strictObject({ personId: z.string().refine(isId), fullName: z.string().max(300) }))
  .max(300)
  .optional();

/**
 * Puts a question to the vote. The rule is frozen with its source, and so are the members of the body; what the list of
 * rules says tomorrow changes no vote. One question of a meeting is open at a time.
 */
export const openQuestion = defineCommand({
  name: 'decisions.open-question',
  input: z.strictObject({
    ...{ id: id(), questionId: id(), present: optional(count(1, 99_999)), members },
    /** Whether nobody but members votes at this meeting, whatever the way. */
    bodyVotes: z.boolean().optional(),
  }),
  policy: mayRecordMeetings,
  constraints: { vote_question_one_open: refuse('question-open') },
  run: async ({ scope, input }) => {
    const found = await heldQuestion(scope, input, 'draft');
    if (!found.ok) return found;
    const { row } = found;
    const opened = await openHeld(scope, row, input);
    if (!opened.ok) return opened;
    const { rule, tokens } = opened;
    return ok(
      { id: row.id },
      { subjectKind: 'question', details: { number: row.number, way: row.way, rule: rule.name, tokens } },
    );
  },
});
