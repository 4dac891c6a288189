import { z } from 'zod';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow } from '../../platform/db/own.ts';
import { isId } from '../../platform/db/id.ts';
import { optional } from '../../platform/forms/field.ts';
import { count, id } from '../../platform/forms/fields.ts';
import { heldQuestion, liveTokens } from '../data/questions.ts';
import { beginMeeting } from '../data/begin-meeting.ts';
import { refuse } from '../refusals.ts';
import { knownRules } from '../rules/known-rules.ts';
import type { FrozenRule, RuleName } from '../rules/question.ts';
import { voteMember, voteQuestion } from '../schema.ts';

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
  run: async ({ scope, input, now }) => {
    const found = await heldQuestion(scope, input, 'draft');
    if (!found.ok) return found;
    const { row } = found;
    const rule: FrozenRule = row.rule ?? {
      ...knownRules[row.ruleName as RuleName],
      name: row.ruleName as RuleName,
    };
    const ofMembers = input.bodyVotes === true || row.way === 'named' || rule.base === 'members';
    const body = ofMembers ? (input.members ?? []) : [];
    const { present } = input;
    if (body.length === 0 && (row.way === 'named' || rule.base === 'members'))
      return refuse('members-unknown');
    const tokens = await liveTokens(scope, input.id);
    if (tokens === 0 && (row.way === 'tokens' || rule.base === 'tokens')) return refuse('tokens-none');
    if (present === null && (row.way === 'hands' || row.way === 'paper'))
      return refuse('present-unknown', { field: 'present' });
    if (present !== null && body.length === 0 && tokens > 0 && present > tokens)
      return refuse('present-above-tokens', { field: 'present', params: { tokens } });
    if (present !== null && body.length > 0 && present > body.length)
      return refuse('present-above-members', { field: 'present', params: { members: body.length } });
    await changeRow(scope, voteQuestion, row.id, {
      ...{ state: 'open', rule, present, members: body.length === 0 ? null : body.length },
      ...{ openedAt: now, openedBy: scope.actor.name },
    });
    if (row.way === 'named')
      await scope.tx.insert(voteMember).values(
        body.map((one, place) => ({
          ...one,
          ...{ municipalityId: scope.municipalityId, questionId: row.id, place },
        })),
      );
    await beginMeeting(scope, input.id);
    return ok(
      { id: row.id },
      { subjectKind: 'question', details: { number: row.number, way: row.way, rule: rule.name, tokens } },
    );
  },
});
