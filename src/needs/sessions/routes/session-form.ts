import { meetingPage, type Scope } from '../../../meetings/routes/meeting-page.ts';
import type { MeetingPageProps } from '../../../meetings/views/frame.tsx';
import type { C } from '../../../platform/http/web.ts';
import { phaseIsOpen } from '../data/session-phase.ts';
import { findSession, type SessionItem } from '../data/sessions.ts';

/** The session of the address, as its commands name it. */
export const ofSession = (c: C) => ({ id: c.req.param('sessionId') });

export type SessionPage = MeetingPageProps & {
  readonly session: SessionItem;
  /** The cycle's session phase is open. */
  readonly phaseOpen: boolean;
};

/** What every page of a session needs; undefined when there is no such session here. */
export async function sessionPage<T extends object>(
  c: C,
  more: (scope: Scope, session: SessionItem) => Promise<T>,
): Promise<(SessionPage & T) | undefined> {
  const page = await meetingPage(c, c.req.param('sessionId') ?? '', findSession, async (scope, session) => ({
    phaseOpen: await phaseIsOpen(scope, session.cycleId),
    ...(await more(scope, session)),
  }));
  return page && { ...page, session: page.meeting, mayRecord: page.mayRecord && page.phaseOpen };
}
