import { eq } from 'drizzle-orm';
import { meeting } from '../../meetings/schema.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';

/** A planned meeting at which somebody votes or registers is being held. */
export async function beginMeeting(scope: MunicipalityScope, meetingId: string): Promise<void> {
  await scope.tx
    .update(meeting)
    .set({ state: 'open' })
    .where(own(scope, meeting, eq(meeting.id, meetingId), eq(meeting.state, 'planned')));
}
