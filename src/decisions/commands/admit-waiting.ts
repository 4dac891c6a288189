import { z } from 'zod';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow } from '../../platform/db/own.ts';
import { id, tick } from '../../platform/forms/fields.ts';
import { meetingAtVote } from '../data/at-meeting.ts';
import { letIn } from '../data/door.ts';
import { waitingToDecide } from '../data/waiting.ts';
import { codesOf } from '../rules/door-fields.ts';
import { doorWaiting } from '../schema.ts';

/**
 * A registrar has looked at somebody who wrote themselves down by phone. `mayVote`: lives here and is 18 or older, and
 * gets a number, which the phone shows; otherwise a guest, who may speak.
 */
export const admitWaiting = defineCommand({
  name: 'decisions.admit-waiting',
  input: z.strictObject({ id: id(), waitingId: id(), mayVote: tick(), another: tick(), codes: codesOf() }),
  policy: mayRecordMeetings,
  run: async ({ scope, input }) => {
    const found = await meetingAtVote(scope, input.id, 'update');
    if (!found.ok) return found;
    const waiting = await waitingToDecide(scope, input.id, input.waitingId);
    if (!waiting.ok) return waiting;
    const { row } = waiting;
    const person = {
      ...{ fullName: row.fullName ?? '', sex: row.sex!, villageId: row.villageId, kind: row.kind },
      ...{ mayVote: input.mayVote, card: null, another: input.another, paperTypedOn: null },
    };
    const done = await letIn(scope, found.meeting, person, input.codes);
    if (!done.ok) return done;
    const { id: participantId, number, tokenId } = done;
    // The name stands in the list of participants now, and nowhere else.
    await changeRow(scope, doorWaiting, row.id, {
      ...{ state: 'admitted', tokenId, fullName: null, decidedBy: scope.actor.name },
    });
    return ok(
      { id: participantId, number, tokenId },
      { subjectKind: 'participant', details: { meetingId: input.id, number, byPhone: true } },
    );
  },
});
