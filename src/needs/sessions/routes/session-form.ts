import { meetingPage, type Scope } from '../../../meetings/routes/meeting-page.ts';
import type { MeetingPageProps } from '../../../meetings/views/frame.tsx';
import type { C } from '../../../platform/http/web.ts';
import { phaseIsOpen } from '../data/session-phase.ts';
import { findSession, type SessionItem } from '../data/sessions.ts';

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
