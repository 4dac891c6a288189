import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { cycle } from '../../cycle/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import { listVillages, readSettings } from '../data/sessions.ts';
import { mayPlanSessions } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { dayField, idField, numberField, textField, timeField } from '../rules/session-fields.ts';
import { minutesLater, sessionMinutes } from '../rules/session.ts';
import { session, sexModes } from '../schema.ts';

/**
 * Puts one session into the schedule. Another audience than a sex-age group needs its reason (R-PAR-13).
 * Refuses `session-exists` when the group has its session in this village already.
 */
export const planSession = defineCommand({
  name: 'needs.plan-session',
  input: z.strictObject({
    cycleId: idField,
    villageId: idField,
    ageGroup: textField(40).min(1),
    sexMode: z.enum(sexModes).default('mixed'),
    part: numberField(1, 9).default(1),
    audience: textField(200).optional(),
    audienceReason: textField(500).optional(),
    plannedOn: dayField.default(null),
    startsAt: timeField.default(null),
    endsAt: timeField.default(null),
    venue: textField(200).default(''),
    plannedPeople: numberField(0, 999).default(null),
    plannedWomen: numberField(0, 999).default(null),
  }),
  policy: mayPlanSessions,
  constraints: { session_group_once: refuse('session-exists'), session_times: refuse('ends-before-start') },
  run: async ({ scope, input }) => {
    const { municipalityId } = scope;
    const cycles = await scope.tx
      .select({ finishedAt: cycle.finishedAt })
      .from(cycle)
      .where(own(scope, cycle, eq(cycle.id, input.cycleId)));
    if (!cycles[0]) return refuse('cycle-not-found');
    if (cycles[0].finishedAt !== null) return refuse('cycle-finished');
    const villages = await listVillages(scope);
    if (!villages.some((village) => village.id === input.villageId)) {
      return refuse('village-unknown', { field: 'villageId' });
    }
    const settings = await readSettings(scope);
    const audience = input.audience === '' ? undefined : input.audience;
    if (audience === undefined && !settings.ageGroups.includes(input.ageGroup)) {
      return refuse('age-group-unknown', { field: 'ageGroup' });
    }
    if (audience !== undefined && (input.audienceReason ?? '') === '') {
      return refuse('audience-without-reason', { field: 'audienceReason' });
    }
    if (
      input.plannedWomen !== null &&
      input.plannedPeople !== null &&
      input.plannedWomen > input.plannedPeople
    ) {
      return refuse('more-women-than-people', { field: 'plannedWomen' });
    }
    const endsAt =
      input.endsAt ?? (input.startsAt === null ? null : minutesLater(input.startsAt, sessionMinutes));
    if (endsAt !== null && input.startsAt !== null && endsAt <= input.startsAt) {
      return refuse('ends-before-start', { field: 'endsAt' });
    }
    const id = newId();
    await scope.tx.insert(session).values({
      id,
      municipalityId,
      cycleId: input.cycleId,
      villageId: input.villageId,
      ageGroup: input.ageGroup,
      sexMode: input.sexMode,
      part: input.part ?? 1,
      audience: audience ?? null,
      audienceReason: audience === undefined ? null : (input.audienceReason ?? null),
      plannedOn: input.plannedOn,
      startsAt: input.startsAt,
      endsAt,
      venue: input.venue,
      plannedPeople: input.plannedPeople,
      plannedWomen: input.plannedWomen,
      stickersPerPerson: settings.stickersPerPerson,
    });
    return ok({ id }, { subjectKind: 'session' });
  },
});
