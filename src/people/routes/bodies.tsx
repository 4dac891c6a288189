import { Hono } from 'hono';
import { isId } from '../../platform/db/id.ts';
import { factsOf } from '../../platform/forms/field.ts';
import { rowsOf } from '../../platform/forms/rows.ts';
import { posts, refused, shows } from '../../platform/http/pages.ts';
import { formOf, gateOf, read, todayOf, type C, type Web } from '../../platform/http/web.ts';
import { exportTable } from '../../platform/tables/export-table.ts';
import { addMember } from '../commands/add-member.ts';
import { addMembers } from '../commands/add-members.ts';
import { changeMemberRole } from '../commands/change-member-role.ts';
import { editBody } from '../commands/edit-body.ts';
import { endMembership, restoreMembership } from '../commands/end-membership.ts';
import { formBody } from '../commands/form-body.ts';
import { markTrained } from '../commands/mark-trained.ts';
import { bodies, bodyOf, contactsOf, membersOf, personOptions } from '../data.ts';
import { candidatesFor } from '../data/candidates.ts';
import { mayChangePeople, maySeeContacts } from '../policy.ts';
import { bodyName } from '../rules/body-name.ts';
import { checkComposition } from '../rules/composition.ts';
import { BodiesPage, bodyColumns } from '../views/bodies.tsx';
import { BodyPage } from '../views/body.tsx';
import { memberColumns } from '../views/members.tsx';

const room = '/m/:municipalityId/people/bodies';

/** Groups and their members; mounted at /m/:municipalityId/people/bodies. */
export function bodyRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  const one = `${room}/:bodyId?done=people.done`;
  app.get('/', shows(bodiesPage));
  app.post('/', posts(formBody, bodiesPage, `${room}/:id?done=people.done.body-formed`));
  exportTable(app, '/export', async (c) => ({
    name: `groups-${todayOf(c)}`,
    title: c.get('page').t('people.bodies.title'),
    list: await bodyList(c),
  }));
  app.get('/:bodyId', shows(bodyPage));
  app.post('/:bodyId', posts(editBody, bodyPage, `${one}.body-saved`));
  exportTable(app, '/:bodyId/members', memberFile);
  app.post('/:bodyId/members', posts(addMember, bodyPage, `${one}.member-added`));
  app.post('/:bodyId/members/several', addSeveral);
  app.post('/:bodyId/members/:membershipId', posts(changeMemberRole, bodyPage, `${one}.member-changed`));
  app.post('/:bodyId/members/:membershipId/end', posts(endMembership, bodyPage, `${one}.member-ended`));
  app.post(
    '/:bodyId/members/:membershipId/restore',
    posts(restoreMembership, bodyPage, `${one}.member-restored`),
  );
  app.post('/:bodyId/trained', posts(markTrained, bodyPage, `${one}.trained`));
  return app;
}

/** Rows of the form in which anything was typed, ticked or chosen. */
async function addSeveral(c: C): Promise<Response> {
  const { rows } = rowsOf(await formOf(c), 'rows', factsOf(addMembers.input.shape.rows)!);
  if (rows.length === 0)
    return await refused(c, bodyPage, { '': c.get('page').t('people.members.none-chosen') });
  return await posts(addMembers, bodyPage, `${room}/:bodyId?done=people.done.members-added`)(c);
}

async function bodyList(c: C) {
  return { rows: await read(c, bodies), columns: bodyColumns(c.get('page')), words: 'people.field' };
}

async function bodiesPage(c: C) {
  return <BodiesPage list={await bodyList(c)} mayEdit={mayChangePeople(gateOf(c))} />;
}

async function bodyWithMembers(c: C) {
  const bodyId = c.req.param('bodyId') ?? '';
  const lang = c.get('lang');
  if (!isId(bodyId)) return undefined;
  const mayEdit = mayChangePeople(gateOf(c));
  return await read(c, async (scope) => {
    const body = await bodyOf(scope, bodyId);
    if (!body) return undefined;
    const members = await membersOf(scope, bodyId, lang);
    const contacts = await contactsOf(
      scope,
      members.map((member) => member.personId),
    );
    const people = mayEdit ? await personOptions(scope, lang) : [];
    const inside = members.filter(({ validTo }) => validTo === null).map(({ personId }) => personId);
    const candidates = mayEdit ? await candidatesFor(scope, new Set(inside), lang) : [];
    return { body, members, contacts, mayEdit, people, candidates, seesContacts: maySeeContacts(gateOf(c)) };
  });
}

async function bodyPage(c: C) {
  const page = await bodyWithMembers(c);
  if (!page) return undefined;
  const { body, members } = page;
  const present = members.filter((member) => member.validTo === null);
  const rules = body.dissolvedOn ? [] : checkComposition(present, { kind: body.kind });
  return <BodyPage {...page} rules={rules} today={todayOf(c)} />;
}

async function memberFile(c: C) {
  const found = await bodyWithMembers(c);
  if (!found) return undefined;
  const columns = memberColumns(c.get('page'), found);
  const list = { rows: found.members, columns, words: 'people.field' };
  return { name: bodyName(found.body, c.get('lang')), list };
}
