import { labelOf } from '../../../platform/i18n/labels.ts';
import { noteValues } from '../../../meetings/rules/notes.ts';
import type { Hono } from 'hono';
import type { VNode } from 'preact';
import {
  perform,
  forbidden,
  formOf,
  gateOf,
  missing,
  show,
  type C,
  type Problem,
  type Web,
} from '../../../platform/http/web.ts';
import { addStatements } from '../commands/add-statements.ts';
import { correctStatement } from '../commands/correct-statement.ts';
import { saveBudgetGuess } from '../commands/save-budget-guess.ts';
import { saveInstitutions } from '../commands/save-institutions.ts';
import {
  closeSession,
  reopenSession,
  saveParticipants,
  saveSessionRecord,
} from '../commands/session-steps.ts';
import { withdrawStatement } from '../commands/withdraw-statement.ts';
import {
  listGuesses,
  listInstitutions,
  listParticipants,
  listProblemNames,
  listStatements,
  type SessionItem,
} from '../data/sessions.ts';
import { listInstitutionLinks } from '../data/institution-links.ts';
import { knownBudget } from '../data/known-expenses.ts';
import { listLocks } from '../../../meetings/data/locks.ts';
import { listPhotos } from '../../../meetings/data/photos.ts';
import { listQuestions } from '../data/received-reading.ts';
import { mayRecordMeetings } from '../../../meetings/policy.ts';
import { readCountLines, readStickerLines } from '../rules/sticker-lines.ts';
import { AttendancePage, ParticipantsPage, ResourcesPage, type StepProps } from '../views/session-record.tsx';
import { BudgetPage, InstitutionsPage } from '../views/session-drawings.tsx';
import { ClosePage, SessionPage } from '../views/session-overview.tsx';
import { StickersPage } from '../views/session-stickers.tsx';
import { sessionPath } from '../views/session-frame.tsx';
import { pick, sessionPage } from './session-form.ts';
import { errorsOfRows, rowsOf, textOf } from '../../../platform/forms/rows.ts';
import { peoplePosts } from '../../../meetings/routes/people.tsx';
import { formPage, posts, shows } from '../../../platform/http/pages.ts';
import { sessionKind } from '../data/session-kind.ts';

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

const sexChoice = (text: string) => (text === 'female' || text === 'male' ? text : null);

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
    const { rows, indexes } = rowsOf(values, ['id', 'name', 'key', 'share'], ['name', 'share']);
    const input = {
      id: c.req.param('sessionId'),
      ...pick(values, ['revision', 'budgetNotes', 'budgetTotal']),
      rows: rows.map(({ id, name, key, share }) => ({
        ...(id === undefined ? {} : { id }),
        ...(key === undefined ? {} : { key }),
        name: name ?? '',
        share: share ?? '',
      })),
    };
    return await perform(c, saveBudgetGuess, input, {
      done: ({ id }) => done(c, id, '/stickers', 'budget-saved'),
      refused: async (problem) =>
        await budget(c, { ...problem, errors: errorsOfRows(problem.errors, indexes) }),
    });
  });

  type StickerForm = 'one' | 'lines' | 'counts';
  const stickers = async (c: C, form?: StickerForm, problem?: Problem): Promise<VNode | Response> => {
    const page = await sessionPage(c, async (scope, session) => ({
      statements: await listStatements(scope, session.id),
      problems: await listProblemNames(scope, session.cycleId),
    }));
    if (!page) return notFound(c);
    const errors: Record<string, string> = {};
    for (const [field, message] of Object.entries(problem?.errors ?? {})) {
      // A command's row becomes the one field of the form it came from.
      const own = form === 'one' ? field.replace(/^stickers\.0\./, '') : field === '' ? '' : 'lines';
      const row = /^(?:counts|stickers)\.(\d+)\./.exec(field)?.[1];
      const said =
        form === 'one' || row === undefined
          ? message
          : c.get('page').t('needs.stickers.line-wrong', { line: Number(row) + 1, message });
      errors[own === 'text' && form !== 'one' ? 'lines' : own] ??= said;
    }
    const number = c.req.query('n') ?? '';
    return (
      <StickersPage
        {...page}
        form={form}
        lastNumber={/^\d{1,3}$/.test(number) ? number : undefined}
        {...(problem ? { values: problem.values, errors } : {})}
      />
    );
  };
  app.get(`${at}/stickers`, async (c) => answerWith(c, await stickers(c)));
  app.post(`${at}/stickers`, async (c) => {
    const values = await formOf(c);
    const number = textOf(values, 'participantNumber').trim();
    const input = {
      sessionId: c.req.param('sessionId'),
      stickers: [
        { text: textOf(values, 'text'), participantNumber: number, sex: sexChoice(textOf(values, 'sex')) },
      ],
    };
    return await perform(c, addStatements, input, {
      // The fragment puts the cursor back into the field: Enter, type, Enter.
      done: ({ sessionId }) =>
        done(c, sessionId, '/stickers', 'sticker-added', number === '' ? '' : `&n=${number}`) + '#one-text',
      refused: async (problem) => await stickers(c, 'one', problem),
    });
  });
  app.post(`${at}/stickers/lines`, async (c) => {
    if (!mayRecordMeetings(gateOf(c))) return forbidden(c);
    const values = await formOf(c);
    const participantNumber = textOf(values, 'participantNumber').trim();
    const sex = sexChoice(textOf(values, 'sex'));
    const input = {
      sessionId: c.req.param('sessionId'),
      stickers: readStickerLines(textOf(values, 'lines')).map((text) => ({ text, participantNumber, sex })),
    };
    return await perform(c, addStatements, input, {
      done: ({ sessionId }) => done(c, sessionId, '/stickers', 'stickers-added'),
      refused: async (problem) => await stickers(c, 'lines', problem),
    });
  });
  app.post(`${at}/stickers/counts`, async (c) => {
    if (!mayRecordMeetings(gateOf(c))) return forbidden(c);
    const values = await formOf(c);
    const input = {
      sessionId: c.req.param('sessionId'),
      counts: readCountLines(textOf(values, 'lines')),
    };
    return await perform(c, addStatements, input, {
      done: ({ sessionId }) => done(c, sessionId, '/stickers', 'stickers-added'),
      refused: async (problem) => await stickers(c, 'counts', problem),
    });
  });
  app.post(`${at}/stickers/:statementId/correct`, async (c) => {
    const input = { id: c.req.param('statementId'), ...pick(await formOf(c), ['text', 'reason']) };
    return await perform(c, correctStatement, input, {
      done: ({ sessionId }) => done(c, sessionId, '/stickers', 'sticker-corrected'),
      refused: async (problem) =>
        await stickers(c, 'one', { ...problem, values: {}, errors: { '': problem.message } }),
    });
  });
  app.post(`${at}/stickers/:statementId/withdraw`, async (c) => {
    return await perform(
      c,
      withdrawStatement,
      { id: c.req.param('statementId') },
      {
        done: ({ sessionId }) => done(c, sessionId, '/stickers', 'sticker-withdrawn'),
        refused: async (problem) =>
          await stickers(c, 'one', { ...problem, values: {}, errors: { '': problem.message } }),
      },
    );
  });

  const closing = async (c: C) => {
    const page = await sessionPage(c, async (scope, { id }) => ({ locks: await listLocks(scope, id) }));
    return page && <ClosePage {...page} />;
  };
  formPage(app, `${at}/close`, closeSession, closing, to('/close', 'meetings.done.closed'), ofSession);
  app.post(`${at}/reopen`, posts(reopenSession, closing, to('', 'meetings.done.reopened'), ofSession));
}

function answerWith(c: C, view: VNode | Response): Response {
  return view instanceof Response ? view : show(c, view);
}

/** Where the reader goes after something was done, with the message that says so. */
function done(c: C, id: string, rest: string, message: string, more = ''): string {
  const municipalityId = c.req.param('municipalityId') ?? '';
  return `${sessionPath({ municipalityId, id }, rest)}?done=needs.done.${message}${more}`;
}
