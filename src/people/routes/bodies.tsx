import { Hono } from 'hono';
import { isId } from '../../platform/db/id.ts';
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
} from '../../platform/http/web.ts';
import { post } from '../../platform/forms/post.ts';
import { writeCsv, writeXlsx, type TableValue } from '../../platform/tables/write.ts';
import { readListQuery, sliceList } from '../../platform/ui/list-query.ts';
import { addMember } from '../commands/add-member.ts';
import { changeMemberRole } from '../commands/change-member-role.ts';
import { editBody } from '../commands/edit-body.ts';
import { endMembership, restoreMembership } from '../commands/end-membership.ts';
import { formBody } from '../commands/form-body.ts';
import { markTrained } from '../commands/mark-trained.ts';
import { bodies, bodyOf, contactsOf, membersOf, personOptions } from '../data.ts';
import { mayChangePeople, maySeeContacts } from '../policy.ts';
import { bodyName } from '../rules/body-name.ts';
import { checkComposition } from '../rules/composition.ts';
import { BodyPage } from '../views/body.tsx';
import { BodiesPage } from '../views/people.tsx';
import { baseOf } from './base.ts';

/** Groups and their members; mounted at /m/:municipalityId/people/bodies. */
export function bodyRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', async (c) => show(c, await bodiesPage(c)));
  app.post(
    '/',
    async (c) =>
      await post(c, formBody, {
        done: ({ id }) => `${baseOf(c)}/bodies/${id}?done=people.done.body-formed`,
        refused: async (problem) => await bodiesPage(c, problem),
      }),
  );
  app.get('/export.csv', async (c) =>
    download(c, writeCsv(await bodyRows(c)), 'csv', `groups-${todayOf(c)}`),
  );
  app.get('/export.xlsx', async (c) => {
    const name = c.get('page').t('people.bodies.title');
    return download(c, await writeXlsx([{ name, rows: await bodyRows(c) }]), 'xlsx', `groups-${todayOf(c)}`);
  });
  app.get('/:bodyId', async (c) => (await bodyPage(c)) ?? missing(c));
  app.post('/:bodyId', async (c) => await post(c, editBody, changed(c, 'body', 'body-saved')));
  app.get('/:bodyId/members.csv', async (c) => {
    const table = await memberTable(c);
    return table ? download(c, writeCsv(table.rows), 'csv', table.name) : missing(c);
  });
  app.get('/:bodyId/members.xlsx', async (c) => {
    const table = await memberTable(c);
    return table ? download(c, await writeXlsx([table]), 'xlsx', table.name) : missing(c);
  });
  memberRoutes(app);
  return app;
}

function memberRoutes(app: Hono<Web>): void {
  app.post('/:bodyId/members', async (c) => await post(c, addMember, changed(c, 'add', 'member-added')));
  app.post(
    '/:bodyId/members/:membershipId',
    async (c) => await post(c, changeMemberRole, changed(c, c.req.param('membershipId'), 'member-changed')),
  );
  app.post(
    '/:bodyId/members/:membershipId/end',
    async (c) => await post(c, endMembership, changed(c, '', 'member-ended')),
  );
  app.post(
    '/:bodyId/members/:membershipId/restore',
    async (c) => await post(c, restoreMembership, changed(c, '', 'member-restored')),
  );
  app.post('/:bodyId/trained', async (c) => await post(c, markTrained, changed(c, '', 'trained')));
}

/** Where a change of a body leads: back to its page, with the refused form open when there is one. */
function changed(c: C, form: string, done: string) {
  const bodyId = c.req.param('bodyId') ?? '';
  return {
    done: () => `${baseOf(c)}/bodies/${bodyId}?done=people.done.${done}`,
    refused: async (problem: Problem) => (await bodyPage(c, problem, form)) ?? missing(c),
  };
}

async function bodiesPage(c: C, sent?: Problem) {
  const { q } = readListQuery(c.get('page').query ?? '');
  const rows = await read(c, bodies);
  const slice = sliceList(
    rows,
    { q, sort: null, page: 1 },
    {
      text: (body) => `${body.nameKy} ${body.nameRu}`,
      pageSize: 1000,
    },
  );
  return (
    <BodiesPage
      sent={sent}
      base={baseOf(c)}
      bodies={slice.rows}
      q={q}
      mayEdit={mayChangePeople(gateOf(c))}
      today={todayOf(c)}
    />
  );
}

async function bodyPage(c: C, sent?: Problem, form = ''): Promise<Response | undefined> {
  const bodyId = c.req.param('bodyId') ?? '';
  if (!isId(bodyId)) return undefined;
  const lang = c.get('lang');
  const gate = gateOf(c);
  const page = await read(c, async (scope) => {
    const body = await bodyOf(scope, bodyId);
    if (!body) return undefined;
    const members = await membersOf(scope, bodyId, lang);
    const contacts = await contactsOf(
      scope,
      members.map((member) => member.personId),
    );
    const mayEdit = mayChangePeople(gate);
    return { body, members, contacts, mayEdit, people: mayEdit ? await personOptions(scope, lang) : [] };
  });
  if (!page) return undefined;
  const present = page.members.filter((member) => member.validTo === null);
  const view = (
    <BodyPage
      {...page}
      base={baseOf(c)}
      seesContacts={maySeeContacts(gate)}
      rules={page.body.dissolvedOn ? [] : checkComposition(present, { kind: page.body.kind })}
      today={todayOf(c)}
      sent={sent && { ...sent, form }}
    />
  );
  return show(c, view, sent ? (sent.code === 'not-found' ? 404 : 422) : 200);
}

async function bodyRows(c: C): Promise<TableValue[][]> {
  const { t, lang } = c.get('page');
  const rows = await read(c, bodies);
  return [
    ['body', 'kind', 'members', 'formedOn', 'dissolvedOn'].map((field) => t(`people.field.${field}`)),
    ...rows.map((body) => [
      bodyName(body, lang),
      t(`people.kind.${body.kind}`),
      body.members,
      body.formedOn,
      body.dissolvedOn,
    ]),
  ];
}

async function memberTable(c: C): Promise<{ name: string; rows: TableValue[][] } | undefined> {
  const bodyId = c.req.param('bodyId') ?? '';
  if (!isId(bodyId)) return undefined;
  const { t, lang } = c.get('page');
  const seesContacts = maySeeContacts(gateOf(c));
  return await read(c, async (scope) => {
    const body = await bodyOf(scope, bodyId);
    if (!body) return undefined;
    const members = await membersOf(scope, bodyId, lang);
    const contacts = await contactsOf(
      scope,
      members.map((member) => member.personId),
    );
    const fields = ['name', 'sex', 'role', 'category', 'post', 'trained', 'from', 'to'];
    const heading = [...fields, ...(seesContacts ? ['phone', 'email'] : [])];
    const rows = members.map((member) => [
      member.fullName,
      member.sex ? t(`ui.sex.${member.sex}`) : '',
      t(`people.role.${member.role}`),
      t(`people.category.${member.category}`),
      member.post,
      t(member.trained ? 'ui.yes' : 'ui.no'),
      member.validFrom,
      member.validTo,
      ...(seesContacts ? [contacts.get(member.personId)?.phone, contacts.get(member.personId)?.email] : []),
    ]);
    return {
      name: bodyName(body, lang),
      rows: [heading.map((field) => t(`people.field.${field}`)), ...rows],
    };
  });
}
