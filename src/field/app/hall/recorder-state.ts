import type { RecorderMeeting } from './recorder-handle.ts';

/** What the line above the recorder's page says; each is a word of `hall.recorder`. */
export type RecorderState = 'live' | 'sending' | 'refused' | 'offline' | 'ended' | 'left';

/**
 * Whether the hall is reached and has everything. `left`: it has ended, and something written here has not come to it;
 * the next hall of the meeting takes it.
 */
export async function stateOf(meeting: RecorderMeeting): Promise<RecorderState> {
  const { state, waiting, vector } = meeting.link.status;
  if (state === 'gone' || vector?.ended) return (await meeting.hasLeft()) ? 'left' : 'ended';
  if (state === 'offline') return 'offline';
  if (meeting.refused !== undefined) return 'refused';
  return waiting ? 'sending' : 'live';
}
