import type { Hono } from 'hono';
import { textOf } from '../../platform/forms/rows.ts';
import { formPage, posts, type Page } from '../../platform/http/pages.ts';
import { formOf, type C, type Web } from '../../platform/http/web.ts';
import type { PlanSteps } from '../commands/meeting-steps.ts';

/**
 * The page of a meeting's plan at `<at>/schedule` with its posts: day and place, who leads, who is asked to come,
 * cancelling and restoring.
 * @param at the meeting's address in its room; `room` is what stands before it
 * @param list where the reader goes after cancelling, below the room
 */
export function planPosts(
  app: Hono<Web>,
  { room, at, list, idOf }: { room: string; at: string; list: string; idOf: (c: C) => string },
  steps: PlanSteps,
  page: Page,
): void {
  const to = (message: string) => `${room}${at}/schedule?done=meetings.done.${message}`;
  const id = (c: C) => ({ id: idOf(c) });
  // The form has one list for each place: who leads, and who leads too.
  const leaders = async (c: C) => {
    const sent = await formOf(c);
    const named = (...names: string[]) => names.map((name) => textOf(sent, name)).filter((one) => one !== '');
    const facilitatorIds = named('facilitatorIds', 'secondFacilitatorId');
    return { ...id(c), facilitatorIds, recorderIds: named('recorderIds') };
  };
  formPage(app, `${at}/schedule`, steps.changeSchedule, page, to('schedule-changed'), id);
  app.post(`${at}/facilitators`, posts(steps.assignLeaders, page, to('facilitators-assigned'), leaders));
  app.post(`${at}/invite`, posts(steps.invitePeople, page, to('people-invited'), id));
  app.post(`${at}/invitations`, posts(steps.markInvited, page, to('invitation-marked'), id));
  app.post(`${at}/cancel`, posts(steps.cancel, page, `${room}${list}?done=meetings.done.cancelled`, id));
  app.post(`${at}/restore`, posts(steps.restore, page, to('restored'), id));
}
