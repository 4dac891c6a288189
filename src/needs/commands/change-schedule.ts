import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { findClashes } from '../data/facilitator-times.ts';
import { holdSession, touchSession } from '../data/session-guard.ts';
import { mayPlanSessions } from '../policy.ts';
import { refuse } from '../refusals.ts';
import {
  dayField,
  idField,
  numberField,
  revisionField,
  textField,
  timeField,
} from '../rules/session-fields.ts';
import { minutesLater, sessionMinutes } from '../rules/session.ts';
import { sessionFacilitator } from '../schema.ts';

/** Moves a session to another day, hour or place. Refuses `facilitator-busy` naming who stands elsewhere then. */
export const changeSchedule = defineCommand({
  name: 'needs.change-schedule',
  input: z.strictObject({
    id: idField,
    revision: revisionField,
    plannedOn: dayField,
    startsAt: timeField,
    endsAt: timeField,
    venue: textField(200),
    plannedPeople: numberField(0, 999).default(null),
    plannedWomen: numberField(0, 999).default(null),
  }),
  policy: mayPlanSessions,
  constraints: {
    session_times: refuse('ends-before-start'),
    session_facilitator_one_place: refuse('facilitator-busy-somewhere'),
  },
  run: async ({ scope, input }) => {
    const found = await holdSession(scope, input.id, 'update');
    if (!found) return refuse('session-not-found');
    if (found.state === 'closed') return refuse('session-closed');
    if (found.state === 'cancelled') return refuse('session-cancelled');
    if (found.revision !== input.revision) return refuse('edited-meanwhile');
    const endsAt =
      input.endsAt ?? (input.startsAt === null ? null : minutesLater(input.startsAt, sessionMinutes));
    if (endsAt !== null && input.startsAt !== null && endsAt <= input.startsAt) {
      return refuse('ends-before-start', { field: 'endsAt' });
    }
    if (
      input.plannedWomen !== null &&
      input.plannedPeople !== null &&
      input.plannedWomen > input.plannedPeople
    ) {
      return refuse('more-women-than-people', { field: 'plannedWomen' });
    }
    const hours = { plannedOn: input.plannedOn, startsAt: input.startsAt, endsAt };
    const mine = own(scope, sessionFacilitator, eq(sessionFacilitator.sessionId, input.id));
    const people = await scope.tx
      .select({ id: sessionFacilitator.personId })
      .from(sessionFacilitator)
      .where(mine);
    const clash = (
      await findClashes(
        scope,
        input.id,
        people.map((one) => one.id),
        hours,
      )
    )[0];
    if (clash) {
      return refuse('facilitator-busy', {
        field: 'startsAt',
        params: { name: clash.fullName, group: clash.ageGroup, time: clash.startsAt },
      });
    }
    await scope.tx.update(sessionFacilitator).set(hours).where(mine);
    // Moving the day does not begin the record: the state stays as it is.
    const revision = await touchSession(scope, found, {
      ...hours,
      state: found.state,
      venue: input.venue,
      plannedPeople: input.plannedPeople,
      plannedWomen: input.plannedWomen,
    });
    return ok({ id: input.id, revision }, { subjectKind: 'session' });
  },
});
