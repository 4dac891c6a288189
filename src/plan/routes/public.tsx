import { Hono } from 'hono';
import { municipalityNames } from '../../acts/data.ts';
import { pathIn, unitsNamed } from '../../needs/priorities/data/published-list.ts';
import { publishedCaching } from '../../platform/http/published-caching.ts';
import { shows } from '../../platform/http/pages.ts';
import { readPublic, type C, type Web } from '../../platform/http/web.ts';
import { publishedPlan } from '../data/published.ts';
import { placeOf, PublicItemPage } from '../views/public-item.tsx';
import {
  NoPlanPage,
  PublicPlanPage,
  PublicVillagePage,
  type PublicPlanProps,
} from '../views/public-plan.tsx';

/** What everybody reads of plans, at `/plans`: `/plans/kok-irim`, `/plans/kok-irim/2026`, a village of it, an item. */
export function publicRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/:place', shows(newestPlan));
  app.get('/:place/:year{\\d{4}}', shows(planPage));
  app.get('/:place/:year{\\d{4}}/villages/:villageId', shows(villagePage));
  app.get('/:place/:year{\\d{4}}/villages/:villageId/:problemId', shows(villagePage));
  app.get('/:place/:year{\\d{4}}/items/:itemId', shows(itemPage));
  return app;
}

/** The plan that an address names, by the municipality's word or its lasting id. */
async function found(c: C): Promise<PublicPlanProps | undefined> {
  const municipality = c.req.param('place') ?? '';
  const year = c.req.param('year');
  return await readPublic(c, async (scope) => {
    const named = await unitsNamed(scope, { municipality });
    if (!named) return undefined;
    const { municipalityId, book } = named;
    const standing = await publishedPlan(
      scope,
      municipalityId,
      year === undefined ? undefined : Number(year),
    );
    if (!standing) return undefined;
    const { plan } = standing;
    const word = book.wordOf(municipalityId) ?? municipalityId;
    return {
      plan,
      path: `/plans/${word}/${plan.year}`,
      root: pathIn(book, municipalityId),
      listPath: (villageId) => pathIn(book, municipalityId, plan.year, villageId ?? undefined),
    };
  });
}

const kept = (c: C) => c.header('Cache-Control', publishedCaching);

async function newestPlan(c: C) {
  const page = await planPage(c);
  if (page) return page;
  const municipality = c.req.param('place') ?? '';
  const place = await readPublic(c, async (scope) => {
    const named = await unitsNamed(scope, { municipality });
    const names = named && (await municipalityNames(scope, named.municipalityId));
    return names && { ...names, root: pathIn(named.book, named.municipalityId) };
  });
  return place && <NoPlanPage {...place} />;
}

async function planPage(c: C) {
  const page = await found(c);
  if (!page) return undefined;
  kept(c);
  return <PublicPlanPage {...page} />;
}

async function villagePage(c: C) {
  const page = await found(c);
  const villageId = c.req.param('villageId') ?? '';
  const problemId = c.req.param('problemId');
  const here = page?.plan.directions.some((direction) =>
    direction.problems.some(
      (problem) =>
        (problem.villageId ?? 'all') === villageId && (problemId === undefined || problem.id === problemId),
    ),
  );
  if (!page || here !== true) return undefined;
  kept(c);
  return <PublicVillagePage {...page} villageId={villageId} only={problemId} />;
}

async function itemPage(c: C) {
  const page = await found(c);
  const itemId = c.req.param('itemId') ?? '';
  if (!page || !placeOf(page.plan, itemId)) return undefined;
  kept(c);
  return <PublicItemPage {...page} itemId={itemId} />;
}
