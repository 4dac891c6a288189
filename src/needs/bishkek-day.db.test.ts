import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { openMunicipality, openPublic } from '../platform/db/scope.ts';
import { publicPlace } from './priorities/data/publications.ts';
import { placesOf } from './priorities/data/tally.ts';

// One o'clock in the night in Bishkek is still the evening before in UTC.
const night = new Date('2026-05-11T19:00:00Z');

let base: TestDatabase;
let place: TestMunicipality;
beforeAll(async () => {
  base = await createTestDatabase();
  place = await makeMunicipality(base.db);
});
afterAll(async () => await base.drop());

test('at one in the night units already have the names that hold from that day', async () => {
  const village = place.villages[0]!;
  await base.db.owner.query(
    `update unit_version set valid_to = '2026-05-12' where unit_id = $1 and valid_to is null`,
    [village.id],
  );
  await base.db.owner.query(
    `insert into unit_version (id, unit_id, parent_id, name_ky, name_ru, kind, valid_from)
     select gen_random_uuid(), unit_id, parent_id, 'Жаңы-Ат', 'Жаңы-Ат', kind, '2026-05-12'
       from unit_version where unit_id = $1`,
    [village.id],
  );
  const staff = await openMunicipality(base.db, place.gate('staff'), placesOf, { now: night });
  expect(staff.villages.find((one) => one.id === village.id)?.nameKy).toBe('Жаңы-Ат');
  const seen = await openPublic(base.db, async (scope) => await publicPlace(scope, place.id), { now: night });
  expect(seen?.villages.find((one) => one.id === village.id)?.ky).toBe('Жаңы-Ат');
});
