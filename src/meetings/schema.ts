import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { cycle } from '../cycle/schema.ts';
import { person, sexes } from '../people/schema.ts';
import {
  createdAt,
  day,
  hour,
  id,
  moment,
  municipalityId,
  rowKey,
  timestamps,
  under,
} from '../platform/db/columns.ts';
import { unit } from '../territory/schema.ts';
import { invitedAs } from './rules/plan-fields.ts';
import { photoPurposes } from './rules/record.ts';
import { meetingKinds, participantKinds } from './rules/who-counts.ts';

export const meetingStates = ['planned', 'open', 'closed', 'cancelled'] as const;
/** People came as a list of rows, or only as counts by sex. */
export const attendances = ['list', 'counts'] as const;
export const leaderRoles = ['facilitator', 'recorder'] as const;

/**
 * A meeting of any kind, from the plan to the locked record. What only one kind has stands in a table of its own
 * (`session`, `focus_group`) under the same id.
 */
export const meeting = pgTable(
  'meeting',
  {
    id: id(),
    municipalityId: municipalityId().references(() => unit.id),
    kind: text({ enum: meetingKinds }).notNull(),
    cycleId: uuid().notNull(),
    /** Empty: of the whole municipality. */
    villageId: uuid().references(() => unit.id),
    /** What a village has one of in a cycle («18-35 mixed 1»): a second one is refused. Empty where there may be several. */
    once: text(),
    state: text({ enum: meetingStates }).notNull().default('planned'),
    /** Local day and hours in Asia/Bishkek. */
    plannedOn: day(),
    startsAt: hour(),
    endsAt: hour(),
    venue: text().notNull().default(''),
    plannedPeople: smallint(),
    plannedWomen: smallint(),
    /** What was: filled when the record is entered. */
    heldOn: day(),
    heldVenue: text(),
    /** The language in which the office typed the notes of the record; empty where nobody said, as phones do not. */
    notesLang: text({ enum: ['ky', 'ru'] }),
    /** People came as a list of rows, or only as counts by sex. */
    attendance: text({ enum: attendances }).notNull().default('counts'),
    women: smallint(),
    men: smallint(),
    /** Present and no participants: guests from outside, press. */
    guests: smallint(),
    /** Whether these are among the women and men: rules/who-counts.ts. */
    deputies: smallint(),
    executives: smallint(),
    organisations: smallint(),
    /** Grows with each change of the record; two people editing at once are told. */
    revision: integer().notNull().default(0),
    /** The facilitators have finished in the room; the working group looks and closes. */
    finishedAt: moment(),
    finishedBy: text(),
    closedAt: moment(),
    closedBy: text(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    under('meeting_cycle', t, t.cycleId, cycle),
    index('meeting_village').on(t.municipalityId, t.cycleId, t.kind, t.villageId),
    uniqueIndex('meeting_once')
      .on(t.municipalityId, t.cycleId, t.kind, t.villageId, t.once)
      .where(sql`${t.state} <> 'cancelled' and ${t.once} is not null`),
    check(
      'meeting_people_sane',
      sql`coalesce(${t.women}, 0) between 0 and 999 and coalesce(${t.men}, 0) between 0 and 999 and coalesce(${t.guests}, 0) between 0 and 999`,
    ),
    check('meeting_closed_has_date', sql`${t.state} <> 'closed' or ${t.closedAt} is not null`),
    check('meeting_times', sql`${t.endsAt} is null or ${t.startsAt} is null or ${t.endsAt} > ${t.startsAt}`),
  ],
);

/**
 * Who leads and who records. Day and hours are copied from the meeting, and empty when it is cancelled, so that the
 * database refuses two places at once over all kinds (`meeting_leader_one_place`, written into its migration).
 */
export const meetingLeader = pgTable(
  'meeting_leader',
  {
    municipalityId: municipalityId(),
    meetingId: uuid().notNull(),
    personId: uuid().notNull(),
    role: text({ enum: leaderRoles }).notNull(),
    plannedOn: day(),
    startsAt: hour(),
    endsAt: hour(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.meetingId, t.personId] }),
    under('meeting_leader_meeting', t, t.meetingId, meeting),
    under('meeting_leader_person', t, t.personId, person),
  ],
);

/** People asked to come (Annex 6, made before the meeting). */
export const invitation = pgTable(
  'invitation',
  {
    municipalityId: municipalityId(),
    meetingId: uuid().notNull(),
    personId: uuid().notNull(),
    /** As whom, where the kind of meeting asks. */
    invitedAs: text({ enum: invitedAs }),
    invitedAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.meetingId, t.personId] }),
    under('invitation_meeting', t, t.meetingId, meeting),
    under('invitation_person', t, t.personId, person),
  ],
);

/** Somebody who came, known by number; name, age and occupation only when people gave them. */
export const participant = pgTable(
  'participant',
  {
    id: id(),
    municipalityId: municipalityId(),
    meetingId: uuid().notNull(),
    /** Number on the registration sheet, from 1. */
    number: smallint().notNull(),
    fullName: text(),
    sex: text({ enum: sexes }),
    age: smallint(),
    /** One of the municipality's age groups, when the age itself was not told. */
    ageBand: text(),
    occupation: text(),
    contact: text(),
    street: text(),
    /** Where somebody lives; empty when nobody asked, or elsewhere. */
    villageId: uuid().references(() => unit.id),
    kind: text({ enum: participantKinds }).notNull().default('community'),
    /** Agreed to be called upon: focus group, initiative group, monitoring (Annex 7, part 6). */
    forFocusGroup: boolean().notNull().default(false),
    forInitiativeGroup: boolean().notNull().default(false),
    forMonitoring: boolean().notNull().default(false),
    /** The day on which the row was typed from a paper sheet; empty where it was written at the meeting. */
    paperTypedOn: day(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    unique('participant_number_key').on(t.municipalityId, t.meetingId, t.number),
    unique('participant_meeting_key').on(t.municipalityId, t.meetingId, t.id),
    under('participant_meeting', t, t.meetingId, meeting),
    check('participant_age', sql`${t.age} is null or ${t.age} between 18 and 120`),
    check('participant_number_sane', sql`${t.number} between 1 and 999`),
  ],
);

/** A picture made at the meeting: the flip chart, the wall of stickers (Annex 10: pictures are part of the minutes). */
export const meetingPhoto = pgTable(
  'meeting_photo',
  {
    id: id(),
    municipalityId: municipalityId(),
    meetingId: uuid().notNull(),
    purpose: text({ enum: photoPurposes }).notNull().default('other'),
    caption: text().notNull().default(''),
    /** Id in the file store; empty while only the picture's place in the record has arrived. */
    fileId: text(),
    width: integer(),
    height: integer(),
    byName: text().notNull(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    index('meeting_photo_meeting').on(t.municipalityId, t.meetingId),
    under('meeting_photo_meeting_key', t, t.meetingId, meeting),
  ],
);

/** Closed, reopened with a reason, closed again: the history of a meeting's lock. */
export const meetingLock = pgTable(
  'meeting_lock',
  {
    id: id(),
    municipalityId: municipalityId(),
    meetingId: uuid().notNull(),
    kind: text({ enum: ['closed', 'reopened'] }).notNull(),
    reason: text(),
    byAccountId: text().notNull(),
    byName: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    rowKey(t),
    index('meeting_lock_meeting').on(t.municipalityId, t.meetingId),
    under('meeting_lock_meeting_key', t, t.meetingId, meeting),
  ],
);

/** What was said in a part of the programme; a part without a row has no notes. */
export const meetingNote = pgTable(
  'meeting_note',
  {
    municipalityId: municipalityId(),
    meetingId: uuid().notNull(),
    /** A word of the kind's list of parts. */
    part: text().notNull(),
    text: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.meetingId, t.part] }),
    under('meeting_note_meeting', t, t.meetingId, meeting),
  ],
);
