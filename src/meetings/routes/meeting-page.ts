import { isId } from '../../platform/db/id.ts';
import { gateOf, read, type C } from '../../platform/http/web.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { isAssigned } from '../data/hold.ts';
import type { MeetingFacts } from '../data/kind.ts';
import {
  mayLockMeetings,
  mayPlanMeetings,
  mayRecordEveryMeeting,
  mayRecordMeetings,
  maySeeContacts,
} from '../policy.ts';
import { isWritable, type MeetingPageProps } from '../views/frame.tsx';

export type Scope = Parameters<Parameters<typeof read>[1]>[0];

/**
 * A meeting with what this account may do with it, and what the page needs besides; undefined when there is no such
 * meeting here.
 */
export async function meetingPage<M extends MeetingFacts, T extends object>(
  c: C,
  id: string,
  find: (scope: Scope, id: string) => Promise<M | undefined>,
  more: (scope: Scope, meeting: M) => Promise<T>,
): Promise<(MeetingPageProps & { readonly meeting: M } & T) | undefined> {
  if (!isId(id)) return undefined;
  const gate = gateOf(c);
  return await read(c, async (scope) => {
    const meeting = await find(scope, id);
    if (!meeting) return undefined;
    const assigned =
      mayRecordMeetings(gate) && (mayRecordEveryMeeting(gate) || (await isAssigned(scope, id)));
    return {
      meeting,
      today: todayInBishkek(scope.now),
      mayRecord: assigned && isWritable(meeting),
      mayPlan: mayPlanMeetings(gate),
      mayLock: mayLockMeetings(gate),
      seeContacts: maySeeContacts(gate) || assigned,
      ...(await more(scope, meeting)),
    };
  });
}
