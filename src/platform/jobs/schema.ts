import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt, id, moment, municipalityId, rowKey } from '../db/columns.ts';

export const jobStates = ['waiting', 'running', 'done', 'failed'] as const;

/** A piece of long work that somebody waits for: its progress and its result. */
export const jobRun = pgTable(
  'job_run',
  {
    id: id(),
    municipalityId: municipalityId(),
    kind: text().notNull(),
    state: text({ enum: jobStates }).notNull().default('waiting'),
    /** How many of `total` parts are done; a total of 0 means that it is not known. */
    progress: integer().notNull().default(0),
    total: integer().notNull().default(0),
    /** What the work gave: `path` is a link to it, the rest is the kind's own. */
    result: jsonb().$type<{ path?: string } & Record<string, unknown>>(),
    errorCode: text(),
    createdBy: text().notNull(),
    createdAt: createdAt(),
    startedAt: moment(),
    endedAt: moment(),
  },
  (t) => [
    rowKey(t),
    index('job_run_recent').on(t.municipalityId, t.createdAt),
    check('job_run_progress', sql`${t.progress} >= 0 and ${t.total} >= 0`),
  ],
);

/** Jobs posted by transactions and not yet taken by the workers. */
export const jobOutbox = pgTable('job_outbox', {
  id: id().primaryKey(),
  name: text().notNull(),
  data: jsonb().notNull(),
  runAfter: moment(),
  createdAt: createdAt(),
});
