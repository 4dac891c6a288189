import { isId } from '../../../platform/db/id.ts';
import { gateOf, read, type C } from '../../../platform/http/web.ts';
import { todayInBishkek } from '../../../platform/i18n/calendar.ts';
import { isAssigned } from '../../../meetings/data/hold.ts';
import { phaseIsOpen } from '../data/session-phase.ts';
import { findSession, type SessionItem } from '../data/sessions.ts';
import {
  mayLockMeetings,
  mayPlanMeetings,
  mayRecordEveryMeeting,
  mayRecordMeetings,
  maySeeContacts,
} from '../../../meetings/policy.ts';

type Values = Readonly<Record<string, string | string[]>>;

/** The named fields that were sent, and nothing else: no field of a form reaches a command by accident. */
export function pick(values: Values, names: readonly string[]): Record<string, string | string[]> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

export type SessionPage = {
  readonly session: SessionItem;
  readonly today: string;
  /** May this account write this record now? */
  readonly mayRecord: boolean;
  /** The cycle's session phase is open. */
  readonly phaseOpen: boolean;
  readonly mayPlan: boolean;
  readonly mayLock: boolean;
  readonly seeContacts: boolean;
};

/** What every page of a session needs; undefined when there is no such session here. */
export async function sessionPage<T>(
  c: C,
  more: (scope: Parameters<Parameters<typeof read>[1]>[0], session: SessionItem) => Promise<T>,
): Promise<(SessionPage & T) | undefined> {
  const id = c.req.param('sessionId') ?? '';
  if (!isId(id)) return undefined;
  const gate = gateOf(c);
  return await read(c, async (scope) => {
    const session = await findSession(scope, id);
    if (!session) return undefined;
    const assigned =
      mayRecordMeetings(gate) && (mayRecordEveryMeeting(gate) || (await isAssigned(scope, id)));
    const writable = session.state === 'planned' || session.state === 'open';
    const phaseOpen = await phaseIsOpen(scope, session.cycleId);
    return {
      session,
      today: todayInBishkek(scope.now),
      mayRecord: assigned && writable && phaseOpen,
      phaseOpen,
      mayPlan: mayPlanMeetings(gate),
      mayLock: mayLockMeetings(gate),
      seeContacts: maySeeContacts(gate) || (assigned && mayRecordMeetings(gate)),
      ...(await more(scope, session)),
    };
  });
}
