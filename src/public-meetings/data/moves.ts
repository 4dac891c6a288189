import { addRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { meetingMove } from '../schema.ts';

/** Keeps the day and the place for which a meeting stands in the plan from now on, and why it was moved there. */
export async function noteMove(
  scope: MunicipalityScope,
  meetingId: string,
  to: { readonly plannedOn: string | null; readonly venue: string },
  reason: string,
): Promise<void> {
  const { plannedOn, venue } = to;
  await addRow(scope, meetingMove, {
    ...{ meetingId, plannedOn, venue, reason, byName: scope.actor.name, at: scope.now },
  });
}
