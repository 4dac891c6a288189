import { eq, sql } from 'drizzle-orm';
import { cycle } from '../../cycle/schema.ts';
import { person } from '../../people/schema.ts';
import type { Refused } from '../../platform/refusals.ts';
import { isId } from '../../platform/db/id.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { mayRecordEverySession } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { session, sessionFacilitator } from '../schema.ts';

export type SessionRow = typeof session.$inferSelect;

type Guarded = { readonly ok: true; readonly session: SessionRow } | Refused;

/** Whether the account leads or records this session. */
export async function isAssigned(scope: MunicipalityScope, sessionId: string): Promise<boolean> {
  const rows = await scope.tx
    .select({ id: sessionFacilitator.personId })
    .from(sessionFacilitator)
    .innerJoin(person, sameRow(person, 'id', sessionFacilitator, 'personId'))
    .where(
      own(
        scope,
        sessionFacilitator,
        eq(sessionFacilitator.sessionId, sessionId),
        eq(person.accountId, scope.actor.accountId),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/**
 * Finds a session and holds it: `update` for what changes its row or its lock, `share` for adding to it, so that a
 * session cannot be closed while stickers are being written and the other way round.
 */
export async function holdSession(
  scope: MunicipalityScope,
  sessionId: string,
  hold?: 'update' | 'share',
): Promise<SessionRow | undefined> {
  if (!isId(sessionId)) return undefined;
  const query = scope.tx
    .select()
    .from(session)
    .where(own(scope, session, eq(session.id, sessionId)));
  const rows = hold === undefined ? await query : await query.for(hold);
  return rows[0];
}

/**
 * A session whose record this account may write now. Refuses `session-not-found`, `forbidden` (a facilitator of other
 * sessions), `session-closed`, `session-cancelled`, and `sessions-not-open` while the session phase of the cycle has
 * not been opened.
 */
export async function recordableSession(
  scope: MunicipalityScope,
  sessionId: string,
  hold: 'update' | 'share' = 'update',
): Promise<Guarded> {
  let found = await holdSession(scope, sessionId, hold === 'share' ? undefined : hold);
  // The first sticker opens a planned session, and whoever holds a row shared with others cannot change it: both
  // would wait for each other. So a planned one is held alone from the start.
  if (found && hold === 'share') {
    found = await holdSession(scope, sessionId, found.state === 'planned' ? 'update' : 'share');
  }
  if (!found) return refuse('session-not-found');
  if (!mayRecordEverySession(scope.actor) && !(await isAssigned(scope, sessionId))) {
    return refuse('forbidden');
  }
  if (found.state === 'closed') return refuse('session-closed');
  if (found.state === 'cancelled') return refuse('session-cancelled');
  if (!(await phaseIsOpen(scope, found.cycleId))) return refuse('sessions-not-open');
  return { ok: true, session: found };
}

/** Whether the cycle's session phase has been opened (readiness questions, or a recorded reason). */
export async function phaseIsOpen(scope: MunicipalityScope, cycleId: string): Promise<boolean> {
  const rows = await scope.tx
    .select({ openedAt: cycle.sessionsOpenedAt })
    .from(cycle)
    .where(own(scope, cycle, eq(cycle.id, cycleId)));
  return rows[0]?.openedAt !== null && rows[0] !== undefined;
}

/** Marks that the record grew: the next editor with an older revision is told. Opens a planned session unless `changes` name a state. */
export async function touchSession(
  scope: MunicipalityScope,
  row: SessionRow,
  changes: Partial<typeof session.$inferInsert> = {},
): Promise<number> {
  const rows = await scope.tx
    .update(session)
    .set({
      ...changes,
      state: changes.state ?? (row.state === 'planned' ? 'open' : row.state),
      revision: sql`${session.revision} + 1`,
    })
    .where(own(scope, session, eq(session.id, row.id)))
    .returning({ revision: session.revision });
  return rows[0]?.revision ?? row.revision;
}
