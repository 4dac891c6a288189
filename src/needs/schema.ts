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
import { cycle } from '../cycle/schema.ts';
import { meeting, participant } from '../meetings/schema.ts';
import { organisation, sexes } from '../people/schema.ts';
import {
  createdAt,
  id,
  moment,
  municipalityId,
  rowKey,
  timestamps,
  tyiyn,
  under,
} from '../platform/db/columns.ts';
import { unit } from '../territory/schema.ts';
import type { VillageDisclosure } from './priorities/rules/disclosure.ts';
import { contributionForms, focusColumns, likelihoods, parties } from './focus/rules/focus-record.ts';
import { verdicts } from './synthesis/rules/verdict.ts';
import { mapBases, mapShapes } from './sessions/rules/session-record.ts';
import { mapConditions, mapKinds, mapUsers } from '../drawings/words.ts';

export const sexModes = ['mixed', 'women', 'men'] as const;

/** What a joint needs-assessment meeting of one sex-age group in one village has beside a meeting; it shares its id. */
export const session = pgTable(
  'session',
  {
    id: uuid().notNull(),
    municipalityId: municipalityId(),
    /** One of the municipality's age groups, such as '18-35'. */
    ageGroup: text().notNull(),
    sexMode: text({ enum: sexModes }).notNull().default('mixed'),
    /** 1, or 2 when a large village holds two sessions for one group. */
    part: smallint().notNull().default(1),
    /** Another audience than a sex-age group, and why it is allowed (R-PAR-13). */
    audience: text(),
    audienceReason: text(),
    stickersPerPerson: smallint().notNull().default(5),
    /** What lay under the map that was drawn. */
    mapBase: text({ enum: mapBases }).notNull().default('sheet'),
    mapPhotoId: uuid(),
    /** Total of the local budget told to the group, in tyiyn, to turn per cent into som. */
    budgetTotal: tyiyn(),
  },
  (t) => [
    rowKey(t),
    under('session_meeting', t, t.id, meeting),
    check('session_part_sane', sql`${t.part} between 1 and 9`),
    check('session_stickers_sane', sql`${t.stickersPerPerson} between 1 and 20`),
  ],
);

/** An institution named in the Venn diagram, in falling importance when ranked. */
export const institution = pgTable(
  'institution',
  {
    id: id(),
    municipalityId: municipalityId(),
    sessionId: uuid().notNull(),
    /** Order of importance from 1; empty when discussed but not ranked. */
    rank: smallint(),
    name: text().notNull(),
    kind: text({ enum: ['localGroup', 'localInstitution', 'outside'] }),
    /** Circle size = importance. */
    size: text({ enum: ['small', 'middle', 'big'] }),
    /** Relation to the executive: apart, exchange of information, some or full cooperation in decisions. */
    relation: text({ enum: ['separate', 'touching', 'partial', 'full'] }),
    /** Whose diagram this stands in. */
    drawnBy: text({ enum: ['common', 'women', 'men'] })
      .notNull()
      .default('common'),
    judgement: text().notNull().default(''),
    /** The same institution in the women's and the men's diagram; its own id when it stands in one only. */
    sameAs: uuid(),
    /** The executive itself, to which `relation` of the others is told. */
    executive: boolean().notNull().default(false),
    /** Named and discussed, but drawn in no diagram. */
    drawn: boolean().notNull().default(true),
    /** How people judge its work and how content they are: 1 (bad) … 5 (good). */
    quality: smallint(),
    satisfaction: smallint(),
    /** Centre of the circle on the sheet, 0 … 1000; empty when it was only told. */
    x: smallint(),
    y: smallint(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    unique('institution_session_row').on(t.municipalityId, t.sessionId, t.id),
    check(
      'institution_marks',
      sql`(${t.quality} is null or ${t.quality} between 1 and 5) and (${t.satisfaction} is null or ${t.satisfaction} between 1 and 5)`,
    ),
    index('institution_session').on(t.municipalityId, t.sessionId),
    under('institution_session_key', t, t.sessionId, session),
    check('institution_name_given', sql`length(${t.name}) between 1 and 200`),
  ],
);

/** Which organisation of the register people of a village mean by a name on their diagrams. */
export const vennOrganisation = pgTable(
  'venn_organisation',
  {
    municipalityId: municipalityId(),
    villageId: uuid()
      .notNull()
      .references(() => unit.id),
    /** As names are compared: a diagram drawn anew keeps its tie. */
    nameKey: text().notNull(),
    organisationId: uuid().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.villageId, t.nameKey] }),
    index('venn_organisation_of').on(t.municipalityId, t.organisationId),
    under('venn_organisation_organisation', t, t.organisationId, organisation),
  ],
);

/** How two circles of one diagram stand to each other; pairs without a row are apart. */
export const institutionLink = pgTable(
  'institution_link',
  {
    municipalityId: municipalityId(),
    sessionId: uuid().notNull(),
    aId: uuid().notNull(),
    bId: uuid().notNull(),
    relation: text({ enum: ['touching', 'partial', 'full'] }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.sessionId, t.aId, t.bId] }),
    foreignKey({
      name: 'institution_link_a',
      columns: [t.municipalityId, t.sessionId, t.aId],
      foreignColumns: [institution.municipalityId, institution.sessionId, institution.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'institution_link_b',
      columns: [t.municipalityId, t.sessionId, t.bId],
      foreignColumns: [institution.municipalityId, institution.sessionId, institution.id],
    }).onDelete('cascade'),
    check('institution_link_order', sql`${t.aId} < ${t.bId}`),
  ],
);

/** A thing on the map the village drew (R-MAP-01 … R-MAP-06). */
export const resourceObject = pgTable(
  'resource_object',
  {
    id: id(),
    municipalityId: municipalityId(),
    sessionId: uuid().notNull(),
    seq: smallint().notNull(),
    kind: text({ enum: mapKinds }).notNull(),
    name: text().notNull().default(''),
    condition: text({ enum: mapConditions }),
    users: text({ enum: mapUsers }).array().notNull().default([]),
    wished: boolean().notNull().default(false),
    note: text().notNull().default(''),
    shape: text({ enum: mapShapes }).notNull().default('none'),
    /** `sheet`: 0 … 10 000 to the right and down. `wgs84`: longitude, latitude. */
    crs: text({ enum: ['sheet', 'wgs84'] })
      .notNull()
      .default('sheet'),
    points: jsonb().$type<readonly (readonly [number, number])[]>().notNull().default([]),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    index('resource_object_session').on(t.municipalityId, t.sessionId),
    under('resource_object_session_key', t, t.sessionId, session),
    check(
      'resource_object_points',
      sql`jsonb_typeof(${t.points}) = 'array' and jsonb_array_length(${t.points}) <= 500`,
    ),
  ],
);

/** What people asked about the budget, and the topics they want a hearing on (R-PIE-04). */
export const budgetQuestion = pgTable(
  'budget_question',
  {
    id: id(),
    municipalityId: municipalityId(),
    sessionId: uuid().notNull(),
    seq: smallint().notNull(),
    kind: text({ enum: ['question', 'hearing'] }).notNull(),
    text: text().notNull(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    index('budget_question_session').on(t.municipalityId, t.sessionId),
    under('budget_question_session_key', t, t.sessionId, session),
    check('budget_question_text_given', sql`length(${t.text}) between 1 and 500`),
  ],
);

/** What the local budget is really spent on, in the few lines a meeting can compare its guess with (R-PIE-03). */
export const knownExpense = pgTable(
  'known_expense',
  {
    id: id(),
    municipalityId: municipalityId(),
    cycleId: uuid().notNull(),
    /** Year of the budget. */
    year: smallint().notNull(),
    seq: smallint().notNull(),
    /** Entry of the list of usual expenses; empty for a line of the municipality's own. */
    key: text(),
    name: text().notNull(),
    amount: tyiyn().notNull(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    index('known_expense_cycle').on(t.municipalityId, t.cycleId),
    under('known_expense_cycle_key', t, t.cycleId, cycle),
    check('known_expense_amount', sql`${t.amount} >= 0`),
    check('known_expense_name_given', sql`length(${t.name}) between 1 and 200`),
  ],
);

/** One slice of the budget pie as the group guessed it. */
export const budgetGuess = pgTable(
  'budget_guess',
  {
    id: id(),
    municipalityId: municipalityId(),
    sessionId: uuid().notNull(),
    seq: smallint().notNull(),
    name: text().notNull(),
    /** Entry of the list of usual expenses, to be laid beside the real budget. */
    key: text(),
    /** Hundredths of a per cent: 30 % is 3000. A finished pie sums to 10000. */
    share: integer().notNull(),
  },
  (t) => [
    rowKey(t),
    index('budget_guess_session').on(t.municipalityId, t.sessionId),
    under('budget_guess_session_key', t, t.sessionId, session),
    check('budget_guess_share', sql`${t.share} between 0 and 10000`),
    check('budget_guess_name_given', sql`length(${t.name}) between 1 and 200`),
  ],
);

/**
 * One sticker: what one participant wrote. Rows are only added. A correction is a new row that names the old one
 * (`correctsId`); a withdrawal is a correction with `withdrawn`. A row counts when nothing corrects it and it is
 * not a withdrawal.
 */
export const statement = pgTable(
  'statement',
  {
    id: id(),
    municipalityId: municipalityId(),
    sessionId: uuid().notNull(),
    /** Empty when it is not known who wrote it. */
    participantId: uuid(),
    /** 1 … stickers per person for a known participant: the database refuses the sixth. Empty otherwise. */
    slot: smallint(),
    text: text().notNull(),
    /** Sex of the writer when known without knowing the person. */
    sex: text({ enum: sexes }),
    /** `sticker`: typed from one sticker; `count`: one of several entered as problem + count. */
    entry: text({ enum: ['sticker', 'count'] })
      .notNull()
      .default('sticker'),
    correctsId: uuid(),
    correctionReason: text(),
    withdrawn: boolean().notNull().default(false),
    /** What somebody entered at once (a pasted list), to be taken back at once; empty for what came another way. */
    batchId: uuid(),
    byAccountId: text().notNull(),
    byName: text().notNull(),
    /** How it came in: typed, from a participant's phone, typed from a picture of the wall. */
    way: text({ enum: ['typed', 'phone', 'photo'] })
      .notNull()
      .default('typed'),
    /** The sender's clock, not trusted; `createdAt` is the server's. */
    deviceTime: moment(),
    createdAt: createdAt(),
  },
  (t) => [
    rowKey(t),
    unique('statement_corrected_once').on(t.municipalityId, t.correctsId),
    unique('statement_slot_key').on(t.municipalityId, t.participantId, t.slot),
    index('statement_session').on(t.municipalityId, t.sessionId),
    under('statement_session_key', t, t.sessionId, session),
    foreignKey({
      name: 'statement_participant',
      columns: [t.municipalityId, t.sessionId, t.participantId],
      foreignColumns: [participant.municipalityId, participant.meetingId, participant.id],
    }),
    under('statement_corrects', t, t.correctsId, t),
    check('statement_text_given', sql`length(${t.text}) between 1 and 500`),
    check(
      'statement_slot_sane',
      sql`${t.slot} is null or (${t.slot} between 1 and 20 and ${t.participantId} is not null)`,
    ),
  ],
);

/** Who settles a problem: local matter (one of 23), delegated state power, or outside local self-government. */
export const competences = ['local', 'delegated', 'outside'] as const;

/** A named set of statements that say the same, within a municipality's cycle. */
export const problem = pgTable(
  'problem',
  {
    id: id(),
    municipalityId: municipalityId(),
    cycleId: uuid().notNull(),
    name: text().notNull(),
    /** What Russian readers read where the catalogue does not know the name; empty while nobody has given it. */
    nameRu: text().notNull().default(''),
    description: text().notNull().default(''),
    competence: text({ enum: competences }),
    /** 1 … 23 of the catalogue of local matters, when competence is `local`. */
    localMatter: smallint(),
    /** Icon and catalogue entry: `water`, `road` … */
    category: text(),
    byAccountId: text().notNull(),
    byName: text().notNull(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    under('problem_cycle', t, t.cycleId, cycle),
    unique('problem_name_key').on(t.municipalityId, t.cycleId, t.name),
    check('problem_name_given', sql`length(${t.name}) between 1 and 200 and length(${t.nameRu}) <= 200`),
    check(
      'problem_matter',
      sql`${t.localMatter} is null or (${t.localMatter} between 1 and 23 and ${t.competence} = 'local')`,
    ),
  ],
);

/**
 * Every time a person puts a statement under a problem, takes it out, or undoes that: rows are only added.
 * The last row of a statement (greatest `seq`) holds; `placement` repeats it for counting.
 */
export const grouping = pgTable(
  'grouping',
  {
    id: id(),
    municipalityId: municipalityId(),
    statementId: uuid().notNull(),
    seq: integer().notNull(),
    /** Empty: taken out of every problem. */
    problemId: uuid(),
    reason: text(),
    /** The row this one takes back. */
    undoesId: uuid(),
    /** One action of a person may move many statements; undo takes the whole action back. */
    actionId: uuid().notNull(),
    byAccountId: text().notNull(),
    byName: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    rowKey(t),
    unique('grouping_seq_key').on(t.municipalityId, t.statementId, t.seq),
    index('grouping_action').on(t.municipalityId, t.actionId),
    under('grouping_statement', t, t.statementId, statement),
    under('grouping_problem', t, t.problemId, problem),
  ],
);

/** Where each counting statement stands now: derived from `grouping` in the same transaction, for fast sums. */
export const placement = pgTable(
  'placement',
  {
    municipalityId: municipalityId(),
    statementId: uuid().notNull(),
    sessionId: uuid().notNull(),
    problemId: uuid().notNull(),
    seq: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.statementId] }),
    index('placement_session').on(t.municipalityId, t.sessionId, t.problemId),
    index('placement_problem').on(t.municipalityId, t.problemId),
    under('placement_statement', t, t.statementId, statement),
    under('placement_problem_key', t, t.problemId, problem),
  ],
);

/**
 * Two problems counted as one, in a village's list or in the municipality's. Nothing is moved: taking the merge
 * back brings both lists back. A merge made for a village also holds in the municipality's list.
 */
export const problemMerge = pgTable(
  'problem_merge',
  {
    id: id(),
    municipalityId: municipalityId(),
    cycleId: uuid().notNull(),
    /** Empty: in the municipality's list. */
    villageId: uuid().references(() => unit.id),
    fromProblemId: uuid().notNull(),
    intoProblemId: uuid().notNull(),
    reason: text().notNull(),
    byAccountId: text().notNull(),
    byName: text().notNull(),
    at: moment().notNull(),
    undoneAt: moment(),
    undoneBy: text(),
    undoneReason: text(),
  },
  (t) => [
    rowKey(t),
    under('problem_merge_from', t, t.fromProblemId, problem),
    under('problem_merge_into', t, t.intoProblemId, problem),
    index('problem_merge_cycle').on(t.municipalityId, t.cycleId),
    check('problem_merge_two', sql`${t.fromProblemId} <> ${t.intoProblemId}`),
  ],
);

/** Pairs of words that mean the same across languages, learned from merges and editable (methods 6.3). */
export const matcherTerm = pgTable(
  'matcher_term',
  {
    id: id(),
    municipalityId: municipalityId(),
    ky: text().notNull(),
    ru: text().notNull(),
    byName: text().notNull(),
    ...timestamps,
  },
  (t) => [rowKey(t), unique('matcher_term_key').on(t.municipalityId, t.ky, t.ru)],
);

/** A file of sessions waiting for confirmation: parsed rows and what is wrong with them. */
export const sessionImport = pgTable(
  'session_import',
  {
    id: id(),
    municipalityId: municipalityId(),
    cycleId: uuid().notNull(),
    fileName: text().notNull(),
    /** Sessions with every sticker, read by the writing job alone; emptied once entered or dropped. */
    rows: jsonb().$type<unknown>().notNull(),
    /** What the preview shows: sessions without their stickers, and how the file was read. */
    summary: jsonb().$type<unknown>().notNull().default({}),
    /** The job that enters it, once somebody confirmed. */
    jobId: uuid(),
    state: text({ enum: ['preview', 'done', 'dropped'] })
      .notNull()
      .default('preview'),
    byAccountId: text().notNull(),
    byName: text().notNull(),
    ...timestamps,
  },
  (t) => [rowKey(t)],
);

/**
 * A meeting of active people that looks for causes, consequences and ways of solving the priorities (at most 25
 * people, 170 minutes), and proposes members of the initiative group. It shares the id of its meeting.
 */
export const focusGroup = pgTable(
  'focus_group',
  {
    id: uuid().notNull(),
    municipalityId: municipalityId(),
    /** What people expect of members of the initiative group. */
    criteria: text().notNull().default(''),
  },
  (t) => [rowKey(t), under('focus_group_meeting', t, t.id, meeting)],
);

/** A problem the focus group analyses, and the subgroup that takes it. */
export const focusTopic = pgTable(
  'focus_topic',
  {
    municipalityId: municipalityId(),
    focusGroupId: uuid().notNull(),
    problemId: uuid().notNull(),
    seq: smallint().notNull(),
    description: text().notNull().default(''),
    subgroup: text().notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.focusGroupId, t.problemId] }),
    under('focus_topic_group', t, t.focusGroupId, focusGroup),
    under('focus_topic_problem', t, t.problemId, problem),
  ],
);

/** One line of the table of causes, consequences, solutions and contributions. */
export const focusEntry = pgTable(
  'focus_entry',
  {
    id: id(),
    municipalityId: municipalityId(),
    focusGroupId: uuid().notNull(),
    problemId: uuid().notNull(),
    seq: integer().notNull(),
    /** Named `part`, since a column of a table cannot well be called column. */
    part: text({ enum: focusColumns }).notNull(),
    text: text().notNull(),
    likelihood: text({ enum: likelihoods }),
    party: text({ enum: parties }),
    who: text().notNull().default(''),
    form: text({ enum: contributionForms }),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    index('focus_entry_group').on(t.municipalityId, t.focusGroupId, t.problemId),
    foreignKey({
      name: 'focus_entry_topic',
      columns: [t.municipalityId, t.focusGroupId, t.problemId],
      foreignColumns: [focusTopic.municipalityId, focusTopic.focusGroupId, focusTopic.problemId],
    }),
    check('focus_entry_text_given', sql`length(${t.text}) between 1 and 500`),
    check('focus_entry_likelihood', sql`${t.likelihood} is null or ${t.part} = 'consequence'`),
    check('focus_entry_party', sql`${t.party} is null or ${t.part} = 'contribution'`),
  ],
);

/**
 * Lines of focus groups that say the same, under one wording of the working group (R-FG-14). The lines themselves stay
 * as people said them: taking a join back brings them back. One that is taken up by a larger join stands again when that is undone.
 */
export const focusJoin = pgTable(
  'focus_join',
  {
    id: id(),
    municipalityId: municipalityId(),
    cycleId: uuid().notNull(),
    part: text({ enum: focusColumns }).notNull(),
    text: text().notNull(),
    byName: text().notNull(),
    at: moment().notNull(),
    /** The join that took it up. */
    intoId: uuid(),
    undoneAt: moment(),
    undoneBy: text().notNull().default(''),
  },
  (t) => [
    rowKey(t),
    index('focus_join_cycle').on(t.municipalityId, t.cycleId),
    under('focus_join_of_cycle', t, t.cycleId, cycle),
    under('focus_join_into', t, t.intoId, t),
    check('focus_join_text_given', sql`length(${t.text}) between 1 and 500`),
  ],
);

/** A line in a join; it counts in one standing join at most. A line that its focus group takes out goes from here too. */
export const focusJoinLine = pgTable(
  'focus_join_line',
  {
    municipalityId: municipalityId(),
    joinId: uuid().notNull(),
    entryId: uuid().notNull(),
    standing: boolean().notNull().default(true),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.joinId, t.entryId] }),
    uniqueIndex('focus_join_line_once')
      .on(t.municipalityId, t.entryId)
      .where(sql`${t.standing}`),
    under('focus_join_line_join', t, t.joinId, focusJoin),
    under('focus_join_line_entry', t, t.entryId, focusEntry).onDelete('cascade'),
  ],
);

/** What the focus groups show of a problem as a whole (R-FG-12): who can solve it, or that nobody can soon. */
export const problemVerdict = pgTable(
  'problem_verdict',
  {
    municipalityId: municipalityId(),
    problemId: uuid().notNull(),
    verdict: text({ enum: verdicts }).notNull(),
    /** Who is asked for help. */
    helper: text().notNull().default(''),
    reason: text().notNull().default(''),
    revision: integer().notNull().default(1),
    byName: text().notNull(),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.problemId] }),
    under('problem_verdict_problem', t, t.problemId, problem),
    check('problem_verdict_reason', sql`${t.verdict} <> 'notSoon' or length(${t.reason}) > 0`),
  ],
);

/**
 * What residents have been told about a village's sessions of a year, counts only: the next publication is made from it,
 * so that nobody learns what a few people said by comparing the two (rules/disclosure.ts).
 */
export const villageDisclosure = pgTable(
  'village_disclosure',
  {
    municipalityId: municipalityId(),
    villageId: uuid()
      .notNull()
      .references(() => unit.id),
    year: integer().notNull(),
    state: jsonb().$type<VillageDisclosure>().notNull(),
    ...timestamps,
  },
  (t) => [primaryKey({ columns: [t.municipalityId, t.villageId, t.year] })],
);

/**
 * Participants who were erased at their wish, and speeches that were erased or that the office took away: whatever a
 * phone sends of them later is erased again. No name is here.
 */
export const erasedParticipant = pgTable(
  'erased_participant',
  {
    municipalityId: municipalityId(),
    /** The participant's id, or the speech's. */
    participantId: uuid().notNull(),
    /** The meeting of any kind. */
    meetingId: uuid().notNull(),
    /** The age group that stays of the age. */
    ageBand: text(),
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.participantId] }),
    index('erased_participant_meeting').on(t.municipalityId, t.meetingId),
  ],
);

/** That somebody was erased: when, by whom, why and how many rows, never who. */
export const erasure = pgTable(
  'erasure',
  {
    id: id(),
    municipalityId: municipalityId(),
    at: moment().notNull(),
    byName: text().notNull(),
    reason: text().notNull(),
    counts: jsonb()
      .$type<{
        people: number;
        participants: number;
        focusParticipants: number;
        meetings: number;
        imports: number;
        /** Those who spoke or waited at the door; left out in records made before there were such. */
        speakers?: number;
      }>()
      .notNull(),
  },
  (t) => [rowKey(t), index('erasure_at').on(t.municipalityId, t.at)],
);
