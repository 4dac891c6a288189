import { z } from 'zod';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { countedNow } from '../data/counted-now.ts';
import { heldQuestion } from '../data/questions.ts';
import { refuse } from '../refusals.ts';
import { decide } from '../rules/decide.ts';
import { voteQuestion } from '../schema.ts';

/**
 * Ends the vote and takes what was counted. Votes by token that are being written are waited for; what comes later is
 * refused. Hands and paper need two counters whose figures agree (`tallies-lacking`, `tallies-differ`), a vote by name
 * each member (`votes-lacking`).
 */
export const closeQuestion = defineCommand({
  name: 'decisions.close-question',
  input: z.strictObject({ id: id(), questionId: id() }),
  policy: mayRecordMeetings,
  run: async ({ scope, input, now }) => {
    const found = await heldQuestion(scope, input, 'open');
    if (!found.ok) return found;
    const { row } = found;
    const counted = await countedNow(scope, row);
    if (!counted.ok) return counted;
    const { chair, ...count } = counted.count;
    const decided = decide(row.rule!, counted.count, row.seats ?? 1);
    if ('fault' in decided)
      return refuse(
        decided.fault === 'more-present-than-members' ? 'present-above-members' : 'votes-above-voters',
        {
          params: {
            votes: counted.cast,
            voters: count.tokens ?? count.present,
            members: count.members ?? 0,
          },
        },
      );
    await changeRow(scope, voteQuestion, row.id, {
      ...{ state: 'closed', count, chair },
      ...{ closedAt: now, closedBy: scope.actor.name },
    });
    return ok(
      { id: row.id },
      { subjectKind: 'question', details: { number: row.number, count, result: decided.state } },
    );
  },
});
