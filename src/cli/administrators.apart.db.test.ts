import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createTestDatabase, systemGate, type TestDatabase } from '../../test/database.ts';
import { disableAccount } from '../account/commands/disable-account.ts';
import { enableAccount } from '../account/commands/enable-account.ts';
import { endAccountSignIns } from '../account/commands/end-sign-ins.ts';
import { createAccount } from '../platform/auth/accounts.ts';
import { eventsOf } from '../platform/auth/event-log.ts';
import { readSignIn } from '../platform/auth/sign-in-gate.ts';
import { startSignIn } from '../platform/auth/sign-in.ts';
import { runCommand } from '../platform/db/command.ts';
import { openSystem } from '../platform/db/scope.ts';
import { run } from './administrators.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(async () => await base.drop());
beforeEach(() => {
  vi.stubEnv('DATABASE_URL', base.url);
  vi.stubEnv('ASHAR_BASE_URL', undefined);
});
afterEach(() => vi.unstubAllEnvs());

async function call(...argv: string[]) {
  const said: string[] = [];
  const stream = { write: (text: string) => said.push(text) };
  const code = await run([...argv, '--lang', 'en'], { stdout: stream, stderr: stream });
  return { code, said: said.join('') };
}

test('administrators are invited, appointed, rescued and removed by command; one is always left', async () => {
  expect(await call('list')).toMatchObject({
    code: 0,
    said: expect.stringContaining('no system administrator'),
  });
  expect((await call('invite')).said).toMatch(/\/setup\/[\w-]{43}/);
  const one = await createAccount(base.db, { name: 'Бир', email: 'one@example.kg' });
  const two = await createAccount(base.db, { name: 'Эки', phone: '0700 000 002' });
  expect(await call('appoint', 'one@example.kg')).toMatchObject({ code: 0 });
  expect(await call('appoint', 'one@example.kg')).toMatchObject({ code: 1 });
  expect(await call('appoint', 'nobody@example.kg')).toMatchObject({ code: 1 });
  expect(await call('remove', 'one@example.kg')).toMatchObject({ code: 1 });
  expect(await call('appoint', '0700000002')).toMatchObject({ code: 0 });
  // Two that remove each other at once do not both succeed.
  const both = await Promise.all([call('remove', 'one@example.kg'), call('remove', '0700000002')]);
  expect(both.map(({ code }) => code).sort()).toEqual([0, 1]);
  const left = both[0]?.code === 0 ? '0700000002' : 'one@example.kg';
  expect((await call('rescue', left)).said).toMatch(/\/reset\/[\w-]{43}/);
  expect((await call('list')).said.trim().split('\n')).toHaveLength(1);
  expect(await call('rescue')).toMatchObject({ code: 2 });
  const events = [
    ...(await eventsOf(base.db, one.id, { limit: 9 })),
    ...(await eventsOf(base.db, two.id, { limit: 9 })),
  ];
  expect(events.map(({ action }) => action)).toContain('account.administrator-removed');
});

test('an account is disabled, enabled and signed out by system administrators alone; the last one stays', async () => {
  const { id } = await createAccount(base.db, { name: 'Үч', email: 'three@example.kg' });
  const gate = systemGate();
  const command = async (which: typeof disableAccount, accountId: string) => {
    const done = await openSystem(
      base.db,
      gate,
      async (scope) => await runCommand(scope, which, { accountId }),
    );
    return done.ok ? 'done' : done.code;
  };
  const session = async () => (await startSignIn(base.db, { id, demo: false }, '', new Date())).token;
  const kind = async (token: string) => (await readSignIn(base.db, token, new Date())).kind;
  const first = await session();
  expect(await command(endAccountSignIns, id)).toBe('done');
  expect(await kind(first)).toBe('none');
  const second = await session();
  expect(await command(disableAccount, id)).toBe('done');
  expect(await command(disableAccount, id)).toBe('not-found');
  expect(await kind(second)).toBe('none');
  expect(await command(enableAccount, id)).toBe('done');
  expect(await kind(await session())).toBe('signed-in');
  const last = await base.db.owner.query<{ id: string }>('select account_id as id from system_administrator');
  expect(await command(disableAccount, last.rows[0]?.id ?? '')).toBe('account-last-administrator');
  expect(disableAccount.policy({ ...gate, systemAdministrator: false }, { accountId: id })).toBe(false);
});
