import { Hono } from 'hono';
import { isId } from '../platform/db/id.ts';
import type { MunicipalityScope } from '../platform/db/scope.ts';
import { formPage, posts, shows } from '../platform/http/pages.ts';
import { gateOf, read, todayOf, type C, type Web } from '../platform/http/web.ts';
import { exportTable } from '../platform/tables/export-table.ts';
import type { Option } from '../platform/ui/fields.tsx';
import { unitNames, villagesOf } from '../territory/data.ts';
import { nameIn } from '../territory/rules/versions.ts';
import { addPerson } from './commands/add-person.ts';
import { editPerson } from './commands/edit-person.ts';
import { removePerson } from './commands/remove-person.ts';
import { contactsOf, membershipsOf, people, personOf } from './data.ts';
import { mayChangePeople, mayManageStaff, maySeeContacts } from './policy.ts';
import { bodyRoutes } from './routes/bodies.tsx';
import { organisationRoutes } from './routes/organisations.tsx';
import { staffRoutes } from './routes/staff.tsx';
import { PeoplePage, peopleColumns } from './views/people.tsx';
import { PersonFormPage, PersonPage } from './views/person.tsx';

const room = '/m/:municipalityId/people';
const one = `${room}/persons/:id`;

/** People, groups and staff of a municipality; mounted at /m/:municipalityId/people. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', shows(peoplePage));
  exportTable(app, '/export', async (c) => ({
    name: `people-${todayOf(c)}`,
    title: c.get('page').t('people.title'),
    list: await peopleList(c),
  }));
  formPage(app, '/new', addPerson, newPage, `${one}?done=people.done.added`);
  app.get('/persons/:personId', shows(personPage));
  formPage(app, '/persons/:personId/edit', editPerson, editPage, `${one}?done=people.done.saved`);
  app.post('/persons/:personId/remove', posts(removePerson, personPage, `${room}?done=people.done.removed`));
  app.route('/bodies', bodyRoutes());
  app.route('/organisations', organisationRoutes());
  app.route('/staff', staffRoutes());
  return app;
}

async function peopleList(c: C) {
  const page = c.get('page');
  const rows = await read(c, async (scope) => {
    const all = await people(scope, page.lang);
    const villages = all.flatMap((person) => (person.villageId === null ? [] : [person.villageId]));
    const names = await unitNames(scope, villages, todayOf(c), page.lang);
    const contacts = await contactsOf(
      scope,
      all.map((person) => person.id),
    );
    return all.map((person) => ({
      ...person,
      village: names.get(person.villageId ?? '') ?? '',
      contact: contacts.get(person.id),
    }));
  });
  return { rows, columns: peopleColumns(page, maySeeContacts(gateOf(c))), words: 'people.field' };
}

async function peoplePage(c: C) {
  const gate = gateOf(c);
  const may = { edit: mayChangePeople(gate), manageStaff: mayManageStaff(gate) };
  return <PeoplePage list={await peopleList(c)} may={may} />;
}

async function villageOptions(scope: MunicipalityScope, c: C): Promise<Option[]> {
  const lang = c.get('lang');
  const villages = await villagesOf(scope, scope.municipalityId, todayOf(c), lang);
  return villages.map((village) => ({ value: village.unitId, label: nameIn(village, lang) }));
}

async function newPage(c: C) {
  return <PersonFormPage villages={await read(c, async (scope) => await villageOptions(scope, c))} />;
}

async function editPage(c: C) {
  const personId = c.req.param('personId') ?? '';
  if (!isId(personId) || !mayChangePeople(gateOf(c))) return undefined;
  const page = await read(c, async (scope) => {
    const person = await personOf(scope, personId);
    if (!person || person.removed) return undefined;
    const contact = (await contactsOf(scope, [personId])).get(personId);
    return { person, contact, villages: await villageOptions(scope, c) };
  });
  return page && <PersonFormPage {...page} />;
}

async function personPage(c: C) {
  const personId = c.req.param('personId') ?? '';
  if (!isId(personId)) return undefined;
  const page = await read(c, async (scope) => {
    const person = await personOf(scope, personId);
    if (!person) return undefined;
    const villages = person.villageId === null ? [] : [person.villageId];
    const names = await unitNames(scope, villages, todayOf(c), c.get('lang'));
    return {
      person,
      village: names.get(person.villageId ?? '') ?? '',
      contact: (await contactsOf(scope, [personId])).get(personId),
      memberships: await membershipsOf(scope, personId),
    };
  });
  const gate = gateOf(c);
  return page && <PersonPage {...page} seesContacts={maySeeContacts(gate)} mayEdit={mayChangePeople(gate)} />;
}
