import { and, eq, isNull } from 'drizzle-orm';
import type { Services } from '../../platform/http/services.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { unit, unitVersion } from '../../territory/schema.ts';

type Names = { readonly ky: string; readonly ru: string };
const kept = new Map<string, { names: Names; until: number }>();
/** Names change by a decision with a date: a minute late is early enough, and each page asks for one. */
const KEPT_FOR = 60_000;
const MOST = 1000;

/** Name of a municipality as it is now; undefined when there is none of this id, or it was merged away. */
export async function municipalityName(
  services: Pick<Services, 'db'>,
  id: string,
  lang: Lang,
): Promise<{ id: string; name: string } | undefined> {
  const known = kept.get(id);
  if (known && known.until > Date.now()) return { id, name: known.names[lang === 'ky' ? 'ky' : 'ru'] };
  const [found] = await services.db.appQueries
    .select({ ky: unitVersion.nameKy, ru: unitVersion.nameRu })
    .from(unit)
    .innerJoin(unitVersion, and(eq(unitVersion.unitId, unit.id), isNull(unitVersion.validTo)))
    .where(and(eq(unit.id, id), eq(unit.level, 'municipality')))
    .limit(1);
  if (!found) return undefined;
  if (kept.size >= MOST) kept.clear();
  kept.set(id, { names: found, until: Date.now() + KEPT_FOR });
  return { id, name: found[lang === 'ky' ? 'ky' : 'ru'] };
}
