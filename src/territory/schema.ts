import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  bytes,
  createdAt,
  day,
  id,
  moment,
  municipalityId,
  rowKey,
  timestamps,
  under,
} from '../platform/db/columns.ts';
import { unitLevels } from './rules/unit-levels.ts';

export type { UnitLevel } from './rules/unit-levels.ts';

/** An administrative unit. Only its identity and level live here; all that can change is in its versions. */
export const unit = pgTable(
  'unit',
  {
    id: id().primaryKey(),
    level: text({ enum: unitLevels }).notNull(),
    /** Official code of the territory classifier (СОАТЕ), when known. */
    code: text(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('unit_code_key').on(t.code),
    check('unit_level_known', sql`${t.level} in ('oblast', 'district', 'municipality', 'village')`),
  ],
);

/** What a unit was called and where it belonged between two dates; old records keep old names this way. */
export const unitVersion = pgTable(
  'unit_version',
  {
    id: id().primaryKey(),
    unitId: uuid()
      .notNull()
      .references(() => unit.id),
    parentId: uuid().references(() => unit.id),
    nameKy: text().notNull(),
    nameRu: text().notNull(),
    /** `aiylAimak` or `town` for municipalities; empty for the others. */
    kind: text({ enum: ['aiylAimak', 'town'] }),
    validFrom: day().notNull(),
    /** The first day on which this version no longer holds; empty while it holds. */
    validTo: day(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('unit_version_from_key').on(t.unitId, t.validFrom),
    uniqueIndex('unit_version_open_key')
      .on(t.unitId)
      .where(sql`${t.validTo} is null`),
    index('unit_version_parent').on(t.parentId),
    check('unit_version_span', sql`${t.validTo} is null or ${t.validTo} > ${t.validFrom}`),
    check(
      'unit_version_names',
      sql`length(${t.nameKy}) between 1 and 200 and length(${t.nameRu}) between 1 and 200`,
    ),
  ],
);

/** A dated event: created, renamed, moved, merged, split, abolished; the history page is made of these. */
export const unitChange = pgTable(
  'unit_change',
  {
    id: id().primaryKey(),
    kind: text({ enum: ['create', 'rename', 'move', 'merge', 'split', 'abolish'] }).notNull(),
    takesEffectOn: day().notNull(),
    fromUnitIds: uuid().array().notNull().default([]),
    toUnitIds: uuid().array().notNull().default([]),
    /** The decision that ordered it, in words. */
    basis: text(),
    byAccountId: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('unit_change_date').on(t.takesEffectOn)],
);

/**
 * The words by which people find a unit's public pages: `/kok-irim`, `/kok-irim/2026/aral`. A word belongs to one unit
 * for good: of those a unit has had, the last is shown, and the others lead to it.
 */
export const unitAddress = pgTable(
  'unit_address',
  {
    id: id().primaryKey(),
    unitId: uuid()
      .notNull()
      .references(() => unit.id),
    /** The municipality in which a village has the word; empty for a municipality. */
    withinId: uuid().references(() => unit.id),
    word: text().notNull(),
    /** The name in Latin letters of which the word was made. */
    base: text().notNull(),
    /** The first day on which it is the unit's own. */
    validFrom: day().notNull(),
    setAt: moment().notNull().defaultNow(),
  },
  (t) => [
    unique('unit_address_word_key').on(t.withinId, t.word).nullsNotDistinct(),
    index('unit_address_unit').on(t.unitId),
    check(
      'unit_address_word_shape',
      sql`${t.word} ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(${t.word}) between 1 and 130`,
    ),
  ],
);

/** How a municipality works: age groups, stickers, words of its papers. One row a municipality. */
export const municipalitySettings = pgTable('municipality_settings', {
  municipalityId: municipalityId()
    .primaryKey()
    .references(() => unit.id),
  /** Codes such as '18-35', '36-55', '56+', in order. */
  ageGroups: jsonb().$type<string[]>().notNull().default(['18-35', '36-55', '56+']),
  stickersPerPerson: integer().notNull().default(5),
  /** The head's act is called тескеме (order) or буйрук (decree) here. */
  headActName: text({ enum: ['тескеме', 'буйрук'] })
    .notNull()
    .default('тескеме'),
  headName: text().notNull().default(''),
  headPostKy: text().notNull().default('Айыл өкмөтүнүн башчысы'),
  headPostRu: text().notNull().default('Глава айыл окмоту'),
  executiveNameKy: text().notNull().default(''),
  executiveNameRu: text().notNull().default(''),
  address: text().notNull().default(''),
  contact: text().notNull().default(''),
  /** The settlement where the office sits, as its acts name it: «Кызыл-Туу айылы», «с. Кызыл-Туу». */
  seatKy: text().notNull().default(''),
  seatRu: text().notNull().default(''),
  ...timestamps,
});

/**
 * The coat of arms for the letterhead, a small PNG. Kept in the row and not in the store of uploads: every paper is
 * made with it, a frozen one carries it along, and nothing else asks for it.
 */
export const municipalityEmblem = pgTable(
  'municipality_emblem',
  {
    municipalityId: municipalityId()
      .primaryKey()
      .references(() => unit.id),
    picture: bytes().notNull(),
    ...timestamps,
  },
  (t) => [check('municipality_emblem_size', sql`length(${t.picture}) between 50 and 200000`)],
);

/** What is known of a village at a date. */
export const villageProfile = pgTable(
  'village_profile',
  {
    id: id(),
    municipalityId: municipalityId(),
    villageId: uuid()
      .notNull()
      .references(() => unit.id),
    asOf: day().notNull(),
    households: integer(),
    /** Where the numbers come from. */
    basis: text(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    unique('village_profile_date_key').on(t.municipalityId, t.villageId, t.asOf),
    check(
      'village_profile_households',
      sql`${t.households} is null or ${t.households} between 0 and 1000000`,
    ),
  ],
);

/** Residents of a village by sex and age band, as of the profile's date. */
export const villagePopulation = pgTable(
  'village_population',
  {
    municipalityId: municipalityId(),
    profileId: uuid().notNull(),
    sex: text({ enum: ['female', 'male'] }).notNull(),
    /** '0-17', '18-35', '36-55', '56+' by default. */
    ageBand: text().notNull(),
    people: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.profileId, t.sex, t.ageBand] }),
    under('village_population_profile', t, t.profileId, villageProfile).onDelete('cascade'),
    check('village_population_people', sql`${t.people} between 0 and 1000000`),
  ],
);

/** How a file of units was read: the place of each row, and what had to be assumed (`tables.note.<code>`). */
export type UnitReading = {
  readonly places: readonly string[];
  readonly notes: readonly {
    readonly code: string;
    readonly params: Readonly<Record<string, string | number>>;
  }[];
};

/**
 * An import of units: the rows as they were read wait here between the preview and the confirmation; afterwards only
 * the file's name, the number of rows and who did it stay. A staged import that nobody confirms changes nothing.
 */
export const unitImport = pgTable(
  'unit_import',
  {
    id: id().primaryKey(),
    fileName: text().notNull(),
    rows: integer().notNull(),
    state: text({ enum: ['staged', 'confirmed', 'dropped'] }).notNull(),
    /** The date from which new units of this file exist. */
    validFrom: day().notNull(),
    /** Cells of the file, its heading row first; emptied when the import is confirmed or dropped. */
    contents: jsonb().$type<string[][]>(),
    /** Where a person finds each row of the contents, and how the file was read. */
    reading: jsonb().$type<UnitReading>(),
    byAccountId: text().notNull(),
    at: moment().notNull().defaultNow(),
    confirmedAt: moment(),
  },
  (t) => [
    index('unit_import_at').on(t.at),
    check('unit_import_state_known', sql`${t.state} in ('staged', 'confirmed', 'dropped')`),
    check('unit_import_contents_while_staged', sql`(${t.state} = 'staged') = (${t.contents} is not null)`),
  ],
);
