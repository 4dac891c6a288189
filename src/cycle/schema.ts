import { sql } from 'drizzle-orm';
import { boolean, check, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { stages } from '../drawings/words.ts';
import { day, id, moment, municipalityId, rowKey, timestamps, under } from '../platform/db/columns.ts';
import { unit } from '../territory/schema.ts';
import { stageMarks, type CycleNumbers } from './rules/stages.ts';

/** One turn of the eight stages in one municipality. */
export const cycle = pgTable(
  'cycle',
  {
    id: id(),
    municipalityId: municipalityId().references(() => unit.id),
    year: integer().notNull(),
    stage: text({ enum: stages }).notNull().default('needs'),
    /** The political decision (S1.1): who gave the signal, when, by which paper. */
    decidedBy: text({ enum: ['kenesh', 'head'] }),
    decidedOn: day(),
    decisionBasis: text(),
    /** The aim the chair wrote for this year's assessment. */
    aim: text(),
    /** AO specialist named in the orders. */
    responsiblePersonId: uuid(),
    workingGroupId: uuid(),
    /** Sessions may be held from this moment on. */
    sessionsOpenedAt: moment(),
    sessionsOpenedBy: text(),
    /** Given when the phase was opened although not every readiness answer was yes. */
    sessionsOpenedReason: text(),
    /** Frozen: what was counted stays as it was, with what was known of it on that day. */
    finishedAt: moment(),
    finishedBy: text(),
    /** Why it was frozen although stages were left. */
    finishedReason: text(),
    finishedNumbers: jsonb().$type<CycleNumbers>(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    unique('cycle_year_key').on(t.municipalityId, t.year),
    check('cycle_year_sane', sql`${t.year} between 2000 and 2200`),
  ],
);

/** What people say of a stage of a cycle that the data do not show: that it began, is done, begins later, is skipped. */
export const cycleStage = pgTable(
  'cycle_stage',
  {
    municipalityId: municipalityId(),
    cycleId: uuid().notNull(),
    stage: text({ enum: stages }).notNull(),
    mark: text({ enum: stageMarks }).notNull(),
    /** When it begins after all. */
    on: day(),
    reason: text().notNull().default(''),
    byName: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.cycleId, t.stage] }),
    under('cycle_stage_cycle', t, t.cycleId, cycle),
    check('cycle_stage_reason', sql`${t.mark} not in ('later', 'skipped') or length(${t.reason}) > 0`),
    check('cycle_stage_later', sql`(${t.mark} = 'later') = (${t.on} is not null)`),
  ],
);

/** A line of the working group's plan (Annex 3), rebuilt from the twenty activities of the model. */
export const workPlanItem = pgTable(
  'work_plan_item',
  {
    id: id(),
    municipalityId: municipalityId(),
    cycleId: uuid().notNull(),
    seq: integer().notNull(),
    /** S1.1 … S8.1, or empty for a line the working group added itself. */
    activity: text(),
    stage: text({ enum: stages }).notNull(),
    textKy: text().notNull(),
    textRu: text().notNull(),
    resultKy: text().notNull().default(''),
    resultRu: text().notNull().default(''),
    startsOn: day(),
    dueOn: day(),
    responsiblePersonId: uuid(),
    responsibleText: text().notNull().default(''),
    done: boolean().notNull().default(false),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    unique('work_plan_item_activity_key').on(t.municipalityId, t.cycleId, t.activity),
    under('work_plan_item_cycle', t, t.cycleId, cycle),
    check(
      'work_plan_item_span',
      sql`${t.dueOn} is null or ${t.startsOn} is null or ${t.dueOn} >= ${t.startsOn}`,
    ),
  ],
);

/** An answer to one of the eight readiness questions that a person gave; the others come from the data. */
export const readinessAnswer = pgTable(
  'readiness_answer',
  {
    municipalityId: municipalityId(),
    cycleId: uuid().notNull(),
    /** 1 … 8 as in the check sheet. */
    question: integer().notNull(),
    answer: boolean().notNull(),
    note: text().notNull().default(''),
    byAccountId: text().notNull(),
    byName: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.cycleId, t.question] }),
    under('readiness_answer_cycle', t, t.cycleId, cycle),
    check('readiness_question_known', sql`${t.question} between 1 and 8`),
  ],
);
