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
  todayOf,
  type C,
  type Web,
} from '../platform/http/web.ts';
import { annulAct } from './commands/annul-act.ts';
import { issuedOn } from './commands/issued-on.ts';
import { noteEvent } from './commands/note-event.ts';
import { publishAct } from './commands/publish-act.ts';
import { recordOutsideAct } from './commands/record-outside-act.ts';
import { registerAct } from './commands/register-act.ts';
import { dropDraft } from './commands/drop-draft.ts';
import { renewAct } from './commands/renew-act.ts';
import { signAct } from './commands/sign-act.ts';
import { withdrawAct } from './commands/withdraw-act.ts';
import {
  actById,
  eventsOf,
  listActs,
  neighboursOf,
  nextNumber,
  municipalityNames,
  publicAct,
  publicActs,
  publicationOf,
} from './data.ts';
import { journalPaper } from './documents/journal.ts';
import { isPublishable, outlived, paperOf, revived, signingDoubts } from './documents.ts';
import { mayAnnulAct, mayPublishAct, mayRecordOutsideAct, mayRegisterAct, maySignAct } from './policy.ts';
import { journalOf } from './rules/journal.ts';
import { bothLanguages, registerYear } from './rules.ts';
import { actTypes, type Paper } from './schema.ts';
import { ActPage, OutsideActPage } from './views/act-page.tsx';
import { PublicActPage, PublicActsPage } from './views/public-acts.tsx';
import { registerColumns, RegisterPage, titleOf } from './views/register-page.tsx';
import { answerFile, postsWithFile } from '../platform/http/kept-file.ts';
import { filled, posts, shows } from '../platform/http/pages.ts';
import { i18nFor } from '../platform/i18n/i18n.ts';
import { takesFiles } from '../platform/http/takes-files.ts';
import { exportTable } from '../platform/tables/export-table.ts';
import { municipalityHead, placeOnDay } from '../territory/data.ts';

const room = '/m/:municipalityId/acts';

/** Which language of a paper the reader looks at; English readers get the Kyrgyz one unless they choose. */
export function shownPaper(c: C): 'ky' | 'ru' {
  const asked = c.req.query('paper');
  if (asked === 'ky' || asked === 'ru') return asked;
  return c.get('lang') === 'ru' ? 'ru' : 'ky';
}

/** Answers with a paper as a file: `ky.pdf`, `ru.docx`, `both.pdf`. The name was checked by the route. */
export async function downloadPaper(c: C, paper: Paper, file: string, name: string): Promise<Response> {
  return download(c, await renderedPaper(paper, file), formatOf(file), fileName(name, file));
}

const languageOf = (file: string) => file.split('.', 1)[0] as 'ky' | 'ru' | 'both';

/** In a folder of downloads only the name tells the languages of one paper apart. */
const fileName = (name: string, file: string) =>
  `${name} (${languageOf(file) === 'both' ? 'ky, ru' : languageOf(file)})`;

const formatOf = (file: string) => (file.endsWith('.docx') ? 'docx' : 'pdf');

async function renderedPaper(paper: Paper, file: string): Promise<Buffer<ArrayBuffer>> {
  const language = languageOf(file);
  const model: DocumentModel =
    language === 'both' ? bothLanguages(paper) : paper[language === 'ru' ? 'ru' : 'ky'];
  return formatOf(file) === 'docx' ? await renderDocx(model) : await renderPdf(model);
}

/** The names of files of papers, as a route pattern. */
export const paperFile = '{(?:ky|ru|both)\\.(?:pdf|docx)}';

async function register(c: C) {
  const all = await read(c, listActs);
  const asked = (name: string) => c.req.query(name) ?? '';
  const filter = { type: asked('type'), year: asked('year'), state: asked('state') };
  const rows = all.filter(
    (row) =>
      (filter.type === '' || row.type === filter.type) &&
      (filter.year === '' || String(row.year) === filter.year) &&
      (filter.state === '' || row.state === filter.state),
  );
  return { all, filter, list: { rows, columns: registerColumns(c.get('page')), words: 'acts.field' } };
}

async function registerPage(c: C) {
  const { all, filter, list } = await register(c);
  const years = [...new Set(all.flatMap((row) => (row.year === null ? [] : [row.year])))];
  return (
    <RegisterPage
      list={list}
      filter={filter}
      types={actTypes.filter((type) => all.some((row) => row.type === type))}
      years={years.sort((a, b) => b - a)}
      total={all.length}
      mayRecord={mayRecordOutsideAct(gateOf(c))}
    />
  );
}

/** The register on paper: `journal.pdf?year=2026&type=order`; of all kinds and of the newest year where none is asked for. */
async function journal(c: C): Promise<Response> {
  const asked = { year: c.req.query('year') ?? '', type: c.req.query('type') ?? '' };
  const known = asked.type === '' || actTypes.some((type) => type === asked.type);
  if (!/^(\d{4})?$/.test(asked.year) || !known) return missing(c);
  const found = await read(c, async (scope) => ({
    acts: await listActs(scope),
    place: (await placeOnDay(scope, todayOf(c))).municipality,
  }));
  const year = Number(asked.year || Math.max(0, ...found.acts.map((one) => one.year ?? 0)));
  const parts = journalOf(found.acts, year, asked.type);
  if (parts.length === 0) return missing(c);
  const lang = c.get('lang') === 'ru' ? 'ru' : 'ky';
  const paper = journalPaper(i18nFor(lang), {
    municipality: lang === 'ru' ? found.place.nameRu : found.place.nameKy,
    ...{ year, day: todayOf(c), parts },
  });
  const pdf = c.req.path.endsWith('.pdf');
  return download(
    c,
    pdf ? await renderPdf(paper) : await renderDocx(paper),
    pdf ? 'pdf' : 'docx',
    `${paper.title} (${lang})`,
  );
}

const outsidePage = (c: C) => (mayRecordOutsideAct(gateOf(c)) ? <OutsideActPage /> : undefined);

async function actPage(c: C) {
  const actId = c.req.param('actId') ?? '';
  const gate = gateOf(c);
  return await read(c, async (scope) => {
    const found = await actById(scope, actId);
    if (!found) return undefined;
    const publication = await publicationOf(scope, found.id);
    const issuedOn = found.issuedOn ?? sentDay(c) ?? todayOf(c);
    const signer =
      found.issuingBody === 'executive' ? (await municipalityHead(scope)).headName || gate.name : gate.name;
    return (
      <ActPage
        act={found}
        paper={await paperOf(scope, found)}
        shown={shownPaper(c)}
        neighbours={await neighboursOf(scope, found)}
        nextNumber={await nextNumber(scope, { ...found, year: registerYear(issuedOn) })}
        doubts={found.state === 'draft' ? await signingDoubts(scope, { ...found, issuedOn }) : []}
        outlived={await outlived(scope, found)}
        publication={publication}
        events={await eventsOf(scope, found.id)}
        publishable={isPublishable(found.template)}
        may={{
          register: mayRegisterAct(gate),
          sign: maySignAct(gate, found.issuingBody),
          annul: mayAnnulAct(gate, found.issuingBody, found.template === null),
          publish: mayPublishAct(gate),
        }}
        today={todayOf(c)}
        signer={signer}
      />
    );
  });
}

/** Staff pages of the register, mounted at `/m/:municipalityId/acts`. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();
  const done = `${room}/:actId?done=acts.done`;
  app.get('/', shows(registerPage));
  exportTable(app, '/register', async (c) => ({
    name: c.get('page').t('acts.register.title'),
    list: (await register(c)).list,
  }));
  app.get('/journal.pdf', journal);
  app.get('/journal.docx', journal);
  app.get('/new', shows(outsidePage));
  app.post('/', posts(recordOutsideAct, outsidePage, `${room}/:id?done=acts.done.recorded`));
  app.get('/:actId', shows(actPage));
  app.get(`/:actId/:file${paperFile}`, shows(actFile));
  app.post('/:actId/register', posts(registerAct, actPage, `${done}.registered`));
  app.post('/:actId/sign', posts(signAct, actPage, `${done}.signed`));
  app.post('/:actId/annul', posts(annulAct, actPage, annulled));
  app.post('/:actId/renew', posts(renewAct, actPage, `${room}/:id?done=acts.done.renewed`));
  app.post('/:actId/drop', posts(dropDraft, actPage, `${room}/:id?done=acts.done.dropped`));
  app.post('/:actId/publish', posts(publishAct, actPage, `${done}.published`));
  app.post(
    '/:actId/events',
    takesFiles({ may: mayRegisterAct }),
    postsWithFile(noteEvent, actPage, `${done}.event`, {
      ...{ field: 'scan', accept: ['image', 'document'], unreadable: 'acts.life.unreadable' },
    }),
  );
  app.get('/:actId/events/:eventId/file', eventFile);
  app.post('/:actId/withdraw', posts(withdrawAct, actPage, `${done}.withdrawn`));
  return app;
}

async function eventFile(c: C): Promise<Response> {
  const event = await read(c, async (scope) => {
    const act = await actById(scope, c.req.param('actId') ?? '');
    return act && (await eventsOf(scope, act.id)).find((one) => one.id === c.req.param('eventId'));
  });
  if (!event) return missing(c);
  return await answerFile(c, event.fileId, c.get('page').t(`acts.event.${event.kind}`));
}

/** A paper of the cycle leads on to its next draft. */
const annulled = ({ id, nextId }: { id: string; nextId: string | null }, c: C) =>
  `${filled(c, room)}/${nextId ?? id}?done=acts.done.${nextId === null ? 'annulled' : 'annulled-next'}`;

/** The day that was sent along with what was refused. */
function sentDay(c: C): string | undefined {
  const sent = issuedOn().safeParse(c.get('body')?.values.issuedOn);
  return sent.success ? sent.data : undefined;
}

async function actFile(c: C) {
  const found = await read(c, async (scope) => {
    const row = await actById(scope, c.req.param('actId') ?? '');
    const paper = row && (await paperOf(scope, row));
    return row && paper ? { row, paper } : undefined;
  });
  if (!found) return undefined;
  const { row, paper } = found;
  const name = `${row.number === null ? '' : `№ ${row.number} `}${titleOf(row, c.get('lang'))}`;
  return await downloadPaper(c, paper, c.req.param('file') ?? '', name);
}

/** Pages of residents, mounted where a municipality's public pages are; `base` is that path with the id in it. */
export function publicRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/:municipalityId', shows(publicActsPage));
  app.get('/:municipalityId/:publicationId', shows(publicActPage));
  app.get(`/:municipalityId/:publicationId/:file${paperFile}`, shows(publicActFile));
  return app;
}

/** What is published of the municipality of the address; undefined for one that publishes nothing. */
async function published<T>(c: C, work: (scope: PublicScope, municipalityId: string) => Promise<T>) {
  const municipalityId = c.req.param('municipalityId') ?? '';
  return await readPublic(c, async (scope) => {
    const names = await municipalityNames(scope, municipalityId);
    if (!names) return undefined;
    const municipality = c.get('lang') === 'ky' ? names.ky : names.ru;
    return { municipality, base: `/acts/${municipalityId}`, found: await work(scope, municipalityId) };
  });
}

const publishedAct = async (c: C) =>
  await published(
    c,
    async (scope, municipalityId) =>
      await publicAct(scope, municipalityId, c.req.param('publicationId') ?? ''),
  );

async function publicActsPage(c: C) {
  const list = await published(c, publicActs);
  return list && <PublicActsPage municipality={list.municipality} base={list.base} acts={list.found} />;
}

async function publicActPage(c: C) {
  const page = await publishedAct(c);
  if (!page?.found) return undefined;
  const { found, ...where } = page;
  return <PublicActPage {...where} published={found} shown={shownPaper(c)} />;
}

async function publicActFile(c: C) {
  const act = (await publishedAct(c))?.found;
  if (!act) return undefined;
  const { id, snapshot } = act;
  const file = c.req.param('file') ?? '';
  return await publishedPaper(
    c,
    ['act', id, file],
    { format: formatOf(file), name: fileName(titleOf(snapshot, c.get('lang')), file) },
    async () => await renderedPaper(revived(snapshot.paper), file),
  );
}
