import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { participantKinds } from '../meetings/rules/who-counts.ts';
import { meeting } from '../meetings/schema.ts';
import { person, sexes } from '../people/schema.ts';
import { day, id, moment, municipalityId, rowKey, timestamps, under } from '../platform/db/columns.ts';
import { unit } from '../territory/schema.ts';
import type { VoteCount } from './rules/decide.ts';
import {
  decisionEventKinds,
  questionKinds,
  questionStates,
  typedLangs,
  ways,
  type Figures,
  type FrozenRule,
  type Option,
} from './rules/question.ts';

export const waitingStates = ['waiting', 'admitted', 'refused'] as const;

/** What a meeting votes on. */
export const voteQuestion = pgTable(
  'vote_question',
  {
    id: id(),
    municipalityId: municipalityId(),
    meetingId: uuid().notNull(),
    number: smallint().notNull(),
    kind: text({ enum: questionKinds }).notNull(),
    text: text().notNull(),
    /** The language it was typed in, and the same by hand in the other; nothing is translated by a program. */
    textLang: text({ enum: typedLangs }).notNull().default('ky'),
    textOther: text().notNull().default(''),
    /** Of a choice: 2 to 12. */
    options: jsonb().$type<readonly Option[]>().notNull().default([]),
    way: text({ enum: ways }).notNull(),
    /** How many are elected by it; empty where nobody is. */
    seats: smallint(),
    /** Held on paper, and counted from slips that name nobody. */
    secret: boolean().notNull().default(false),
    /** A rule of `rules/known-rules.ts`, or `own`. */
    ruleName: text().notNull(),
    /** As it stood when the question was opened; before that only an own rule stands here. */
    rule: jsonb().$type<FrozenRule>(),
    state: text({ enum: questionStates }).notNull().default('draft'),
    /** People in the room who may vote, and members of the body; empty where nobody counted, or there is no body. */
    present: integer(),
    members: integer(),
    /** What was counted, taken at closing. */
    count: jsonb().$type<Omit<VoteCount, 'chair'>>(),
    /** How the chair voted, where it decides equal votes. */
    chair: text(),
    openedAt: moment(),
    openedBy: text(),
    closedAt: moment(),
    closedBy: text(),
    annulledAt: moment(),
    annulledBy: text(),
    annulReason: text(),
    revision: integer().notNull().default(0),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    under('vote_question_meeting', t, t.meetingId, meeting),
    unique('vote_question_number').on(t.municipalityId, t.meetingId, t.number),
    // In a hall one thing is voted at a time: «the open question» is one.
    uniqueIndex('vote_question_one_open')
      .on(t.municipalityId, t.meetingId)
      .where(sql`${t.state} = 'open'`),
    check('vote_question_text_given', sql`length(${t.text}) between 1 and 1000`),
    check('vote_question_rule_frozen', sql`${t.state} in ('draft', 'annulled') or ${t.rule} is not null`),
    check('vote_question_counted', sql`${t.state} <> 'closed' or ${t.count} is not null`),
    check('vote_question_seats_sane', sql`${t.seats} between 1 and 12`),
    check('vote_question_secret_on_paper', sql`not ${t.secret} or ${t.way} = 'paper'`),
  ],
);

/** What one counter has counted. Rows are only added: a recount stands beside what was counted before. */
export const voteTally = pgTable(
  'vote_tally',
  {
    id: id(),
    municipalityId: municipalityId(),
    questionId: uuid().notNull(),
    figures: jsonb().$type<Figures>().notNull(),
    accountId: text().notNull(),
    byName: text().notNull(),
    at: moment().notNull(),
    /** The day on which it was typed from a paper tally sheet; empty where it was counted in the room. */
    paperTypedOn: day(),
  },
  (t) => [
    rowKey(t),
    index('vote_tally_of').on(t.municipalityId, t.questionId, t.at),
    under('vote_tally_question', t, t.questionId, voteQuestion),
  ],
);

/** What befell a decision says the same whether it was voted or not. */
export const befallen = () => ({
  kind: text({ enum: decisionEventKinds }).notNull(),
  /** The day of the paper that says so, and which paper it is. */
  on: day().notNull(),
  text: text().notNull(),
  /** The paper itself; the id is the SHA-256 of what is kept. */
  fileId: text(),
  byName: text().notNull(),
  at: moment().notNull(),
});

/**
 * What befell a decision after it was taken: contested, protested by the prosecutor, left standing, annulled by a court.
 * Rows are only added; the vote keeps its figures and its page.
 */
export const decisionEvent = pgTable(
  'decision_event',
  {
    id: id(),
    municipalityId: municipalityId(),
    questionId: uuid().notNull(),
    ...befallen(),
  },
  (t) => [
    rowKey(t),
    index('decision_event_of').on(t.municipalityId, t.questionId, t.at),
    under('decision_event_question', t, t.questionId, voteQuestion),
    check('decision_event_says_something', sql`length(${t.text}) between 1 and 2000`),
  ],
);

/** Members of the body that votes by name, as they stood when the question was opened. */
export const voteMember = pgTable(
  'vote_member',
  {
    municipalityId: municipalityId(),
    questionId: uuid().notNull(),
    personId: uuid().notNull(),
    fullName: text().notNull(),
    place: smallint().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.questionId, t.personId] }),
    under('vote_member_question', t, t.questionId, voteQuestion),
    under('vote_member_person', t, t.personId, person),
  ],
);

/** How members voted. Each time the list is written it is written whole, and the last one stands. */
export const memberVote = pgTable(
  'member_vote',
  {
    municipalityId: municipalityId(),
    questionId: uuid().notNull(),
    /** 1, 2, 3 …: the greatest stands. */
    entry: smallint().notNull(),
    personId: uuid().notNull(),
    /** A side, an option, `abstained` or `absent`. */
    vote: text().notNull(),
    dissent: text().notNull().default(''),
    /** Presided when it was voted. */
    presided: boolean().notNull().default(false),
    accountId: text().notNull(),
    byName: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.questionId, t.entry, t.personId] }),
    foreignKey({
      name: 'member_vote_member',
      columns: [t.municipalityId, t.questionId, t.personId],
      foreignColumns: [voteMember.municipalityId, voteMember.questionId, voteMember.personId],
    }),
  ],
);

/**
 * The right to vote: a numbered card with a secret code. A printed one waits in a stack until it is given. The
 * participant it was given to is a reference of the migration (`vote_token_participant`): when somebody is erased at
 * their wish, the token stays and says no more whose it was.
 */
export const voteToken = pgTable(
  'vote_token',
  {
    id: id(),
    municipalityId: municipalityId(),
    meetingId: uuid().notNull(),
    number: integer().notNull(),
    /** Keyed hash of the code, which itself stands nowhere (rules/token-code.ts). */
    codeHash: text().notNull(),
    participantId: uuid(),
    givenAt: moment(),
    givenBy: text(),
    voidedAt: moment(),
    voidedBy: text(),
    voidReason: text(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    under('vote_token_meeting', t, t.meetingId, meeting),
    unique('vote_token_number').on(t.municipalityId, t.meetingId, t.number),
    unique('vote_token_code').on(t.municipalityId, t.meetingId, t.codeHash),
    uniqueIndex('vote_token_one_each')
      .on(t.municipalityId, t.participantId)
      .where(sql`${t.voidedAt} is null and ${t.participantId} is not null`),
    check('vote_token_number_sane', sql`${t.number} between 1 and 99999`),
    check('vote_token_void_reason', sql`${t.voidedAt} is null or ${t.voidReason} is not null`),
  ],
);

/** A vote by token: one row each, never changed. The key is what refuses the second. */
export const vote = pgTable(
  'vote',
  {
    municipalityId: municipalityId(),
    questionId: uuid().notNull(),
    tokenId: uuid().notNull(),
    choice: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ name: 'vote_once', columns: [t.municipalityId, t.questionId, t.tokenId] }),
    under('vote_question_key', t, t.questionId, voteQuestion),
    under('vote_token_key', t, t.tokenId, voteToken),
  ],
);

/** The short address of a meeting, for phones of those who come. Known before the municipality is. */
export const meetingDoor = pgTable(
  'meeting_door',
  {
    /** Six letters and figures, unique in the country. */
    code: text().primaryKey(),
    municipalityId: municipalityId(),
    meetingId: uuid().notNull(),
    /** Whether people may write themselves down by their own phones. */
    selfRegister: boolean().notNull().default(true),
    openedAt: moment().notNull(),
  },
  (t) => [
    unique('meeting_door_of').on(t.municipalityId, t.meetingId),
    under('meeting_door_meeting', t, t.meetingId, meeting),
  ],
);

/** Somebody who wrote themselves down by phone and waits until a registrar has looked. */
export const doorWaiting = pgTable(
  'door_waiting',
  {
    id: id(),
    municipalityId: municipalityId(),
    meetingId: uuid().notNull(),
    /** Keyed hash of the secret in the address of the phone's page. */
    ticketHash: text().notNull(),
    fullName: text(),
    sex: text({ enum: sexes }),
    villageId: uuid().references(() => unit.id),
    kind: text({ enum: participantKinds }).notNull().default('community'),
    /** Says to be a resident of 18 or older. */
    mayVote: boolean().notNull().default(true),
    state: text({ enum: waitingStates }).notNull().default('waiting'),
    tokenId: uuid(),
    decidedBy: text(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    unique('door_waiting_ticket').on(t.municipalityId, t.meetingId, t.ticketHash),
    index('door_waiting_state').on(t.municipalityId, t.meetingId, t.state),
    under('door_waiting_meeting', t, t.meetingId, meeting),
    under('door_waiting_token', t, t.tokenId, voteToken),
  ],
);
