import { ownMeetings } from '../../../meetings/data/hold.ts';
import { mayRecordEveryMeeting } from '../../../meetings/policy.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { todayInBishkek } from '../../../platform/i18n/calendar.ts';
import { listSessions, type SessionItem } from './sessions.ts';

/**
 * The session of the same cycle that this account has to write next: the earliest of those whose day has come and
 * that nobody has finished. Undefined when there is none.
 */
export async function nextToRecord(
  scope: MunicipalityScope,
  { id, cycleId }: Pick<SessionItem, 'id' | 'cycleId'>,
): Promise<SessionItem | undefined> {
  const today = todayInBishkek(scope.now);
  const all = mayRecordEveryMeeting(scope.actor);
  const mine = new Set(all ? [] : await ownMeetings(scope));
  return (await listSessions(scope, cycleId)).find((one) => {
    const day = one.heldOn ?? one.plannedOn;
    const writable = (one.state === 'planned' || one.state === 'open') && one.finishedAt === null;
    return one.id !== id && writable && day !== null && day <= today && (all || mine.has(one.id));
  });
}
