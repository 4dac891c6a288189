import type { MeetingHandle } from '../core/handle.ts';

/** Among the meeting's drafts: what the host must know to go on with its hall. */
export const hallDraft = 'hall';

/** Goes on with the hall that was open before a reload; nothing is loaded where there was none. */
export function resumeHall(meeting: MeetingHandle): void {
  if (meeting.role !== 'host' || meeting.drafts.get(hallDraft) === '') return;
  void import('./host.ts').then(
    ({ hallOf }) => hallOf(meeting),
    () => undefined,
  );
}
