import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { createApp } from '../app.ts';
import { createAccount } from '../platform/auth/accounts.ts';
import { signInForTest, testBrowser } from '../platform/auth/testing.ts';
import { runCommand } from '../platform/db/command.ts';
import { openMunicipality } from '../platform/db/scope.ts';
import { testServices } from '../platform/http/testing.ts';
import { runWaiting } from '../platform/jobs/jobs.ts';
import { dismissStaff } from './commands/dismiss-staff.ts';
import { endRole } from './commands/end-role.ts';

let base: TestDatabase;
let home: TestMunicipality;
beforeAll(async () => {
  base = await createTestDatabase();
  home = await makeMunicipality(base.db);
  await base.db.owner.query(`update unit_version set name_ru = 'Кок-Ирим' where unit_id = $1`, [home.id]);
});
afterAll(async () => await base.drop());

test('a notice names the municipality in the language it is read in, its letter in that of the account', async () => {
  const services = testServices(base.db);
  const app = createApp(services);
  const { id } = await createAccount(base.db, {
    name: 'Гүлнара Асанова',
    email: 'gulnara@example.kg',
    lang: 'ru',
    roles: (['deputy', 'auditor'] as const).map((role) => ({ municipalityId: home.id, role })),
  });
  for (const [command, input] of [
    [endRole, { accountId: id, role: 'deputy' }],
    [dismissStaff, { accountId: id }],
  ] as const) {
    const done = await openMunicipality(
      base.db,
      home.gate('administrator'),
      async (scope) => await runCommand(scope, command as typeof endRole, input),
    );
    expect(done).toMatchObject({ ok: true });
  }
  await runWaiting(services);
  expect(services.letters).toHaveLength(2);
  for (const { text } of services.letters) expect(text).toContain('Муниципалитет: Кок-Ирим.');
  const browser = testBrowser(app, await signInForTest(base.db, id));
  expect(await (await browser.get('/ru/account/news')).text()).toContain('Муниципалитет: Кок-Ирим.');
  expect(await (await browser.get('/account/news')).text()).toContain('Муниципалитет: Көк-Ирим.');
});

test('a notice written before names were kept in each language is read as it was written', async () => {
  const { id } = await createAccount(base.db, { name: 'Эски', email: 'eski@example.kg', roles: [] });
  await base.db.owner.query(
    `insert into account_notice (id, account_id, kind, params)
     values (gen_random_uuid(), $1, 'role-ended', '{"place":"Көк-Ирим","by":"Х"}')`,
    [id],
  );
  const browser = testBrowser(createApp(testServices(base.db)), await signInForTest(base.db, id));
  expect(await (await browser.get('/ru/account/news')).text()).toContain('Муниципалитет: Көк-Ирим.');
});
