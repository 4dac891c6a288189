import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { recordableMeeting, touchMeeting } from '../../meetings/data/hold.ts';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { erasedParticipant } from '../../needs/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { publicKind } from '../data/public-kind.ts';
import { refuse } from '../refusals.ts';
import { speech } from '../schema.ts';

/**
 * Takes away a line that was written by mistake, while the record is open. Its number is given to nobody else, and the
 * phones that wrote it lose it when they send next.
 */
export const removeSpeech = defineCommand({
  name: 'public-meetings.remove-speech',
  input: z.strictObject({ id: id(), speechId: id() }),
  policy: mayRecordMeetings,
  run: async ({ scope, input, now }) => {
    const found = await recordableMeeting(scope, publicKind, { id: input.id });
    if (!found.ok) return found;
    const mine = own(scope, speech, eq(speech.meetingId, input.id), eq(speech.id, input.speechId));
    const [gone] = await scope.tx.delete(speech).where(mine).returning({ number: speech.number });
    if (!gone) return refuse('speech-gone');
    await scope.tx
      .insert(erasedParticipant)
      .values({
        ...{ municipalityId: scope.municipalityId, meetingId: input.id, participantId: input.speechId },
        at: now,
      })
      .onConflictDoNothing();
    await touchMeeting(scope, publicKind, found.row);
    return ok({ id: input.id }, { subjectKind: 'public-meeting', details: { number: gone.number } });
  },
});
