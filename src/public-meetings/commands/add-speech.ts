import { eq, max } from 'drizzle-orm';
import { z } from 'zod';
import { recordableMeeting, touchMeeting } from '../../meetings/data/hold.ts';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { fromPaperField, typedOn } from '../../meetings/rules/from-paper.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { addRow, own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { isVillageOf } from '../../territory/data.ts';
import { publicKind } from '../data/public-kind.ts';
import { refuse } from '../refusals.ts';
import { speechFields } from '../rules/public-meeting-fields.ts';
import { agendaItem, speech } from '../schema.ts';

/**
 * Writes down what somebody said, asked, answered, or wrote on a slip. A slip is typed once: whoever types its number
 * again is told.
 */
export const addSpeech = defineCommand({
  name: 'public-meetings.add-speech',
  input: z.strictObject({ id: id(), ...speechFields, fromPaper: fromPaperField() }),
  policy: mayRecordMeetings,
  constraints: { speech_slip_key: refuse('slip-typed-already', { field: 'slip' }) },
  run: async ({ scope, input: { id: meetingId, fromPaper, ...said }, now }) => {
    const found = await recordableMeeting(scope, publicKind, { id: meetingId });
    if (!found.ok) return found;
    if (said.official !== '' && said.residentName !== '')
      return refuse('speaker-twice', { field: 'residentName' });
    if (said.residentName !== '' && !said.nameAgreed)
      return refuse('name-not-agreed', { field: 'nameAgreed' });
    if (said.kind === 'slip' && said.slip === null) return refuse('slip-without-number', { field: 'slip' });
    const today = todayInBishkek(scope.now);
    if (
      said.villageId !== null &&
      !(await isVillageOf(scope.tx, scope.municipalityId, said.villageId, today))
    )
      return refuse('village-unknown', { field: 'villageId' });
    if (said.agendaItemId !== null) {
      const mine = own(
        scope,
        agendaItem,
        eq(agendaItem.meetingId, meetingId),
        eq(agendaItem.id, said.agendaItemId),
      );
      const [item] = await scope.tx.select({ id: agendaItem.id }).from(agendaItem).where(mine);
      if (!item) return refuse('agenda-item-gone', { field: 'agendaItemId' });
    }
    const [last] = await scope.tx
      .select({ number: max(speech.number) })
      .from(speech)
      .where(own(scope, speech, eq(speech.meetingId, meetingId)));
    const number = (last?.number ?? 0) + 1;
    if (number > 999) return refuse('too-many-speeches');
    const speechId = await addRow(scope, speech, {
      ...{ ...said, meetingId, number },
      paperTypedOn: typedOn(fromPaper, now),
    });
    await touchMeeting(scope, publicKind, found.row);
    return ok(
      { id: meetingId, speechId },
      { subjectKind: 'public-meeting', details: { number, kind: said.kind } },
    );
  },
});
