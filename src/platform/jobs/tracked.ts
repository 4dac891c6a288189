import type { z } from 'zod';
import type { Params } from '../refusals.ts';
import { gateOfAccount } from '../auth/sign-in-gate.ts';
import { openMunicipality, type MunicipalityScope } from '../db/scope.ts';
import type { Services } from '../http/services.ts';

export type TrackedContext = {
  readonly services: Services;
  readonly municipalityId: string;
  /** Opens a scope as the account that started the work, with the roles it has now. */
  readonly open: <T>(work: (scope: MunicipalityScope) => Promise<T>) => Promise<T>;
  /** Says how far it is; cheap enough for every hundredth row. */
  readonly progress: (done: number, total: number) => Promise<void>;
};

/**
 * What the work answers: done with a result (`path` links to it, `forward` goes there at once), or refused with a
 * code that has a message.
 */
export type TrackedOutcome =
  | { readonly ok: true; readonly result?: { path?: string; forward?: boolean } & Record<string, unknown> }
  | { readonly ok: false; readonly code: string; readonly params?: Params | undefined };

/** Long work with a progress page: an import, an export, the documents of a whole cycle. */
export type TrackedJob<D> = {
  /** `room.verb-object`; its title is the message `<room>.job.<verb-object>`. */
  readonly kind: string;
  readonly data: z.ZodType<D>;
  readonly run: (context: TrackedContext, data: D) => Promise<TrackedOutcome>;
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each job checks its own data by its schema
const known = new Map<string, TrackedJob<any>>();

/** Defines long work and makes it known to the workers. @throws Error when the kind is taken. */
export function defineTrackedJob<D>(job: TrackedJob<D>): TrackedJob<D> {
  if (known.has(job.kind)) throw new Error(`Two jobs are named ${job.kind}.`);
  known.set(job.kind, job);
  return job;
}

type Task = {
  readonly id: string;
  readonly municipalityId: string;
  readonly kind: string;
  readonly data: unknown;
};

/** Runs one task and writes what became of it. Does not throw: the page tells what happened. */
export async function runTracked(services: Services, task: Task): Promise<void> {
  const { db } = services;
  const key = [task.municipalityId, task.id];
  const where = 'where municipality_id = $1 and id = $2';
  // Held as long as this process lives and works: a job that runs and whose lock is free was cut off.
  const keeper = await db.owner.connect();
  try {
    await keeper.query(`select pg_advisory_lock(${lockOf('$1')})`, [task.id]);
    await runLocked(services, task, key, where);
  } finally {
    await keeper.query(`select pg_advisory_unlock(${lockOf('$1')})`, [task.id]).then(
      () => keeper.release(),
      () => keeper.release(true),
    );
  }
}

/** Number of the advisory lock of a job, in SQL. */
const lockOf = (id: string): string => `hashtextextended('ashar job ' || ${id}, 0)`;

async function runLocked(services: Services, task: Task, key: string[], where: string): Promise<void> {
  const { db, log } = services;
  const claimed = await db.owner.query<{ created_by: string }>(
    `update job_run set state = 'running', started_at = now() ${where} and state = 'waiting' returning created_by`,
    key,
  );
  const row = claimed.rows[0];
  if (!row) return;
  const end = async (state: 'done' | 'failed', result: unknown, code: string | null) => {
    await db.owner.query(
      `update job_run set state = $3, result = coalesce(result, '{}') || coalesce($4::jsonb, '{}'), error_code = $5, ended_at = now(),
              progress = case when $3 = 'done' then total else progress end ${where}`,
      [...key, state, result === undefined ? null : JSON.stringify(result), code],
    );
  };
  try {
    const job = known.get(task.kind);
    const gate = await gateOfAccount(db, row.created_by, task.municipalityId, services.clock());
    if (!job || !gate) return await end('failed', undefined, job ? 'forbidden' : 'not-found');
    const outcome = await job.run(
      {
        services,
        municipalityId: task.municipalityId,
        open: async (work) => await openMunicipality(db, gate, work, { now: services.clock() }),
        async progress(done, total) {
          const [at, of] = [Math.max(0, Math.round(done)), Math.max(0, Math.round(total))];
          await db.owner.query(`update job_run set progress = $3, total = $4 ${where}`, [...key, at, of]);
        },
      },
      job.data.parse(task.data),
    );
    if (outcome.ok) await end('done', outcome.result, null);
    else await end('failed', outcome.params && { params: outcome.params }, outcome.code);
  } catch (error) {
    log.error({ kind: task.kind, error: error instanceof Error ? error.message : 'unknown' }, 'job failed');
    await end('failed', undefined, 'unexpected');
  }
}

/**
 * Work that a stopped server left half done is said to be interrupted, since it is not run twice: every job that is
 * running and whose lock no living process holds. Other servers on the same database are not disturbed.
 */
export async function failInterrupted(services: Pick<Services, 'db'>): Promise<void> {
  await services.db.owner.query(
    `update job_run set state = 'failed', error_code = 'interrupted', ended_at = now()
      where id in (select id from (select id from job_run where state = 'running' offset 0) as running
                    where pg_try_advisory_xact_lock(${lockOf('id::text')}))`,
  );
}
