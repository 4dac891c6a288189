import type { Database } from '../db/connect.ts';
import type { Role } from '../db/gate.ts';

/** Password of every account of the demo; it is printed at start and on the sign-in page. */
export const demoPassword = 'kok-irim-2026';

/** Whether this store holds the textbook municipality with invented people. */
export async function isDemo(db: Database): Promise<boolean> {
  const found = await db.app.query(`select from installation where key = 'demo' and value = 'yes'`);
  return found.rowCount === 1;
}

/** Marks the store as a demo. Only for stores without real accounts: the caller has made sure. */
export async function markDemo(db: Database): Promise<void> {
  await db.app.query(
    `insert into installation (key, value) values ('demo', 'yes') on conflict (key) do update set value = 'yes'`,
  );
}

/** Whether there are accounts of real people. */
export async function hasRealAccounts(db: Database): Promise<boolean> {
  const found = await db.app.query<{ any: boolean }>(
    'select exists (select from auth_user where not demo) as any',
  );
  return found.rows[0]?.any === true;
}

export type DemoAccount = {
  readonly id: string;
  readonly name: string;
  readonly signIn: string;
  readonly systemAdministrator: boolean;
  readonly roles: readonly Role[];
};

/** The invented people who may be signed in by one button; empty outside a demo. */
export async function demoAccounts(db: Database): Promise<DemoAccount[]> {
  if (!(await isDemo(db))) return [];
  const found = await db.app.query<DemoAccount>(
    `select u.id, u.name, coalesce(u.email, u.phone) as "signIn",
            exists (select from system_administrator a where a.account_id = u.id) as "systemAdministrator",
            coalesce((select json_agg(distinct r.role) from role_assignment r
                       where r.account_id = u.id and r.valid_to is null), '[]') as roles
       from auth_user u where u.demo and u.disabled_at is null order by u.id`,
  );
  return found.rows;
}
