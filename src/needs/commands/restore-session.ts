import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { findClashes } from '../data/facilitator-times.ts';
import { holdSession, touchSession } from '../data/session-guard.ts';
import { mayPlanSessions } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { idField } from '../rules/session-fields.ts';
import { sessionFacilitator } from '../schema.ts';

/** Puts a cancelled session back where it stood, with its facilitators when they are still free. */
export const restoreSession = defineCommand({
  name: 'needs.restore-session',
  input: z.strictObject({ id: idField }),
  policy: mayPlanSessions,
  constraints: {
    session_group_once: refuse('session-exists'),
    session_facilitator_one_place: refuse('facilitator-busy-somewhere'),
  },
  run: async ({ scope, input }) => {
    const found = await holdSession(scope, input.id, 'update');
    if (!found) return refuse('session-not-found');
    if (found.state !== 'cancelled') return refuse('session-not-cancelled');
    await touchSession(scope, found, { state: 'planned' });
    const mine = own(scope, sessionFacilitator, eq(sessionFacilitator.sessionId, input.id));
    const people = await scope.tx
      .select({ id: sessionFacilitator.personId })
      .from(sessionFacilitator)
      .where(mine);
    const hours = { plannedOn: found.plannedOn, startsAt: found.startsAt, endsAt: found.endsAt };
    const busy = new Set(
      (
        await findClashes(
          scope,
          input.id,
          people.map((one) => one.id),
          hours,
        )
      ).map((clash) => clash.personId),
    );
    for (const { id } of people) {
      const one = and(mine, eq(sessionFacilitator.personId, id));
      if (busy.has(id)) await scope.tx.delete(sessionFacilitator).where(one);
      else await scope.tx.update(sessionFacilitator).set(hours).where(one);
    }
    return ok({ id: input.id }, { subjectKind: 'session' });
  },
});
