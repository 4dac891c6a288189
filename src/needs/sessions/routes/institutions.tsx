import { Hono } from 'hono';
import { organisations } from '../../../people/data/organisations.ts';
import { mayChangePeople } from '../../../people/policy.ts';
import { bodyName } from '../../../people/rules/body-name.ts';
import { inForce } from '../../../people/rules/organisations.ts';
import { isId } from '../../../platform/db/id.ts';
import { formPage, shows } from '../../../platform/http/pages.ts';
import { gateOf, read, todayOf, type C, type Web } from '../../../platform/http/web.ts';
import { exportTable } from '../../../platform/tables/export-table.ts';
import { unitNames } from '../../../territory/data.ts';
import { tieInstitutions } from '../commands/tie-institutions.ts';
import { namedInstitutions } from '../data/named-institutions.ts';
import { namedColumns, NamedInstitutionsPage, TieInstitutionsPage } from '../views/named-institutions.tsx';

const room = '/m/:municipalityId/needs/institutions';

/** Institutions that sessions named, and the organisations they are; mounted at /m/:municipalityId/needs/institutions. */
export function institutionRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', shows(listPage));
  exportTable(app, '/export', async (c) => ({
    name: `institutions-${todayOf(c)}`,
    title: c.get('page').t('needs.named-institutions.title'),
    list: await namedList(c),
  }));
  formPage(app, '/:villageId', tieInstitutions, tiePage, `${room}?done=needs.done.institutions-tied`);
  return app;
}

async function named(c: C) {
  const lang = c.get('lang');
  return await read(c, async (scope) => {
    const register = await organisations(scope, lang);
    const found = await namedInstitutions(scope, register);
    const villages = [...new Set(found.map((one) => one.villageId))];
    const village = await unitNames(scope, villages, todayOf(c), lang);
    const names = new Map(register.map((one) => [one.id, bodyName(one, lang)]));
    const rows = found.map((one) => ({
      ...one,
      village: village.get(one.villageId) ?? '',
      organisation: names.get(one.organisationId ?? '') ?? null,
      perhaps: names.get(one.perhapsId ?? '') ?? null,
    }));
    return { register, rows };
  });
}

async function namedList(c: C) {
  const { rows } = await named(c);
  return { rows, columns: namedColumns(c.get('page'), mayChangePeople(gateOf(c))), words: 'needs.field' };
}

async function listPage(c: C) {
  return <NamedInstitutionsPage list={await namedList(c)} />;
}

async function tiePage(c: C) {
  const villageId = c.req.param('villageId') ?? '';
  if (!isId(villageId) || !mayChangePeople(gateOf(c))) return undefined;
  const { register, rows } = await named(c);
  const here = rows.filter((one) => one.villageId === villageId);
  const [first] = here;
  if (!first) return undefined;
  const tied = new Set(here.map((one) => one.organisationId));
  const options = register
    // One that is no more is offered only where it is tied already.
    .filter((one) => inForce(one, todayOf(c)) || tied.has(one.id))
    .map((one) => ({ value: one.id, label: bodyName(one, c.get('lang')) }));
  return <TieInstitutionsPage village={first.village} rows={here} options={options} />;
}
