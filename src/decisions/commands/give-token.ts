import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { participant } from '../../meetings/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { count, id } from '../../platform/forms/fields.ts';
import { meetingAtVote } from '../data/at-meeting.ts';
import { ensureDoor, giveTo } from '../data/door.ts';
import { heldBy } from '../data/tokens.ts';
import { refuse } from '../refusals.ts';
import { codesOf } from '../rules/door-fields.ts';

/** Gives a number to somebody on the list who has none: the card was lost, or residence was proved later. */
export const giveToken = defineCommand({
  name: 'decisions.give-token',
  input: z.strictObject({
    id: id(),
    number: called('decisions.field.list-number', count(1, 999)),
    card: optional(count(1, 99_999)),
    codes: codesOf(),
  }),
  policy: mayRecordMeetings,
  run: async ({ scope, input, now }) => {
    const found = await meetingAtVote(scope, input.id, 'update');
    if (!found.ok) return found;
    const [person] = await scope.tx
      .select({ id: participant.id })
      .from(participant)
      .where(
        own(scope, participant, eq(participant.number, input.number), eq(participant.meetingId, input.id)),
      );
    if (!person) return refuse('participant-not-found', { field: 'number' });
    if ((await heldBy(scope, [person.id])).size > 0) return refuse('person-has-token', { field: 'number' });
    await ensureDoor(scope, input.id, now);
    const given = await giveTo(scope, input.id, person.id, input.card, input.codes);
    if (!given.ok) return given;
    return ok({ id: person.id, tokenId: given.tokenId }, { subjectKind: 'participant' });
  },
});
