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
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { storedId } from '../../platform/files/stored-id.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { choice, day, id, text } from '../../platform/forms/fields.ts';
import { todayInBishkek, type IsoDate } from '../../platform/i18n/calendar.ts';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { publicKind } from '../data/public-kind.ts';
import { planningKind } from '../data/planning.ts';
import { agendaOf, type PublicItem } from '../data/public-meetings.ts';
import { meetingPublication } from '../data/published.ts';
import { befellOf } from '../data/votes.ts';
import { refuse } from '../refusals.ts';
import { minutesTemplate } from '../rules/templates.ts';
import { agendaEvent } from '../schema.ts';

/**
 * Writes down what befell one decision of a meeting, voted or taken on a point of the agenda without a vote: contested,
 * protested by the prosecutor, left standing, annulled by a court. The rest of the minutes keeps its force. Nothing of
 * the decision is changed and nothing is taken back; residents read kind and day on the meeting's page at once, and the
 * signed minutes say that one of their decisions was touched. A planning meeting has neither page nor signed minutes.
 */
export const noteDecision = defineCommand({
  name: 'public-meetings.note-decision',
  input: z.strictObject({
    id: id(),
    /** Which decision: of a vote, or of a point of the agenda. */
    ...{ questionId: called('', optional(id())), itemId: called('', optional(id())) },
    kind: called('public-meetings.field.befell', choice(decisionEventKinds, 'acts.event')),
    on: called('acts.field.event-day', day()),
    text: called('public-meetings.field.befell-paper', text(2000, 3)),
    fileId: storedId().nullable().default(null),
  }),
  policy: mayLockMeetings,
  run: async ({ scope, input: { id: meetingId, questionId, itemId, ...event }, now }) => {
    const meeting = await holdMeeting(scope, publicKind, meetingId, 'update');
    const planning = meeting ?? (await holdMeeting(scope, planningKind, meetingId, 'update'));
    if (!planning) return refuse('meeting-not-found');
    const today = todayInBishkek(now);
    const decision =
      itemId === null
        ? await votedDecision(scope, meetingId, questionId)
        : await pointDecided(scope, meetingId, itemId);
    if (!decision || (itemId !== null && questionId !== null)) return refuse('decision-not-taken');
    const taken = planning.heldOn ?? planning.plannedOn ?? decision.on ?? today;
    if (event.on > today || event.on < taken) return refuse('befell-day-wrong', { field: 'on' });
    const row = { ...event, byName: scope.actor.name, at: now };
    if (itemId !== null) await addRow(scope, agendaEvent, { ...row, itemId });
    else if (questionId !== null) await addRow(scope, decisionEvent, { ...row, questionId });
    const { kind, on, fileId } = event;
    const { number, minutes: words } = decision;
    if (meeting) {
      const minutes = await actFor(scope, minutesTemplate, meeting.cycleId, meetingId);
      if (minutes?.state === 'signed') {
        const { t } = i18nFor('ky');
        const said = t(words, { number, what: t(`acts.event.${kind}`), text: event.text });
        await addActEvent(scope, minutes.id, { kind: 'decision', on, text: said, fileId });
      }
      await showBefell(scope, meeting);
    }
    return ok(
      { id: meetingId },
      {
        subjectKind: itemId === null ? 'question' : 'public-meeting',
        details: { number, kind, on, file: fileId },
      },
    );
  },
});

type Decision = {
  readonly number: number;
  /** The day by the clock, where the meeting has none. */
  readonly on: IsoDate | null;
  /** How the signed minutes say it. */
  readonly minutes: string;
};

async function votedDecision(
  scope: MunicipalityScope,
  meetingId: string,
  questionId: string | null,
): Promise<Decision | undefined> {
  if (questionId === null) return undefined;
  const [question] = await scope.tx
    .select({ number: voteQuestion.number, state: voteQuestion.state, closedAt: voteQuestion.closedAt })
    .from(voteQuestion)
    .where(own(scope, voteQuestion, eq(voteQuestion.id, questionId), eq(voteQuestion.meetingId, meetingId)));
  if (question?.state !== 'closed') return undefined;
  const on = question.closedAt === null ? null : todayInBishkek(question.closedAt);
  return { number: question.number, on, minutes: 'public-meetings.befell-in-minutes' };
}

/** A point is numbered by its place on the agenda. */
async function pointDecided(
  scope: MunicipalityScope,
  meetingId: string,
  itemId: string,
): Promise<Decision | undefined> {
  const agenda = await agendaOf(scope, meetingId);
  const index = agenda.findIndex((one) => one.id === itemId);
  if ((agenda[index]?.decision ?? '') === '') return undefined;
  return { number: index + 1, on: null, minutes: 'public-meetings.point-befell-in-minutes' };
}

/** The page that residents read says it at once. */
async function showBefell(
  scope: MunicipalityScope,
  meeting: Pick<PublicItem, 'id' | 'titleLang'>,
): Promise<void> {
  const befell = JSON.stringify(await befellOf(scope, meeting));
  await scope.tx
    .update(publication)
    .set({ snapshot: sql`jsonb_set(${publication.snapshot}, '{held,befell}', ${befell}::jsonb)` })
    .where(
      own(
        scope,
        publication,
        eq(publication.kind, meetingPublication(meeting.id)),
        isNull(publication.withdrawnAt),
        sql`jsonb_typeof(${publication.snapshot} -> 'held') = 'object'`,
      ),
    );
}
