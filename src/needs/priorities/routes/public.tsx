import { Hono } from 'hono';
import { publicActs, type PublicActHead } from '../../../acts/data.ts';
import { publishedPaper } from '../../../platform/documents/published-paper.ts';
import { renderPoster } from '../../../platform/documents/render.ts';
import { isId } from '../../../platform/db/id.ts';
import { originOf } from '../../../platform/http/client.ts';
import { type C, download, missing, readPublic, show, type Web } from '../../../platform/http/web.ts';
import { labelOf } from '../../../platform/i18n/labels.ts';
import { i18nFor } from '../../../platform/i18n/i18n.ts';
import { writeCsv } from '../../../platform/tables/write.ts';
import { addressesOf, successorsIn } from '../../../territory/data/addresses.ts';
import { publicPlaces } from '../../../territory/data/places.ts';
import { findPlaces } from '../../../territory/rules/find-places.ts';
import { UnknownPlacePage } from '../../../territory/views/find-place.tsx';
import {
  pathIn,
  publishedList,
  unitsNamed,
  type Asked,
  type ListFound,
  type PublishedList,
} from '../data/published-list.ts';
import {
  publicPlace,
  publishedLists,
  publishedSnapshot,
  type PlaceWithPage,
  type PublicationHead,
  type PublicPlace,
} from '../data/publications.ts';
import { posterOf } from '../documents/poster.ts';
import { snapshotRows } from '../rules/snapshot-rows.ts';
import { hiddenSentences } from '../views/hidden-text.ts';
import { PublicMunicipalityPage } from '../views/public-municipality.tsx';
import { partText, PublicPrioritiesPage } from '../views/public-priorities.tsx';
import { problemText } from '../../views/labels.ts';
import { forgetAnswers, keptAnswer, KeptReads, leadTo, pageFor, type Made } from './kept-answers.ts';

/** Published lists by the words of their address: pages in three languages and files are all made from one of them. */
const lists = new KeptReads<ListFound>();
const fronts = new KeptReads<Front | { readonly moved: readonly string[] }>();

/** Forgets what is kept, so that this process shows a publication or its withdrawal at once; others within a second. */
export function forgetPublicPages(): void {
  forgetAnswers();
  lists.clear();
  fronts.clear();
}

/** What the address names: by words at `/kok-irim/2026/aral`, by ids at `/p/…`. A file's name carries its ending. */
function askedBy(c: C): Asked {
  const year = /^\d{4}/.exec(c.req.param('year') ?? '')?.[0];
  return {
    municipality: c.req.param('municipalityId') ?? c.req.param('place') ?? '',
    year: year === undefined ? undefined : Number(year),
    village:
      c.req.param('villageId') ?? c.req.param('village') ?? c.req.param('file')?.replace(/\.[a-z]+$/, ''),
  };
}

const keyOf = ({ municipality, year, village }: Asked) => `${municipality} ${year ?? ''} ${village ?? ''}`;

const successorsOf = (c: C) => successorsIn(c.get('services').db, c.get('now'));

async function standingList(c: C): Promise<ListFound | undefined> {
  const asked = askedBy(c);
  const { year } = asked;
  if (year === undefined) return undefined;
  return await lists.get(keyOf(asked), async (before) => {
    const known = before && 'head' in before ? before : undefined;
    return await readPublic(
      c,
      async (scope) => await publishedList(scope, { ...asked, year }, successorsOf(c), known),
    );
  });
}

/** Nothing of this name: with a search, where what was typed may be a name. */
async function notThere(c: C): Promise<Response> {
  const { municipality } = askedBy(c);
  if (isId(municipality)) return missing(c);
  const places = await readPublic(c, publicPlaces);
  const words = municipality.replaceAll('-', ' ');
  c.header('Cache-Control', 'no-store');
  return show(c, <UnknownPlacePage words={words} near={findPlaces(places, words, 8)} />, 404);
}

async function listPage(c: C): Promise<Response> {
  const found = await standingList(c);
  if (!found) return askedBy(c).village === undefined ? await frontPage(c) : await notThere(c);
  if ('moved' in found) return leadTo(c, found.moved);
  // The lasting address by ids, and every older or otherwise written word, lead to the one that is shown.
  if (c.req.path !== found.path) return leadTo(c, found.path);
  const stamp = [found.head.id, ...found.villages.map(({ path }) => path)].join(' ');
  return await keptAnswer(c, `page ${found.path}`, stamp, () =>
    pageFor(
      c,
      <PublicPrioritiesPage {...found} address={`${originOf(c)}${c.get('page').href(found.path)}`} />,
    ),
  );
}

/** A file of a list is given at both addresses: who fetches it by a program may not follow a redirect. */
async function listFile(
  c: C,
  format: 'csv' | 'json',
  make: (found: PublishedList) => Promise<Made> | Made,
): Promise<Response> {
  const found = await standingList(c);
  if (!found) return missing(c);
  if ('moved' in found) return leadTo(c, `${found.moved}.${format}`);
  const page = `${originOf(c)}${c.get('page').href(found.path)}`;
  return await keptAnswer(c, `${format} ${found.path}`, found.head.id, async () => {
    const made = await make(found);
    return { ...made, headers: { ...made.headers, Link: `<${page}>; rel="canonical"` } };
  });
}

async function csv(c: C): Promise<Response> {
  return await listFile(c, 'csv', async ({ snapshot }) => {
    const page = c.get('page');
    const { t } = page;
    const rows = snapshotRows(snapshot, {
      fixed: ['rank', 'problem', 'votes', 'share', 'tied', 'competence', 'matter'].map((key) =>
        labelOf(t, 'needs.column', key),
      ),
      part: (part) => partText(page, part),
      yes: t('ui.yes'),
      no: t('ui.no'),
      competence: (competence) => (competence === null ? '' : t(`needs.competence.${competence}`)),
      name: (name) => problemText(page, name, snapshot.russian),
      hidden: hiddenSentences(page, snapshot),
      few: t('needs.public.few-cell'),
    });
    const answer = download(c, writeCsv(rows), 'csv', `${fileName({ snapshot })}-${page.lang}`);
    return { body: new Uint8Array(await answer.arrayBuffer()), headers: headersOf(answer) };
  });
}

const fileName = ({ snapshot }: Pick<PublishedList, 'snapshot'>): string =>
  `ashar-${snapshot.kind}-${snapshot.unit.ky}-${snapshot.year}`;

function headersOf(response: Response): Record<string, string> {
  const wanted = ['content-type', 'content-disposition', 'x-content-type-options'];
  return Object.fromEntries([...response.headers].filter(([name]) => wanted.includes(name)));
}

async function json(c: C): Promise<Response> {
  return await listFile(c, 'json', ({ head, snapshot }) => ({
    body: JSON.stringify({ version: head.version, publishedAt: head.publishedAt, ...snapshot }, null, 2),
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Access-Control-Allow-Origin': '*' },
  }));
}

async function poster(c: C): Promise<Response> {
  const found = await standingList(c);
  if (!found) return missing(c);
  if ('moved' in found) return leadTo(c, `${found.moved}/poster.pdf`);
  const { head, snapshot } = found;
  const size = c.req.query('size') === 'A4' ? 'A4' : 'A3';
  const lang = c.get('lang') === 'ru' ? 'ru' : 'ky';
  // The reader's language of the address goes into the code on the sheet, so it is part of what the sheet is made of.
  const address = `${originOf(c)}${c.get('page').href(found.path)}`;
  return await publishedPaper(
    c,
    ['poster', head.id, size, lang, address],
    { format: 'pdf', name: `${fileName(found)}-${lang}` },
    async () => await renderPoster(posterOf(snapshot, head, i18nFor(lang), address), { size }),
  );
}

/** A municipality's page, or a year of it where no list of the whole municipality is published. */
type Front = {
  readonly place: { readonly municipality: PlaceWithPage; readonly above: readonly PublicPlace[] };
  readonly lists: readonly (PublicationHead & {
    readonly path: string;
    readonly place: PublicPlace | undefined;
  })[];
  readonly acts: readonly PublicActHead[];
  readonly path: string;
  readonly stamp: string;
};

async function frontOf(
  c: C,
  asked: Asked,
): Promise<Front | { readonly moved: readonly string[] } | undefined> {
  return await readPublic(c, async (scope) => {
    const named = await unitsNamed(scope, asked);
    if (!named) return undefined;
    const { municipalityId, book } = named;
    const { year } = asked;
    const place = await publicPlace(scope, municipalityId);
    if (!place) {
      const next = (await successorsOf(c)(municipalityId)).filter((one) => one !== municipalityId);
      const of = await addressesOf(scope, next);
      return next.length === 0 ? undefined : { moved: next.map((one) => pathIn(of, one)) };
    }
    const inYear = (one: number) => year === undefined || one === year;
    const found = (await publishedLists(scope, municipalityId)).filter((one) => inYear(one.year));
    const acts = (await publicActs(scope, municipalityId)).filter(({ snapshot }) =>
      inYear(Number(snapshot.issuedOn.slice(0, 4))),
    );
    if (year !== undefined && found.length + acts.length === 0) return undefined;
    const path = pathIn(book, municipalityId, year);
    const municipality = { ...place.municipality, path: pathIn(book, municipalityId) };
    const known = found.map((head) => {
      const village = head.kind === 'village-priorities' ? head.unitId : undefined;
      return {
        ...head,
        path: pathIn(book, municipalityId, head.year, village),
        place: place.villages.find(({ id }) => id === village),
      };
    });
    return {
      place: { municipality, above: place.above },
      lists: known,
      acts,
      path,
      stamp: JSON.stringify([place, known.map((one) => [one.id, one.path]), acts.map(({ id }) => id)]),
    };
  });
}

async function frontPage(c: C): Promise<Response> {
  const asked = askedBy(c);
  const found = await fronts.get(keyOf(asked), async () => await frontOf(c, asked));
  if (!found) return await notThere(c);
  if ('moved' in found) return await movedPage(c, found.moved);
  if (c.req.path !== found.path) return leadTo(c, found.path);
  return await keptAnswer(c, `page ${found.path}`, found.stamp, async () => {
    const newest = [...found.lists].sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime())[0];
    const { municipality } = found.place;
    const snapshot =
      newest &&
      (await readPublic(c, async (scope) => await publishedSnapshot(scope, municipality.id, newest.id)));
    return pageFor(c, <PublicMunicipalityPage {...found} year={asked.year} stage={snapshot?.stage} />);
  });
}

/** A municipality that ended leads to the one that took its place; to the choice where it became several. */
async function movedPage(c: C, to: readonly string[]): Promise<Response> {
  const [only, other] = to;
  if (only !== undefined && other === undefined) return leadTo(c, only);
  const places = await readPublic(c, publicPlaces);
  const parts = places.filter(({ unit, path }) => unit.level === 'municipality' && path && to.includes(path));
  return show(c, <UnknownPlacePage words="" near={parts} divided />, 404);
}

const year = ':year{[0-9]{4}}';

/** What everybody may read, at addresses people can type. Mounted at `/`, behind every other address. */
export function placeRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  const place = '/:place{[^/.]+}';
  const village = ':village{[^/.]+}';
  app.get(place, frontPage);
  for (const list of [`${place}/${year}`, `${place}/${year}/${village}`]) {
    app.get(list, listPage);
    app.get(`${list}/poster.pdf`, poster);
  }
  app.get(`${place}/:year{[0-9]{4}\\.csv}`, csv);
  app.get(`${place}/:year{[0-9]{4}\\.json}`, json);
  app.get(`${place}/${year}/:file{[^/.]+\\.(csv|json)}`, villageFile);
  return app;
}

/** The same by the lasting ids: pages lead on to the words of today, files are given. Mounted at `/p`. */
export function publicRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/:municipalityId', frontPage);
  const village = ':villageId{[0-9a-f-]{36}}';
  for (const list of [`/:municipalityId/${year}`, `/:municipalityId/${year}/villages/${village}`]) {
    app.get(list, listPage);
    app.get(`${list}/poster.pdf`, poster);
  }
  app.get('/:municipalityId/:year{[0-9]{4}\\.csv}', csv);
  app.get('/:municipalityId/:year{[0-9]{4}\\.json}', json);
  app.get(`/:municipalityId/${year}/villages/:file{[0-9a-f-]{36}\\.(csv|json)}`, villageFile);
  return app;
}

/** `…/aral.csv`: the router gives name and ending as one part. */
async function villageFile(c: C): Promise<Response> {
  return (c.req.param('file') ?? '').endsWith('.csv') ? await csv(c) : await json(c);
}
