import { eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { holdSession } from '../data/session-guard.ts';
import { mayPlanSessions } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { idField, idsField } from '../rules/session-fields.ts';
import { invitation } from '../schema.ts';

/** Notes that these people were told the hour and the place (R-PAR-15), that it was not so, or takes them off. */
export const markInvited = defineCommand({
  name: 'needs.mark-invited',
  input: z.strictObject({
    id: idField,
    personIds: idsField,
    mark: z.enum(['invited', 'not-invited', 'removed']),
  }),
  policy: mayPlanSessions,
  run: async ({ scope, input, now }) => {
    const found = await holdSession(scope, input.id, 'share');
    if (!found) return refuse('session-not-found');
    if (found.state === 'closed') return refuse('session-closed');
    if (found.state === 'cancelled') return refuse('session-cancelled');
    if (input.personIds.length === 0) return refuse('nobody-chosen', { field: 'personIds' });
    const these = own(
      scope,
      invitation,
      eq(invitation.sessionId, input.id),
      inArray(invitation.personId, input.personIds),
    );
    const changed =
      input.mark === 'removed'
        ? await scope.tx.delete(invitation).where(these).returning({ id: invitation.personId })
        : await scope.tx
            .update(invitation)
            .set({ invitedAt: input.mark === 'invited' ? now : null })
            .where(these)
            .returning({ id: invitation.personId });
    return ok(
      { id: input.id, changed: changed.length },
      { subjectKind: 'session', details: { mark: input.mark, changed: changed.length } },
    );
  },
});
