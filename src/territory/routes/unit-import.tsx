import { Hono } from 'hono';
import { isId } from '../../platform/db/id.ts';
import { takesFiles } from '../../platform/http/takes-files.ts';
import {
  download,
  perform,
  files,
  formOf,
  readSystem,
  todayOf,
  type C,
  type Web,
} from '../../platform/http/web.ts';
import type { TableNote, TableProblem } from '../../platform/tables/pick.ts';
import { refusalWords } from '../../platform/tables/views.tsx';
import { dropImport, importUnits } from '../commands/import-units.ts';
import { stageImport } from '../commands/stage-import.ts';
import { importOf, recentImports, storedUnitsOn } from '../data/imports.ts';
import { mayChangeUnits } from '../policy.ts';
import { previewUnits, readUnits } from '../rules/in-worker.ts';
import { templateRows } from '../rules/unit-template.ts';
import {
  columnsAbout,
  ImportGonePage,
  ImportPreviewPage,
  ImportUncheckedPage,
  ImportUploadPage,
} from '../views/unit-import.tsx';
import { unitsPath } from '../views/units.tsx';
import { shows, posts, refused, again } from '../../platform/http/pages.ts';
import { writeCsv, writeXlsx } from '../../platform/tables/write.ts';

const path = `${unitsPath}/import`;

/** Upload, preview, confirmation: the rows wait in the database between the steps. */
export function importRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', shows(uploadPage));
  app.get('/template.xlsx', async (c) =>
    download(c, await writeXlsx(templateSheets(c)), 'xlsx', templateName(c)),
  );
  app.get('/template.csv', (c) => download(c, writeCsv(templateRows(c.get('lang'))), 'csv', templateName(c)));
  app.post('/', takesFiles({ may: mayChangeUnits }), upload);
  app.get('/:importId', shows(previewPage));
  app.post(
    '/:importId',
    posts(importUnits, previewPage, ({ created, changed, left }) => {
      const counts = `created=${created}&changed=${changed}&left=${left}`;
      return `${unitsPath}?done=territory.done.imported&${counts}`;
    }),
  );
  app.post('/:importId/drop', posts(dropImport, gonePage, `${path}?done=territory.done.import-dropped`));
  return app;
}

const templateName = (c: C) => c.get('page').t('territory.import.template-name');

/** The rows to be written over, and on a sheet of its own what each column takes. */
function templateSheets(c: C) {
  const { t } = c.get('page');
  const lang = c.get('lang');
  return [
    { name: t('territory.import.template-name'), rows: templateRows(lang) },
    {
      name: t('territory.import.about'),
      rows: [
        [t('territory.import.column'), t('territory.import.about')],
        ...columnsAbout(t, lang).map(({ column, about }) => [column, about]),
      ],
    },
  ];
}

const gonePage = () => <ImportGonePage />;

async function upload(c: C): Promise<Response> {
  const { t, fmt } = c.get('page');
  const [file] = (await files(c)).file ?? [];
  if (!file) return await refused(c, uploadPage, { file: t('territory.import.file.none') });
  const outcome = await readUnits(new Uint8Array(await file.arrayBuffer()), file.name);
  if (outcome.kind === 'refused')
    return await refused(c, uploadPage, { file: refusalWords(t, fmt, outcome.refusal) });
  if (outcome.kind === 'wrong') return await refused(c, async () => await uploadPage(c, outcome), {});
  const { kept } = outcome;
  const input = { fileName: file.name.slice(0, 255), digest: kept.digest, on: (await formOf(c)).on };
  return await perform(c, stageImport(kept), input, {
    done: ({ id }) => `${path}/${id}`,
    refused: again(c, uploadPage),
  });
}

type Wrong = { readonly problems: readonly TableProblem[]; readonly notes: readonly TableNote[] };

async function uploadPage(c: C, wrong?: Wrong) {
  const recent = await readSystem(c, async (scope) => await recentImports(scope));
  return <ImportUploadPage today={todayOf(c)} recent={recent} {...wrong} />;
}

async function previewPage(c: C) {
  const importId = c.req.param('importId') ?? '';
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
    />
  );
}
