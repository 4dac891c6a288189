import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { day, id, moment, municipalityId, rowKey, timestamps, under } from '../platform/db/columns.ts';
import { unit } from '../territory/schema.ts';

export const sexes = ['female', 'male'] as const;

/** A person the municipality knows by name; most have no account. Contacts are kept apart. */
export const person = pgTable(
  'person',
  {
    id: id(),
    municipalityId: municipalityId().references(() => unit.id),
    fullName: text().notNull(),
    sex: text({ enum: sexes }),
    birthYear: integer(),
    /** Post or occupation (Annex 6). */
    occupation: text().notNull().default(''),
    villageId: uuid().references(() => unit.id),
    street: text(),
    /** Set when this person signs in to Ashar. */
    accountId: text(),
    /** When the name and the rest were removed at the person's own wish; the row stays so that counts hold. */
    removedAt: moment(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    index('person_name').on(t.municipalityId, t.fullName),
    index('person_account').on(t.municipalityId, t.accountId),
    check('person_name_given', sql`length(${t.fullName}) between 1 and 200`),
    check('person_birth_year', sql`${t.birthYear} is null or ${t.birthYear} between 1900 and 2100`),
  ],
);

/** How to reach a person: seen only by those who invite and by the person's own group. */
export const personContact = pgTable(
  'person_contact',
  {
    municipalityId: municipalityId(),
    personId: uuid().notNull(),
    phone: text(),
    email: text(),
    address: text(),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.personId] }),
    under('person_contact_person', t, t.personId, person).onDelete('cascade'),
  ],
);

export const bodyKinds = [
  'workingGroup',
  'initiativeGroup',
  'monitoringGroup',
  'commission',
  'publicCouncil',
  'kenesh',
] as const;

/** A named group with members, roles, dates and composition rules. */
export const body = pgTable(
  'body',
  {
    id: id(),
    municipalityId: municipalityId().references(() => unit.id),
    kind: text({ enum: bodyKinds }).notNull(),
    nameKy: text().notNull(),
    nameRu: text().notNull(),
    /** The cycle it serves, when it serves one (the cycle room keeps the foreign key's meaning). */
    cycleId: uuid(),
    formedOn: day(),
    dissolvedOn: day(),
    ...timestamps,
  },
  (t) => [rowKey(t), index('body_cycle').on(t.municipalityId, t.cycleId, t.kind)],
);

/** What an organisation is; the order in which a form offers them. */
export const organisationKinds = [
  'municipal',
  'state',
  'institution',
  'association',
  'ngo',
  'business',
  'donor',
  'media',
  'other',
] as const;

/** An enterprise, office, association or fund the municipality deals with: a source, a partner, a contractor. */
export const organisation = pgTable(
  'organisation',
  {
    id: id(),
    municipalityId: municipalityId().references(() => unit.id),
    kind: text({ enum: organisationKinds }).notNull(),
    nameKy: text().notNull(),
    nameRu: text().notNull(),
    /** Who speaks for it. */
    speakerId: uuid(),
    /** Contacts of the organisation itself; a speaker's own stand on their card. */
    phone: text(),
    email: text(),
    address: text(),
    /** When it agreed to be named in public; null: it did not, or took it back. */
    namedOn: day(),
    validFrom: day(),
    /** Its last day. */
    validTo: day(),
    revision: integer().notNull().default(0),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    under('organisation_speaker', t, t.speakerId, person),
    index('organisation_speaker_index').on(t.municipalityId, t.speakerId),
    check(
      'organisation_named',
      sql`length(${t.nameKy}) between 1 and 200 and length(${t.nameRu}) between 1 and 200`,
    ),
    check(
      'organisation_span',
      sql`${t.validTo} is null or ${t.validFrom} is null or ${t.validTo} >= ${t.validFrom}`,
    ),
  ],
);

/** What an organisation is called, as names are compared: no two are called the same, in whichever language. */
export const organisationName = pgTable(
  'organisation_name',
  {
    municipalityId: municipalityId(),
    nameKey: text().notNull(),
    organisationId: uuid().notNull(),
  },
  (t) => [
    primaryKey({ name: 'organisation_name_once', columns: [t.municipalityId, t.nameKey] }),
    index('organisation_name_of').on(t.municipalityId, t.organisationId),
    under('organisation_name_organisation', t, t.organisationId, organisation).onDelete('cascade'),
  ],
);

/** The four categories of a working group (seed-000 R-WG-04), and the rest. */
export const memberCategories = [
  'executive',
  'deputy',
  'villageHead',
  'activist',
  'organisation',
  'other',
] as const;
export const memberRoles = ['chair', 'secretary', 'member'] as const;

export const membership = pgTable(
  'membership',
  {
    id: id(),
    municipalityId: municipalityId(),
    bodyId: uuid().notNull(),
    personId: uuid().notNull(),
    role: text({ enum: memberRoles }).notNull(),
    category: text({ enum: memberCategories }).notNull(),
    /** Post in the group's list, as printed. */
    post: text().notNull().default(''),
    /** Has learned the session methods (R-WG-10). */
    trained: boolean().notNull().default(false),
    validFrom: day().notNull(),
    validTo: day(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    under('membership_body', t, t.bodyId, body),
    under('membership_person', t, t.personId, person),
    index('membership_person_index').on(t.municipalityId, t.personId),
    check('membership_span', sql`${t.validTo} is null or ${t.validTo} >= ${t.validFrom}`),
  ],
);
