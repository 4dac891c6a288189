import path from 'node:path';
import { z } from 'zod';
import { sweepFiles } from '../platform/files/sweep.ts';
import { defineJob } from '../platform/jobs/jobs.ts';
import { applyKeepings, clearMail, namedFiles } from './data/retention.ts';

/** Days a file that no row names is kept: an upload whose form is still being filled in, a backup that is running. */
export const fileGraceDays = 7;

/** Every night: what is kept no longer (data/retention.ts), old letters, files that no row names. */
export const nightly = defineJob({
  name: 'privacy.keep-no-longer',
  data: z.object({}),
  minutes: 60,
  every: '30 3 * * *',
  run: async ({ db, env, files, clock, log }) => {
    const now = clock();
    const rows = await applyKeepings(db.owner, now);
    const letters = await clearMail(path.join(env.dataFolder, 'mail'), now);
    const removed = await sweepFiles(
      files,
      new Date(now.getTime() - fileGraceDays * 86_400_000),
      async (ids) => await namedFiles(db.owner, ids),
    );
    log.info({ ...rows, letters, files: removed }, 'kept no longer');
  },
});
