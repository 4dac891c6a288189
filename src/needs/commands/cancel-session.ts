import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { holdSession, touchSession } from '../data/session-guard.ts';
import { mayPlanSessions } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { idField, textField } from '../rules/session-fields.ts';
import { sessionFacilitator, statement } from '../schema.ts';

/**
 * Takes a session out of the schedule; its facilitators are free again and another may be planned for the group.
 * A session with statements is never cancelled: what people wrote stays.
 */
export const cancelSession = defineCommand({
  name: 'needs.cancel-session',
  input: z.strictObject({ id: idField, reason: textField(500).min(1) }),
  policy: mayPlanSessions,
  run: async ({ scope, input }) => {
    const found = await holdSession(scope, input.id, 'update');
    if (!found) return refuse('session-not-found');
    if (found.state === 'closed') return refuse('session-closed');
    if (found.state === 'cancelled') return refuse('session-cancelled');
    const written = await scope.tx
      .select({ id: statement.id })
      .from(statement)
      .where(own(scope, statement, eq(statement.sessionId, input.id)))
      .limit(1);
    if (written.length > 0) return refuse('session-has-statements');
    await scope.tx
      .update(sessionFacilitator)
      .set({ plannedOn: null, startsAt: null, endsAt: null })
      .where(own(scope, sessionFacilitator, eq(sessionFacilitator.sessionId, input.id)));
    await touchSession(scope, found, { state: 'cancelled' });
    return ok({ id: input.id }, { subjectKind: 'session', details: { reason: input.reason } });
  },
});
