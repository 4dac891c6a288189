import { Hono } from 'hono';
import { isId } from '../../platform/db/id.ts';
import { takesFiles } from '../../platform/http/takes-files.ts';
import {
  act,
  download,
  files,
  formOf,
  missing,
  readSystem,
  show,
  todayOf,
  type C,
  type Web,
} from '../../platform/http/web.ts';
import type { TableNote, TableProblem } from '../../platform/tables/pick.ts';
import { refusalWords } from '../../platform/tables/views.tsx';
import { post } from '../../platform/forms/post.ts';
import { writeCsv, writeXlsx } from '../../platform/tables/write.ts';
import type { FormErrors, FormValues } from '../../platform/ui/form.tsx';
import { dropImport, importUnits } from '../commands/import-units.ts';
import { stageImport } from '../commands/stage-import.ts';
import { importOf, recentImports, storedUnitsOn } from '../data/imports.ts';
import { mayChangeUnits } from '../policy.ts';
import { previewUnits, readUnits } from '../rules/in-worker.ts';
import { templateRows } from '../rules/unit-import.ts';
import {
  ImportGonePage,
  ImportPreviewPage,
  ImportUncheckedPage,
  ImportUploadPage,
} from '../views/unit-import.tsx';
import { unitsPath } from '../views/units.tsx';

/** Upload, preview, confirmation: the rows wait in the database between the steps. */
export function importRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', async (c) => show(c, await uploadPage(c, {}, {})));
  app.get('/template.csv', (c) => download(c, writeCsv(templateRows()), 'csv', 'units-template'));
  app.get('/template.xlsx', async (c) =>
    download(c, await writeXlsx([{ name: 'units', rows: templateRows() }]), 'xlsx', 'units-template'),
  );
  app.post('/', takesFiles({ may: mayChangeUnits }), async (c) => {
    const values = await formOf(c);
    const { t, fmt } = c.get('page');
    const [file] = (await files(c)).file ?? [];
    if (!file) return show(c, await uploadPage(c, values, { file: t('territory.import.file.none') }), 422);
    const outcome = await readUnits(new Uint8Array(await file.arrayBuffer()), file.name);
    if (outcome.kind === 'refused') {
      return show(c, await uploadPage(c, values, { file: refusalWords(t, fmt, outcome.refusal) }), 422);
    }
    if (outcome.kind === 'wrong') return show(c, await uploadPage(c, values, {}, outcome), 422);
    const { kept } = outcome;
    const input = { fileName: file.name.slice(0, 255), digest: kept.digest, on: values.on };
    return await act(c, stageImport(kept), input, {
      done: ({ id }) => `${unitsPath}/import/${id}`,
      refused: async (problem) => await uploadPage(c, values, problem.errors),
    });
  });
  app.get('/:importId', async (c) => {
    const view = await previewPage(c, c.req.param('importId'));
    return view ? show(c, view) : missing(c);
  });
  app.post(
    '/:importId',
    async (c) =>
      await post(c, importUnits, {
        done: ({ created, changed, left }) =>
          `${unitsPath}?done=territory.done.imported&created=${created}&changed=${changed}&left=${left}`,
        refused: async (problem) =>
          (await previewPage(c, c.req.param('importId'), problem.message)) ?? missing(c),
      }),
  );
  app.post(
    '/:importId/drop',
    async (c) =>
      await post(c, dropImport, {
        done: () => `${unitsPath}/import?done=territory.done.import-dropped`,
        refused: () => <ImportGonePage />,
      }),
  );
  return app;
}

type Wrong = { readonly problems: readonly TableProblem[]; readonly notes: readonly TableNote[] };

async function uploadPage(c: C, values: FormValues, errors: FormErrors, wrong?: Wrong) {
  const recent = await readSystem(c, async (scope) => await recentImports(scope));
  return <ImportUploadPage today={todayOf(c)} recent={recent} values={values} errors={errors} {...wrong} />;
}

async function previewPage(c: C, importId: string, message?: string) {
  if (!isId(importId)) return undefined;
  const found = await readSystem(c, async (scope) => {
    const staged = await importOf(scope.tx, importId);
    return staged && { staged, stored: await storedUnitsOn(scope.tx, staged.validFrom) };
  });
  if (!found) return undefined;
  const { staged, stored } = found;
  if (staged.contents === null) return <ImportGonePage />;
  const preview = await previewUnits(staged.contents, stored);
  if (!preview) return <ImportUncheckedPage />;
  return (
    <ImportPreviewPage
      importId={importId}
      fileName={staged.fileName}
      on={staged.validFrom}
      preview={preview}
      reading={staged.reading}
      {...(message === undefined ? {} : { message })}
    />
  );
}
