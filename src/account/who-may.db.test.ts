import type { z } from 'zod';
import { expect, test } from 'vitest';
import { expectSystemOnly, openNeighbours, row } from '../../test/acting.ts';
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

const places = openNeighbours();

async function letter(municipalityId: string | null): Promise<string> {
  const id = newId();
  const queued = { id, municipalityId, to: 'one@example.kg', subject: 'Чакыруу', text: 'https://…' };
  await noteUnsent(places.base.db, queued, 'connection', new Date());
  return id;
}

test('letters of a municipality are sent again by those who invite there', async () => {
  const also = ['letter-gone'];
  await places.expectTable([
    row(sendLetterAgain, { id: await letter(places.home.id) }, ['administrator', 'head'], { also }),
  ]);
  // A letter of no municipality is nobody's in one.
  const id = await letter(null);
  expect(await places.acting.code(places.home.gate('administrator'), sendLetterAgain, { id })).toBe(
    'letter-gone',
  );
});

test('accounts, and letters of no municipality: system administrators and nobody of a municipality', async () => {
  const open = await createAccount(places.base.db, { name: 'Бир', email: 'one@example.kg' });
  const closed = await createAccount(places.base.db, { name: 'Эки', email: 'two@example.kg' });
  await places.base.db.owner.query('update auth_user set disabled_at = now() where id = $1', [closed.id]);
  const system = async <S extends z.ZodType, T>(command: Command<S, T, SystemScope>, input: unknown) => {
    await expectSystemOnly(places.base.db, command, input, places.home);
  };
  await system(disableAccount, { accountId: open.id });
  await system(enableAccount, { accountId: closed.id });
  await system(endAccountSignIns, { accountId: open.id });
  await system(sendAccountLetterAgain, { id: await letter(null) });
});
