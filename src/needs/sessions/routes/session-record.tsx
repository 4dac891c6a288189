import { labelOf } from '../../../platform/i18n/labels.ts';
import { noteValues } from '../../../meetings/rules/notes.ts';
import type { Hono } from 'hono';
import type { VNode } from 'preact';
import {
  perform,
  formOf,
  missing,
  show,
  type C,
  type Problem,
  type Web,
} from '../../../platform/http/web.ts';
import { saveBudgetGuess } from '../commands/save-budget-guess.ts';
import { saveInstitutions } from '../commands/save-institutions.ts';
import {
  closeSession,
  finishSession,
  reopenSession,
  saveParticipants,
  saveSessionRecord,
} from '../commands/session-steps.ts';
import { listGuesses, listInstitutions, listParticipants, type SessionItem } from '../data/sessions.ts';
import { listInstitutionLinks } from '../data/institution-links.ts';
import { nextToRecord } from '../data/next-session.ts';
import { isUsualExpense } from '../rules/pie.ts';
import { knownBudget } from '../data/known-expenses.ts';
import { listLocks } from '../../../meetings/data/locks.ts';
import { listPhotos } from '../../../meetings/data/photos.ts';
import { listQuestions } from '../data/received-reading.ts';
import { AttendancePage, ParticipantsPage, ResourcesPage, type StepProps } from '../views/session-record.tsx';
import { BudgetPage } from '../views/budget-page.tsx';
import { InstitutionsPage } from '../views/institutions-page.tsx';
import { ClosePage, SessionPage } from '../views/session-overview.tsx';
import { sessionPath } from '../views/session-frame.tsx';
import { pick, sessionPage } from './session-form.ts';
import { errorsOfRows, rowsOf, textOf } from '../../../platform/forms/rows.ts';
import { peoplePosts } from '../../../meetings/routes/people.tsx';
import { formPage, posts, shows } from '../../../platform/http/pages.ts';
import { sessionKind } from '../data/session-kind.ts';
import { addStickerRoutes } from './stickers.tsx';

const root = '/m/:municipalityId/needs';
const at = '/sessions/:sessionId';

type Again = Pick<StepProps, 'values' | 'errors' | 'standing'>;

/** The form as it was sent, with what is wrong; when somebody saved meanwhile, with both versions. */
function again(c: C, problem: Problem, session: SessionItem, fields: readonly string[] = []): Again {
  const { t } = c.get('page');
  if (problem.code !== 'edited-meanwhile') return { values: problem.values, errors: problem.errors };
  const standing = fields.flatMap((name) => {
    const value = { ...session, ...noteValues(session.notes) }[name as keyof SessionItem];
    const theirs = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    const yours = textOf(problem.values, name);
    return theirs === yours ? [] : [{ label: labelOf(t, 'needs.field', name), theirs, yours }];
  });
  // The form goes on from the version that stands now: what is sent next was decided knowing it.
  const { revision: _old, ...values } = problem.values;
  return { values, errors: {}, standing };
}

const notFound = (c: C) => missing(c);

export function addRecordRoutes(app: Hono<Web>): void {
  app.get(at, async (c) => {
    const page = await sessionPage(c, async (scope, { id, cycleId }) => ({
      institutions: await listInstitutions(scope, id),
      links: await listInstitutionLinks(scope, id),
      guesses: await listGuesses(scope, id),
      known: await knownBudget(scope, cycleId),
      locks: await listLocks(scope, id),
      questions: await listQuestions(scope, [id]),
      photos: await listPhotos(scope, id),
    }));
    return page ? show(c, <SessionPage {...page} />) : notFound(c);
  });

  const attendance = async (c: C) => {
    const page = await sessionPage(c, async (scope, { id }) => ({
      participants: await listParticipants(scope, id),
    }));
    return page && <AttendancePage {...page} />;
  };
  const to = (rest: string, message: string) => `${root}${at}${rest}?done=${message}`;
  const ofSession = (c: C) => ({ id: c.req.param('sessionId') });
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

  const institutions = async (c: C, problem?: Problem): Promise<VNode | Response> => {
    const page = await sessionPage(c, async (scope, { id }) => ({
      institutions: await listInstitutions(scope, id),
      links: await listInstitutionLinks(scope, id),
    }));
    if (!page) return notFound(c);
    return (
      <InstitutionsPage
        {...page}
        {...(problem ? again(c, problem, page.session, ['institutionsNotes']) : {})}
      />
    );
  };
  app.get(`${at}/institutions`, async (c) => answerWith(c, await institutions(c)));
  app.post(`${at}/institutions`, async (c) => {
    const values = await formOf(c);
    if (values.more !== undefined) return answerWith(c, await institutions(c, oneMore(values)));
    const names = [
      'id',
      'name',
      'size',
      'relation',
      'kind',
      'drawnBy',
      'judgement',
      'quality',
      'satisfaction',
    ];
    const { rows, indexes } = rowsOf(values, names, ['name', 'judgement']);
    const input = {
      id: c.req.param('sessionId'),
      ...pick(values, ['revision', 'institutionsNotes']),
      rows: rows.map((row, index) => ({ ...row, rank: index + 1 })),
    };
    return await perform(c, saveInstitutions, input, {
      done: ({ id }) => done(c, id, '/budget', 'institutions-saved'),
      refused: async (problem) =>
        await institutions(c, { ...problem, errors: errorsOfRows(problem.errors, indexes) }),
    });
  });

  const budget = async (c: C, problem?: Problem): Promise<VNode | Response> => {
    const page = await sessionPage(c, async (scope, { id, cycleId }) => ({
      guesses: await listGuesses(scope, id),
      known: await knownBudget(scope, cycleId),
    }));
    if (!page) return notFound(c);
    return <BudgetPage {...page} {...(problem ? again(c, problem, page.session, ['budgetNotes']) : {})} />;
  };
  app.get(`${at}/budget`, async (c) => answerWith(c, await budget(c)));
  app.post(`${at}/budget`, async (c) => {
    const values = await formOf(c);
    if (values.more !== undefined) return answerWith(c, await budget(c, oneMore(values)));
    const { t } = c.get('page');
    const { rows, indexes } = rowsOf(values, ['id', 'name', 'key', 'share'], ['name', 'share', 'key']);
    const input = {
      id: c.req.param('sessionId'),
      ...pick(values, ['revision', 'budgetNotes', 'budgetTotal']),
      rows: rows.map(({ id, name, key, share }) => ({
        ...(id === undefined ? {} : { id }),
        ...(key === undefined ? {} : { key }),
        // What was chosen from the list is its name, unless the group called it otherwise.
        name: name?.trim() || (isUsualExpense(key ?? null) ? t(`needs.expense.${key ?? ''}`) : ''),
        share: share ?? '',
      })),
    };
    return await perform(c, saveBudgetGuess, input, {
      done: ({ id }) => done(c, id, '/stickers', rows.length === 0 ? 'budget-empty' : 'budget-saved'),
      refused: async (problem) =>
        await budget(c, { ...problem, errors: errorsOfRows(problem.errors, indexes) }),
    });
  });

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

/** The form as it was typed, for one more row: nothing is saved and nothing is wrong. */
const oneMore = (values: Problem['values']): Problem => ({
  code: 'one-more',
  message: '',
  errors: {},
  values,
  params: {},
});

function answerWith(c: C, view: VNode | Response): Response {
  return view instanceof Response ? view : show(c, view);
}

/** Where the reader goes after something was done, with the message that says so. */
function done(c: C, id: string, rest: string, message: string, more = ''): string {
  const municipalityId = c.req.param('municipalityId') ?? '';
  return `${sessionPath({ municipalityId, id }, rest)}?done=needs.done.${message}${more}`;
}
