import { eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { addActEvent } from '../../acts/commands/add-act-event.ts';
import { actFor } from '../../acts/data.ts';
import { publication } from '../../acts/schema.ts';
import { decisionEventKinds } from '../../decisions/rules/question.ts';
import { decisionEvent, voteQuestion } from '../../decisions/schema.ts';
import { holdMeeting } from '../../meetings/data/hold.ts';
import { mayLockMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { addRow, own } from '../../platform/db/own.ts';
import { storedId } from '../../platform/files/stored-id.ts';
import { called } from '../../platform/forms/field.ts';
import { choice, day, id, text } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { publicKind } from '../data/public-kind.ts';
import { meetingPublication } from '../data/published.ts';
import { befellOf } from '../data/votes.ts';
import { refuse } from '../refusals.ts';
import { minutesTemplate } from '../rules/templates.ts';

/**
 * Writes down what befell one decision of a meeting: contested, protested by the prosecutor, left standing, annulled by
 * a court. The rest of the minutes keeps its force. Nothing of the vote is changed and nothing is taken back; residents
 * read kind and day on the meeting's page at once, and the signed minutes say that one of their decisions was touched.
 */
export const noteDecision = defineCommand({
  name: 'public-meetings.note-decision',
  input: z.strictObject({
    ...{ id: id(), questionId: id() },
    kind: called('public-meetings.field.befell', choice(decisionEventKinds, 'acts.event')),
    on: called('acts.field.event-day', day()),
    text: called('public-meetings.field.befell-paper', text(2000, 3)),
    fileId: storedId().nullable().default(null),
  }),
  policy: mayLockMeetings,
  run: async ({ scope, input: { id: meetingId, questionId, ...event }, now }) => {
    const meeting = await holdMeeting(scope, publicKind, meetingId, 'update');
    if (!meeting) return refuse('meeting-not-found');
    const [question] = await scope.tx
      .select({ number: voteQuestion.number, state: voteQuestion.state, closedAt: voteQuestion.closedAt })
      .from(voteQuestion)
      .where(
        own(scope, voteQuestion, eq(voteQuestion.id, questionId), eq(voteQuestion.meetingId, meetingId)),
      );
    if (question?.state !== 'closed') return refuse('decision-not-taken');
    const taken = meeting.heldOn ?? meeting.plannedOn ?? todayInBishkek(question.closedAt!);
    if (event.on > todayInBishkek(now) || event.on < taken)
      return refuse('befell-day-wrong', { field: 'on' });
    await addRow(scope, decisionEvent, { ...event, questionId, byName: scope.actor.name, at: now });
    const { kind, on, fileId } = event;
    const { number } = question;
    const minutes = await actFor(scope, minutesTemplate, meeting.cycleId, meetingId);
    if (minutes?.state === 'signed') {
      const { t } = i18nFor('ky');
      const said = t('public-meetings.befell-in-minutes', {
        number,
        what: t(`acts.event.${kind}`),
        text: event.text,
      });
      await addActEvent(scope, minutes.id, { kind: 'decision', on, text: said, fileId });
    }
    const befell = JSON.stringify(await befellOf(scope, meetingId));
    await scope.tx
      .update(publication)
      .set({ snapshot: sql`jsonb_set(${publication.snapshot}, '{held,befell}', ${befell}::jsonb)` })
      .where(
        own(
          scope,
          publication,
          eq(publication.kind, meetingPublication(meetingId)),
          isNull(publication.withdrawnAt),
          sql`jsonb_typeof(${publication.snapshot} -> 'held') = 'object'`,
        ),
      );
    return ok({ id: meetingId }, { subjectKind: 'question', details: { number, kind, on, file: fileId } });
  },
});
