import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { participantKinds } from '../meetings/rules/who-counts.ts';
import { meeting } from '../meetings/schema.ts';
import { contributionForms, likelihoods, parties } from '../needs/focus/rules/focus-record.ts';
import { problem } from '../needs/schema.ts';
import { id, municipalityId, rowKey, timestamps, under } from '../platform/db/columns.ts';
import { entryColumns } from './rules/planning.ts';

/** A planning meeting has nothing but what any meeting has; it shares the meeting's id. */
export const planningMeeting = pgTable(
  'planning_meeting',
  { id: uuid().notNull(), municipalityId: municipalityId() },
  (t) => [rowKey(t), under('planning_meeting_meeting', t, t.id, meeting)],
);

/** What was said there: a proposal, or a line added to the table of a problem (Annex 9). The focus group's stays. */
export const planningEntry = pgTable(
  'planning_entry',
  {
    id: id(),
    municipalityId: municipalityId(),
    meetingId: uuid().notNull(),
    /** Empty: a proposal about no problem in particular. */
    problemId: uuid(),
    part: text({ enum: entryColumns }).notNull(),
    text: text().notNull(),
    /** Who proposed it, never by name. */
    by: text({ enum: participantKinds }),
    likelihood: text({ enum: likelihoods }),
    party: text({ enum: parties }),
    who: text().notNull().default(''),
    form: text({ enum: contributionForms }),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    index('planning_entry_meeting').on(t.municipalityId, t.meetingId),
    under('planning_entry_meeting_key', t, t.meetingId, planningMeeting),
    under('planning_entry_problem', t, t.problemId, problem),
    check('planning_entry_text_given', sql`length(${t.text}) between 1 and 500`),
    check('planning_entry_of_problem', sql`${t.part} = 'proposal' or ${t.problemId} is not null`),
  ],
);
