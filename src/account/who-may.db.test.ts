import type { z } from 'zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn, expectSystemOnly, expectTable, row } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { createAccount } from '../platform/auth/accounts.ts';
import type { Command } from '../platform/db/command.ts';
import { newId } from '../platform/db/id.ts';
import type { SystemScope } from '../platform/db/scope.ts';
import { sendAccountLetterAgain, sendLetterAgain } from '../platform/mail/send-again.ts';
import { noteUnsent } from '../platform/mail/unsent.ts';
import { disableAccount } from './commands/disable-account.ts';
import { enableAccount } from './commands/enable-account.ts';
import { endAccountSignIns } from './commands/end-sign-ins.ts';

// Who may do what with accounts, and with letters that did not go; the input is right for those who may, so that only
// the person can be wrong.

let base: TestDatabase;
let home: TestMunicipality;
let away: TestMunicipality;

beforeAll(async () => {
  base = await createTestDatabase();
  home = await makeMunicipality(base.db);
  away = await makeMunicipality(base.db, { name: 'Ак-Суу' });
});
afterAll(async () => await base.drop());

async function letter(municipalityId: string | null): Promise<string> {
  const id = newId();
  const queued = { id, municipalityId, to: 'one@example.kg', subject: 'Чакыруу', text: 'https://…' };
  await noteUnsent(base.db, queued, 'connection', new Date());
  return id;
}

test('letters of a municipality are sent again by those who invite there', async () => {
  const also = ['letter-gone'];
  const acting = actingIn(base.db);
  await expectTable(base.db, acting, { home, away }, [
    row(sendLetterAgain, { id: await letter(home.id) }, ['administrator', 'head'], { also }),
  ]);
  // A letter of no municipality is nobody's in one.
  const id = await letter(null);
  expect(await acting.code(home.gate('administrator'), sendLetterAgain, { id })).toBe('letter-gone');
});

test('accounts, and letters of no municipality: system administrators and nobody of a municipality', async () => {
  const open = await createAccount(base.db, { name: 'Бир', email: 'one@example.kg' });
  const closed = await createAccount(base.db, { name: 'Эки', email: 'two@example.kg' });
  await base.db.owner.query('update auth_user set disabled_at = now() where id = $1', [closed.id]);
  const system = async <S extends z.ZodType, T>(command: Command<S, T, SystemScope>, input: unknown) => {
    await expectSystemOnly(base.db, command, input, home);
  };
  await system(disableAccount, { accountId: open.id });
  await system(enableAccount, { accountId: closed.id });
  await system(endAccountSignIns, { accountId: open.id });
  await system(sendAccountLetterAgain, { id: await letter(null) });
});
