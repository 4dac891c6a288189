import type { Hono } from 'hono';
import type { VNode } from 'preact';
import { takesFiles } from '../../platform/http/takes-files.ts';
import {
  act,
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
} from '../../platform/http/web.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { readTable } from '../../platform/tables/read.ts';
import { refusalWords } from '../../platform/tables/views.tsx';
import { writeCsv, writeXlsx } from '../../platform/tables/write.ts';
import { dropSessionImport } from '../commands/drop-session-import.ts';
import { importSessions } from '../commands/import-sessions.ts';
import { previewSessionImport } from '../commands/preview-session-import.ts';
import { findImport, standingErrors, standingSessions } from '../data/session-import.ts';
import { findCycle, listVillages, readSettings } from '../data/sessions.ts';
import { problemsOfCycle } from '../data/tally.ts';
import { templateSheets } from '../documents/session-tables.ts';
import { mayPlanSessions } from '../policy.ts';
import { readSessionFile } from '../rules/session-file.ts';
import type { FileError } from '../rules/session-file-outcome.ts';
import { needsPath } from '../views/session-frame.tsx';
import { ImportPreviewView, ImportView } from '../views/session-import.tsx';
import { textOf } from './session-form.ts';

type Again = { fileName?: string; mistakes?: readonly FileError[]; errors?: Record<string, string> };

/** Import of sessions from XLSX or CSV: choose, look, confirm. */
export function addImportRoutes(app: Hono<Web>): void {
  const municipality = (c: C) => c.req.param('municipalityId') ?? '';

  const chooser = async (c: C, cycleId?: string, again: Again = {}): Promise<VNode | Response> => {
    if (!mayPlanSessions(gateOf(c))) return forbidden(c);
    const cycle = await read(
      c,
      async (scope) => await findCycle(scope, cycleId === '' ? undefined : cycleId),
    );
    if (!cycle) return missing(c);
    return <ImportView municipalityId={municipality(c)} cycle={cycle} {...again} />;
  };

  app.get('/import', async (c) => respond(c, await chooser(c, c.req.query('cycle'))));

  app.post('/import', takesFiles({ may: mayPlanSessions }), async (c) => {
    const values = await formOf(c);
    const cycleId = textOf(values, 'cycleId');
    const { t, fmt } = c.get('page');
    const file = (await files(c)).file?.[0];
    if (!file)
      return respond(c, await chooser(c, cycleId, { errors: { file: t('ui.error.required') } }), 422);
    const table = readTable(new Uint8Array(await file.arrayBuffer()), file.name);
    if (!table.ok) {
      const message = refusalWords(t, fmt, table);
      return respond(c, await chooser(c, cycleId, { errors: { file: message } }), 422);
    }
    const outcome = await read(c, async (scope) => {
      const cycle = await findCycle(scope, cycleId === '' ? undefined : cycleId);
      if (!cycle) return undefined;
      const settings = await readSettings(scope);
      const parsed = readSessionFile(table.sheets, {
        villages: await listVillages(scope),
        ageGroups: settings.ageGroups,
        stickersPerPerson: settings.stickersPerPerson,
        today: todayInBishkek(scope.now),
        problems: [...(await problemsOfCycle(scope, cycle.id)).values()].map((one) => one.name),
      });
      const standing = await standingSessions(scope.tx, scope, cycle.id, parsed.sessions);
      return {
        cycle,
        sessions: parsed.sessions,
        mistakes: [...parsed.errors, ...standingErrors(parsed.sessions, standing)],
      };
    });
    if (!outcome) return missing(c);
    if (outcome.mistakes.length > 0) {
      return respond(c, await chooser(c, cycleId, { fileName: file.name, mistakes: outcome.mistakes }), 422);
    }
    const input = {
      cycleId: outcome.cycle.id,
      fileName: file.name.slice(0, 200),
      sessions: outcome.sessions,
    };
    return await act(c, previewSessionImport, input, {
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
    if (!mayPlanSessions(gateOf(c))) return forbidden(c);
    const found = await read(c, async (scope) => await findImport(scope, c.req.param('importId') ?? ''));
    if (!found) return missing(c);
    return <ImportPreviewView municipalityId={municipality(c)} found={found} errors={errors} />;
  };
  app.get('/import/:importId', async (c) => respond(c, await preview(c)));
  app.post('/import/:importId/confirm', async (c) => {
    return await act(
      c,
      importSessions,
      { id: c.req.param('importId') },
      {
        done: ({ cycleId }) =>
          `${needsPath(municipality(c))}?cycle=${cycleId}&done=needs.done.sessions-imported`,
        refused: async (problem) => await preview(c, problem.errors),
      },
    );
  });
  app.post('/import/:importId/drop', async (c) => {
    return await act(
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
