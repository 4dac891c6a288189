import { expect, test } from 'vitest';
import { openNeighbours, row } from '../../../test/acting.ts';
import { addOrganisation } from '../../people/commands/add-organisation.ts';
import { organisations } from '../../people/data/organisations.ts';
import { newId } from '../../platform/db/id.ts';
import { makeCycle, makeSession } from '../priorities/priorities.fixture.ts';
import { tieInstitutions } from './commands/tie-institutions.ts';
import { namedInstitutions } from './data/named-institutions.ts';

const places = openNeighbours({ now: new Date('2026-04-10T06:00:00Z') });
const staff = () => places.home.gate('staff');

async function named(villageId: string) {
  const all = await places.acting.read(
    staff(),
    async (scope) => await namedInstitutions(scope, await organisations(scope)),
  );
  return all.filter((one) => one.villageId === villageId);
}

async function draw(villageId: string, cycleId: string, ageGroup: string, names: readonly string[]) {
  const { base, home } = places;
  const sessionId = await makeSession(base.db, {
    ...{ municipalityId: home.id, cycleId, villageId, ageGroup },
    state: 'open',
  });
  for (const name of names)
    await base.db.owner.query(
      `insert into institution (id, municipality_id, session_id, name, executive) values ($1, $2, $3, $4, $4 = 'Айыл өкмөтү')`,
      [newId(), home.id, sessionId, name],
    );
  return sessionId;
}

test('a name of a village is tied to an organisation: asked by likeness, tied by people, kept when drawn anew', async () => {
  const { base, acting, home, away } = places;
  const [aral, birdik] = home.villages.map(({ id }) => id) as [string, string];
  const cycleId = await makeCycle(base.db, home.id, 2026);
  const council = { kind: 'association', nameKy: 'Аялдар кеңеши', nameRu: 'Женсовет' };
  const { id: councilId } = await acting.done(staff(), addOrganisation, council);
  const school = { kind: 'institution', nameKy: 'Арал мектеби', nameRu: 'Школа Арал' };
  const { id: schoolId } = await acting.done(staff(), addOrganisation, school);
  const { id: stranger } = await acting.done(away.gate('staff'), addOrganisation, school);
  const sessionId = await draw(aral, cycleId, '18-35', ['Айыл өкмөтү', 'Мектеп', 'Аялдар кенеши']);
  await draw(aral, cycleId, '36-55', ['мектеп']);
  await draw(birdik, cycleId, '18-35', ['Мектеп']);
  const none = { organisationId: null, perhapsId: null };
  // The executive is no organisation of the register; one name of two sessions stands once; what is alike is only asked.
  expect(await named(aral)).toEqual([
    { villageId: aral, name: 'Мектеп', sessions: 2, ...none },
    { villageId: aral, name: 'Аялдар кенеши', sessions: 1, ...none, perhapsId: councilId },
  ]);
  const tie = async (rows: readonly object[], villageId = aral) =>
    await acting.run(staff(), tieInstitutions, { villageId, rows });
  expect(await tie([{ name: 'Мектеп', organisationId: stranger }])).toMatchObject({
    fields: { 'rows.0.organisationId': { code: 'organisation-not-found' } },
  });
  expect(await tie([{ name: 'Мектеп', organisationId: schoolId }], newId())).toMatchObject({
    code: 'village-not-found',
  });
  await acting.done(staff(), tieInstitutions, {
    villageId: aral,
    rows: [
      { name: 'МЕКТЕП', organisationId: schoolId },
      { name: 'Аялдар кенеши', organisationId: councilId },
    ],
  });
  expect((await named(aral)).map((one) => one.organisationId)).toEqual([schoolId, councilId]);
  // The school of another village is another school.
  expect((await named(birdik)).map((one) => one.organisationId)).toEqual([null]);
  await base.db.owner.query('delete from institution where session_id = $1', [sessionId]);
  await draw(aral, cycleId, '56+', ['Мектеп']);
  expect((await named(aral)).map((one) => one.organisationId)).toEqual([schoolId]);
  await acting.done(staff(), tieInstitutions, { villageId: aral, rows: [{ name: 'Мектеп' }] });
  expect((await named(aral)).map((one) => one.organisationId)).toEqual([null]);
  const rows = [{ name: 'Мектеп', organisationId: schoolId }];
  await places.expectTable([
    row(tieInstitutions, { villageId: aral, rows }, ['administrator', 'head', 'staff']),
  ]);
});
