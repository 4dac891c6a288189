/* eslint-disable max-lines -- the tables of one room stand in one file */
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { act } from '../acts/schema.ts';
import { cycle } from '../cycle/schema.ts';
import { meeting } from '../meetings/schema.ts';
import { problem } from '../needs/schema.ts';
import { organisation, person } from '../people/schema.ts';
import { day, id, moment, municipalityId, rowKey, timestamps, tyiyn, under } from '../platform/db/columns.ts';
import { unit } from '../territory/schema.ts';
import {
  approvalSteps,
  changeWays,
  doers,
  givers,
  indicatorKinds,
  itemKinds,
  itemOutcomes,
  itemParts,
  itemStates,
  measuringWays,
  planLangs,
  planStates,
  sheetKinds,
  sourceKinds,
  sourceTerms,
  versionKinds,
} from './rules/words.ts';
import type { FileItem, FileSaid } from './rules/plan-file-outcome.ts';
import type { KeptPlan } from './rules/versions.ts';

const typed = () => text().notNull().default('');

/** The joint action plan of a cycle. */
export const jointPlan = pgTable(
  'joint_plan',
  {
    id: id(),
    municipalityId: municipalityId(),
    cycleId: uuid().notNull(),
    fromYear: smallint().notNull(),
    toYear: smallint().notNull(),
    lang: text({ enum: planLangs }).notNull(),
    state: text({ enum: planStates }).notNull().default('draft'),
    /** Residents may propose until that day. */
    discussionUntil: day(),
    /** Hundredths of a per cent: money moved over so much of an item's cost goes by the whole chain. Ours, no law. */
    movedShare: smallint().notNull().default(1000),
    /** Where else the plan was put, and by which act: strategy, socio-economic programme, work plan. */
    standsIn: typed(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    unique('joint_plan_cycle_key').on(t.municipalityId, t.cycleId),
    under('joint_plan_cycle', t, t.cycleId, cycle),
    check('joint_plan_years', sql`${t.toYear} between ${t.fromYear} and ${t.fromYear} + 2`),
    check('joint_plan_share', sql`${t.movedShare} between 0 and 10000`),
  ],
);

/** Gathering, head, kenesh: when, by which paper, with which vote; `round` 0 is the plan itself, then its changes. */
export const planApproval = pgTable(
  'plan_approval',
  {
    municipalityId: municipalityId(),
    planId: uuid().notNull(),
    round: smallint().notNull(),
    step: text({ enum: approvalSteps }).notNull(),
    on: day().notNull(),
    /** Number and kind of the paper as the office writes them. */
    paper: text().notNull(),
    actId: uuid(),
    meetingId: uuid(),
    byName: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.planId, t.round, t.step] }),
    under('plan_approval_plan', t, t.planId, jointPlan),
    under('plan_approval_act', t, t.actId, act),
    under('plan_approval_meeting', t, t.meetingId, meeting),
  ],
);

export const planDirection = pgTable(
  'plan_direction',
  {
    id: id(),
    municipalityId: municipalityId(),
    planId: uuid().notNull(),
    position: smallint().notNull(),
    title: text().notNull(),
    titleOther: typed(),
    localMatter: smallint(),
    ownMeans: typed(),
    petitionTo: typed(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    index('plan_direction_plan').on(t.municipalityId, t.planId),
    under('plan_direction_plan_key', t, t.planId, jointPlan),
    check('plan_direction_title_given', sql`length(${t.title}) between 1 and 300`),
    check('plan_direction_matter', sql`${t.localMatter} is null or ${t.localMatter} between 1 and 23`),
  ],
);

/** A problem of the cycle, as a village (or the municipality) has it, with the change that is wanted. */
export const planProblem = pgTable(
  'plan_problem',
  {
    id: id(),
    municipalityId: municipalityId(),
    planId: uuid().notNull(),
    directionId: uuid().notNull(),
    problemId: uuid().notNull(),
    villageId: uuid().references(() => unit.id),
    /** Place and votes in the list on the day it was taken in. */
    rank: smallint(),
    votes: integer(),
    goal: typed(),
    goalOther: typed(),
    withoutItems: typed(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    unique('plan_problem_once').on(t.municipalityId, t.planId, t.problemId, t.villageId).nullsNotDistinct(),
    under('plan_problem_plan', t, t.planId, jointPlan),
    under('plan_problem_direction', t, t.directionId, planDirection),
    under('plan_problem_problem', t, t.problemId, problem),
  ],
);

export const planTask = pgTable(
  'plan_task',
  {
    id: id(),
    municipalityId: municipalityId(),
    planId: uuid().notNull(),
    planProblemId: uuid().notNull(),
    position: smallint().notNull(),
    text: text().notNull(),
    textOther: typed(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    index('plan_task_problem').on(t.municipalityId, t.planProblemId),
    under('plan_task_plan', t, t.planId, jointPlan),
    under('plan_task_problem_key', t, t.planProblemId, planProblem),
    check('plan_task_text_given', sql`length(${t.text}) between 1 and 500`),
  ],
);

/** A measure of the plan. */
export const planItem = pgTable(
  'plan_item',
  {
    id: id(),
    municipalityId: municipalityId(),
    planId: uuid().notNull(),
    taskId: uuid().notNull(),
    position: smallint().notNull(),
    name: text().notNull(),
    nameOther: typed(),
    kind: text({ enum: itemKinds }).notNull(),
    doer: text({ enum: doers }).notNull(),
    state: text({ enum: itemStates }).notNull().default('planned'),
    startsOn: day(),
    endsOn: day(),
    responsiblePersonId: uuid(),
    responsibleText: typed(),
    coExecutors: typed(),
    byAgreement: boolean().notNull().default(false),
    beneficiaries: typed(),
    beneficiaryCount: integer(),
    risks: typed(),
    partner: typed(),
    cost: tyiyn(),
    droppedReason: typed(),
    /** The item of an earlier plan that goes on here. */
    carriedFromId: uuid(),
    /** What became of it when its plan's time was over. */
    outcome: text({ enum: itemOutcomes }),
    outcomeReason: typed(),
    revision: integer().notNull().default(0),
    byName: text().notNull(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    index('plan_item_task').on(t.municipalityId, t.taskId),
    index('plan_item_plan').on(t.municipalityId, t.planId),
    under('plan_item_plan_key', t, t.planId, jointPlan),
    under('plan_item_task_key', t, t.taskId, planTask),
    under('plan_item_person', t, t.responsiblePersonId, person),
    under('plan_item_carried', t, t.carriedFromId, t),
    unique('plan_item_carried_once').on(t.municipalityId, t.planId, t.carriedFromId),
    check('plan_item_name_given', sql`length(${t.name}) between 1 and 500`),
    check(
      'plan_item_span',
      sql`${t.endsOn} is null or ${t.startsOn} is null or ${t.endsOn} >= ${t.startsOn}`,
    ),
    check('plan_item_outcome', sql`${t.outcome} <> 'stopped' or length(${t.outcomeReason}) > 0`),
    check('plan_item_cost', sql`${t.cost} is null or ${t.cost} >= 0`),
  ],
);

/** A step of an item and what it gives. */
export const planStep = pgTable(
  'plan_step',
  {
    id: id(),
    municipalityId: municipalityId(),
    itemId: uuid().notNull(),
    position: smallint().notNull(),
    text: text().notNull(),
    result: typed(),
  },
  (t) => [
    rowKey(t),
    index('plan_step_item').on(t.municipalityId, t.itemId),
    under('plan_step_item_key', t, t.itemId, planItem),
    check('plan_step_text_given', sql`length(${t.text}) between 1 and 500`),
  ],
);

export const planIndicator = pgTable(
  'plan_indicator',
  {
    id: id(),
    municipalityId: municipalityId(),
    itemId: uuid().notNull(),
    position: smallint().notNull(),
    kind: text({ enum: indicatorKinds }).notNull(),
    text: text().notNull(),
    unit: typed(),
    baseline: text(),
    target: text(),
    bySex: boolean().notNull().default(false),
    way: text({ enum: measuringWays }),
    source: typed(),
    document: typed(),
    /** How often, as people write it: «ай сайын». */
    frequency: typed(),
    measuredOn: day(),
  },
  (t) => [
    rowKey(t),
    index('plan_indicator_item').on(t.municipalityId, t.itemId),
    under('plan_indicator_item_key', t, t.itemId, planItem),
    check('plan_indicator_text_given', sql`length(${t.text}) between 1 and 500`),
  ],
);

/** What one side promises to an item: money, goods, labour. */
export const commitment = pgTable(
  'commitment',
  {
    id: id(),
    municipalityId: municipalityId(),
    itemId: uuid().notNull(),
    position: smallint().notNull(),
    source: text({ enum: sourceKinds }).notNull(),
    giver: text({ enum: givers }).notNull(),
    year: smallint().notNull(),
    amount: tyiyn().notNull(),
    term: text({ enum: sourceTerms }).notNull().default('once'),
    quantity: typed(),
    valuation: typed(),
    promiser: typed(),
    organisationId: uuid(),
    named: boolean().notNull().default(false),
    /** The signed sheet: its day, and its pages as they were photographed; the id is their SHA-256. */
    promisedOn: day(),
    sheetFileId: text(),
    withdrawnOn: day(),
    withdrawnReason: typed(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    index('commitment_item').on(t.municipalityId, t.itemId),
    under('commitment_item_key', t, t.itemId, planItem),
    under('commitment_organisation', t, t.organisationId, organisation),
    check('commitment_amount', sql`${t.amount} >= 0`),
    check('commitment_sheet', sql`(${t.promisedOn} is null) = (${t.sheetFileId} is null)`),
    check('commitment_withdrawn', sql`${t.withdrawnOn} is null or length(${t.withdrawnReason}) > 0`),
  ],
);

/** What somebody said of an item while it was written. */
export const planComment = pgTable(
  'plan_comment',
  {
    id: id(),
    municipalityId: municipalityId(),
    itemId: uuid().notNull(),
    /** The part of the item for which another wording is proposed; null: said of the whole. */
    about: text({ enum: itemParts }),
    text: text().notNull(),
    /** The sheet of paper it was typed from. */
    sheet: integer(),
    byAccountId: text().notNull(),
    byName: text().notNull(),
    at: moment().notNull(),
    settledAt: moment(),
    settledBy: typed(),
  },
  (t) => [
    rowKey(t),
    index('plan_comment_item').on(t.municipalityId, t.itemId),
    under('plan_comment_item_key', t, t.itemId, planItem),
    check('plan_comment_text_given', sql`length(${t.text}) between 1 and 2000`),
  ],
);

/** A numbered sheet of paper that was printed to be filled in by hand; typed in once, its photograph kept. */
export const planSheet = pgTable(
  'plan_sheet',
  {
    municipalityId: municipalityId(),
    planId: uuid().notNull(),
    number: integer().notNull(),
    kind: text({ enum: sheetKinds }).notNull(),
    /** Of a comment sheet: what it speaks of; of an item sheet: the item that was typed from it. */
    itemId: uuid(),
    printedBy: text().notNull(),
    printedAt: moment().notNull(),
    typedBy: text(),
    typedAt: moment(),
    /** Its photograph; the id is the SHA-256. */
    photoId: text(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.planId, t.number] }),
    under('plan_sheet_plan', t, t.planId, jointPlan),
    under('plan_sheet_item', t, t.itemId, planItem),
    check('plan_sheet_number', sql`${t.number} > 0`),
    check('plan_sheet_typed', sql`(${t.typedAt} is null) = (${t.typedBy} is null)`),
  ],
);

/** The whole plan as it stood; rows are only added. */
export const planVersion = pgTable(
  'plan_version',
  {
    id: id(),
    municipalityId: municipalityId(),
    planId: uuid().notNull(),
    number: integer().notNull(),
    kind: text({ enum: versionKinds }).notNull(),
    /** Of a change after the approval: how it was made. */
    way: text({ enum: changeWays }),
    itemId: uuid(),
    reason: typed(),
    paper: typed(),
    paperOn: day(),
    plan: jsonb().$type<KeptPlan>().notNull(),
    byName: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    rowKey(t),
    unique('plan_version_number_key').on(t.municipalityId, t.planId, t.number),
    under('plan_version_plan', t, t.planId, jointPlan),
  ],
);

/** A file of an existing plan that was read without mistakes and waits until somebody confirms it. */
export const planImport = pgTable(
  'plan_import',
  {
    id: id(),
    municipalityId: municipalityId(),
    planId: uuid().notNull(),
    fileName: text().notNull(),
    /** Emptied once entered or dropped. Columns with personal numbers are never in it. */
    items: jsonb().$type<KeptPlan<readonly FileItem[]>>().notNull(),
    /** What the preview says of how the file was read; emptied too. */
    said: jsonb().$type<FileSaid>().notNull(),
    state: text({ enum: ['preview', 'done', 'dropped'] })
      .notNull()
      .default('preview'),
    byAccountId: text().notNull(),
    byName: text().notNull(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    index('plan_import_of_plan').on(t.municipalityId, t.planId),
    under('plan_import_plan', t, t.planId, jointPlan),
  ],
);
