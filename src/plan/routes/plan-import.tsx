import type { Hono } from 'hono';
import { problemsOfCycle } from '../../needs/sessions/data/problems.ts';
import { textOf } from '../../platform/forms/rows.ts';
import { again, posts, refused, shows } from '../../platform/http/pages.ts';
import { takesFiles } from '../../platform/http/takes-files.ts';
import {
  download,
  files,
  formOf,
  gateOf,
  missing,
  perform,
  show,
  type C,
  type Web,
} from '../../platform/http/web.ts';
import { limitRefusal, readingLimits } from '../../platform/tables/in-worker.ts';
import { refusalWords } from '../../platform/tables/views.tsx';
import { writeCsv, writeXlsx } from '../../platform/tables/write.ts';
import { defineWorker } from '../../platform/workers/worker.ts';
import { dropPlanImport } from '../commands/drop-plan-import.ts';
import { importPlan } from '../commands/import-plan.ts';
import { previewPlanImport } from '../commands/preview-plan-import.ts';
import { findPlanImport } from '../data/plan-import.ts';
import { mayLeadPlan } from '../policy.ts';
import { planColumns, type PlanColumn } from '../rules/plan-file-columns.ts';
import type { FileSaid } from '../rules/plan-file-outcome.ts';
import type { PlanRead } from '../rules/read-plan.worker.ts';
import type work from '../rules/read-plan.worker.ts';
import { keep } from '../rules/versions.ts';
import { sourceKinds } from '../rules/words.ts';
import { itemColumns } from '../views/columns.ts';
import { personalText } from '../views/file-words.ts';
import { headingsToTell, ImportPage, type ImportProps } from '../views/plan-import.tsx';
import { ImportPreviewPage } from '../views/plan-import-preview.tsx';
import { templateRows } from '../views/plan-template.ts';
import { placeName } from '../views/words.ts';
import { at, ofPlan, to, withPlan, type PlanFound } from './plan-of.ts';

const readPlan = defineWorker<typeof work>('plan/rules/read-plan.worker', readingLimits);

/** An existing plan from XLSX or CSV: choose, say what columns mean, look, confirm. */
export function importPages(app: Hono<Web>): void {
  app.get(`${at}/import`, shows(importPage));
  app.post(`${at}/import`, takesFiles({ may: mayLeadPlan }), upload);
  app.get(`${at}/import/template.xlsx`, async (c: C) => await template(c, 'xlsx'));
  app.get(`${at}/import/template.csv`, async (c: C) => await template(c, 'csv'));
  app.get(`${at}/import/:planImportId`, shows(previewPage));
  app.post(
    `${at}/import/:planImportId/confirm`,
    posts(importPlan, previewPage, to('plan.done.imported'), ofImport),
  );
  app.post(
    `${at}/import/:planImportId/drop`,
    posts(dropPlanImport, previewPage, to('plan.done.import-dropped', '/import'), ofImport),
  );
}

const ofImport = (c: C) => ({ importId: c.req.param('planImportId') ?? '' });

async function importPage(c: C) {
  const asked = c.req.queries('heading') ?? [];
  return await importView(c, { headings: asked.slice(0, 100).map((heading) => ({ heading, column: null })) });
}

async function importView(c: C, found: Omit<ImportProps, 'plan'>) {
  if (!mayLeadPlan(gateOf(c))) return undefined;
  return await withPlan(
    c,
    async (_, { plan }) => await Promise.resolve(<ImportPage plan={plan} {...found} />),
  );
}

/** What the form says of headings: `heading.<n>` stands for the column `map.<n>`, or for none. */
async function mappingOf(c: C): Promise<Record<string, PlanColumn | null>> {
  const values = await formOf(c);
  const told: Record<string, PlanColumn | null> = {};
  for (let index = 0; index < 100; index += 1) {
    const heading = textOf(values, `heading.${index}`);
    if (heading === '') break;
    const said = textOf(values, `map.${index}`);
    told[heading] = [...planColumns, ...sourceKinds].find((one) => one === said) ?? null;
  }
  return told;
}

/** Reads a file and shows what it would enter; what is wrong with it stands above the chooser, row by row. */
async function upload(c: C): Promise<Response> {
  const page = c.get('page');
  const { t, fmt } = page;
  const file = (await files(c)).file?.[0];
  if (!file) return await refused(c, importPage, { file: t('ui.error.required') });
  const mapping = await mappingOf(c);
  const leavePersonal = textOf(await formOf(c), 'leavePersonal') === 'yes';
  const facts = await withPlan(c, async (scope, { plan, villages }) => ({
    villages: [...villages].map(([id, { nameKy, nameRu }]) => ({ id, nameKy, nameRu })),
    problems: [...(await problemsOfCycle(scope, plan.cycleId)).values()].map(({ id, name, nameRu }) => ({
      ...{ id, name, nameRu: nameRu ?? '' },
    })),
    fromYear: plan.fromYear,
    toYear: plan.toYear,
    mapping,
  }));
  if (!facts) return missing(c);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const order = { bytes, name: file.name, facts, leavePersonal };
  const outcome: PlanRead = await readPlan(order, [bytes.buffer]).catch((error: unknown) => ({
    kind: 'refused' as const,
    refusal: limitRefusal(error),
  }));
  if (outcome.kind === 'refused')
    return await refused(c, importPage, { file: refusalWords(t, fmt, outcome.refusal) });
  const fileName = file.name.slice(0, 200);
  if (outcome.kind === 'personal') return await wrong(c, { personal: personalText(page, outcome.columns) });
  if (outcome.kind === 'wrong')
    return await wrong(c, { fileName, ...outcome, headings: headingsToTell(outcome.headings, mapping) });
  const said: FileSaid = {
    notes: outcome.notes.slice(0, 300),
    tableNotes: outcome.tableNotes,
    passed: outcome.headings.filter((one) => one.column === null).map((one) => one.heading.slice(0, 200)),
    left: outcome.left.map(({ sheet, column }) => (sheet === '' ? column : `«${sheet}» ${column}`)),
  };
  const input = {
    ...{ ...ofPlan(c), fileName },
    items: JSON.stringify(keep(outcome.items)),
    said: JSON.stringify(said),
  };
  return await perform(c, previewPlanImport, input, {
    done: ({ id, importId }) => `/m/${c.req.param('municipalityId') ?? ''}/plan/${id}/import/${importId}`,
    refused: again(c, importPage),
  });
}

async function wrong(c: C, found: Omit<ImportProps, 'plan'>): Promise<Response> {
  const view = await importView(c, found);
  return view === undefined ? missing(c) : show(c, view, 422);
}

async function template(c: C, format: 'xlsx' | 'csv'): Promise<Response> {
  if (!mayLeadPlan(gateOf(c))) return missing(c);
  const page = c.get('page');
  const found = await withPlan(
    c,
    async (_, { plan, villages }: PlanFound) =>
      await Promise.resolve(
        templateRows(
          plan,
          itemColumns(page, (id) => placeName(page, villages, id)),
          page,
        ),
      ),
  );
  if (!found) return missing(c);
  const name = page.t('plan.import.template-name');
  return format === 'csv'
    ? download(c, writeCsv(found), 'csv', name)
    : download(c, await writeXlsx([{ name, rows: found }]), 'xlsx', name);
}

async function previewPage(c: C) {
  if (!mayLeadPlan(gateOf(c))) return undefined;
  return await withPlan(c, async (scope, found) => {
    const one = await findPlanImport(scope, c.req.param('planImportId') ?? '');
    if (one?.planId !== found.plan.id) return undefined;
    const problems = [...(await problemsOfCycle(scope, found.plan.cycleId)).values()];
    return <ImportPreviewPage {...found} found={one} problems={problems} />;
  });
}
