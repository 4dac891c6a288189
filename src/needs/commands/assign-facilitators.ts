import { eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { person } from '../../people/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { findClashes } from '../data/facilitator-times.ts';
import { holdSession, touchSession } from '../data/session-guard.ts';
import { mayPlanSessions } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { idField, idsField } from '../rules/session-fields.ts';
import { sessionFacilitator } from '../schema.ts';

/**
 * Says who leads and who records. A session always has at least two people (R-SES-01), one of each kind.
 * Refuses `too-few-facilitators`, `facilitator-twice`, and `facilitator-busy` naming who stands elsewhere then.
 */
export const assignFacilitators = defineCommand({
  name: 'needs.assign-facilitators',
  input: z.strictObject({ id: idField, facilitatorIds: idsField, recorderIds: idsField }),
  policy: mayPlanSessions,
  constraints: {
    session_facilitator_one_place: refuse('facilitator-busy-somewhere'),
    session_facilitator_person: refuse('person-not-found'),
  },
  run: async ({ scope, input }) => {
    const found = await holdSession(scope, input.id, 'update');
    if (!found) return refuse('session-not-found');
    if (found.state === 'closed') return refuse('session-closed');
    if (found.state === 'cancelled') return refuse('session-cancelled');
    const facilitators = [...new Set(input.facilitatorIds)];
    const recorders = [...new Set(input.recorderIds)];
    const everybody = [...facilitators, ...recorders];
    if (facilitators.length === 0) return refuse('too-few-facilitators', { field: 'facilitatorIds' });
    if (recorders.length === 0) return refuse('too-few-facilitators', { field: 'recorderIds' });
    if (new Set(everybody).size < everybody.length)
      return refuse('facilitator-twice', { field: 'recorderIds' });
    const known = await scope.tx
      .select({ id: person.id })
      .from(person)
      .where(own(scope, person, inArray(person.id, everybody)));
    if (known.length < everybody.length) return refuse('person-not-found');
    const hours = { plannedOn: found.plannedOn, startsAt: found.startsAt, endsAt: found.endsAt };
    const clash = (await findClashes(scope, input.id, everybody, hours))[0];
    if (clash) {
      return refuse('facilitator-busy', {
        field: facilitators.includes(clash.personId) ? 'facilitatorIds' : 'recorderIds',
        params: { name: clash.fullName, group: clash.ageGroup, time: clash.startsAt },
      });
    }
    await scope.tx
      .delete(sessionFacilitator)
      .where(own(scope, sessionFacilitator, eq(sessionFacilitator.sessionId, input.id)));
    await scope.tx.insert(sessionFacilitator).values(
      everybody.map((personId) => ({
        municipalityId: scope.municipalityId,
        sessionId: input.id,
        personId,
        role: facilitators.includes(personId) ? ('facilitator' as const) : ('recorder' as const),
        ...hours,
      })),
    );
    await touchSession(scope, found, { state: found.state });
    return ok({ id: input.id }, { subjectKind: 'session', details: { facilitators, recorders } });
  },
});
