import { eq } from 'drizzle-orm';
import { isAssigned } from '../../meetings/data/hold.ts';
import type { MeetingFacts } from '../../meetings/data/kind.ts';
import { mayRecordEveryMeeting } from '../../meetings/policy.ts';
import { meeting } from '../../meetings/schema.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Refused } from '../../platform/refusals.ts';
import { refuse } from '../refusals.ts';

/**
 * A meeting of any kind at which this account may register and count now: neither closed nor cancelled, and one that it
 * leads or records. Held for what follows: `update` for what changes its row, `share` so that it cannot be closed
 * meanwhile. Who holds a meeting and a question takes the meeting first; votes by token hold questions alone.
 */
export async function meetingAtVote(
  scope: MunicipalityScope,
  id: string,
  hold: 'update' | 'share' = 'share',
): Promise<{ readonly ok: true; readonly meeting: MeetingFacts } | Refused> {
  const [row] = await scope.tx
    .select()
    .from(meeting)
    .where(own(scope, meeting, eq(meeting.id, id)))
    .for(hold);
  if (!row) return refuse('meeting-not-found');
  if (!mayRecordEveryMeeting(scope.actor) && !(await isAssigned(scope, id))) return refuse('forbidden');
  if (row.state === 'closed') return refuse('meeting-closed');
  if (row.state === 'cancelled') return refuse('meeting-cancelled');
  return { ok: true, meeting: row };
}
