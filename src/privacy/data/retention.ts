import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { nothingSaid } from '../../plan/rules/plan-file-outcome.ts';
import { summaryWithoutWords } from '../../needs/sessions/data/session-import.ts';

/**
 * How long what nobody needs any more is kept. One rule for each table, with its reason; the night's job applies them.
 * Records of the cycle, signed acts and the audit chain are kept and have no rule here.
 */
export type Keeping = {
  readonly table: string;
  /** Days after which a row goes, counted from the moment the statement looks at. */
  readonly days: number;
  readonly why: string;
  /** One statement; $1 is the moment before which a row is old. */
  readonly statement: string;
};

export const keepings: readonly Keeping[] = [
  {
    table: 'auth_attempt',
    days: 30,
    why: 'Failed attempts brake the next ones for an hour at most; sign-ins are told by the journal.',
    statement: `delete from auth_attempt where updated_at < $1 and coalesce(wait_until, updated_at) < $1`,
  },
  {
    table: 'auth_session',
    days: 90,
    why: 'The owner sees where they were signed in lately; an ended or expired one opens nothing.',
    statement: `delete from auth_session where coalesce(ended_at, expires_at) < $1`,
  },
  {
    table: 'auth_browser',
    days: 30,
    why: 'A browser is known to an account for its days; afterwards it is like any other.',
    statement: `delete from auth_browser where expires_at < $1`,
  },
  {
    table: 'auth_verification',
    days: 30,
    why: 'A used or expired link opens nothing.',
    statement: `delete from auth_verification where coalesce(used_at, expires_at) < $1`,
  },
  {
    table: 'kept_form',
    days: 1,
    why: 'A text that was sent when the sign-in had ended is shown again after the next one; later nobody can open it.',
    statement: `delete from kept_form where expires_at < $1`,
  },
  {
    table: 'auth_session, new recovery codes',
    days: 1,
    why: 'New recovery codes are shown again until they are kept; after a day they are not shown any more.',
    statement: `update auth_session set shown_codes = null, shown_codes_at = null where shown_codes_at < $1`,
  },
  {
    table: 'operation',
    days: 90,
    why: 'A form that is sent again after a break in the line is known by its operation: days, not months.',
    statement: `delete from operation where created_at < $1`,
  },
  {
    table: 'session_import',
    days: 30,
    why: 'What was confirmed stands in the tables; a preview left for a month is forgotten. The file holds names, and its notes quote them.',
    statement: `update session_import
                   set rows = '[]'::jsonb, summary = ${summaryWithoutWords},
                       state = case state when 'preview' then 'dropped' else state end
                 where updated_at < $1 and (rows <> '[]'::jsonb or summary <> ${summaryWithoutWords})`,
  },
  {
    table: 'plan_import',
    days: 30,
    why: 'As above: items that were confirmed stand in the plan. Its rows hold names of people responsible.',
    statement: `update plan_import
                   set items = '[]'::jsonb, said = '${JSON.stringify(nothingSaid)}'::jsonb,
                       state = case state when 'preview' then 'dropped' else state end
                 where updated_at < $1 and items <> '[]'::jsonb`,
  },
  {
    table: 'unit_import',
    days: 30,
    why: 'As above; that a file came and what became of it stays.',
    statement: `update unit_import set state = 'dropped', contents = null where state = 'staged' and at < $1`,
  },
  {
    table: 'door_waiting',
    days: 30,
    why: 'Who wrote themselves down by phone and was neither let in nor refused is waited for by nobody. It holds a name.',
    statement: `update door_waiting set full_name = null, state = 'refused' where updated_at < $1 and full_name is not null`,
  },
  {
    table: 'field_code',
    days: 30,
    why: 'A used or expired code prepares no device.',
    statement: `delete from field_code where coalesce(used_at, expires_at) < $1`,
  },
  {
    table: 'field_receipt',
    days: 730,
    why: 'A phone may send again after months in a drawer; two cycles later no unsent meeting is left.',
    statement: `delete from field_receipt where received_at < $1`,
  },
  {
    table: 'job_run',
    days: 90,
    why: 'The page of long work is looked at while it runs and when it ends.',
    statement: `delete from job_run where coalesce(ended_at, created_at) < $1 and state in ('done', 'failed')`,
  },
  {
    table: 'job_outbox',
    days: 90,
    why: 'Taken within seconds; what no worker knows is of an older version. Letters hold addresses and links.',
    statement: `delete from job_outbox where created_at < $1 and coalesce(run_after, created_at) < $1`,
  },
  {
    table: 'role_invitation',
    days: 180,
    why: 'An invitation that was answered or ran out gives nobody anything; who has which role since when stands in the roles, and that it was made in the chain. It holds a name and a contact.',
    statement: `delete from role_invitation where coalesce(answered_at, expires_at) < $1`,
  },
  {
    table: 'account_notice',
    days: 90,
    why: 'A notice that was read is read once; what happened stands in the chain. One that nobody has read waits.',
    statement: `delete from account_notice where seen_at < $1`,
  },
  {
    table: 'unsent_letter',
    days: 30,
    why: 'A letter that did not go can be sent again; its one-time link is over by then. It holds an address.',
    statement: `delete from unsent_letter where created_at < $1`,
  },
];

const day = 86_400_000;

/** Applies every rule, each by itself. @returns rows removed or emptied by table */
export async function applyKeepings(owner: pg.Pool, now: Date): Promise<Record<string, number>> {
  const done: Record<string, number> = {};
  for (const { table, days, statement } of keepings) {
    const { rowCount } = await owner.query(statement, [new Date(now.getTime() - days * day)]);
    if (rowCount) done[table] = rowCount;
  }
  return done;
}

/** Letters kept in the folder because there is no mail server: they hold addresses and one-time links. */
export const mailDays = 30;

/** Removes old letters of the mail folder. @returns how many */
export async function clearMail(folder: string, now: Date): Promise<number> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  let removed = 0;
  for (const name of names) {
    const file = path.join(folder, name);
    if ((await stat(file)).mtimeMs >= now.getTime() - mailDays * day) continue;
    await rm(file, { force: true });
    removed += 1;
  }
  return removed;
}

/** Columns that name a stored file. A test looks for columns of the schema that are missing here. */
export const fileColumns: readonly (readonly [table: string, column: string])[] = [
  ['act_event', 'file_id'],
  ['agenda_event', 'file_id'],
  ['commitment', 'sheet_file_id'],
  ['decision_event', 'file_id'],
  ['meeting_photo', 'file_id'],
  ['notice_posting', 'file_id'],
];

/** Which of these files some row names. */
export async function namedFiles(owner: pg.Pool, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const named = new Set<string>();
  for (const [table, column] of fileColumns) {
    const found = await owner.query<{ id: string }>(
      `select distinct "${column}" as id from "${table}" where "${column}" = any($1::text[])`,
      [ids],
    );
    for (const { id } of found.rows) named.add(id);
  }
  return named;
}
