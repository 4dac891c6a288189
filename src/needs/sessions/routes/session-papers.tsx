import { listInvitations } from '../../../meetings/data/people.ts';
import type { Hono } from 'hono';
import type { DocumentModel } from '../../../platform/documents/model.ts';
import { renderDocx, renderPdf } from '../../../platform/documents/render.ts';
import { download, missing, read, show, type C, type Web } from '../../../platform/http/web.ts';
import { i18nFor } from '../../../platform/i18n/i18n.ts';
import { writeCsv, writeXlsx } from '../../../platform/tables/write.ts';
import { russianNames } from '../data/problems.ts';
import { listResourceObjects } from '../data/resource-objects.ts';
import { listQuestions } from '../data/received-reading.ts';
import { readSessionTables } from '../data/session-export.ts';
import {
  listGuesses,
  listInstitutions,
  listParticipants,
  listSessions,
  listStatements,
} from '../data/sessions.ts';
import { participantList, sessionMinutesPaper } from '../documents/session-papers.ts';
import { exportSheets, exportTables, type ExportTable } from '../documents/session-tables.ts';
import { PaperPage } from '../views/session-paper.tsx';
import { sessionPath } from '../views/session-frame.tsx';
import { sessionPage } from './session-form.ts';
import { cycleAsked } from '../../../meetings/data/running-cycle.ts';
import { todayInBishkek } from '../../../platform/i18n/calendar.ts';
import { placeOnDay } from '../../../territory/data.ts';

type Format = 'html' | 'docx' | 'pdf';

/** `minutes.pdf` → its kind and format; undefined for what is not a paper of ours. */
export function fileOf(name: string, kinds: readonly string[]): { kind: string; format: Format } | undefined {
  const match = /^([a-z-]+)\.(html|docx|pdf)$/.exec(name);
  const kind = match?.[1] ?? '';
  return kinds.includes(kind) ? { kind, format: match?.[2] as Format } : undefined;
}

/** A paper as it was asked for: a page to read, or a file. */
export async function deliver(
  c: C,
  paper: DocumentModel,
  format: Format,
  page: { path: string; query: string; back: string },
): Promise<Response> {
  if (format === 'pdf') return download(c, await renderPdf(paper), 'pdf', `${paper.title} (${paper.lang})`);
  if (format === 'docx')
    return download(c, await renderDocx(paper), 'docx', `${paper.title} (${paper.lang})`);
  const crumbs = [{ label: c.get('page').t('ui.back'), path: page.back }, { label: paper.title }];
  return show(c, <PaperPage paper={paper} path={page.path} query={page.query} crumbs={crumbs} />);
}

/** Papers and tables of sessions: annexes 6, 7 and 10, XLSX and CSV. */
export function addPaperRoutes(app: Hono<Web>): void {
  app.get('/sessions/:sessionId/documents/:file', async (c) => {
    const file = fileOf(c.req.param('file'), ['participants', 'minutes']);
    if (!file) return missing(c);
    const page = await sessionPage(c, async (scope, session) => ({
      names: await placeOnDay(scope, todayInBishkek(scope.now)),
      participants: await listParticipants(scope, session.id),
      invitations: await listInvitations(scope, session.id),
      institutions: await listInstitutions(scope, session.id),
      guesses: await listGuesses(scope, session.id),
      questions: await listQuestions(scope, [session.id]),
      objects: await listResourceObjects(scope, session.id),
      statements: await listStatements(scope, session.id),
      russian: await russianNames(scope, session.cycleId),
      number:
        (await listSessions(scope, session.cycleId))
          .filter((one) => one.villageId === session.villageId && one.state !== 'cancelled')
          .findIndex((one) => one.id === session.id) + 1,
    }));
    if (!page) return missing(c);
    const i18n = i18nFor(c.get('lang'));
    const paper =
      file.kind === 'participants'
        ? participantList(i18n, page.names, page.session, page, page.seeContacts)
        : sessionMinutesPaper(i18n, page.names, { ...page, number: Math.max(1, page.number) });
    return await deliver(c, paper, file.format, {
      path: sessionPath(page.session, `/documents/${file.kind}`),
      query: '',
      back: sessionPath(page.session),
    });
  });

  app.get('/sessions/:sessionId/export.xlsx', async (c) => {
    const page = await sessionPage(c, async (scope, session) => ({
      tables: await readSessionTables(scope, [session]),
    }));
    if (!page) return missing(c);
    const { t, lang } = c.get('page');
    const sheets = exportSheets(t, lang, page.tables);
    const name = `${t('needs.export.session')} ${page.session.village.nameKy} ${page.session.ageGroup}`;
    return download(c, await writeXlsx(exportTables.map((table) => sheets[table])), 'xlsx', name);
  });

  app.get('/export/:file', async (c) => {
    const match = /^([a-z]+)\.(xlsx|csv)$/.exec(c.req.param('file'));
    const table = match?.[1] ?? '';
    const wholeBook = table === 'cycle' && match?.[2] === 'xlsx';
    const oneTable = exportTables.find((name) => name === table);
    if (!match || (!wholeBook && oneTable === undefined)) return missing(c);
    const cycleId = c.req.query('cycle');
    const found = await read(
      c,
      async (scope) => {
        const cycle = await cycleAsked(scope, cycleId);
        if (!cycle) return undefined;
        return { cycle, tables: await readSessionTables(scope, await listSessions(scope, cycle.id)) };
      },
      { snapshot: true },
    );
    if (!found) return missing(c);
    const { t, lang } = c.get('page');
    const sheets = exportSheets(t, lang, found.tables);
    const wanted: readonly ExportTable[] = oneTable === undefined ? exportTables : [oneTable];
    const name = `${t('needs.export.cycle')} ${found.cycle.year} ${oneTable ?? ''}`.trim();
    if (match[2] === 'csv') return download(c, writeCsv(sheets[wanted[0] ?? 'sessions'].rows), 'csv', name);
    return download(c, await writeXlsx(wanted.map((one) => sheets[one])), 'xlsx', name);
  });
}
