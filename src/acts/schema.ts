import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { day, id, moment, municipalityId, rowKey, timestamps, under } from '../platform/db/columns.ts';
import type { DocumentModel } from '../platform/documents/model.ts';
import { unit } from '../territory/schema.ts';

export const actTypes = [
  'order',
  'decree',
  'resolution',
  'minutes',
  'report',
  'programme',
  'list',
  'other',
] as const;
export const issuingBodies = ['executive', 'kenesh', 'workingGroup'] as const;
/**
 * What befalls a signed paper: its pages as scanned, what mends it, who objects, who contests it, and how that ended.
 */
export const ownEventKinds = [
  'scan',
  'addendum',
  'objection',
  'contested',
  'protested',
  'upheld',
  'courtAnnulled',
] as const;
/** Also what befell one decision that stands in the paper; the paper itself keeps its force. */
export const actEventKinds = [...ownEventKinds, 'decision'] as const;
export const actStates = ['draft', 'signed', 'annulled'] as const;

/** A paper in both languages. */
export type Paper = { ky: DocumentModel; ru: DocumentModel };

/** What a signed act keeps: the paper itself and, where residents may read it, the paper without personal data. */
export type FrozenPaper = Paper & { open?: Paper };

/** Any numbered official document. A draft is made from the data anew; a signed one is frozen as it was. */
export const act = pgTable(
  'act',
  {
    id: id(),
    municipalityId: municipalityId().references(() => unit.id),
    cycleId: uuid(),
    type: text({ enum: actTypes }).notNull(),
    issuingBody: text({ enum: issuingBodies }).notNull(),
    /** Which paper of the method this is, such as `cycle.order-working-group`; empty for papers from outside. */
    template: text(),
    /** What the paper is about: a session, a village; empty when the template and cycle say it. */
    subjectId: uuid(),
    titleKy: text().notNull(),
    titleRu: text().notNull(),
    state: text({ enum: actStates }).notNull().default('draft'),
    /** Given when the act is registered: number within municipality, issuing body, type and year. */
    year: integer(),
    /** As the office writes it: «86», «86-т», «19/91». */
    number: text(),
    /** The number in it that runs on in the register. */
    running: integer(),
    issuedOn: day(),
    signedBy: text(),
    /** The post they signed in, where it was another than the head's own (acting, or a chair chosen at the meeting). */
    signedAs: text(),
    /** The whole paper as signed, so that later changes of the data do not change it. */
    documents: jsonb().$type<FrozenPaper>(),
    note: text(),
    signedAt: moment(),
    annulledReason: text(),
    /** The signed act that this one takes the place of, from the moment it is signed itself. */
    replacesId: uuid(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    unique('act_number_key').on(t.municipalityId, t.issuingBody, t.type, t.year, t.number),
    under('act_replaces', t, t.replacesId, t),
    index('act_template').on(t.municipalityId, t.cycleId, t.template, t.subjectId),
    check(
      'act_registered',
      sql`${t.state} = 'draft' or (${t.number} is not null and ${t.year} is not null and ${t.issuedOn} is not null)`,
    ),
  ],
);

/** The life of an act after its signature. Rows are only added: a paper is mended by another paper. */
export const actEvent = pgTable(
  'act_event',
  {
    id: id(),
    municipalityId: municipalityId(),
    actId: uuid().notNull(),
    kind: text({ enum: actEventKinds }).notNull(),
    /** The day of the paper that says so. */
    on: day().notNull(),
    text: text().notNull().default(''),
    /** Its pages; the id is the SHA-256 of what is kept. */
    fileId: text(),
    byName: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    rowKey(t),
    index('act_event_act').on(t.municipalityId, t.actId),
    under('act_event_act_key', t, t.actId, act),
    check('act_event_says_something', sql`${t.fileId} is not null or length(${t.text}) > 0`),
  ],
);

/** The last number given in a register; locked while a number is drawn, so that none is given twice or skipped. */
export const actCounter = pgTable(
  'act_counter',
  {
    municipalityId: municipalityId(),
    issuingBody: text({ enum: issuingBodies }).notNull(),
    type: text({ enum: actTypes }).notNull(),
    year: integer().notNull(),
    lastNumber: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.municipalityId, t.issuingBody, t.type, t.year] })],
);

/**
 * What the public reads. A publication is a finished snapshot without personal data, made by the room that
 * publishes; public pages read this table and the units, nothing else (row-level security says the same).
 */
export const publication = pgTable(
  'publication',
  {
    id: id(),
    municipalityId: municipalityId().references(() => unit.id),
    /** `village-priorities`, `municipality-priorities`, or `act:` and the act's id: each act stands by itself. */
    kind: text().notNull(),
    /** The village or municipality it is about. */
    unitId: uuid()
      .notNull()
      .references(() => unit.id),
    year: integer().notNull(),
    cycleId: uuid(),
    actId: uuid(),
    /** 1, 2, 3 … of the same kind, unit and year: a republication is a new row, the old one is withdrawn. */
    version: integer().notNull(),
    snapshot: jsonb().$type<unknown>().notNull(),
    publishedAt: moment().notNull(),
    publishedBy: text().notNull(),
    /** Why before everything was in, as the publisher wrote it: for the staff. */
    reason: text(),
    withdrawnAt: moment(),
    withdrawnReason: text(),
  },
  (t) => [
    rowKey(t),
    unique('publication_version_key').on(t.municipalityId, t.kind, t.unitId, t.year, t.version),
    index('publication_page').on(t.municipalityId, t.unitId, t.year),
    under('publication_act', t, t.actId, act),
  ],
);
