import { insertAccount } from '../platform/auth/accounts.ts';
import type { Database } from '../platform/db/connect.ts';
import type { Gate, Role } from '../platform/db/gate.ts';
import { proveGate } from '../platform/db/prove-gate.ts';

export type DemoAccount = { readonly id: string; readonly gate: Gate };

export type AccountFacts = {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly { readonly municipalityId: string; readonly role: Role }[];
  readonly systemAdministrator?: boolean;
  /** One hash for all: they have one password, which is printed. */
  readonly passwordHash: string;
};

/** Makes the account of an invented person, or finds the one of an earlier start. */
export async function demoAccount(db: Database, facts: AccountFacts): Promise<DemoAccount> {
  const { email, name, roles, systemAdministrator = false, passwordHash } = facts;
  const found = await db.owner.query<{ id: string }>('select id from auth_user where email = $1 and demo', [
    email,
  ]);
  const { id } =
    found.rows[0] ??
    (await db.appQueries.transaction(
      async (tx) =>
        await insertAccount(
          tx,
          { email, name, lang: 'ky', demo: true, systemAdministrator, roles },
          passwordHash,
          'demo',
        ),
    ));
  const municipalityId = roles[0]?.municipalityId ?? null;
  const own = roles.filter((one) => one.municipalityId === municipalityId).map(({ role }) => role);
  return { id, gate: proveGate({ accountId: id, municipalityId, roles: own, name, systemAdministrator }) };
}
