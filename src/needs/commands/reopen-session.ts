import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { holdSession, touchSession } from '../data/session-guard.ts';
import { mayLockSessions } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { idField, textField } from '../rules/session-fields.ts';
import { sessionLock } from '../schema.ts';

/** Opens a closed session again. The reason stays in the history of its lock and in the audit log. */
export const reopenSession = defineCommand({
  name: 'needs.reopen-session',
  input: z.strictObject({ id: idField, reason: textField(500).min(1) }),
  policy: mayLockSessions,
  run: async ({ scope, input, now }) => {
    const found = await holdSession(scope, input.id, 'update');
    if (!found) return refuse('session-not-found');
    if (found.state !== 'closed') return refuse('session-not-closed');
    await touchSession(scope, found, { state: 'open', closedAt: null, closedBy: null });
    await scope.tx.insert(sessionLock).values({
      municipalityId: scope.municipalityId,
      sessionId: found.id,
      kind: 'reopened',
      reason: input.reason,
      byAccountId: scope.actor.accountId,
      byName: scope.actor.name,
      at: now,
    });
    return ok({ id: found.id }, { subjectKind: 'session', details: { reason: input.reason } });
  },
});
