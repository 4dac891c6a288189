import { Hono } from 'hono';
import { isId } from '../platform/db/id.ts';
import { posts, shows } from '../platform/http/pages.ts';
import { forbidden, gateOf, read, type C, type Web } from '../platform/http/web.ts';
import { erasePerson } from './commands/erase-person.ts';
import { erasureOf, erasuresOf } from './data/erasures.ts';
import { mentionsOf, tracesOf } from './data/traces.ts';
import { mayErase } from './policy.ts';
import { ErasurePage, PrivacyPage } from './views/privacy-page.tsx';

/** `/m/:municipalityId/privacy`: where a person stands, and erasing them at their wish. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', shows(privacyPage));
  app.post('/erase', posts(erasePerson, privacyPage, '/m/:municipalityId/privacy/erasures/:id'));
  app.get('/erasures/:id', shows(erasurePage));
  return app;
}

async function privacyPage(c: C) {
  if (!mayErase(gateOf(c))) return forbidden(c);
  const asked = c.get('page').refused?.values.q ?? c.req.query('q') ?? '';
  const q = typeof asked === 'string' ? asked.trim() : '';
  return await read(c, async (scope) => (
    <PrivacyPage
      q={q}
      traces={await tracesOf(scope, q)}
      mentions={await mentionsOf(scope, q)}
      erasures={await erasuresOf(scope)}
    />
  ));
}

async function erasurePage(c: C) {
  if (!mayErase(gateOf(c))) return forbidden(c);
  const id = c.req.param('id') ?? '';
  const found = isId(id) ? await read(c, async (scope) => await erasureOf(scope, id)) : undefined;
  return found && <ErasurePage erasure={found} />;
}
