import { Hono } from 'hono';
import { sql } from 'drizzle-orm';
import { errorMessage } from '../http/errors.ts';
import { missing, read, show, type Web } from '../http/web.ts';
import { isId } from '../db/id.ts';
import type { MunicipalityScope } from '../db/scope.ts';
import type { jobStates } from './schema.ts';
import { JobPage, type JobLine } from './views.tsx';

/** A tracked job as its page shows it; undefined when there is none of this id in the municipality. */
export async function readJob(scope: MunicipalityScope, id: string): Promise<JobLine | undefined> {
  if (!isId(id)) return undefined;
  const found = await scope.tx.execute<{
    kind: string;
    state: (typeof jobStates)[number];
    progress: number;
    total: number;
    result: JobLine['result'];
    errorCode: string | null;
  }>(sql`select kind, state, progress, total, result, error_code as "errorCode" from job_run
          where municipality_id = ${scope.municipalityId} and id = ${id}`);
  const row = found.rows[0];
  return row && { ...row, id };
}

/** `/m/:municipalityId/jobs/:id`: the progress of long work, and its result to come back to. */
export function jobPages(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/:id', async (c) => {
    const job = await read(c, async (scope) => await readJob(scope, c.req.param('id')));
    if (!job) return missing(c);
    const { t } = c.get('page');
    const running = job.state === 'waiting' || job.state === 'running';
    // Without script the page asks again by itself.
    if (running) c.header('Refresh', '1');
    const to = job.result?.path ?? '';
    if (job.state === 'done' && job.result?.forward === true && to.startsWith('/m/')) {
      return c.redirect(c.get('page').href(to), 303);
    }
    const room = job.kind.split('.')[0] ?? '';
    const titleKey = `${room}.job.${job.kind.slice(room.length + 1)}`;
    const title = t.has(titleKey) ? t(titleKey) : t('jobs.title');
    const problem = job.errorCode === null ? undefined : errorMessage(t, job.errorCode, job.result?.params);
    return show(c, <JobPage job={job} title={title} problem={problem} />);
  });
  return app;
}
