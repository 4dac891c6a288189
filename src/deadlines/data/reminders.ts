import { sql } from 'drizzle-orm';
import type { Database } from '../../platform/db/connect.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import type { Lang } from '../../platform/i18n/lang.ts';

/** Somebody who may be reminded: works here, is on the list of people, and has an address for letters. */
export type Reader = {
  readonly accountId: string;
  readonly municipalityId: string;
  readonly name: string;
  readonly email: string;
  readonly lang: Lang;
};

/** Accounts of all municipalities that some person of the list signs in with. */
export async function reminderReaders(db: Pick<Database, 'owner'>): Promise<Reader[]> {
  const found = await db.owner.query<Reader>(`
    select distinct u.id as "accountId", p.municipality_id as "municipalityId", u.name, u.email, u.lang
      from person p
      join auth_user u on u.id::text = p.account_id
      join role_assignment r on r.account_id = u.id and r.municipality_id = p.municipality_id and r.valid_to is null
     where u.email is not null and u.disabled_at is null and not u.demo and p.removed_at is null
     order by p.municipality_id, u.id`);
  return found.rows;
}

/** Notes that the account gets its digest of today. @returns false when it had one today already */
export async function claimReminder(scope: MunicipalityScope, accountId: string): Promise<boolean> {
  const today = todayInBishkek(scope.now);
  const claimed = await scope.tx.execute(sql`
    insert into deadline_reminder (municipality_id, account_id, sent_on)
    values (${scope.municipalityId}, ${accountId}, ${today})
    on conflict (municipality_id, account_id) do update set sent_on = excluded.sent_on
     where deadline_reminder.sent_on < excluded.sent_on`);
  return claimed.rowCount === 1;
}
