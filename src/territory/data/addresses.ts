import { inArray, sql } from 'drizzle-orm';
import type { Database } from '../../platform/db/connect.ts';
import { todayInBishkek, type IsoDate } from '../../platform/i18n/calendar.ts';
import type { AnyScope } from '../data.ts';
import { wordOn } from '../rules/addresses.ts';
import { unitAddress } from '../schema.ts';

/** Words of units, read once: in which place (a municipality, or null for the country) which unit has which. */
export type AddressBook = {
  /** The unit that has or had the word there. */
  readonly unitOf: (word: string, withinId?: string) => string | undefined;
  /** The word that is the unit's own today. */
  readonly wordOf: (unitId: string, withinId?: string) => string | undefined;
};

/** The words of these municipalities and of all villages that are or were in them. */
export async function addressesOf(scope: AnyScope, municipalityIds: readonly string[]): Promise<AddressBook> {
  if (municipalityIds.length === 0) return bookOf([], todayInBishkek(scope.now));
  const ids = [...municipalityIds];
  const rows = await scope.tx
    .select()
    .from(unitAddress)
    .where(
      sql`${inArray(unitAddress.withinId, ids)} or (within_id is null and ${inArray(unitAddress.unitId, ids)})`,
    );
  return bookOf(rows, todayInBishkek(scope.now));
}

/** The municipality that has or had a word; undefined for a word of nobody. */
export async function municipalityOfWord(scope: AnyScope, word: string): Promise<string | undefined> {
  const found = await scope.tx.execute<{ unitId: string }>(
    sql`select unit_id as "unitId" from unit_address where within_id is null and word = ${word}`,
  );
  return found.rows[0]?.unitId;
}

type Row = typeof unitAddress.$inferSelect;

function bookOf(rows: readonly Row[], today: IsoDate): AddressBook {
  const units = new Map<string, string>();
  const words = new Map<string, (Row & { at: number })[]>();
  const place = (what: string, withinId: string | null | undefined) => `${withinId ?? ''} ${what}`;
  for (const row of rows) {
    units.set(place(row.word, row.withinId), row.unitId);
    const key = place(row.unitId, row.withinId);
    words.set(key, [...(words.get(key) ?? []), { ...row, at: row.setAt.getTime() }]);
  }
  return {
    unitOf: (word, withinId) => units.get(place(word, withinId)),
    wordOf: (unitId, withinId) =>
      wordOn(
        (words.get(place(unitId, withinId)) ?? []).map((row) => ({ ...row, setAt: row.at })),
        today,
      )?.word,
  };
}

/** Tells which units took a unit's place. */
export type Successors = (unitId: string) => Promise<readonly string[]>;

/**
 * The units that took a unit's place, where it ended by a merge or a split: one, or several parts. Itself while it
 * stands, or where it ended without a successor. Asked with the program's own right: the events also name who entered
 * them and why, which the public's role does not see.
 */
export const successorsIn =
  (db: Pick<Database, 'appQueries'>, now: Date): Successors =>
  async (unitId) => {
    const today = todayInBishkek(now);
    const next = sql`c.kind in ('merge', 'split') and c.takes_effect_on <= ${today}
      and chain.id = any(c.from_unit_ids) and not chain.id = any(c.to_unit_ids)`;
    const found = await db.appQueries.execute<{ id: string }>(sql`
      with recursive chain as (
        select ${unitId}::uuid as id, 0 as step
        union
        select next.id, chain.step + 1
          from chain join unit_change c on ${next} cross join unnest(c.to_unit_ids) as next (id)
         where chain.step < 20)
      select distinct id from chain where not exists (select from unit_change c where ${next})`);
    return found.rows.map((row) => row.id);
  };
