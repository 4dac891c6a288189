import { eq, inArray, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import { cycle } from '../../cycle/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { listVillages, listWorkingGroup, readSettings } from '../data/sessions.ts';
import { mayPlanSessions } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { planSchedule, type Booking } from '../rules/schedule.ts';
import { dayField, idField, idsField, textField } from '../rules/session-fields.ts';
import { fewestPeople } from '../rules/session.ts';
import { session, sessionFacilitator } from '../schema.ts';

/**
 * Makes every missing session of the cycle: three in a village (six in the large ones), at 10:00 and 14:00 of the
 * given days, each with a pair of the working group. Sessions that stand already are left as they are.
 */
export const planAllSessions = defineCommand({
  name: 'needs.plan-all-sessions',
  input: z.strictObject({
    cycleId: idField,
    days: z.array(dayField).min(1, 'required').max(60),
    /** Villages to visit, in this order; all of them when left out. */
    villageIds: idsField.optional(),
    /** Two sessions for each age group. */
    largeVillageIds: idsField.default([]),
    /** Place by village id. */
    venues: z.record(z.string(), textField(200)).default({}),
    /** Who leads; the whole working group when left out. */
    facilitatorIds: idsField.optional(),
  }),
  policy: mayPlanSessions,
  constraints: {
    session_group_once: refuse('session-exists'),
    session_facilitator_one_place: refuse('facilitator-busy-somewhere'),
    session_facilitator_person: refuse('person-not-found'),
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
    const days = [...new Set(input.days.filter((day) => day !== null))];
    if (days.length === 0) return refuse('invalid-input', { fields: { days: { code: 'required' } } });

    const known = await listVillages(scope);
    const wanted = input.villageIds?.length ? input.villageIds : known.map((village) => village.id);
    const villages = wanted.map((id) => known.find((village) => village.id === id));
    if (villages.includes(undefined)) return refuse('village-unknown', { field: 'villageIds' });
    if (villages.length === 0) return refuse('no-villages');

    const group = await listWorkingGroup(scope, found.workingGroupId, todayInBishkek(now));
    const facilitators = input.facilitatorIds?.length ? input.facilitatorIds : group.map((one) => one.id);
    const settings = await readSettings(scope);
    const existing = await scope.tx
      .select({ villageId: session.villageId, ageGroup: session.ageGroup, part: session.part })
      .from(session)
      .where(
        own(
          scope,
          session,
          eq(session.cycleId, input.cycleId),
          ne(session.state, 'cancelled'),
          sql`${session.audience} is null`,
        ),
      );
    const bookings: Booking[] =
      facilitators.length === 0
        ? []
        : (
            await scope.tx
              .select({
                personId: sessionFacilitator.personId,
                day: sessionFacilitator.plannedOn,
                startsAt: sessionFacilitator.startsAt,
                endsAt: sessionFacilitator.endsAt,
              })
              .from(sessionFacilitator)
              .where(own(scope, sessionFacilitator, inArray(sessionFacilitator.personId, facilitators)))
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
                id: village.id,
                parts: input.largeVillageIds.includes(village.id) ? 2 : 1,
                venue: input.venues[village.id] ?? '',
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
    await scope.tx.insert(session).values(
      rows.map((one) => ({
        id: one.id,
        municipalityId,
        cycleId: input.cycleId,
        villageId: one.villageId,
        ageGroup: one.ageGroup,
        part: one.part,
        venue: one.venue,
        plannedOn: one.day,
        startsAt: one.startsAt,
        endsAt: one.endsAt,
        plannedPeople: fewestPeople,
        stickersPerPerson: settings.stickersPerPerson,
      })),
    );
    const pairs = rows.flatMap((one) => {
      const common = {
        municipalityId,
        sessionId: one.id,
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
    if (pairs.length > 0) await scope.tx.insert(sessionFacilitator).values(pairs);
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
