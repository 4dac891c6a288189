import { sql } from 'drizzle-orm';
import type pg from 'pg';
import type { PgBoss } from 'pg-boss';
import type { z } from 'zod';
import type { Database } from '../db/connect.ts';
import { newId } from '../db/id.ts';
import type { MunicipalityScope, Tx } from '../db/scope.ts';
import { errorFacts } from '../http/request-log.ts';
import type { Logger, Services } from '../http/services.ts';
import { listen, type Caller } from './listen.ts';
import { runTracked, type TrackedJob } from './tracked.ts';

/** A piece of work done after the request: soon, and again when it failed. */
export type Job<D> = {
  /** `room.verb-object`; also the name of its queue. */
  readonly name: string;
  readonly data: z.ZodType<D>;
  /** Must bear being run twice: a crash after the work and before its mark runs it again. */
  readonly run: (services: Services, data: D) => Promise<void>;
  /** Minutes within which it must end, 15 when left out. */
  readonly minutes?: number;
  /** When it runs by itself, as a cron line in Bishkek's time; once over all servers. Its data is then `{}`. */
  readonly every?: string;
};

/** The workers of this process. */
export type Jobs = {
  /** Makes the queue's tables and starts the workers; called after the server listens, since it takes a while. */
  readonly begin: (services: Services) => Promise<void>;
  /** Lets running jobs end (10 s at most); the rest goes on at the next start. */
  readonly stop: () => Promise<void>;
};

type AnyJob = Job<unknown>;
const known = new Map<string, AnyJob>();

/** Defines a job and makes it known to the workers. @throws Error when the name is taken. */
export function defineJob<D>(job: Job<D>): Job<D> {
  if (known.has(job.name)) throw new Error(`Two jobs are named ${job.name}.`);
  // The schema gives the run what it asks for, so the kinds can lie in one list.
  known.set(job.name, job as unknown as AnyJob);
  return job;
}

/**
 * Adds a job in the transaction of the work it belongs to: it runs if and only if that is committed. It is written
 * to an outbox of our own, which needs no running queue; the workers are called when it is committed, and look by
 * themselves every second.
 */
export async function enqueue<D>(
  tx: Tx,
  job: Job<D>,
  data: D,
  options: { readonly after?: Date } = {},
): Promise<void> {
  await post(tx, job.name, data, options.after);
}

/**
 * Starts long work that somebody waits for, in the transaction given or the scope's own. Answers the id of its
 * `job_run`; `jobPath` is its page. `path` is where one goes from there when the work was refused or cut off.
 */
export async function track<D>(
  scope: MunicipalityScope,
  job: TrackedJob<D>,
  data: D,
  path?: string,
): Promise<{ id: string }> {
  const id = newId();
  const { municipalityId } = scope;
  await scope.tx.execute(sql`
    insert into job_run (id, municipality_id, kind, created_by, result)
    values (${id}, ${municipalityId}, ${job.kind}, ${scope.actor.accountId},
            ${path === undefined ? null : JSON.stringify({ path })}::jsonb)`);
  await post(scope.tx, trackedQueue, { id, municipalityId, kind: job.kind, data });
  return { id };
}

/** Whether a tracked job of this municipality waits or runs. */
export async function jobRuns(scope: MunicipalityScope, id: string): Promise<boolean> {
  const found = await scope.tx.execute(sql`
    select from job_run where municipality_id = ${scope.municipalityId} and id = ${id}
       and state in ('waiting', 'running')`);
  return found.rowCount === 1;
}

/** Page of a tracked job, without language prefix. */
export function jobPath(municipalityId: string, id: string): string {
  return `/m/${municipalityId}/jobs/${id}`;
}

const trackedQueue = 'ashar.tracked';
const schema = 'pgboss';
/** Channel on which a commit that leaves work calls the workers of every server. */
const calling = 'ashar_jobs';

async function post(tx: Tx, name: string, data: unknown, after?: Date): Promise<void> {
  const when = after?.toISOString() ?? null;
  await tx.execute(sql`
    insert into job_outbox (id, name, data, run_after)
    values (${newId()}, ${name}, ${JSON.stringify({ data })}::jsonb, ${when}::timestamptz)`);
  await tx.execute(sql`select pg_notify(${calling}, '')`);
}

type Posted = { id: string; name: string; data: { data: unknown }; run_after: Date | null };

async function take(client: pg.Pool | pg.PoolClient, most: number): Promise<Posted[]> {
  const taken = await client.query<Posted>(
    `delete from job_outbox where id in
       (select id from job_outbox order by id limit $1 for update skip locked)
     returning id, name, data, run_after`,
    [most],
  );
  return taken.rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function runOne(services: Services, name: string, data: unknown): Promise<void> {
  if (name === trackedQueue) {
    await runTracked(services, data as Parameters<typeof runTracked>[1]);
    return;
  }
  const job = known.get(name);
  if (job) await job.run(services, job.data.parse(data));
  else services.log.warn({ name }, 'a job of this name is not known');
}

/** Runs everything that waits, here and now: for tests and commands that run without workers. */
export async function runWaiting(services: Services): Promise<number> {
  let count = 0;
  for (
    let posted = await take(services.db.owner, 50);
    posted.length > 0;
    posted = await take(services.db.owner, 50)
  ) {
    for (const { name, data } of posted) await runOne(services, name, data.data);
    count += posted.length;
  }
  return count;
}

/** The queue in the database, over pg-boss: repeats with growing delay, one run at a time over all servers. */
export function openJobs(db: Database, log: Logger): Jobs {
  let boss: PgBoss | undefined;
  let timer: NodeJS.Timeout | undefined;
  let moving: Promise<void> = Promise.resolve();
  let stopped = false;
  /** The queue's worker of each name. */
  const workers = new Map<string, string>();

  /** Moves what was posted into the queue, both in one transaction, and wakes those who do it. */
  const move = async (queue: PgBoss): Promise<void> => {
    const client = await db.owner.connect();
    try {
      await client.query('begin');
      const posted = await take(client, 100);
      for (const { name, data, run_after: after } of posted) {
        if (name !== trackedQueue && !known.has(name)) {
          log.warn({ name }, 'a job of this name is not known');
          continue;
        }
        await queue.send(name, data, {
          ...(after ? { startAfter: after } : {}),
          db: { executeSql: async (text: string, values?: unknown[]) => await client.query(text, values) },
        });
      }
      await client.query('commit');
      for (const { name } of posted) {
        const worker = workers.get(name);
        if (worker !== undefined) queue.notifyWorker(worker);
      }
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      log.warn(errorFacts(error), 'job outbox');
    } finally {
      client.release();
    }
  };

  const moveNext = (queue: PgBoss): void => {
    moving = moving
      .then(async () => await move(queue))
      .catch((error: unknown) => log.warn(errorFacts(error), 'job outbox'));
  };
  let caller: Caller | undefined;

  return {
    async begin(services) {
      // Loaded here, after the server listens: a start does not wait for it.
      const { PgBoss: Queue } = await import('pg-boss');
      const queue = new Queue({ connectionString: db.url, application_name: 'ashar jobs', max: 3, schema });
      boss = queue;
      queue.on('error', (error) => log.warn(errorFacts(error), 'job queue'));
      await queue.start();
      // Stopped while it was starting: nothing is begun any more.
      if (stopped) return await queue.stop({ graceful: false });
      const common = { retryDelay: 5, retryBackoff: true, deleteAfterSeconds: 600 };
      for (const job of known.values()) {
        const expireInSeconds = (job.minutes ?? 15) * 60;
        await queue.createQueue(job.name, { ...common, retryLimit: 10, expireInSeconds });
      }
      await queue.createQueue(trackedQueue, { ...common, retryLimit: 0, expireInSeconds: 3600 });
      for (const name of [...known.keys(), trackedQueue]) {
        const worker = await queue.work<{ data: unknown }>(
          name,
          { pollingIntervalSeconds: 1 },
          async ([task]) => {
            if (!task) return;
            try {
              await runOne(services, name, task.data.data);
            } catch (error) {
              // The queue tries again; without this line nobody would know that it does.
              log.warn({ name, id: task.id, ...errorFacts(error) }, 'a job failed');
              throw error;
            }
          },
        );
        workers.set(name, worker);
      }
      for (const { name, every } of known.values()) {
        if (every) await queue.schedule(name, every, { data: {} }, { tz: 'Asia/Bishkek' });
      }
      // Whoever begins finds what was left, and what a lost call left.
      moveNext(queue);
      timer = setInterval(() => moveNext(queue), 1000);
      caller = listen(db.url, calling, () => moveNext(queue));
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await caller?.close();
      await moving;
      await boss?.stop({ graceful: true, timeout: 10_000 }).catch(() => undefined);
    },
  };
}
