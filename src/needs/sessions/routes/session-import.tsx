import type { Hono } from 'hono';
import { takesFiles } from '../../../platform/http/takes-files.ts';
import { again, posts, refused, shows } from '../../../platform/http/pages.ts';
import {
  perform,
  download,
  files,
  forbidden,
  formOf,
  gateOf,
  missing,
  read,
  show,
  type C,
  type Web,
} from '../../../platform/http/web.ts';
import { jobPath, jobRuns } from '../../../platform/jobs/jobs.ts';
import { todayInBishkek } from '../../../platform/i18n/calendar.ts';
import { limitRefusal, readingLimits } from '../../../platform/tables/in-worker.ts';
import { refusalWords } from '../../../platform/tables/views.tsx';
import { writeCsv, writeXlsx } from '../../../platform/tables/write.ts';
import { readListQuery } from '../../../platform/ui/list-query.ts';
import { defineWorker } from '../../../platform/workers/worker.ts';
import { dropSessionImport } from '../commands/drop-session-import.ts';
import { confirmSessionImport } from '../commands/confirm-session-import.ts';
import { previewSessionImport } from '../commands/preview-session-import.ts';
import {
  findImport,
  importSummary,
  recordOf,
  sessionKey,
  standingErrors,
  standingSessions,
  type StandingSession,
} from '../data/session-import.ts';
import { problemsOfCycle } from '../data/problems.ts';
import { templateSheets } from '../documents/session-tables.ts';
import { mayPlanMeetings } from '../../../meetings/policy.ts';
import { recordDifferences } from '../rules/import-differences.ts';
import type work from '../rules/read-sessions.worker.ts';
import { ImportPreviewPage, ImportPage, type ImportProps } from '../views/session-import.tsx';
import { textOf } from '../../../platform/forms/rows.ts';
import { cycleAsked } from '../../../meetings/data/running-cycle.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { villagesOf, municipalityHead } from '../../../territory/data.ts';

type Again = Pick<ImportProps, 'fileName' | 'mistakes' | 'problems' | 'notes'>;

const readSessions = defineWorker<typeof work>('needs/sessions/rules/read-sessions.worker', readingLimits);

/** Import of sessions from XLSX or CSV: choose, look, confirm. */
export function addImportRoutes(app: Hono<Web>): void {
  const at = '/m/:municipalityId/needs/import';
  app.get('/import', shows(importPage));
  app.post('/import', takesFiles({ may: mayPlanMeetings }), upload);
  app.get('/import/template.xlsx', templateBook);
  app.get('/import/template.csv', templateTable);
  app.get('/import/:importId', shows(previewPage));
  const ofImport = (c: C) => ({ id: c.req.param('importId') });
  app.post(
    '/import/:importId/confirm',
    posts(confirmSessionImport, previewPage, ({ jobId }, c) => jobPath(municipality(c), jobId), ofImport),
  );
  const dropped = `${at}?done=needs.done.import-dropped`;
  app.post('/import/:importId/drop', posts(dropSessionImport, previewPage, dropped, ofImport));
}

const municipality = (c: C) => c.req.param('municipalityId') ?? '';

/** The cycle that the form names, else the address; undefined for the latest. */
async function cycleOf(c: C): Promise<string | undefined> {
  return textOf(await formOf(c), 'cycleId') || c.req.query('cycle');
}

async function importPage(c: C) {
  return await importView(c, {});
}

async function importView(c: C, found: Again) {
  if (!mayPlanMeetings(gateOf(c))) return forbidden(c);
  const cycleId = await cycleOf(c);
  const cycle = await read(c, async (scope) => await cycleAsked(scope, cycleId));
  return cycle && <ImportPage cycle={cycle} {...found} />;
}

/** Reads a file and shows what it would enter; what is wrong with it stands above the chooser, row by row. */
async function upload(c: C): Promise<Response> {
  const { t, fmt } = c.get('page');
  const file = (await files(c)).file?.[0];
  if (!file) return await refused(c, importPage, { file: t('ui.error.required') });
  const facts = await factsOf(c);
  if (!facts) return missing(c);
  const { cycle, ...against } = facts;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const villages = against.villages.map(({ unitId, nameKy, nameRu }) => ({ id: unitId, nameKy, nameRu }));
  const order = { bytes, name: file.name, facts: { ...against, villages } };
  const outcome = await readSessions(order, [bytes.buffer]).catch((error: unknown) => ({
    kind: 'refused' as const,
    refusal: limitRefusal(error),
  }));
  if (outcome.kind === 'refused') {
    return await refused(c, importPage, { file: refusalWords(t, fmt, outcome.refusal) });
  }
  const fileName = file.name.slice(0, 200);
  if (outcome.kind === 'wrong') return await wrong(c, { fileName, ...outcome });
  const { sessions, digest } = outcome.kept;
  const mistakes = await read(c, async (scope) =>
    standingErrors(sessions, await standingSessions(scope, cycle.id, sessions)),
  );
  if (mistakes.length > 0) return await wrong(c, { fileName, mistakes });
  const input = { cycleId: cycle.id, fileName, digest };
  return await perform(c, previewSessionImport(outcome.kept), input, {
    done: ({ id }) => `/m/${municipality(c)}/needs/import/${id}`,
    refused: again(c, importPage),
  });
}

/** What the file's villages are compared with. */
const villagesHere = async (scope: MunicipalityScope) =>
  await villagesOf(scope, scope.municipalityId, todayInBishkek(scope.now));

/** What the file is read against. */
async function factsOf(c: C) {
  const cycleId = await cycleOf(c);
  return await read(c, async (scope) => {
    const cycle = await cycleAsked(scope, cycleId);
    if (!cycle) return undefined;
    const settings = await municipalityHead(scope);
    return {
      cycle,
      villages: await villagesHere(scope),
      ageGroups: settings.ageGroups,
      stickersPerPerson: settings.stickersPerPerson,
      today: todayInBishkek(scope.now),
      problems: [...(await problemsOfCycle(scope, cycle.id)).values()].map((one) => one.name),
    };
  });
}

async function wrong(c: C, found: Again): Promise<Response> {
  const view = (await importView(c, found)) ?? missing(c);
  return view instanceof Response ? view : show(c, view, 422);
}

async function templateBook(c: C): Promise<Response> {
  return download(
    c,
    await writeXlsx(await template(c)),
    'xlsx',
    c.get('page').t('needs.import.template-name'),
  );
}

async function templateTable(c: C): Promise<Response> {
  const [first] = await template(c);
  return download(c, writeCsv(first?.rows ?? []), 'csv', c.get('page').t('needs.import.template-name'));
}

async function template(c: C) {
  const { t, lang } = c.get('page');
  return templateSheets(t, lang, await read(c, villagesHere));
}

async function previewPage(c: C) {
  if (!mayPlanMeetings(gateOf(c))) return forbidden(c);
  const found = await read(c, async (scope) => {
    const one = await findImport(scope, c.req.param('importId') ?? '');
    const summary = one && (await importSummary(scope, one.id));
    if (!summary) return undefined;
    const runs = one.jobId !== null && (await jobRuns(scope, one.jobId));
    const standing =
      one.state === 'preview'
        ? await standingSessions(scope, one.cycleId, summary.sessions)
        : new Map<string, StandingSession>();
    const lines = summary.sessions.map((session) => {
      const before = standing.get(sessionKey(session));
      return { session, differences: before ? recordDifferences(recordOf(before), session) : [] };
    });
    return { ...one, summary, runs, lines };
  });
  const { page } = readListQuery(new URL(c.req.url).searchParams);
  return found && <ImportPreviewPage found={found} page={page} />;
}
