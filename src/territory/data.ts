import { and, desc, eq, inArray, lte, sql } from 'drizzle-orm';
import { own } from '../platform/db/own.ts';
import type { MunicipalityScope, PublicScope, SystemScope, Tx } from '../platform/db/scope.ts';
import type { KeptImage } from '../platform/documents/model.ts';
import type { IsoDate } from '../platform/i18n/calendar.ts';
import { fmt } from '../platform/i18n/format.ts';
import type { Lang } from '../platform/i18n/lang.ts';
import { defaultAgeGroups, type PopulationCell } from './rules/age-bands.ts';
import { territoryOf, type Territory } from './rules/changes.ts';
import { nameIn, namedVersion, treeAt, type UnitNode, type UnitVersion } from './rules/versions.ts';
import {
  municipalityEmblem,
  municipalitySettings,
  unit,
  unitChange,
  unitVersion,
  villagePopulation,
  villageProfile,
  type UnitLevel,
} from './schema.ts';

/** Units are common and public: every scope may read them. */
export type AnyScope = MunicipalityScope | SystemScope | PublicScope;

const versionColumns = {
  unitId: unitVersion.unitId,
  level: unit.level,
  code: unit.code,
  parentId: unitVersion.parentId,
  nameKy: unitVersion.nameKy,
  nameRu: unitVersion.nameRu,
  kind: unitVersion.kind,
  validFrom: unitVersion.validFrom,
  validTo: unitVersion.validTo,
};

export const standingOn = (date: IsoDate) =>
  sql`${unitVersion.validFrom} <= ${date} and (${unitVersion.validTo} is null or ${unitVersion.validTo} > ${date})`;

/** Order of names in a language, for `sort`. */
export function byName(lang: Lang): (a: UnitVersion, b: UnitVersion) => number {
  const formats = fmt(lang);
  return (a, b) => formats.compare(nameIn(a, lang), nameIn(b, lang));
}

/** Versions with what holds of their unit; a condition and an order go behind it. */
export const versionsFrom = (tx: Tx) =>
  tx.select(versionColumns).from(unitVersion).innerJoin(unit, eq(unit.id, unitVersion.unitId));

/** Versions of all units, or of those named; also for commands, inside their own transaction. */
export async function versionsIn(tx: Tx, unitIds?: readonly string[]): Promise<UnitVersion[]> {
  if (unitIds?.length === 0) return [];
  return await versionsFrom(tx)
    .where(unitIds ? inArray(unitVersion.unitId, [...unitIds]) : undefined)
    .orderBy(unitVersion.validFrom, unitVersion.id);
}

/** Everything the rules of changes look at (about 2,500 units in the country). */
export async function territoryIn(tx: Tx): Promise<Territory> {
  return territoryOf(await versionsIn(tx));
}

/** All units of a day as a tree, names in the order of the language. */
export async function unitTreeAt(scope: AnyScope, date: IsoDate, lang: Lang = 'ky'): Promise<UnitNode[]> {
  const versions = await versionsFrom(scope.tx).where(standingOn(date));
  return treeAt(versions, date, byName(lang));
}

/** The units of a level on a day, in the order of the language. */
export async function unitsOfLevel(
  scope: AnyScope,
  level: UnitLevel,
  date: IsoDate,
  lang: Lang = 'ky',
): Promise<UnitVersion[]> {
  const found = await versionsFrom(scope.tx).where(and(eq(unit.level, level), standingOn(date)));
  return found.sort(byName(lang));
}

/** Units directly under one on a day, in the order of the language. */
export async function unitsUnder(
  scope: AnyScope,
  parentId: string,
  date: IsoDate,
  lang: Lang = 'ky',
): Promise<UnitVersion[]> {
  const found = await versionsFrom(scope.tx).where(and(eq(unitVersion.parentId, parentId), standingOn(date)));
  return found.sort(byName(lang));
}

/** The villages that belonged to a municipality on a day, in the order of the language. */
export async function villagesOf(
  scope: AnyScope,
  municipalityId: string,
  date: IsoDate,
  lang: Lang = 'ky',
): Promise<UnitVersion[]> {
  const under = await unitsUnder(scope, municipalityId, date, lang);
  return under.filter((version) => version.level === 'village');
}

/** Whether a village belongs to a municipality on a day: asked by every command that is given a village's id. */
export async function isVillageOf(
  tx: Tx,
  municipalityId: string,
  villageId: string,
  date: IsoDate,
): Promise<boolean> {
  const found = await tx
    .select({ id: unit.id })
    .from(unitVersion)
    .innerJoin(unit, eq(unit.id, unitVersion.unitId))
    .where(
      and(
        eq(unit.id, villageId),
        eq(unit.level, 'village'),
        eq(unitVersion.parentId, municipalityId),
        standingOn(date),
      ),
    );
  return found.length > 0;
}

/** Names of units as papers of that day carry them; a unit that is unknown is missing from the map. */
export async function unitNames(
  scope: AnyScope,
  unitIds: readonly string[],
  date: IsoDate,
  lang: Lang = 'ky',
): Promise<Map<string, string>> {
  const versions = await versionsNamed(scope, unitIds, date);
  return new Map([...versions].map(([id, version]) => [id, nameIn(version, lang)]));
}

/** The same with both names of each. */
export async function versionsNamed(
  scope: AnyScope,
  unitIds: readonly string[],
  date: IsoDate,
): Promise<Map<string, UnitVersion>> {
  const ids = [...new Set(unitIds)];
  const { of } = territoryOf(await versionsIn(scope.tx, ids));
  return new Map(
    ids.flatMap((id) => {
      const version = namedVersion(of(id), date);
      return version ? [[id, version]] : [];
    }),
  );
}

/** The name of one unit as a paper of that day carries it; an empty text when there is no such unit. */
export async function unitName(
  scope: AnyScope,
  unitId: string,
  date: IsoDate,
  lang: Lang = 'ky',
): Promise<string> {
  return (await unitNames(scope, [unitId], date, lang)).get(unitId) ?? '';
}

/** The name of one unit in each language, for words whose reader's language is known only later. */
export async function unitNameInEach(
  scope: AnyScope,
  unitId: string,
  date: IsoDate,
): Promise<Readonly<Record<Lang, string>>> {
  const version = namedVersion(await versionsIn(scope.tx, [unitId]), date);
  const name = (lang: Lang) => (version ? nameIn(version, lang) : '');
  return { ky: name('ky'), ru: name('ru'), en: name('en') };
}

/** The units above one on a day, from the top, and the unit itself last; empty when it did not stand then. */
export async function unitPath(scope: AnyScope, unitId: string, date: IsoDate): Promise<UnitVersion[]> {
  const path: UnitVersion[] = [];
  // Four levels: the loop ends even if the data were damaged.
  for (let next: string | null = unitId; next !== null && path.length < 4;) {
    const found: UnitVersion | undefined = namedVersion(await versionsIn(scope.tx, [next]), date);
    if (!found) break;
    path.unshift(found);
    next = found.parentId;
  }
  return path;
}

/** The municipality and what it belongs to, as a paper of that day names them; nameless when it did not stand then. */
export async function placeOnDay(scope: MunicipalityScope, date: IsoDate) {
  const path = await unitPath(scope, scope.municipalityId, date);
  const at = (level: UnitLevel) => path.find((one) => one.level === level);
  return {
    oblast: at('oblast'),
    district: at('district'),
    municipality: at('municipality') ?? { nameKy: '', nameRu: '', kind: null },
  };
}

export type UnitChangeRow = typeof unitChange.$inferSelect;

/** A unit's versions and the changes that made or touched it, oldest first; undefined when there is no such unit. */
export async function unitHistory(
  scope: AnyScope,
  unitId: string,
): Promise<
  | {
      readonly versions: readonly UnitVersion[];
      readonly changes: readonly UnitChangeRow[];
      /** Names of all units named in the changes, at their own dates: `<unitId>@<date>`. */
      readonly names: ReadonlyMap<string, UnitVersion>;
    }
  | undefined
> {
  const versions = await versionsIn(scope.tx, [unitId]);
  if (versions.length === 0) return undefined;
  const changes = await scope.tx
    .select()
    .from(unitChange)
    .where(sql`${unitId} = any(${unitChange.fromUnitIds}) or ${unitId} = any(${unitChange.toUnitIds})`)
    .orderBy(unitChange.takesEffectOn, unitChange.createdAt);
  const named = new Set(changes.flatMap((change) => [...change.fromUnitIds, ...change.toUnitIds]));
  const territory = territoryOf(await versionsIn(scope.tx, [...named]));
  const names = new Map<string, UnitVersion>();
  for (const change of changes) {
    for (const id of [...change.fromUnitIds, ...change.toUnitIds]) {
      const version = namedVersion(territory.of(id), change.takesEffectOn);
      if (version) names.set(`${id}@${change.takesEffectOn}`, version);
    }
  }
  return { versions, changes, names };
}

export type MunicipalitySettings = Omit<typeof municipalitySettings.$inferSelect, 'createdAt' | 'updatedAt'>;

/** How the municipality works and who heads it; the defaults when nothing was saved yet. */
export async function municipalityHead(scope: MunicipalityScope): Promise<MunicipalitySettings> {
  const [found] = await scope.tx.select().from(municipalitySettings).where(own(scope, municipalitySettings));
  if (found) return found;
  return {
    municipalityId: scope.municipalityId,
    ageGroups: [...defaultAgeGroups],
    stickersPerPerson: 5,
    headActName: 'тескеме',
    headName: '',
    headPostKy: 'Айыл өкмөтүнүн башчысы',
    headPostRu: 'Глава айыл окмоту',
    executiveNameKy: '',
    executiveNameRu: '',
    address: '',
    contact: '',
    seatKy: '',
    seatRu: '',
  };
}

/** The coat of arms of the municipality as its papers carry it; undefined where it has given none. */
export async function emblemOf(scope: MunicipalityScope): Promise<KeptImage | undefined> {
  const [found] = await scope.tx
    .select({ picture: municipalityEmblem.picture })
    .from(municipalityEmblem)
    .where(own(scope, municipalityEmblem));
  return found && { base64: Buffer.from(found.picture).toString('base64'), format: 'png' };
}

export type VillageProfile = {
  readonly id: string;
  readonly villageId: string;
  readonly asOf: IsoDate;
  readonly households: number | null;
  readonly basis: string | null;
  readonly population: readonly PopulationCell[];
};

/** The latest profile of a village that is not later than the day; undefined when there is none. */
export async function profileOf(
  scope: MunicipalityScope,
  villageId: string,
  date: IsoDate,
): Promise<VillageProfile | undefined> {
  return (await profilesAt(scope, [villageId], date)).get(villageId);
}

/** The latest profile of each village that is not later than the day. */
export async function profilesAt(
  scope: MunicipalityScope,
  villageIds: readonly string[],
  date: IsoDate,
): Promise<Map<string, VillageProfile>> {
  const found = new Map<string, VillageProfile>();
  if (villageIds.length === 0) return found;
  const profiles = await scope.tx
    .selectDistinctOn([villageProfile.villageId], {
      id: villageProfile.id,
      villageId: villageProfile.villageId,
      asOf: villageProfile.asOf,
      households: villageProfile.households,
      basis: villageProfile.basis,
    })
    .from(villageProfile)
    .where(
      own(
        scope,
        villageProfile,
        inArray(villageProfile.villageId, [...villageIds]),
        lte(villageProfile.asOf, date),
      ),
    )
    .orderBy(villageProfile.villageId, desc(villageProfile.asOf));
  if (profiles.length === 0) return found;
  const cells = await scope.tx
    .select()
    .from(villagePopulation)
    .where(
      own(
        scope,
        villagePopulation,
        inArray(
          villagePopulation.profileId,
          profiles.map((profile) => profile.id),
        ),
      ),
    );
  for (const profile of profiles) {
    const population = cells
      .filter((cell) => cell.profileId === profile.id)
      .map(({ sex, ageBand, people }) => ({ sex, ageBand, people }));
    found.set(profile.villageId, { ...profile, population });
  }
  return found;
}

/** The days for which a village has a profile, newest first. */
export async function profileDates(scope: MunicipalityScope, villageId: string): Promise<IsoDate[]> {
  const rows = await scope.tx
    .select({ asOf: villageProfile.asOf })
    .from(villageProfile)
    .where(own(scope, villageProfile, eq(villageProfile.villageId, villageId)))
    .orderBy(desc(villageProfile.asOf));
  return rows.map((row) => row.asOf);
}
