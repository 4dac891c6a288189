import { Hono } from 'hono';
import type { PublicScope } from '../platform/db/scope.ts';
import { publishedPaper } from '../platform/documents/published-paper.ts';
import { renderDocx, renderPdf } from '../platform/documents/render.ts';
import type { DocumentModel } from '../platform/documents/model.ts';
import {
  download,
  gateOf,
  missing,
  read,
  readPublic,
  show,
  todayOf,
  type C,
  type Problem,
  type Web,
} from '../platform/http/web.ts';
import { post } from '../platform/forms/post.ts';
import { writeCsv, writeXlsx } from '../platform/tables/write.ts';
import { readListQuery, sliceList } from '../platform/ui/list-query.ts';
import { annulAct } from './commands/annul-act.ts';
import { publishAct } from './commands/publish-act.ts';
import { recordOutsideAct } from './commands/record-outside-act.ts';
import { registerAct } from './commands/register-act.ts';
import { signAct } from './commands/sign-act.ts';
import { withdrawAct } from './commands/withdraw-act.ts';
import {
  actById,
  listActs,
  municipalityNames,
  publicAct,
  publicActs,
  publicationOf,
  signerOf,
  type ActListRow,
} from './data.ts';
import { isPublishable, paperOf, revived } from './documents.ts';
import { mayAnnulAct, mayPublishAct, mayRecordOutsideAct, mayRegisterAct, maySignAct } from './policy.ts';
import { bothLanguages, standingOf } from './rules.ts';
import { actTypes, type Paper } from './schema.ts';
import { ActPage, OutsideActPage, type ActProblem } from './views/act-page.tsx';
import { PublicActPage, PublicActsPage } from './views/public-acts.tsx';
import { RegisterPage, titleOf, type RegisterFilter } from './views/register-page.tsx';

const sortable = ['number', 'date', 'title', 'type', 'state'];

function baseOf(c: C): string {
  return `/m/${gateOf(c).municipalityId ?? ''}/acts`;
}

/** Which language of a paper the reader looks at; English readers get the Kyrgyz one unless they choose. */
export function shownPaper(c: C): 'ky' | 'ru' {
  const asked = c.req.query('paper');
  if (asked === 'ky' || asked === 'ru') return asked;
  return c.get('lang') === 'ru' ? 'ru' : 'ky';
}

/** Answers with a paper as a file: `ky.pdf`, `ru.docx`, `both.pdf`. The name was checked by the route. */
export async function downloadPaper(c: C, paper: Paper, file: string, name: string): Promise<Response> {
  return download(c, await renderedPaper(paper, file), formatOf(file), name);
}

const formatOf = (file: string) => (file.endsWith('.docx') ? 'docx' : 'pdf');

async function renderedPaper(paper: Paper, file: string): Promise<Buffer<ArrayBuffer>> {
  const language = file.split('.', 1)[0];
  const model: DocumentModel =
    language === 'both' ? bothLanguages(paper) : paper[language === 'ru' ? 'ru' : 'ky'];
  return formatOf(file) === 'docx' ? await renderDocx(model) : await renderPdf(model);
}

/** The names of files of papers, as a route pattern. */
export const paperFile = '{(?:ky|ru|both)\\.(?:pdf|docx)}';

async function registerView(c: C) {
  const { lang, fmt, t } = c.get('page');
  const all = await read(c, listActs);
  const filter: RegisterFilter = {
    type: c.req.query('type') ?? '',
    year: c.req.query('year') ?? '',
    state: c.req.query('state') ?? '',
  };
  const kept = all.filter(
    (row) =>
      (filter.type === '' || row.type === filter.type) &&
      (filter.year === '' || String(row.year) === filter.year) &&
      (filter.state === '' || row.state === filter.state),
  );
  const query = readListQuery(new URL(c.req.url).searchParams, sortable);
  const order: Record<string, (a: ActListRow, b: ActListRow) => number> = {
    number: (a, b) => (a.year ?? 0) - (b.year ?? 0) || (a.number ?? 0) - (b.number ?? 0),
    date: (a, b) => fmt.compare(a.issuedOn ?? '', b.issuedOn ?? ''),
    title: (a, b) => fmt.compare(titleOf(a, lang), titleOf(b, lang)),
    type: (a, b) => fmt.compare(t(`acts.type.${a.type}`), t(`acts.type.${b.type}`)),
    state: (a, b) => fmt.compare(a.state, b.state),
  };
  const text = (row: ActListRow) =>
    [row.titleKy, row.titleRu, row.number, row.issuedOn, row.signedBy, row.note].join(' ');
  return { all, kept, query, order, text, filter };
}

async function exportRows(c: C): Promise<(string | number | null)[][]> {
  const { t } = c.get('page');
  const view = await registerView(c);
  const { rows } = sliceList(view.kept, { ...view.query, page: 1 }, { ...view, pageSize: 100_000 });
  const head = ['number', 'date', 'year', 'type', 'body', 'titleKy', 'titleRu', 'state', 'signer', 'note'];
  return [
    head.map((key) => t(`acts.field.${key}`)),
    ...rows.map((row) => [
      row.number,
      row.issuedOn,
      row.year,
      t(`acts.type.${row.type}`),
      t(`acts.body.${row.issuingBody}`),
      row.titleKy,
      row.titleRu,
      t(`acts.standing.${standingOf(row)}`),
      row.signedBy,
      row.note,
    ]),
  ];
}

async function actView(c: C, actId: string, problem?: ActProblem) {
  const gate = gateOf(c);
  return await read(c, async (scope) => {
    const found = await actById(scope, actId);
    if (!found) return undefined;
    const publication = await publicationOf(scope, found.id);
    const signer = found.issuingBody === 'executive' ? (await signerOf(scope)) || gate.name : gate.name;
    return (
      <ActPage
        base={baseOf(c)}
        act={found}
        paper={await paperOf(scope, found)}
        shown={shownPaper(c)}
        publication={publication}
        publishable={isPublishable(found.template)}
        may={{
          register: mayRegisterAct(gate),
          sign: maySignAct(gate, found.issuingBody),
          annul: mayAnnulAct(gate, found.issuingBody, found.template === null),
          publish: mayPublishAct(gate),
        }}
        today={todayOf(c)}
        signer={signer}
        problem={problem}
      />
    );
  });
}

/** Staff pages of the register, mounted at `/m/:municipalityId/acts`. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();

  app.get('/', async (c) => {
    const { all, kept, query, order, text, filter } = await registerView(c);
    return show(
      c,
      <RegisterPage
        base={baseOf(c)}
        slice={sliceList(kept, query, { text, order })}
        query={query}
        filter={filter}
        types={actTypes.filter((type) => all.some((row) => row.type === type))}
        years={[...new Set(all.flatMap((row) => (row.year === null ? [] : [row.year])))].sort(
          (a, b) => b - a,
        )}
        total={all.length}
        mayRecord={mayRecordOutsideAct(gateOf(c))}
      />,
    );
  });
  app.get('/register.csv', async (c) => {
    return download(c, writeCsv(await exportRows(c)), 'csv', c.get('page').t('acts.register.title'));
  });
  app.get('/register.xlsx', async (c) => {
    const name = c.get('page').t('acts.register.title');
    return download(c, await writeXlsx([{ name, rows: await exportRows(c) }]), 'xlsx', name);
  });

  app.get('/new', (c) => {
    if (!mayRecordOutsideAct(gateOf(c))) return missing(c);
    return show(c, <OutsideActPage base={baseOf(c)} />);
  });
  app.post(
    '/',
    async (c) =>
      await post(c, recordOutsideAct, {
        done: ({ id }) => `${baseOf(c)}/${id}?done=acts.done.recorded`,
        refused: (problem) => <OutsideActPage base={baseOf(c)} sent={problem} />,
      }),
  );

  app.get('/:actId', async (c) => {
    const view = await actView(c, c.req.param('actId'));
    return view ? show(c, view) : missing(c);
  });
  app.get(`/:actId/:file${paperFile}`, async (c) => {
    const { lang } = c.get('page');
    const found = await read(c, async (scope) => {
      const row = await actById(scope, c.req.param('actId'));
      const paper = row && (await paperOf(scope, row));
      return row && paper ? { row, paper } : undefined;
    });
    if (!found) return missing(c);
    const { row, paper } = found;
    const name = `${row.number === null ? '' : `№ ${row.number} `}${titleOf(row, lang)}`;
    return await downloadPaper(c, paper, c.req.param('file'), name);
  });

  app.post('/:actId/register', async (c) => await post(c, registerAct, changed(c, 'register', 'registered')));
  app.post('/:actId/sign', async (c) => await post(c, signAct, changed(c, 'sign', 'signed')));
  app.post('/:actId/annul', async (c) => await post(c, annulAct, changed(c, 'annul', 'annulled')));
  app.post('/:actId/publish', async (c) => await post(c, publishAct, changed(c, 'publish', 'published')));
  app.post('/:actId/withdraw', async (c) => await post(c, withdrawAct, changed(c, 'withdraw', 'withdrawn')));
  return app;
}

/** Where a change of an act leads: back to its page, with the refused form filled in again. */
function changed(c: C, form: string, done: string) {
  const actId = c.req.param('actId') ?? '';
  return {
    done: () => `${baseOf(c)}/${actId}?done=acts.done.${done}`,
    refused: async (problem: Problem) => (await actView(c, actId, { ...problem, form })) ?? missing(c),
  };
}

/** Pages of residents, mounted where a municipality's public pages are; `base` is that path with the id in it. */
export function publicRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  const named = async <T,>(c: C, work: (scope: PublicScope, municipalityId: string) => Promise<T>) => {
    const municipalityId = c.req.param('municipalityId') ?? '';
    return await readPublic(c, async (scope) => {
      const names = await municipalityNames(scope, municipalityId);
      if (!names) return undefined;
      const municipality = c.get('lang') === 'ky' ? names.ky : names.ru;
      return { municipality, base: `/acts/${municipalityId}`, found: await work(scope, municipalityId) };
    });
  };
  const standing = async (c: C) =>
    await named(
      c,
      async (scope, municipalityId) =>
        await publicAct(scope, municipalityId, c.req.param('publicationId') ?? ''),
    );
  app.get('/:municipalityId', async (c) => {
    const list = await named(c, publicActs);
    if (!list) return missing(c);
    const { found: acts, ...where } = list;
    return show(c, <PublicActsPage {...where} acts={acts} />);
  });
  app.get('/:municipalityId/:publicationId', async (c) => {
    const page = await standing(c);
    if (!page?.found) return missing(c);
    const { found: published, ...where } = page;
    return show(c, <PublicActPage {...where} published={published} shown={shownPaper(c)} />);
  });
  app.get(`/:municipalityId/:publicationId/:file${paperFile}`, async (c) => {
    const published = (await standing(c))?.found;
    if (!published) return missing(c);
    const { id, snapshot } = published;
    const file = c.req.param('file');
    return await publishedPaper(
      c,
      ['act', id, file],
      { format: formatOf(file), name: titleOf(snapshot, c.get('lang')) },
      async () => await renderedPaper(revived(snapshot.paper), file),
    );
  });
  return app;
}
