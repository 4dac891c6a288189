import { Hono } from 'hono';
import { isId } from '../../platform/db/id.ts';
import { formPage, shows } from '../../platform/http/pages.ts';
import { gateOf, read, todayOf, type C, type Web } from '../../platform/http/web.ts';
import { exportTable } from '../../platform/tables/export-table.ts';
import { addOrganisation } from '../commands/add-organisation.ts';
import { editOrganisation } from '../commands/edit-organisation.ts';
import { personOptions } from '../data.ts';
import { organisationOf, organisations } from '../data/organisations.ts';
import { mayChangePeople, maySeeContacts } from '../policy.ts';
import { perhapsTheSame } from '../rules/organisations.ts';
import { OrganisationFormPage, OrganisationPage } from '../views/organisation.tsx';
import { organisationColumns, OrganisationsPage } from '../views/organisations.tsx';

const room = '/m/:municipalityId/people/organisations';

/** The register of organisations; mounted at /m/:municipalityId/people/organisations. */
export function organisationRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', shows(organisationsPage));
  exportTable(app, '/export', async (c) => ({
    name: `organisations-${todayOf(c)}`,
    title: c.get('page').t('people.organisations.title'),
    list: await organisationList(c),
  }));
  formPage(app, '/new', addOrganisation, newPage, `${room}/:id?done=people.done.organisation-added`);
  app.get('/:organisationId', shows(organisationPage));
  formPage(
    app,
    '/:organisationId/edit',
    editOrganisation,
    editPage,
    `${room}/:id?done=people.done.organisation-saved`,
  );
  return app;
}

async function organisationList(c: C) {
  const page = c.get('page');
  const rows = await read(c, async (scope) => await organisations(scope, page.lang));
  const columns = organisationColumns(page, { contacts: maySeeContacts(gateOf(c)), today: todayOf(c) });
  return { rows, columns, words: 'people.field' };
}

async function organisationsPage(c: C) {
  return <OrganisationsPage list={await organisationList(c)} mayEdit={mayChangePeople(gateOf(c))} />;
}

async function newPage(c: C) {
  return (
    <OrganisationFormPage
      people={await read(c, async (scope) => await personOptions(scope, c.get('lang')))}
    />
  );
}

async function editPage(c: C) {
  const organisationId = c.req.param('organisationId') ?? '';
  if (!isId(organisationId) || !mayChangePeople(gateOf(c))) return undefined;
  const page = await read(c, async (scope) => {
    const organisation = await organisationOf(scope, organisationId);
    return organisation && { organisation, people: await personOptions(scope, c.get('lang')) };
  });
  return page && <OrganisationFormPage {...page} />;
}

async function organisationPage(c: C) {
  const organisationId = c.req.param('organisationId') ?? '';
  if (!isId(organisationId)) return undefined;
  const page = await read(c, async (scope) => {
    const organisation = await organisationOf(scope, organisationId);
    if (!organisation) return undefined;
    return { organisation, alike: perhapsTheSame(await organisations(scope, c.get('lang')), organisation) };
  });
  const gate = gateOf(c);
  return (
    page && (
      <OrganisationPage
        {...page}
        seesContacts={maySeeContacts(gate)}
        mayEdit={mayChangePeople(gate)}
        today={todayOf(c)}
      />
    )
  );
}
