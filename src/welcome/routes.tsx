import { Hono } from 'hono';
import { readPublic, show, type C, type Web } from '../platform/http/web.ts';
import { isId } from '../platform/db/id.ts';
import { shows } from '../platform/http/pages.ts';
import { findPlaces, meantPlace } from '../territory/rules/find-places.ts';
import { searchPath } from '../territory/views/find-place.tsx';
import { frontOf, recentLists } from './data/front.ts';
import { PlacesPage } from './views/places.tsx';
import { municipalityName } from './data/municipality-name.ts';
import { FreshPage, OwnMunicipalitiesPage, PublicHomePage } from './views/home.tsx';

/** The first page: for a fresh installation, for residents, and for whoever is signed in. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', async (c) => {
    const services = c.get('services');
    const page = c.get('page');
    const account = c.get('account');
    if (account) {
      const ids = [...new Set(account.roles.map(({ municipalityId }) => municipalityId))];
      const [only] = ids;
      if (ids.length === 1 && only !== undefined && !account.systemAdministrator) {
        return c.redirect(page.href(`/m/${only}`), 303);
      }
      const found = await Promise.all(
        ids.map(async (id) => await municipalityName(services, id, c.get('lang'))),
      );
      const own = found.filter((one) => one !== undefined).sort((a, b) => page.fmt.compare(a.name, b.name));
      return show(c, <OwnMunicipalitiesPage own={own} systemAdministrator={account.systemAdministrator} />);
    }
    const { front, recent } = await readPublic(c, async (scope) => {
      const found = await frontOf(scope);
      return { front: found, recent: await recentLists(scope, found.places, 8) };
    });
    if (front.publishing.size === 0) {
      const any = await services.db.app.query('select from auth_user limit 1');
      if (any.rowCount === 0) return show(c, <FreshPage />);
    }
    return show(c, <PublicHomePage front={front} recent={recent} />);
  });
  app.get(searchPath, shows(placesPage));
  return app;
}

/** What a reader looks for; the very name of one place leads straight to its page. */
async function placesPage(c: C) {
  const front = await readPublic(c, frontOf);
  const words = (c.req.query('q') ?? '').trim().slice(0, 100);
  const id = c.req.query('in') ?? '';
  const within = isId(id) ? front.places.find(({ unit }) => unit.unitId === id) : undefined;
  if (id !== '' && !within) return undefined;
  if (within?.path) return c.redirect(c.get('page').href(within.path), 303);
  const found = words === '' ? [] : findPlaces(front.places, words);
  const meant = meantPlace(found, words);
  if (meant?.path) return c.redirect(c.get('page').href(meant.path), 303);
  return <PlacesPage {...{ front, words, found, within }} />;
}
