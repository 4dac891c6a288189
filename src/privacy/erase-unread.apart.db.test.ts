import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { actingIn } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { makeHeldSession } from '../field/receive.fixture.ts';
import { newId } from '../platform/db/id.ts';
import type * as workers from '../platform/workers/worker.ts';
import { erasePerson } from './commands/erase-person.ts';

// Erasing while the document of a meeting is not read in time: everything stays, and it may be asked again.

const limit = vi.hoisted(() => ({ on: false }));
vi.mock('../platform/workers/worker.ts', async (original) => {
  const real = await original<typeof workers>();
  return {
    ...real,
    defineWorker: (module: string, limits: Parameters<typeof real.defineWorker>[1]) => {
      const work = real.defineWorker(module, limits);
      return async (input: never) => {
        if (limit.on) throw new real.WorkerLimit(module, 'time');
        return await work(input);
      };
    },
  };
});

let base: TestDatabase;
let home: TestMunicipality;
beforeAll(async () => {
  base = await createTestDatabase();
  home = await makeMunicipality(base.db);
});
afterAll(async () => await base.drop());

test('a person whose meeting cannot be read in time is not half erased', async () => {
  const session = await makeHeldSession(base, home);
  const id = newId();
  await base.db.owner.query(
    `insert into participant (id, municipality_id, meeting_id, number, full_name, sex, kind)
     values ($1, $2, $3, 1, 'Бүбүсара Жоошбекова', 'female', 'community')`,
    [id, home.id, session.id],
  );
  await base.db.owner.query(
    `insert into field_document (municipality_id, meeting_id, meeting, state, vector, version, written)
     values ($1, $2, 'session', '\\x0000', '\\x00', 1, null)`,
    [home.id, session.id],
  );
  const input = { rows: [{ kind: 'participant', id }], reason: 'өзү суранды', confirmed: 'yes' };
  const { code } = actingIn(base.db);
  const name = async () =>
    (
      await base.db.owner.query<{ n: string | null }>(
        'select full_name as n from participant where id = $1',
        [id],
      )
    ).rows[0]?.n;
  limit.on = true;
  expect(await code(home.gate('administrator'), erasePerson, input)).toBe('meeting-not-read');
  limit.on = false;
  expect(await name()).toBe('Бүбүсара Жоошбекова');
  expect(await code(home.gate('administrator'), erasePerson, input)).toBe('done');
  expect(await name()).toBeNull();
});
