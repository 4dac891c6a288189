import { eq, max } from 'drizzle-orm';
import { z } from 'zod';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { optional } from '../../platform/forms/field.ts';
import { id } from '../../platform/forms/fields.ts';
import { heldQuestion } from '../data/questions.ts';
import { refuse } from '../refusals.ts';
import { namedRows } from '../rules/question-fields.ts';
import { figuresOf, memberWords, sidesOf } from '../rules/question.ts';
import { memberVote, voteMember } from '../schema.ts';

/**
 * Writes down how members voted when they were called by name, who was absent, who dissented and with what words. The
 * list is written whole each time; the last one stands, the others are kept.
 */
export const saveNamedVotes = defineCommand({
  name: 'decisions.save-named-votes',
  input: z.strictObject({ id: id(), questionId: id(), presidedId: optional(id()), rows: namedRows() }),
  policy: mayRecordMeetings,
  run: async ({ scope, input, now }) => {
    const found = await heldQuestion(scope, input, 'open');
    if (!found.ok) return found;
    const { row } = found;
    if (row.way !== 'named') return refuse('counted-otherwise');
    const body = await scope.tx
      .select({ personId: voteMember.personId })
      .from(voteMember)
      .where(own(scope, voteMember, eq(voteMember.questionId, row.id)));
    const known = new Set(body.map(({ personId }) => personId));
    const words = new Set<string>([...sidesOf(row), ...memberWords]);
    const said = input.rows.filter(({ vote }) => vote !== '');
    if (said.some(({ personId, vote }) => !known.has(personId) || !words.has(vote)))
      return refuse('vote-unknown');
    if (new Set(said.map(({ personId }) => personId)).size !== said.length) return refuse('vote-unknown');
    if (said.length === 0) return refuse('votes-lacking');
    const [last] = await scope.tx
      .select({ entry: max(memberVote.entry) })
      .from(memberVote)
      .where(own(scope, memberVote, eq(memberVote.questionId, row.id)));
    const { municipalityId, actor } = scope;
    const entry = (last?.entry ?? 0) + 1;
    await scope.tx.insert(memberVote).values(
      said.map((one) => ({
        ...one,
        ...{
          municipalityId,
          questionId: row.id,
          entry,
          at: now,
          presided: one.personId === input.presidedId,
        },
        ...{ accountId: actor.accountId, byName: actor.name },
      })),
    );
    const figures = figuresOf(row, said);
    return ok({ id: row.id }, { subjectKind: 'question', details: { number: row.number, entry, figures } });
  },
});
