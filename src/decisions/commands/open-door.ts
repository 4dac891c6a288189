import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { id, tick } from '../../platform/forms/fields.ts';
import { meetingAtVote } from '../data/at-meeting.ts';
import { ensureDoor } from '../data/door.ts';
import { meetingDoor } from '../schema.ts';

/** Gives a meeting its short address, and says whether people may write themselves down by their own phones. */
export const openDoor = defineCommand({
  name: 'decisions.open-door',
  input: z.strictObject({ id: id(), selfRegister: tick() }),
  policy: mayRecordMeetings,
  run: async ({ scope, input, now }) => {
    const found = await meetingAtVote(scope, input.id, 'update');
    if (!found.ok) return found;
    const { code } = await ensureDoor(scope, input.id, now);
    const { selfRegister } = input;
    await scope.tx
      .update(meetingDoor)
      .set({ selfRegister })
      .where(own(scope, meetingDoor, eq(meetingDoor.meetingId, input.id)));
    return ok({ id: input.id, code }, { subjectKind: 'meeting', details: { selfRegister } });
  },
});
