import { test } from 'vitest';
import { openNeighbours, row } from '../../test/acting.ts';
import { newId } from '../platform/db/id.ts';
import { erasePerson } from './commands/erase-person.ts';

const places = openNeighbours();

test('a person is erased by administrators of the own municipality alone', async () => {
  const id = newId();
  await places.base.db.owner.query(
    `insert into person (id, municipality_id, full_name) values ($1, $2, 'Бүбүсара Жоошбекова')`,
    [id, places.home.id],
  );
  const input = { rows: [{ kind: 'person', id }], reason: 'өзү суранды', confirmed: 'yes' };
  await places.expectTable([row(erasePerson, input, ['administrator'])]);
});
