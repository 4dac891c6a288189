import { z } from 'zod';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { meetingAtVote } from '../data/at-meeting.ts';
import { waitingToDecide } from '../data/waiting.ts';
import { doorWaiting } from '../schema.ts';

/** Nobody of that name is here: the phone is told to come to the table, and what was typed is forgotten. */
export const refuseWaiting = defineCommand({
  name: 'decisions.refuse-waiting',
  input: z.strictObject({ id: id(), waitingId: id() }),
  policy: mayRecordMeetings,
  run: async ({ scope, input }) => {
    const found = await meetingAtVote(scope, input.id);
    if (!found.ok) return found;
    const waiting = await waitingToDecide(scope, input.id, input.waitingId);
    if (!waiting.ok) return waiting;
    await changeRow(scope, doorWaiting, waiting.row.id, {
      ...{ state: 'refused', fullName: null, decidedBy: scope.actor.name },
    });
    return ok({ id: input.id }, { subjectKind: 'meeting' });
  },
});
