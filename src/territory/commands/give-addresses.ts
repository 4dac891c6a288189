import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/db/scope.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { parts } from '../../platform/turn.ts';
import { versionsIn } from '../data.ts';
import { planAddresses, type Address } from '../rules/addresses.ts';
import { unitAddress } from '../schema.ts';

/** Rows written at once, few enough to let other requests have their turn between them. */
const atOnce = 200;

/** Gives units the words of their public addresses, by their names as they stand in this transaction. */
export async function giveAddresses(tx: Tx, today: IsoDate, only?: ReadonlySet<string>): Promise<void> {
  const rows = await tx.select().from(unitAddress);
  const known = rows.map((row): Address => ({ ...row, setAt: row.setAt.getTime() }));
  const { add, again } = planAddresses(await versionsIn(tx), known, today, only);
  for (const part of parts(add, atOnce)) await tx.insert(unitAddress).values(part);
  for (const { withinId, word, validFrom } of again) {
    const within = withinId === null ? isNull(unitAddress.withinId) : eq(unitAddress.withinId, withinId);
    await tx
      .update(unitAddress)
      .set({ validFrom, setAt: sql`clock_timestamp()` })
      .where(and(within, eq(unitAddress.word, word)));
  }
}
