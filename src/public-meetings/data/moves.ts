import { asc, eq } from 'drizzle-orm';
import { addRow, own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Called } from '../rules/told.ts';
import { meetingMove } from '../schema.ts';

/** Keeps the day, the hour and the place for which a meeting is called from a moment on, and why it was moved there. */
export async function noteMove(
  scope: MunicipalityScope,
  meetingId: string,
  to: Omit<Called, 'at'> & { readonly at?: Date },
  reason: string,
): Promise<void> {
  const { plannedOn, startsAt, venue, at = scope.now } = to;
  await addRow(scope, meetingMove, {
    ...{ meetingId, plannedOn, startsAt, venue, reason, byName: scope.actor.name, at },
  });
}

/** When and where the meeting was called, the first plan first. */
export const movesOf = async (scope: MunicipalityScope, meetingId: string) =>
  await scope.tx
    .select()
    .from(meetingMove)
    .where(own(scope, meetingMove, eq(meetingMove.meetingId, meetingId)))
    .orderBy(asc(meetingMove.at), asc(meetingMove.id));
