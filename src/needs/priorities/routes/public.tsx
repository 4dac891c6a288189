import { labelOf } from '../../../platform/i18n/labels.ts';
import { publicActs } from '../../../acts/data.ts';
import { hash } from 'node:crypto';
import { Hono } from 'hono';
import type { VNode } from 'preact';
import { publishedPaper } from '../../../platform/documents/published-paper.ts';
import { renderPoster } from '../../../platform/documents/render.ts';
import { originOf } from '../../../platform/http/client.ts';
import { publishedCaching } from '../../../platform/http/published-caching.ts';
import { type C, download, missing, readPublic, type Web } from '../../../platform/http/web.ts';
import { i18nFor } from '../../../platform/i18n/i18n.ts';
import { writeCsv } from '../../../platform/tables/write.ts';
import { renderPage } from '../../../platform/ui/render-page.tsx';
import {
  publicPlace,
  publishedHead,
  publishedLists,
  publishedSnapshot,
  type PublicationHead,
  type PublicPlace,
} from '../data/publications.ts';
import { posterOf } from '../documents/poster.ts';
import type { PrioritiesSnapshot } from '../rules/snapshot.ts';
import { snapshotRows } from '../rules/snapshot-rows.ts';
import { hiddenSentences } from '../views/hidden-text.ts';
import { PublicMunicipalityPage } from '../views/public-municipality.tsx';
import { partText, PublicPrioritiesPage } from '../views/public-priorities.tsx';
import { problemText } from '../../views/labels.ts';

/** How long an answer may be given without asking the database whether it still stands, in milliseconds. */
const trustedFor = 1_000;
/** Answers kept; each is some tens of kilobytes. */
const mostKept = 500;

type Kept = {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
  /** The publications it was made from; another one standing makes a new answer. */
  readonly stamp: string;
  checkedAt: number;
};

const kept = new Map<string, Kept>();

/** Forgets what is kept, so that this process shows a publication or its withdrawal at once; others within a second. */
export function forgetPublicPages(): void {
  kept.clear();
  lists.clear();
}

/**
 * Answers from memory while the publication stands. `stampOf` is one small query and runs at most once a second for
 * each page; `make` runs once for each publication and language.
 */
async function cached(
  c: C,
  name: string,
  stampOf: () => Promise<string | undefined>,
  make: () => Promise<Made | undefined>,
): Promise<Response> {
  const key = `${name} ${c.get('lang')} ${originOf(c)}`;
  let entry = kept.get(key);
  if (!entry || Date.now() - entry.checkedAt > trustedFor) {
    const asked = Date.now();
    const stamp = await stampOf();
    if (stamp === undefined) {
      kept.delete(key);
      return missing(c);
    }
    if (entry?.stamp === stamp) entry.checkedAt = asked;
    else {
      const made = await make();
      if (!made) return missing(c);
      // Bytes once, for the tag, for what is kept and for every answer.
      const body = typeof made.body === 'string' ? new TextEncoder().encode(made.body) : made.body;
      const tag = hash('sha256', body, 'base64url').slice(0, 27);
      const headers = {
        // Weak: the same page compressed and plain are different bytes.
        ETag: `W/"${tag}"`,
        'Cache-Control': publishedCaching,
        ...made.headers,
      };
      if (kept.size >= mostKept) kept.clear();
      entry = { body, headers, stamp, checkedAt: asked };
      kept.set(key, entry);
    }
  }
  const { ETag = '' } = entry.headers;
  const known = c.req
    .header('if-none-match')
    ?.split(',')
    .map((tag) => tag.trim());
  if (known?.some((tag) => tag === ETag || tag === ETag.slice(2) || tag === '*')) {
    return c.body(null, 304, { ETag, 'Cache-Control': entry.headers['Cache-Control'] ?? '' });
  }
  return c.body(entry.body, 200, { ...entry.headers });
}

const html = { 'Content-Type': 'text/html; charset=utf-8' };

/** A page for everybody: nothing of the reader's session may be in what is kept. */
function pageFor(c: C, view: VNode): string {
  const { actor: _actor, cspNonce: _nonce, municipality: _municipality, ...page } = c.get('page');
  return renderPage({ ...page, csrfToken: '', query: '', nav: [] }, view);
}

type Where = { municipalityId: string; kind: PublicationHead['kind']; unitId: string; year: number };

function whereOf(c: C): Where | undefined {
  const municipalityId = c.req.param('municipalityId') ?? '';
  const year = /^\d{4}/.exec(c.req.param('year') ?? '')?.[0];
  if (year === undefined) return undefined;
  // In the address of a file the village's id carries the file's ending.
  const villageId = c.req.param('villageId') ?? c.req.param('file')?.replace(/\.[a-z]+$/, '');
  return villageId === undefined
    ? { municipalityId, kind: 'municipality-priorities', unitId: municipalityId, year: Number(year) }
    : { municipalityId, kind: 'village-priorities', unitId: villageId, year: Number(year) };
}

/** Address of a list's page with language prefix, without the host. */
function pathOf(c: C, where: Where): string {
  const base = `/p/${where.municipalityId}/${where.year}`;
  return c.get('page').href(where.kind === 'village-priorities' ? `${base}/villages/${where.unitId}` : base);
}

type Found = {
  readonly head: PublicationHead;
  readonly snapshot: PrioritiesSnapshot;
  /** Units above the municipality, from the top. */
  readonly above: readonly PublicPlace[];
};

type Asked = { readonly at: number; readonly found: Promise<Found | undefined> };

/** Published lists by place and year: pages in three languages and files are all made from one of them. */
const lists = new Map<string, Asked>();

/** The list that stands; the database is asked at most once a second, by whoever comes first. */
async function standingList(c: C, where: Where): Promise<Found | undefined> {
  const key = `${where.municipalityId} ${where.unitId} ${where.year}`;
  const before = lists.get(key);
  if (before && Date.now() - before.at <= trustedFor) return await before.found;
  const found = readPublic(c, async (scope): Promise<Found | undefined> => {
    const head = await publishedHead(scope, where);
    const known = await before?.found;
    if (!head || known?.head.id === head.id) return head && known;
    const snapshot = await publishedSnapshot(scope, where.municipalityId, head.id);
    const place = await publicPlace(scope, where.municipalityId);
    return snapshot && { head, snapshot, above: place?.above ?? [] };
  });
  if (lists.size >= mostKept) lists.clear();
  const asked = { at: Date.now(), found };
  lists.set(key, asked);
  const answer = await found.catch((error: unknown) => {
    lists.delete(key);
    throw error;
  });
  // Addresses of nothing have no end: they are not remembered.
  if (!answer && lists.get(key) === asked) lists.delete(key);
  return answer;
}

type Made = { readonly body: string | Uint8Array<ArrayBuffer>; readonly headers: Record<string, string> };

async function answerWith(
  c: C,
  format: string,
  make: (found: Found, where: Where) => Made | Promise<Made>,
): Promise<Response> {
  const where = whereOf(c);
  if (!where) return missing(c);
  const found = await standingList(c, where);
  if (!found) return missing(c);
  return await cached(
    c,
    `${where.municipalityId} ${where.unitId} ${where.year} ${format}`,
    async () => found.head.id,
    async () => await make(found, where),
  );
}

async function listPage(c: C): Promise<Response> {
  return await answerWith(c, 'html', (found, where) => {
    const view = <PublicPrioritiesPage {...found} address={`${originOf(c)}${pathOf(c, where)}`} />;
    return { body: pageFor(c, view), headers: html };
  });
}

async function csv(c: C): Promise<Response> {
  return await answerWith(c, 'csv', async ({ snapshot }, where) => {
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
    const answer = download(c, writeCsv(rows), 'csv', fileName(snapshot, where));
    return { body: await bytesOf(answer), headers: headersOf(answer) };
  });
}

const fileName = (snapshot: PrioritiesSnapshot, where: Where): string =>
  `ashar-${where.kind === 'village-priorities' ? 'village' : 'municipality'}-${snapshot.unit.ky}-${where.year}`;

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

function headersOf(response: Response): Record<string, string> {
  const wanted = ['content-type', 'content-disposition', 'x-content-type-options'];
  return Object.fromEntries([...response.headers].filter(([name]) => wanted.includes(name)));
}

async function json(c: C): Promise<Response> {
  return await answerWith(c, 'json', ({ head, snapshot }) => ({
    body: JSON.stringify({ version: head.version, publishedAt: head.publishedAt, ...snapshot }, null, 2),
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Access-Control-Allow-Origin': '*' },
  }));
}

async function poster(c: C): Promise<Response> {
  const where = whereOf(c);
  const found = where && (await standingList(c, where));
  if (!found) return missing(c);
  const { head, snapshot } = found;
  const size = c.req.query('size') === 'A4' ? 'A4' : 'A3';
  const lang = c.get('lang') === 'ru' ? 'ru' : 'ky';
  // The reader's language of the address goes into the code on the sheet, so it is part of what the sheet is made of.
  const address = `${originOf(c)}${pathOf(c, where)}`;
  return await publishedPaper(
    c,
    ['poster', head.id, size, lang, address],
    { format: 'pdf', name: fileName(snapshot, where) },
    async () => await renderPoster(posterOf(snapshot, head, i18nFor(lang), address), { size }),
  );
}

/** What everybody may read. Mounted at `/p`. */
export function publicRoutes(): Hono<Web> {
  const app = new Hono<Web>();

  app.get('/:municipalityId', async (c) => {
    const municipalityId = c.req.param('municipalityId');
    const load = async () =>
      await readPublic(c, async (scope) => {
        const place = await publicPlace(scope, municipalityId);
        if (!place) return undefined;
        const lists = await publishedLists(scope, municipalityId);
        return { place, lists, acts: await publicActs(scope, municipalityId) };
      });
    return await cached(
      c,
      municipalityId,
      async () => {
        const found = await load();
        return found && JSON.stringify([found.place, [...found.lists, ...found.acts].map((one) => one.id)]);
      },
      async () => {
        const found = await load();
        if (!found) return undefined;
        const newest = [...found.lists].sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime())[0];
        const snapshot =
          newest &&
          (await readPublic(c, async (scope) => await publishedSnapshot(scope, municipalityId, newest.id)));
        return {
          body: pageFor(c, <PublicMunicipalityPage {...found} stage={snapshot?.stage} />),
          headers: html,
        };
      },
    );
  });

  const year = ':year{[0-9]{4}}';
  const village = ':villageId{[0-9a-f-]{36}}';
  for (const base of [`/:municipalityId/${year}`, `/:municipalityId/${year}/villages/${village}`]) {
    app.get(base, listPage);
    app.get(`${base}/poster.pdf`, poster);
  }
  app.get('/:municipalityId/:year{[0-9]{4}\\.csv}', csv);
  app.get('/:municipalityId/:year{[0-9]{4}\\.json}', json);
  app.get(
    `/:municipalityId/${year}/villages/:file{[0-9a-f-]{36}\\.(csv|json)}`,
    async (c) => await villageFile(c),
  );
  return app;
}

/** `…/villages/<id>.csv`: the router gives id and ending as one part. */
async function villageFile(c: C): Promise<Response> {
  return (c.req.param('file') ?? '').endsWith('.csv') ? await csv(c) : await json(c);
}
