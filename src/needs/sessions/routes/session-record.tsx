import type { Hono } from 'hono';
import { formOf, type C, type Web } from '../../../platform/http/web.ts';
import {
  closeSession,
  finishSession,
  reopenSession,
  saveParticipants,
  saveSessionRecord,
} from '../commands/session-steps.ts';
import { listGuesses, listInstitutions, listParticipants } from '../data/sessions.ts';
import { findMapPhoto, listResourceObjects } from '../data/resource-objects.ts';
import { listInstitutionLinks } from '../data/institution-links.ts';
import { nextToRecord } from '../data/next-session.ts';
import { knownBudget } from '../data/known-expenses.ts';
import { listLocks } from '../../../meetings/data/locks.ts';
import { listPhotos } from '../../../meetings/data/photos.ts';
import { listQuestions } from '../data/received-reading.ts';
import { AttendancePage, ParticipantsPage, ResourcesPage } from '../views/session-record.tsx';
import { ClosePage, SessionPage } from '../views/session-overview.tsx';
import { ofSession, sessionPage } from './session-form.ts';
import { textOf } from '../../../platform/forms/rows.ts';
import { peoplePosts } from '../../../meetings/routes/people.tsx';
import { formPage, posts, shows } from '../../../platform/http/pages.ts';
import { sessionKind } from '../data/session-kind.ts';
import { addStickerRoutes } from './stickers.tsx';

const root = '/m/:municipalityId/needs';
const at = '/sessions/:sessionId';

/** The office's record of a session: who came, what they said, closing. */
export function addRecordRoutes(app: Hono<Web>): void {
  const overview = async (c: C) => {
    const page = await sessionPage(c, async (scope, { id, cycleId }) => ({
      objects: await listResourceObjects(scope, id),
      photo: await findMapPhoto(scope, id),
      institutions: await listInstitutions(scope, id),
      links: await listInstitutionLinks(scope, id),
      guesses: await listGuesses(scope, id),
      known: await knownBudget(scope, cycleId),
      locks: await listLocks(scope, id),
      questions: await listQuestions(scope, [id]),
      photos: await listPhotos(scope, id),
    }));
    return page && <SessionPage {...page} />;
  };
  app.get(at, shows(overview));

  const attendance = async (c: C) => {
    const page = await sessionPage(c, async (scope, { id }) => ({
      participants: await listParticipants(scope, id),
    }));
    return page && <AttendancePage {...page} />;
  };
  const to = (rest: string, message: string) => `${root}${at}${rest}?done=${message}`;
  app.get(`${at}/attendance`, shows(attendance));
  app.post(`${at}/attendance`, async (c) => {
    const listed = textOf(await formOf(c), 'attendance') === 'list';
    const next = to(listed ? '/participants' : '/resources', 'needs.done.record-saved');
    return await posts(saveSessionRecord, attendance, next, ofSession)(c);
  });

  const participants = async (c: C) => {
    const page = await sessionPage(c, async (scope, { id }) => ({
      participants: await listParticipants(scope, id),
    }));
    if (!page) return undefined;
    const shown = page.seeContacts
      ? page.participants
      : page.participants.map((one) => ({ ...one, contact: null, street: null }));
    return <ParticipantsPage {...page} participants={shown} asks={sessionKind.people.asks} />;
  };
  const list = `${at}/participants`;
  app.get(list, shows(participants));
  const saved = to('/participants', 'needs.done.participants-saved');
  const idOf = (c: C) => c.req.param('sessionId') ?? '';
  peoplePosts(app, list, sessionKind, saveParticipants, idOf, participants, saved);

  const resources = async (c: C) => {
    const page = await sessionPage(c, async () => await Promise.resolve({}));
    return page && <ResourcesPage {...page} />;
  };
  const told = to('/institutions', 'needs.done.record-saved');
  formPage(app, `${at}/resources`, saveSessionRecord, resources, told, ofSession);

  addStickerRoutes(app);

  const closing = async (c: C) => {
    const page = await sessionPage(c, async (scope, session) => ({
      locks: await listLocks(scope, session.id),
      next: await nextToRecord(scope, session),
    }));
    return page && <ClosePage {...page} />;
  };
  formPage(app, `${at}/close`, closeSession, closing, to('/close', 'meetings.done.closed'), ofSession);
  app.post(
    `${at}/finish`,
    posts(finishSession, closing, to('/close', 'needs.done.session-finished'), ofSession),
  );
  app.post(`${at}/reopen`, posts(reopenSession, closing, to('', 'meetings.done.reopened'), ofSession));
}
