import type { Hono } from 'hono';
import type { VNode } from 'preact';
import { takesFiles } from '../../../platform/http/takes-files.ts';
import {
  perform,
  download,
  files,
  formOf,
  forbidden,
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
import { findCycle, listVillages, readSettings } from '../data/sessions.ts';
import { problemsOfCycle } from '../data/problems.ts';
import { templateSheets } from '../documents/session-tables.ts';
import { mayPlanMeetings } from '../../../meetings/policy.ts';
import { recordDifferences } from '../rules/import-differences.ts';
import type work from '../rules/read-sessions.worker.ts';
import { needsPath } from '../views/session-frame.tsx';
import { ImportPreviewPage, ImportPage, type ImportProps } from '../views/session-import.tsx';
import { textOf } from '../../../platform/forms/rows.ts';

type Again = Pick<ImportProps, 'fileName' | 'mistakes' | 'problems' | 'notes' | 'errors'>;

const readSessions = defineWorker<typeof work>('needs/sessions/rules/read-sessions.worker', readingLimits);

/** Import of sessions from XLSX or CSV: choose, look, confirm. */
export function addImportRoutes(app: Hono<Web>): void {
  const municipality = (c: C) => c.req.param('municipalityId') ?? '';

  const chooser = async (c: C, cycleId?: string, again: Again = {}): Promise<VNode | Response> => {
    if (!mayPlanMeetings(gateOf(c))) return forbidden(c);
    const cycle = await read(
      c,
      async (scope) => await findCycle(scope, cycleId === '' ? undefined : cycleId),
    );
    if (!cycle) return missing(c);
    return <ImportPage municipalityId={municipality(c)} cycle={cycle} {...again} />;
  };

  app.get('/import', async (c) => respond(c, await chooser(c, c.req.query('cycle'))));

  app.post('/import', takesFiles({ may: mayPlanMeetings }), async (c) => {
    const values = await formOf(c);
    const cycleId = textOf(values, 'cycleId');
    const { t, fmt } = c.get('page');
    const file = (await files(c)).file?.[0];
    if (!file)
      return respond(c, await chooser(c, cycleId, { errors: { file: t('ui.error.required') } }), 422);
    const facts = await read(c, async (scope) => {
      const cycle = await findCycle(scope, cycleId === '' ? undefined : cycleId);
      if (!cycle) return undefined;
      const settings = await readSettings(scope);
      return {
        cycle,
        villages: await listVillages(scope),
        ageGroups: settings.ageGroups,
        stickersPerPerson: settings.stickersPerPerson,
        today: todayInBishkek(scope.now),
        problems: [...(await problemsOfCycle(scope, cycle.id)).values()].map((one) => one.name),
      };
    });
    if (!facts) return missing(c);
    const { cycle, ...against } = facts;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const villages = against.villages.map(({ id, nameKy, nameRu }) => ({ id, nameKy, nameRu }));
    const order = { bytes, name: file.name, facts: { ...against, villages } };
    const outcome = await readSessions(order, [bytes.buffer]).catch((error: unknown) => ({
      kind: 'refused' as const,
      refusal: limitRefusal(error),
    }));
    const fileName = file.name.slice(0, 200);
    if (outcome.kind === 'refused') {
      const errors = { file: refusalWords(t, fmt, outcome.refusal) };
      return respond(c, await chooser(c, cycleId, { errors }), 422);
    }
    if (outcome.kind === 'wrong') {
      return respond(c, await chooser(c, cycleId, { fileName, ...outcome }), 422);
    }
    const { sessions, digest } = outcome.kept;
    const mistakes = await read(c, async (scope) =>
      standingErrors(sessions, await standingSessions(scope, cycle.id, sessions)),
    );
    if (mistakes.length > 0) return respond(c, await chooser(c, cycleId, { fileName, mistakes }), 422);
    const input = { cycleId: cycle.id, fileName, digest };
    return await perform(c, previewSessionImport(outcome.kept), input, {
      done: ({ id }) => needsPath(municipality(c), `/import/${id}`),
      refused: async (problem) => await chooser(c, cycleId, { errors: { '': problem.message } }),
    });
  });

  app.get('/import/template.xlsx', async (c) => {
    const villages = await read(c, async (scope) => await listVillages(scope));
    const { t, lang } = c.get('page');
    return download(
      c,
      await writeXlsx(templateSheets(t, lang, villages)),
      'xlsx',
      t('needs.import.template-name'),
    );
  });
  app.get('/import/template.csv', async (c) => {
    const villages = await read(c, async (scope) => await listVillages(scope));
    const { t, lang } = c.get('page');
    const [first] = templateSheets(t, lang, villages);
    return download(c, writeCsv(first?.rows ?? []), 'csv', t('needs.import.template-name'));
  });

  const preview = async (c: C, errors?: Record<string, string>): Promise<VNode | Response> => {
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
    if (!found) return missing(c);
    const { page } = readListQuery(new URL(c.req.url).searchParams);
    return <ImportPreviewPage municipalityId={municipality(c)} found={found} page={page} errors={errors} />;
  };
  app.get('/import/:importId', async (c) => respond(c, await preview(c)));
  app.post('/import/:importId/confirm', async (c) => {
    return await perform(
      c,
      confirmSessionImport,
      { id: c.req.param('importId'), replace: (await formOf(c)).replace },
      {
        done: ({ jobId }) => jobPath(municipality(c), jobId),
        refused: async (problem) => await preview(c, problem.errors),
      },
    );
  });
  app.post('/import/:importId/drop', async (c) => {
    return await perform(
      c,
      dropSessionImport,
      { id: c.req.param('importId') },
      {
        done: () => `${needsPath(municipality(c), '/import')}?done=needs.done.import-dropped`,
        refused: async (problem) => await preview(c, problem.errors),
      },
    );
  });
}

function respond(c: C, view: VNode | Response, status: 200 | 422 = 200): Response {
  return view instanceof Response ? view : show(c, view, status);
}
