import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { recordableMeeting, touchMeeting } from '../../meetings/data/hold.ts';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow, own } from '../../platform/db/own.ts';
import { optional } from '../../platform/forms/field.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { editedMeanwhile } from '../../platform/forms/version.ts';
import { publicKind } from '../data/public-kind.ts';
import { refuse } from '../refusals.ts';
import { agendaItem } from '../schema.ts';

/**
 * What was heard on a point of the agenda, and what was decided on it without a vote. `heardBefore` and
 * `decisionBefore` are what the form showed: nobody's words are written over unseen.
 */
export const saveHeard = defineCommand({
  name: 'public-meetings.save-heard',
  input: z.strictObject({
    id: id(),
    itemId: id(),
    heard: optional(text(10_000), ''),
    decision: optional(text(2000), ''),
    heardBefore: text(10_000, 0),
    decisionBefore: text(2000, 0),
  }),
  policy: mayRecordMeetings,
  run: async ({ scope, input }) => {
    const found = await recordableMeeting(scope, publicKind, { id: input.id });
    if (!found.ok) return found;
    const mine = own(scope, agendaItem, eq(agendaItem.meetingId, input.id), eq(agendaItem.id, input.itemId));
    const [item] = await scope.tx.select().from(agendaItem).where(mine);
    if (!item) return refuse('agenda-item-gone');
    const { heard, decision } = input;
    const meanwhile =
      editedMeanwhile(input.heardBefore, item.heard) ?? editedMeanwhile(input.decisionBefore, item.decision);
    if (meanwhile) return meanwhile;
    await changeRow(scope, agendaItem, item.id, { heard, decision });
    await touchMeeting(scope, publicKind, found.row);
    return ok({ id: input.id, itemId: item.id }, { subjectKind: 'public-meeting' });
  },
});
