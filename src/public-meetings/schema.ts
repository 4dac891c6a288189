import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { publication } from '../acts/schema.ts';
import { befallen, voteQuestion } from '../decisions/schema.ts';
import { participantKinds } from '../meetings/rules/who-counts.ts';
import { meeting } from '../meetings/schema.ts';
import { contributionForms, likelihoods, parties } from '../needs/focus/rules/focus-record.ts';
import { problem } from '../needs/schema.ts';
import { body, person, sexes } from '../people/schema.ts';
import { day, id, moment, municipalityId, rowKey, timestamps, under } from '../platform/db/columns.ts';
import { unit } from '../territory/schema.ts';
import {
  channels,
  checklistRows,
  initiators,
  levels,
  meetingForms,
  meetingTopics,
  offices,
} from './rules/forms.ts';
import { aboutKinds } from './rules/subjects.ts';
import { entryColumns } from './rules/planning.ts';
import { typedLangs } from './rules/public-meeting-fields.ts';
import { speechKinds } from './rules/public-record.ts';

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

const typed = () => text().notNull().default('');

/** A gathering, hearing, kurultai, sitting …: what it has beside what any meeting has. It shares the meeting's id. */
export const publicMeeting = pgTable(
  'public_meeting',
  {
    id: uuid().notNull(),
    municipalityId: municipalityId(),
    form: text({ enum: meetingForms }).notNull(),
    topic: text({ enum: meetingTopics }),
    /** Typed in `titleLang`; by hand in the other language, or empty. */
    title: text().notNull(),
    titleLang: text({ enum: typedLangs }).notNull(),
    titleOther: typed(),
    level: text({ enum: levels }).notNull(),
    /** Of a street or a quarter. */
    street: typed(),
    initiator: text({ enum: initiators }).notNull(),
    initiatedOn: day().notNull(),
    /** Under a residents' demand. */
    signatures: smallint(),
    /** The answer to that demand; refused, the meeting is not held and this stays to be seen. */
    answer: text({ enum: ['accepted', 'refused'] }),
    answeredOn: day(),
    answerReason: typed(),
    capacity: smallint(),
    access: typed(),
    transport: typed(),
    hourSuits: typed(),
    nature: typed(),
    whoComes: typed(),
    studyFrom: day(),
    studyPlace: typed(),
    proposalsHow: typed(),
    budgetFacts: typed(),
    /** The whole notice in the other language, by hand. */
    noticeOther: typed(),
    /** The article of the charter or of a law by which its decisions bind; empty: what the form says. */
    bindingBy: typed(),
    /** The order that named the working group, and the day on which that first met. */
    orderText: typed(),
    firstMetOn: day(),
    /** The body whose sitting it is. */
    bodyId: uuid(),
    /** When the decisions went to the local bodies. */
    sentOn: day(),
    sentTo: typed(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    under('public_meeting_meeting', t, t.id, meeting),
    under('public_meeting_body', t, t.bodyId, body),
    check('public_meeting_title_given', sql`length(${t.title}) between 3 and 300`),
    check('public_meeting_answered', sql`(${t.answer} is null) = (${t.answeredOn} is null)`),
  ],
);

/** Each day on which the meeting stood in the plan, so that a change after the notice can be seen. */
export const meetingMove = pgTable(
  'meeting_move',
  {
    id: id(),
    municipalityId: municipalityId(),
    meetingId: uuid().notNull(),
    plannedOn: day(),
    /** `HH:MM`; empty also in what was written before hours were kept. */
    startsAt: text(),
    venue: typed(),
    /** Empty for the first. */
    reason: typed(),
    byName: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    rowKey(t),
    index('meeting_move_meeting').on(t.municipalityId, t.meetingId),
    under('meeting_move_meeting_key', t, t.meetingId, publicMeeting),
  ],
);

/** Who has which office at the meeting. */
export const meetingOffice = pgTable(
  'meeting_office',
  {
    id: id(),
    municipalityId: municipalityId(),
    meetingId: uuid().notNull(),
    personId: uuid().notNull(),
    office: text({ enum: offices }).notNull(),
    /** Chosen at the meeting itself. */
    atMeeting: boolean().notNull().default(false),
    /** Of the presidium or the counting commission: an official or a deputy, or agreed that the name is told. */
    nameAgreed: boolean().notNull().default(false),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    unique('meeting_office_once').on(t.municipalityId, t.meetingId, t.office, t.personId),
    under('meeting_office_meeting', t, t.meetingId, publicMeeting),
    under('meeting_office_person', t, t.personId, person),
  ],
);

/** The checklist of its preparation (seed-002 T7); a row that nobody touched is not here. */
export const checklistItem = pgTable(
  'checklist_item',
  {
    municipalityId: municipalityId(),
    meetingId: uuid().notNull(),
    row: text({ enum: checklistRows }).notNull(),
    responsible: typed(),
    dueOn: day(),
    doneOn: day(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.meetingId, t.row] }),
    under('checklist_item_meeting', t, t.meetingId, publicMeeting),
  ],
);

/** A point of the agenda, and what was heard and decided on it. */
export const agendaItem = pgTable(
  'agenda_item',
  {
    id: id(),
    municipalityId: municipalityId(),
    meetingId: uuid().notNull(),
    position: smallint().notNull(),
    /** In the language of the meeting's title; by hand in the other. */
    text: text().notNull(),
    other: typed(),
    minutes: smallint(),
    /** An official or the post of one; never a resident. */
    speaker: typed(),
    /** What it is about where that is published: a list of priorities, an act. */
    subjectId: uuid(),
    /** The same where nobody has published it: what it is, and its id in its own room. */
    aboutKind: text({ enum: aboutKinds }),
    aboutId: uuid(),
    heard: typed(),
    /** What was decided without a vote. */
    decision: typed(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    index('agenda_item_meeting').on(t.municipalityId, t.meetingId),
    under('agenda_item_meeting_key', t, t.meetingId, publicMeeting),
    under('agenda_item_subject', t, t.subjectId, publication),
    check(
      'agenda_item_about_one',
      sql`(${t.aboutKind} is null) = (${t.aboutId} is null) and (${t.aboutId} is null or ${t.subjectId} is null)`,
    ),
    check('agenda_item_text_given', sql`length(${t.text}) between 1 and 500`),
  ],
);

/** What befell a decision that was taken on a point of the agenda without a vote; rows are only added. */
export const agendaEvent = pgTable(
  'agenda_event',
  {
    id: id(),
    municipalityId: municipalityId(),
    itemId: uuid().notNull(),
    ...befallen(),
  },
  (t) => [
    rowKey(t),
    index('agenda_event_of').on(t.municipalityId, t.itemId, t.at),
    under('agenda_event_item', t, t.itemId, agendaItem),
    check('agenda_event_says_something', sql`length(${t.text}) between 1 and 2000`),
  ],
);

/**
 * Who stands for election to speak for a gathering, and by which choice of a question. Whoever is elected is no row:
 * it follows from the vote as it stands, so an annulled vote elects nobody.
 */
export const delegateCandidate = pgTable(
  'delegate_candidate',
  {
    municipalityId: municipalityId(),
    questionId: uuid().notNull(),
    /** An option of the question, or `for` where each stands alone. */
    choice: text().notNull(),
    personId: uuid().notNull(),
    /** What they agreed to, word for word, and when it was written down. */
    consent: text().notNull(),
    agreedOn: day().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.questionId, t.choice] }),
    under('delegate_candidate_question', t, t.questionId, voteQuestion).onDelete('cascade'),
    under('delegate_candidate_person', t, t.personId, person),
  ],
);

/** Where and when residents were told, with a picture as proof. */
export const noticePosting = pgTable(
  'notice_posting',
  {
    id: id(),
    municipalityId: municipalityId(),
    meetingId: uuid().notNull(),
    channel: text({ enum: channels }).notNull(),
    place: typed(),
    postedOn: day().notNull(),
    /** For which day the meeting was called then: a posting of an older day no longer tells of it. */
    forDay: day(),
    /** `HH:MM` and the place; null where none was set, and in what was written before they were kept. */
    forHour: text(),
    forVenue: text(),
    fileId: text(),
    byName: text().notNull(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    index('notice_posting_meeting').on(t.municipalityId, t.meetingId),
    under('notice_posting_meeting_key', t, t.meetingId, publicMeeting),
  ],
);

/** What somebody said, asked, answered or wrote on a slip. */
export const speech = pgTable(
  'speech',
  {
    id: id(),
    municipalityId: municipalityId(),
    meetingId: uuid().notNull(),
    agendaItemId: uuid(),
    number: smallint().notNull(),
    kind: text({ enum: speechKinds }).notNull(),
    /** An official or a member of a body, by name and post; empty for a resident. */
    official: typed(),
    residentName: typed(),
    /** She agreed that her name is told. */
    nameAgreed: boolean().notNull().default(false),
    sex: text({ enum: sexes }),
    villageId: uuid().references(() => unit.id),
    slip: smallint(),
    minutes: smallint(),
    text: text().notNull(),
    textLang: text({ enum: typedLangs }).notNull(),
    /** The day on which it was typed from a slip or from notes on paper; empty where it was written at the meeting. */
    paperTypedOn: day(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    unique('speech_number_key').on(t.municipalityId, t.meetingId, t.number),
    unique('speech_slip_key').on(t.municipalityId, t.meetingId, t.slip),
    under('speech_meeting', t, t.meetingId, publicMeeting),
    under('speech_agenda_item', t, t.agendaItemId, agendaItem),
    check('speech_text_given', sql`length(${t.text}) between 1 and 3000`),
    check('speech_of_somebody', sql`${t.official} = '' or ${t.residentName} = ''`),
  ],
);
