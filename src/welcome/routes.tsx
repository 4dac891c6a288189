import { Hono } from 'hono';
import { readPublic, show, type Web } from '../platform/http/web.ts';
import { publishingMunicipalities } from './data/front.ts';
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
    const published = await readPublic(
      c,
      async (scope) => await publishingMunicipalities(scope, c.get('lang')),
    );
    if (published.length === 0) {
      const any = await services.db.app.query('select from auth_user limit 1');
      if (any.rowCount === 0) return show(c, <FreshPage />);
    }
    return show(c, <PublicHomePage published={published} />);
  });
  return app;
}
