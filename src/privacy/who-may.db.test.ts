import { afterAll, beforeAll, test } from 'vitest';
import { actingIn, expectTable, row } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { newId } from '../platform/db/id.ts';
import { erasePerson } from './commands/erase-person.ts';

let base: TestDatabase;
let home: TestMunicipality;
let away: TestMunicipality;

beforeAll(async () => {
  base = await createTestDatabase();
  home = await makeMunicipality(base.db);
  away = await makeMunicipality(base.db, { name: 'Ак-Суу' });
});
afterAll(async () => await base.drop());

test('a person is erased by administrators of the own municipality alone', async () => {
  const id = newId();
  await base.db.owner.query(
    `insert into person (id, municipality_id, full_name) values ($1, $2, 'Бүбүсара Жоошбекова')`,
    [id, home.id],
  );
  const input = { rows: [{ kind: 'person', id }], reason: 'өзү суранды', confirmed: 'yes' };
  await expectTable(base.db, actingIn(base.db), { home, away }, [row(erasePerson, input, ['administrator'])]);
});
