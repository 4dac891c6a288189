import { Hono } from 'hono';
import { isId } from '../platform/db/id.ts';
import type { MunicipalityScope } from '../platform/db/scope.ts';
import {
  download,
  gateOf,
  missing,
  read,
  show,
  todayOf,
  type C,
  type Problem,
  type Web,
} from '../platform/http/web.ts';
import { post } from '../platform/forms/post.ts';
import { writeCsv, writeXlsx, type TableValue } from '../platform/tables/write.ts';
import type { Option } from '../platform/ui/fields.tsx';
import { readListQuery, sliceList, type ListQuery } from '../platform/ui/list-query.ts';
import { unitNames, villagesOf } from '../territory/data.ts';
import { nameIn } from '../territory/rules/versions.ts';
import { addPerson } from './commands/add-person.ts';
import { editPerson } from './commands/edit-person.ts';
import { removePerson } from './commands/remove-person.ts';
import { contactsOf, membershipsOf, people, personOf } from './data.ts';
import { mayChangePeople, mayManageStaff, maySeeContacts } from './policy.ts';
import { bodyRoutes } from './routes/bodies.tsx';
import { baseOf } from './routes/base.ts';
import { staffRoutes } from './routes/staff.tsx';
import { PeoplePage, PersonFormPage, PersonPage, type PersonRow } from './views/people.tsx';

/** People, groups and staff of a municipality; mounted at /m/:municipalityId/people. */
export function routes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', async (c) => {
    const query = readListQuery(c.get('page').query ?? '', ['name', 'birthYear', 'occupation', 'village']);
    const slice = sliceOf(c, await rowsOf(c), query, 50);
    const gate = gateOf(c);
    return show(
      c,
      <PeoplePage
        base={baseOf(c)}
        rows={slice.rows}
        q={query.q}
        sort={query.sort}
        page={slice}
        contacts={maySeeContacts(gate)}
        mayEdit={mayChangePeople(gate)}
        mayManageStaff={mayManageStaff(gate)}
      />,
    );
  });
  app.get('/export.csv', async (c) => download(c, writeCsv(await exportRows(c)), 'csv', exportName(c)));
  app.get('/export.xlsx', async (c) => {
    const name = c.get('page').t('people.title');
    return download(c, await writeXlsx([{ name, rows: await exportRows(c) }]), 'xlsx', exportName(c));
  });
  app.get('/new', async (c) => show(c, await newPage(c)));
  app.post(
    '/new',
    async (c) =>
      await post(c, addPerson, {
        done: ({ id }) => `${baseOf(c)}/persons/${id}?done=people.done.added`,
        refused: async (problem) => await newPage(c, problem),
      }),
  );
  app.get('/persons/:personId', async (c) => (await personPage(c)) ?? missing(c));
  app.get('/persons/:personId/edit', async (c) => {
    const view = await editPage(c);
    return view ? show(c, view) : missing(c);
  });
  app.post(
    '/persons/:personId/edit',
    async (c) =>
      await post(c, editPerson, {
        done: ({ id }) => `${baseOf(c)}/persons/${id}?done=people.done.saved`,
        refused: async (problem) => (await editPage(c, problem)) ?? missing(c),
      }),
  );
  app.post(
    '/persons/:personId/remove',
    async (c) =>
      await post(c, removePerson, {
        done: () => `${baseOf(c)}?done=people.done.removed`,
        refused: async (problem) => (await personPage(c, problem)) ?? missing(c),
      }),
  );
  app.route('/bodies', bodyRoutes());
  app.route('/staff', staffRoutes());
  return app;
}

async function rowsOf(c: C): Promise<PersonRow[]> {
  const { lang } = c.get('page');
  return await read(c, async (scope) => {
    const all = await people(scope, lang);
    const ids = all.map((person) => person.id);
    const villages = all.flatMap((person) => (person.villageId === null ? [] : [person.villageId]));
    const names = await unitNames(scope, villages, todayOf(c), lang);
    const contacts = await contactsOf(scope, ids);
    return all.map((person) => ({
      ...person,
      village: names.get(person.villageId ?? '') ?? '',
      contact: contacts.get(person.id),
    }));
  });
}

function sliceOf(c: C, rows: readonly PersonRow[], query: ListQuery, pageSize: number) {
  const { fmt } = c.get('page');
  return sliceList(rows, query, {
    text: (row) =>
      [row.fullName, row.occupation, row.village, row.contact?.phone, row.contact?.email].join(' '),
    order: {
      name: (a, b) => fmt.compare(a.fullName, b.fullName),
      birthYear: (a, b) => (a.birthYear ?? 0) - (b.birthYear ?? 0),
      occupation: (a, b) => fmt.compare(a.occupation, b.occupation),
      village: (a, b) => fmt.compare(a.village, b.village),
    },
    pageSize,
  });
}

const exportName = (c: C): string => `people-${todayOf(c)}`;

/** Contacts, years of birth and streets stand in the file only for those who see them on the page. */
async function exportRows(c: C): Promise<TableValue[][]> {
  const { t } = c.get('page');
  const contacts = maySeeContacts(gateOf(c));
  const fields = ['name', 'sex', 'occupation', 'village'];
  const heading = [...fields, ...(contacts ? ['birthYear', 'street', 'phone', 'email', 'address'] : [])];
  return [
    heading.map((field) => t(`people.field.${field}`)),
    ...(await rowsOf(c)).map((row) => [
      row.fullName,
      row.sex ? t(`ui.sex.${row.sex}`) : '',
      row.occupation,
      row.village,
      ...(contacts
        ? [row.birthYear, row.street, row.contact?.phone, row.contact?.email, row.contact?.address]
        : []),
    ]),
  ];
}

async function villageOptions(scope: MunicipalityScope, c: C): Promise<Option[]> {
  const { lang } = c.get('page');
  const villages = await villagesOf(scope, scope.municipalityId, todayOf(c), lang);
  return villages.map((village) => ({ value: village.unitId, label: nameIn(village, lang) }));
}

async function newPage(c: C, sent?: Problem) {
  const villages = await read(c, async (scope) => await villageOptions(scope, c));
  return <PersonFormPage sent={sent} base={baseOf(c)} villages={villages} />;
}

async function editPage(c: C, sent?: Problem) {
  const personId = c.req.param('personId') ?? '';
  if (!isId(personId) || !mayChangePeople(gateOf(c))) return undefined;
  const page = await read(c, async (scope) => {
    const person = await personOf(scope, personId);
    if (!person || person.removed) return undefined;
    const contact = (await contactsOf(scope, [personId])).get(personId);
    return { person, contact, villages: await villageOptions(scope, c) };
  });
  return page && <PersonFormPage sent={sent} {...page} base={baseOf(c)} />;
}

async function personPage(c: C, sent?: Problem): Promise<Response | undefined> {
  const personId = c.req.param('personId') ?? '';
  if (!isId(personId)) return undefined;
  const gate = gateOf(c);
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
  if (!page) return undefined;
  const view = (
    <PersonPage
      {...page}
      sent={sent}
      base={baseOf(c)}
      seesContacts={maySeeContacts(gate)}
      mayEdit={mayChangePeople(gate)}
    />
  );
  return show(c, view, sent ? 422 : 200);
}
