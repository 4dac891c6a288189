import { eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import { cycle } from '../../../cycle/schema.ts';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { newId } from '../../../platform/db/id.ts';
import { own, sameRow } from '../../../platform/db/own.ts';
import { todayInBishkek } from '../../../platform/i18n/calendar.ts';
import { listWorkingGroup } from '../data/sessions.ts';
import { refuse } from '../../refusals.ts';
import { planSchedule, readDays, type Booking } from '../rules/schedule.ts';
import { fewestPeople, groupOnce } from '../rules/session.ts';
import { session } from '../../schema.ts';
import { leaderConstraints } from '../../../meetings/data/leaders.ts';
import { isFarMeeting } from '../../../meetings/data/plan.ts';
import { meeting, meetingLeader } from '../../../meetings/schema.ts';
import { sessionKind } from '../data/session-kind.ts';
import { called, field } from '../../../platform/forms/field.ts';
import { day, id, ids, text } from '../../../platform/forms/fields.ts';
import { mayPlanMeetings } from '../../../meetings/policy.ts';
import { villagesOf, municipalityHead } from '../../../territory/data.ts';

const listOfDays = z.array(day()).min(1, 'required').max(60);
/** Most letters in the box: beyond them nothing is read. */
const mostLetters = 2000;

/** Days as they are typed into one box (`readDays`), or a list of them; what is wrong is wrong in the one box. */
const days = field(
  { kind: 'text', required: true, max: mostLetters, called: 'needs.plan.days' },
  z.unknown().transform((typed, context) => {
    if (typeof typed === 'string' && typed.length > mostLetters) {
      const params = { max: mostLetters };
      context.issues.push({ code: 'custom', input: typed, message: 'too-long', params });
      return z.NEVER;
    }
    const read = listOfDays.safeParse(typeof typed === 'string' ? readDays(typed) : typed);
    if (read.success) return read.data;
    const issue = read.error.issues[0];
    const [message, params] =
      issue?.code === 'too_big' ? ['too-many', { max: 60 }] : [issue?.message ?? '', {}];
    context.issues.push({ code: 'custom', input: typed, message, params });
    return z.NEVER;
  }),
);

/**
 * Makes every missing session of the cycle: three in a village (six in the large ones), at 10:00 and 14:00 of the
 * given days, each with a pair of the working group. Sessions that stand already are left as they are.
 */
export const planAllSessions = defineCommand({
  name: 'needs.plan-all-sessions',
  input: z.strictObject({
    cycleId: id(),
    days,
    /** Villages to visit, in this order; all of them when left out. */
    villageIds: called('needs.plan.which', ids()),
    /** Two sessions for each age group. */
    largeVillageIds: called('needs.plan.large', ids()),
    /** Place by village id. */
    venues: z.record(z.string(), text(200, 0)).default({}),
    /** Who leads; the whole working group when left out. */
    facilitatorIds: called('needs.plan.people', ids()),
  }),
  policy: mayPlanMeetings,
  constraints: {
    ...leaderConstraints,
    meeting_once: refuse('session-exists'),
  },
  run: async ({ scope, input, now }) => {
    const { municipalityId } = scope;
    const cycles = await scope.tx
      .select()
      .from(cycle)
      .where(own(scope, cycle, eq(cycle.id, input.cycleId)))
      .for('share');
    const found = cycles[0];
    if (!found) return refuse('cycle-not-found');
    if (found.finishedAt !== null) return refuse('cycle-finished');
    const days = [...new Set(input.days)];
    if (days.some((day) => isFarMeeting(day, now))) return refuse('meeting-day-far', { field: 'days' });

    const known = await villagesOf(scope, scope.municipalityId, todayInBishkek(now));
    const wanted = input.villageIds?.length ? input.villageIds : known.map((village) => village.unitId);
    const villages = wanted.map((id) => known.find((village) => village.unitId === id));
    if (villages.includes(undefined)) return refuse('village-unknown', { field: 'villageIds' });
    if (villages.length === 0) return refuse('no-villages');

    const group = await listWorkingGroup(scope, found.workingGroupId, todayInBishkek(now));
    const facilitators = input.facilitatorIds?.length ? input.facilitatorIds : group.map((one) => one.id);
    const settings = await municipalityHead(scope);
    const existing = await scope.tx
      .select({
        villageId: sql<string>`${meeting.villageId}`,
        ageGroup: session.ageGroup,
        part: session.part,
      })
      .from(meeting)
      .innerJoin(session, sameRow(session, 'id', meeting, 'id'))
      .where(
        own(
          scope,
          meeting,
          eq(meeting.cycleId, input.cycleId),
          ne(meeting.state, 'cancelled'),
          isNull(session.audience),
        ),
      );
    const bookings: Booking[] =
      facilitators.length === 0
        ? []
        : (
            await scope.tx
              .select({
                personId: meetingLeader.personId,
                day: meetingLeader.plannedOn,
                startsAt: meetingLeader.startsAt,
                endsAt: meetingLeader.endsAt,
              })
              .from(meetingLeader)
              .where(own(scope, meetingLeader, inArray(meetingLeader.personId, facilitators)))
          ).flatMap(({ personId, day, startsAt, endsAt }) =>
            day === null || startsAt === null
              ? []
              : [{ personId, day, startsAt: startsAt.slice(0, 5), endsAt: (endsAt ?? '23:59').slice(0, 5) }],
          );

    const planned = planSchedule({
      villages: villages.flatMap((village) =>
        village
          ? [
              {
                id: village.unitId,
                parts: input.largeVillageIds.includes(village.unitId) ? 2 : 1,
                venue: input.venues[village.unitId] ?? '',
              },
            ]
          : [],
      ),
      ageGroups: settings.ageGroups,
      days,
      facilitators,
      bookings,
      existing,
    });
    if (planned.length === 0) return refuse('nothing-to-plan');
    const rows = planned.map((one) => ({ ...one, id: newId() }));
    await scope.tx.insert(meeting).values(
      rows.map(({ id, villageId, venue, day, startsAt, endsAt, ...group }) => ({
        id,
        municipalityId,
        kind: sessionKind.name,
        cycleId: input.cycleId,
        villageId,
        once: groupOnce({ ...group, sexMode: 'mixed', audience: null }),
        venue,
        plannedOn: day,
        startsAt,
        endsAt,
        plannedPeople: fewestPeople,
      })),
    );
    const { stickersPerPerson } = settings;
    await scope.tx
      .insert(session)
      .values(
        rows.map(({ id, ageGroup, part }) => ({ id, municipalityId, ageGroup, part, stickersPerPerson })),
      );
    const pairs = rows.flatMap((one) => {
      const common = {
        municipalityId,
        meetingId: one.id,
        plannedOn: one.day,
        startsAt: one.startsAt,
        endsAt: one.endsAt,
      };
      return [
        ...(one.facilitatorId
          ? [{ ...common, personId: one.facilitatorId, role: 'facilitator' as const }]
          : []),
        ...(one.recorderId ? [{ ...common, personId: one.recorderId, role: 'recorder' as const }] : []),
      ];
    });
    if (pairs.length > 0) await scope.tx.insert(meetingLeader).values(pairs);
    return ok(
      {
        planned: rows.length,
        withoutDay: rows.filter((one) => one.day === null).length,
        withoutPair: rows.filter((one) => one.facilitatorId === null).length,
      },
      {
        subjectKind: 'cycle',
        subjectId: input.cycleId,
        details: { planned: rows.length, villages: villages.length, days: days.length },
      },
    );
  },
});
