import { hallDraft } from '../../../hall/rules/hall.ts';
import type { MeetingHandle } from '../core/handle.ts';

/** Goes on with the hall that was open before a reload; nothing is loaded where there was none. */
export function resumeHall(meeting: MeetingHandle): void {
  if (meeting.role !== 'host' || meeting.drafts.get(hallDraft) === '') return;
  void import('./host.ts').then(
    ({ hallOf }) => hallOf(meeting),
    () => undefined,
  );
}
