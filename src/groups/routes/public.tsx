import { Hono } from 'hono';
import { municipalityNames } from '../../acts/data.ts';
import { pathIn, unitsNamed } from '../../needs/priorities/data/published-list.ts';
import { publishedCaching } from '../../platform/http/published-caching.ts';
import { shows } from '../../platform/http/pages.ts';
import { readPublic, type C, type Web } from '../../platform/http/web.ts';
import { publishedGroups } from '../data/published.ts';
import { PublicGroupsPage } from '../views/public-groups.tsx';

/** What everybody reads of initiative groups, at `/groups/kok-irim`. */
export function publicRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/:place', shows(groupsPage));
  return app;
}

async function groupsPage(c: C) {
  const municipality = c.req.param('place') ?? '';
  const found = await readPublic(c, async (scope) => {
    const named = await unitsNamed(scope, { municipality });
    const names = named && (await municipalityNames(scope, named.municipalityId));
    if (!named || !names) return undefined;
    return {
      groups: await publishedGroups(scope, named.municipalityId),
      name: c.get('lang') === 'ru' ? names.ru : names.ky,
      root: pathIn(named.book, named.municipalityId),
    };
  });
  if (!found) return undefined;
  c.header('Cache-Control', publishedCaching);
  return <PublicGroupsPage {...found} />;
}
