import { Hono } from 'hono';
import { isId } from '../platform/db/id.ts';
import {
  act,
  forbidden,
  formOf,
  gateOf,
  missing,
  read,
  show,
  type C,
  type Problem,
  type Web,
} from '../platform/http/web.ts';
import { erasePerson } from './commands/erase-person.ts';
import { erasureOf, erasuresOf } from './data/erasures.ts';
import { mentionsOf, tracesOf } from './data/traces.ts';
import { mayErase } from './policy.ts';
import { ErasurePaper, PrivacyPage } from './views/privacy-page.tsx';

/** `/m/:municipalityId/privacy`: where a person stands, and erasing them at their wish. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', async (c) => (mayErase(gateOf(c)) ? show(c, await privacyPage(c)) : forbidden(c)));
  app.post('/erase', async (c) => {
    const values = await formOf(c);
    const ticked = Array.isArray(values.rows) ? values.rows : values.rows ? [values.rows] : [];
    const rows = ticked.map((value) => {
      const [kind = '', id = ''] = value.split('/');
      return { kind, id };
    });
    return await act(
      c,
      erasePerson,
      { rows, reason: values.reason, confirmed: values.confirmed },
      {
        done: ({ id }) => `/m/${gateOf(c).municipalityId ?? ''}/privacy/erasures/${id}`,
        refused: async (problem) => show(c, await privacyPage(c, problem), 422),
      },
    );
  });
  app.get('/erasures/:id', async (c) => {
    if (!mayErase(gateOf(c))) return forbidden(c);
    const id = c.req.param('id');
    const found = isId(id) ? await read(c, async (scope) => await erasureOf(scope, id)) : undefined;
    return found ? show(c, <ErasurePaper erasure={found} />) : missing(c);
  });
  return app;
}

async function privacyPage(c: C, sent?: Problem) {
  const asked = sent?.values.q ?? c.req.query('q') ?? '';
  const q = typeof asked === 'string' ? asked.trim() : '';
  return await read(c, async (scope) => (
    <PrivacyPage
      q={q}
      traces={await tracesOf(scope, q)}
      mentions={await mentionsOf(scope, q)}
      erasures={await erasuresOf(scope)}
      values={sent?.values}
      errors={sent?.errors}
    />
  ));
}
