import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { countStatements } from '../data/session-facts.ts';
import { recordableSession, touchSession } from '../data/session-guard.ts';
import { mayLockSessions } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { idField } from '../rules/session-fields.ts';
import { closingObstacles } from '../rules/session.ts';
import { sessionLock } from '../schema.ts';

/**
 * Locks a session: its statements can no longer be added, corrected or grouped. Needs its day and at least one
 * statement; warnings are shown and do not forbid.
 */
export const closeSession = defineCommand({
  name: 'needs.close-session',
  input: z.strictObject({ id: idField }),
  policy: mayLockSessions,
  run: async ({ scope, input, now }) => {
    const guarded = await recordableSession(scope, input.id);
    if (!guarded.ok) return guarded;
    const { session } = guarded;
    const counted = await countStatements(scope, session.id);
    const obstacle = closingObstacles(
      { ...session, ...counted, facilitators: 0, guesses: 0, guessTotal: 0 },
      todayInBishkek(now),
    )[0];
    if (obstacle !== undefined) return refuse(obstacle);
    await touchSession(scope, session, {
      state: 'closed',
      closedAt: now,
      closedBy: scope.actor.name,
    });
    await scope.tx.insert(sessionLock).values({
      municipalityId: scope.municipalityId,
      sessionId: session.id,
      kind: 'closed',
      byAccountId: scope.actor.accountId,
      byName: scope.actor.name,
      at: now,
    });
    return ok(
      { id: session.id },
      { subjectKind: 'session', details: { statements: counted.statements, ungrouped: counted.ungrouped } },
    );
  },
});
