import { z } from 'zod';
import { plannableMeeting, touchMeeting } from '../../meetings/data/hold.ts';
import { leaderConstraints, moveLeaders } from '../../meetings/data/leaders.ts';
import { completePlan } from '../../meetings/data/plan.ts';
import { mayPlanMeetings } from '../../meetings/policy.ts';
import { plannedPeople, planFields } from '../../meetings/rules/plan-fields.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { day, id, revision, text } from '../../platform/forms/fields.ts';
import { startOfDayInBishkek, todayInBishkek, type IsoDate } from '../../platform/i18n/calendar.ts';
import { keepClocks } from '../data/keep-clocks.ts';
import { movesOf, noteMove } from '../data/moves.ts';
import { publicKind } from '../data/public-kind.ts';
import { postingsOf } from '../data/postings.ts';
import { refuse } from '../refusals.ts';

/**
 * Moves a meeting to another day, hour or place; each day for which it was called is kept. When residents were told
 * already, why it is moved is said, and the notices that named the other day no longer tell of it.
 */
export const moveMeeting = defineCommand({
  name: 'public-meetings.change-schedule',
  input: z.strictObject({
    id: id(),
    revision: revision(),
    ...planFields,
    ...plannedPeople,
    moveReason: called('meetings.field.move-reason', optional(text(500), '')),
    /** When it was decided, where it is written down later; left out, today. */
    movedOn: called('public-meetings.field.moved-on', optional(day())),
  }),
  policy: mayPlanMeetings,
  constraints: leaderConstraints,
  run: async ({ scope, input: { id: meetingId, revision: seen, moveReason, movedOn, ...sent } }) => {
    const found = await plannableMeeting(scope, publicKind, { id: meetingId, revision: seen });
    if (!found.ok) return found;
    const complete = completePlan(publicKind, sent, scope.now, found.row);
    if (!complete.ok) return complete;
    const { plannedOn, startsAt, venue } = complete.plan;
    const before = found.row;
    const moved = plannedOn !== before.plannedOn || startsAt !== before.startsAt || venue !== before.venue;
    if (moved && moveReason === '' && (await postingsOf(scope, meetingId)).length > 0)
      return refuse('move-without-reason', { field: 'moveReason' });
    const since = await movedSince(scope, meetingId, movedOn);
    if (!since) return refuse('moved-on-wrong', { field: 'movedOn' });
    const refused = await moveLeaders(scope, meetingId, complete.plan);
    if (refused) return refused;
    const { state } = found.row;
    const revision = await touchMeeting(scope, publicKind, found.row, { ...complete.plan, state });
    if (moved) await noteMove(scope, meetingId, { plannedOn, startsAt, venue, at: since }, moveReason);
    await keepClocks(scope, meetingId, moveReason);
    return ok({ id: meetingId, revision }, { subjectKind: 'public-meeting', details: { moved } });
  },
});

/**
 * From when the meeting is called so: notices hung since name the new day. A move decided some days ago is not older
 * than the one before it; undefined when it would be, or is still to come.
 */
async function movedSince(
  scope: MunicipalityScope,
  meetingId: string,
  movedOn: IsoDate | null,
): Promise<Date | undefined> {
  const today = todayInBishkek(scope.now);
  if (movedOn === null || movedOn === today) return scope.now;
  const before = (await movesOf(scope, meetingId)).at(-1)?.at;
  if (movedOn > today || (before && movedOn < todayInBishkek(before))) return undefined;
  // In the order of the days: on the day of the move before it is the later one.
  const began = startOfDayInBishkek(movedOn).getTime();
  return new Date(Math.max(began, (before?.getTime() ?? 0) + 1));
}
