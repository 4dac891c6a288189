import { sql } from 'drizzle-orm';
import type { SystemScope } from '../db/scope.ts';

export type AccountLine = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly systemAdministrator: boolean;
  readonly secondFactor: boolean;
  readonly disabled: boolean;
  readonly lastSeenAt: Date | null;
};

/** Accounts whose name, e-mail or phone holds the words, by name; all when there are none. For system administrators. */
export async function findAccounts(
  scope: SystemScope,
  words: string,
  part: { readonly offset: number; readonly limit: number },
): Promise<{ readonly lines: AccountLine[]; readonly total: number }> {
  // Words are compared as they are: per cent and underscore of a search are letters, not patterns.
  const like = `%${words.replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`;
  const found = await scope.tx.execute<
    Omit<AccountLine, 'lastSeenAt'> & { lastSeenAt: string | null; total: number }
  >(sql`
    select u.id, u.name, u.email, u.phone, u.disabled_at is not null as disabled,
           exists (select from system_administrator a where a.account_id = u.id) as "systemAdministrator",
           exists (select from auth_two_factor f where f.account_id = u.id and f.confirmed_at is not null)
             as "secondFactor",
           (select max(s.seen_at) from auth_session s where s.account_id = u.id) as "lastSeenAt",
           count(*) over ()::int as total
      from auth_user u where u.name ilike ${like} or u.email ilike ${like} or u.phone like ${like}
     order by u.name collate "ky-x-icu", u.id limit ${part.limit} offset ${part.offset}`);
  return {
    total: found.rows[0]?.total ?? 0,
    lines: found.rows.map(({ total: _, ...row }) => ({
      ...row,
      lastSeenAt: row.lastSeenAt === null ? null : new Date(row.lastSeenAt),
    })),
  };
}
