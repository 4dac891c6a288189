import type { Hono } from 'hono';
import { mayLockMeetings } from '../../meetings/policy.ts';
import { isId } from '../../platform/db/id.ts';
import { answerFile, postsWithFile } from '../../platform/http/kept-file.ts';
import type { Page } from '../../platform/http/pages.ts';
import { takesFiles } from '../../platform/http/takes-files.ts';
import { missing, read, type C, type Web } from '../../platform/http/web.ts';
import { noteDecision } from '../commands/note-decision.ts';
import { befellEvent } from '../data/befell.ts';

/** What befell single decisions of a meeting, with the papers; of votes, and of points decided without one. */
export function befellRoutes(
  app: Hono<Web>,
  {
    at,
    overview,
    done,
    agenda = false,
  }: { readonly at: string; readonly overview: Page; readonly done: string; readonly agenda?: boolean },
): void {
  const ofMeeting = (c: C) => ({ id: c.req.param('meetingId') ?? '' });
  const decisions = [`${at}/votes/:questionId/events`, ...(agenda ? [`${at}/agenda/:itemId/events`] : [])];
  for (const of of decisions) {
    app.post(
      of,
      takesFiles({ may: mayLockMeetings }),
      postsWithFile(
        noteDecision,
        overview,
        done,
        { field: 'paper', accept: ['image', 'document'], unreadable: 'acts.life.unreadable' },
        ofMeeting,
      ),
    );
    app.get(`${of}/:eventId/file`, paper);
  }
}

/** The paper by which a decision was contested or annulled. */
async function paper(c: C): Promise<Response> {
  const { meetingId = '', eventId = '' } = c.req.param();
  const found =
    isId(meetingId) && isId(eventId)
      ? await read(c, async (scope) => await befellEvent(scope, meetingId, eventId))
      : undefined;
  if (!found) return missing(c);
  return await answerFile(c, found.fileId, c.get('page').t(`acts.event.${found.kind}`));
}
