import { z } from 'zod';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow } from '../../platform/db/own.ts';
import { called } from '../../platform/forms/field.ts';
import { count, id, text } from '../../platform/forms/fields.ts';
import { meetingAtVote } from '../data/at-meeting.ts';
import { stopVotes, tokenNumbered } from '../data/tokens.ts';
import { refuse } from '../refusals.ts';
import { voteToken } from '../schema.ts';

/**
 * Takes the right to vote off a number: a lost card, somebody who lives elsewhere after all. What it has voted on a
 * question that is still open does not count; what was closed before stays as it was counted.
 */
export const voidToken = defineCommand({
  name: 'decisions.void-token',
  input: z.strictObject({
    id: id(),
    number: called('decisions.field.token', count(1, 99_999)),
    reason: text(500, 3),
  }),
  policy: mayRecordMeetings,
  run: async ({ scope, input, now }) => {
    const found = await meetingAtVote(scope, input.id);
    if (!found.ok) return found;
    await stopVotes(scope, input.id);
    const token = await tokenNumbered(scope, input.id, input.number);
    if (!token) return refuse('token-not-found', { field: 'number' });
    if (token.voidedAt) return refuse('token-void', { field: 'number' });
    await changeRow(scope, voteToken, token.id, {
      ...{ voidedAt: now, voidedBy: scope.actor.name, voidReason: input.reason },
    });
    return ok(
      { id: input.id },
      { subjectKind: 'token', subjectId: token.id, details: { number: token.number } },
    );
  },
});
