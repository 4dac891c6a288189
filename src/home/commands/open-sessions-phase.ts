import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { optional } from '../../platform/forms/field.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { own } from '../../platform/db/own.ts';
import { readCycle } from '../data.ts';
import { mayOrganise } from '../../cycle/policy.ts';
import { refuse } from '../../cycle/refusals.ts';
import { cycle } from '../../cycle/schema.ts';
import { lockCycle } from '../../cycle/commands/lock-cycle.ts';

/** Opens the phase of sessions: all eight answers are yes, or there is a reason that stays in the record. */
export const openSessionsPhase = defineCommand({
  name: 'cycle.open-sessions-phase',
  input: z.object({ cycleId: id(), reason: optional(text(500), '') }),
  policy: mayOrganise,
  run: async ({ scope, input, now }) => {
    const found = await lockCycle(scope, input.cycleId);
    if (!found) return refuse('not-found');
    if (found.sessionsOpenedAt !== null) return refuse('sessions-opened-already');
    const { ready } = await readCycle(scope, found);
    if (ready < 8 && input.reason.length < 10) {
      return refuse('readiness-missing', { field: 'reason', params: { count: 8 - ready } });
    }
    const reason = ready < 8 ? input.reason : null;
    await scope.tx
      .update(cycle)
      .set({ sessionsOpenedAt: now, sessionsOpenedBy: scope.actor.name, sessionsOpenedReason: reason })
      .where(own(scope, cycle, eq(cycle.id, found.id)));
    return ok({ id: found.id }, { subjectKind: 'cycle', details: { ready, reason } });
  },
});
