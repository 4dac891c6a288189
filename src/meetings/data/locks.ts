import { asc, eq } from 'drizzle-orm';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { meetingLock } from '../schema.ts';

export type Lock = typeof meetingLock.$inferSelect;

/** Closed, reopened, closed again: the newest last. */
export async function listLocks(scope: MunicipalityScope, meetingId: string): Promise<Lock[]> {
  return await scope.tx
    .select()
    .from(meetingLock)
    .where(own(scope, meetingLock, eq(meetingLock.meetingId, meetingId)))
    .orderBy(asc(meetingLock.at));
}

/** Notes who closed or reopened a meeting, and why. */
export async function noteLock(
  scope: MunicipalityScope,
  meetingId: string,
  lock: { readonly kind: Lock['kind']; readonly reason?: string },
): Promise<void> {
  await scope.tx.insert(meetingLock).values({
    ...lock,
    municipalityId: scope.municipalityId,
    meetingId,
    byAccountId: scope.actor.accountId,
    byName: scope.actor.name,
    at: scope.now,
  });
}
