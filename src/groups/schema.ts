import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { cycle } from '../cycle/schema.ts';
import { problem } from '../needs/schema.ts';
import { body, membership } from '../people/schema.ts';
import { day, id, moment, municipalityId, rowKey, timestamps, under } from '../platform/db/columns.ts';
import { memberStages, noteKinds } from './rules/words.ts';

const typed = () => text().notNull().default('');

/** What an initiative group has beside what any body has; it shares the body's id. */
export const initiativeGroup = pgTable(
  'initiative_group',
  {
    id: uuid().notNull(),
    municipalityId: municipalityId(),
    cycleId: uuid().notNull(),
    /** Its purpose, rights and duties, and how it is linked with kenesh and executive (R-IG-04). */
    regulation: typed(),
    /** Where it works (R-IG-05). */
    place: typed(),
    /** What the group itself says of the balance of communities, in its words; never of a person. */
    balanceWords: typed(),
    revision: integer().notNull().default(0),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    under('initiative_group_body', t, t.id, body),
    under('initiative_group_cycle', t, t.cycleId, cycle),
  ],
);

/** A problem that a group carries; a problem of a cycle is carried by one group at most. */
export const groupTopic = pgTable(
  'group_topic',
  {
    municipalityId: municipalityId(),
    groupId: uuid().notNull(),
    problemId: uuid().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.groupId, t.problemId] }),
    unique('group_topic_once').on(t.municipalityId, t.problemId),
    under('group_topic_group', t, t.groupId, initiativeGroup),
    under('group_topic_problem', t, t.problemId, problem),
  ],
);

/** What a member of a group has beside any membership. */
export const groupMember = pgTable(
  'group_member',
  {
    membershipId: uuid().notNull(),
    municipalityId: municipalityId(),
    groupId: uuid().notNull(),
    stage: text({ enum: memberStages }).notNull(),
    /** Named by the people of the gathering itself, not before it. */
    fromFloor: boolean().notNull().default(false),
    /** When they agreed to join, and to which words. */
    consentOn: day().notNull(),
    consentText: text().notNull(),
    /** They agreed to be named in public; taken back at any time. */
    named: boolean().notNull().default(false),
    /** The gathering that confirmed them. */
    confirmedOn: day(),
    confirmedPaper: typed(),
    leftReason: typed(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.membershipId] }),
    index('group_member_group').on(t.municipalityId, t.groupId),
    under('group_member_membership', t, t.membershipId, membership),
    under('group_member_group_key', t, t.groupId, initiativeGroup),
    check('group_member_confirmed', sql`(${t.stage} = 'confirmed') = (${t.confirmedOn} is not null)`),
  ],
);

/** A task, short minutes, something given to the group, recognition that is not money. */
export const groupNote = pgTable(
  'group_note',
  {
    id: id(),
    municipalityId: municipalityId(),
    groupId: uuid().notNull(),
    kind: text({ enum: noteKinds }).notNull(),
    on: day().notNull(),
    text: text().notNull(),
    /** Who does it, who came, who gave it. */
    who: typed(),
    /** Of a task. */
    dueOn: day(),
    doneOn: day(),
    byName: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    rowKey(t),
    index('group_note_group').on(t.municipalityId, t.groupId),
    under('group_note_group_key', t, t.groupId, initiativeGroup),
    check('group_note_text_given', sql`length(${t.text}) between 1 and 2000`),
    check('group_note_task', sql`${t.kind} = 'task' or (${t.dueOn} is null and ${t.doneOn} is null)`),
  ],
);
