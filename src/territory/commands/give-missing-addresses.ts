import { sql } from 'drizzle-orm';
import type { Database } from '../../platform/db/connect.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { giveAddresses } from './give-addresses.ts';
import { waitForOtherChanges } from './write-change.ts';

/** At the start: units that came with an older Ashar, or past the commands, get their words too. */
export async function giveMissingAddresses(db: Pick<Database, 'ownerQueries'>, now: Date): Promise<void> {
  const lacking = await db.ownerQueries.execute(sql`
    select from unit u where level in ('municipality', 'village')
       and not exists (select from unit_address a where a.unit_id = u.id) limit 1`);
  if (lacking.rows.length === 0) return;
  await db.ownerQueries.transaction(async (tx) => {
    await waitForOtherChanges(tx);
    await giveAddresses(tx, todayInBishkek(now));
  });
}
