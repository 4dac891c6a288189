import { sql } from 'drizzle-orm';
import { todayInBishkek, type IsoDate } from '../../platform/i18n/calendar.ts';
import { standingOn, versionsFrom, type AnyScope } from '../data.ts';
import { publicPath, wordOn } from '../rules/addresses.ts';
import { placeKeys, type Place } from '../rules/find-places.ts';
import { unitAddress } from '../schema.ts';

/** Names change by a decision with a date: what changed without leaving a mark is noticed a minute late. */
const keptFor = 60_000;

let kept: { readonly places: readonly Place[]; readonly mark: string; readonly until: number } | undefined;

/**
 * Every unit of today with its public path, oblasts first, for searches by readers (about 2,500 in the country). Read
 * anew when units or their addresses changed.
 */
export async function publicPlaces(scope: AnyScope): Promise<readonly Place[]> {
  const today = todayInBishkek(scope.now);
  const marks = await scope.tx.execute<{ mark: string }>(sql`
    select concat_ws(' ', current_database(), count(*), max(created_at),
                     (select concat_ws(' ', count(*), max(set_at)) from unit_address)) as mark
      from unit_version`);
  const mark = `${today} ${marks.rows[0]?.mark ?? ''}`;
  if (kept?.mark === mark && kept.until > Date.now()) return kept.places;
  const places = await read(scope, today);
  kept = { places, mark, until: Date.now() + keptFor };
  return places;
}

async function read(scope: AnyScope, today: IsoDate): Promise<readonly Place[]> {
  const units = await versionsFrom(scope.tx).where(standingOn(today));
  const rows = await scope.tx
    .select()
    .from(unitAddress)
    .where(sql`${unitAddress.withinId} is null`);
  const words = new Map<string, { word: string; validFrom: string; setAt: number }[]>();
  for (const { unitId, word, validFrom, setAt } of rows)
    words.set(unitId, [...(words.get(unitId) ?? []), { word, validFrom, setAt: setAt.getTime() }]);
  const byId = new Map(units.map((unit) => [unit.unitId, unit]));
  const pathOf = (id: string) => publicPath({ id, word: wordOn(words.get(id) ?? [], today)?.word });
  const order = ['oblast', 'district', 'municipality', 'village'];
  return units
    .sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
    .map((unit): Place => {
      const above = [];
      // Four levels: the loop ends even if the data were damaged.
      for (
        let next = byId.get(unit.parentId ?? '');
        next && above.length < 3;
        next = byId.get(next.parentId ?? '')
      )
        above.unshift(next);
      const municipality = unit.level === 'village' ? above.at(-1) : unit;
      const path = municipality?.level === 'municipality' ? pathOf(municipality.unitId) : undefined;
      return { unit, above, path, keys: placeKeys(unit) };
    });
}
