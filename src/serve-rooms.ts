import path from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { clockSources, createApp } from './app.ts';
import type { CommandIo } from './cli/words.ts';
import { exitCode } from './cli/words.ts';
import { remindEveryMorning } from './deadlines/reminders.ts';
import { purgeHalls } from './hall/data/halls.ts';
import { endStreams } from './hall/live.ts';
import { noteHeads } from './platform/audit/anchor.ts';
import { asSystem } from './platform/auth/events.ts';
import { firstAdministratorLink } from './platform/auth/one-time-links.ts';
import type { Database } from './platform/db/connect.ts';
import { loadEnvironment, projectRoot, type Environment } from './platform/env.ts';
import { FolderStore } from './platform/files/folder-store.ts';
import { openAssets } from './platform/http/assets.ts';
import { variantOf } from './platform/http/client.ts';
import { answerWith, closeServer, portOf } from './platform/http/listening.ts';
import { PageCache } from './platform/http/page-cache.ts';
import { errorFacts } from './platform/http/request-log.ts';
import type { Logger, Services } from './platform/http/services.ts';
import { openJobs } from './platform/jobs/jobs.ts';
import { failInterrupted } from './platform/jobs/tracked.ts';
import { openMailer } from './platform/mail/mailer.ts';
// Known to the workers by being loaded.
import './privacy/nightly.ts';
import { giveMissingAddresses } from './territory/commands/give-missing-addresses.ts';

type Serving = {
  readonly db: Database;
  /** Listens already; answers once the rooms are open. */
  readonly server: Server;
  readonly log: Logger;
  readonly io: CommandIo;
  readonly demo: boolean;
  /** Resolves when somebody wants it to end. */
  readonly stopping: Promise<unknown>;
  readonly say: (io: CommandIo, key: string, params?: Record<string, string | number>) => void;
  readonly complain: (io: CommandIo, key: string, params: Record<string, string | number>) => number;
};

/** All the program does between an open database and its end: everything but the database is loaded with this file. */
export async function serveRooms(serving: Serving): Promise<number> {
  const { db, server, log, io, demo, stopping, say, complain } = serving;
  try {
    await giveMissingAddresses(db, new Date());
  } catch (error) {
    await db.close();
    throw error;
  }
  // Again: opening may have finished a restore that was cut short, which brings the secret of its archive.
  const env = loadEnvironment();
  remindEveryMorning(clockSources);
  const jobs = openJobs(db, log);
  const mail = openMailer(env);
  const files = new FolderStore(path.join(env.dataFolder, 'files'));
  const address = addressOf(server, env);
  const services: Services = { db, env, files, mail, jobs, log, origin: address, clock: () => new Date() };
  let stopped = false;
  try {
    if (demo) {
      const { seedDemo } = await import('./demo/seed.ts');
      const seeded = await seedDemo(services);
      if (!seeded.ok) return complain(io, 'serve.demo-refused', {});
      say(io, 'serve.demo-accounts', { password: seeded.password });
      for (const { signIn, title } of seeded.accounts) io.stdout.write(`  ${signIn}  ${title}\n`);
    }
    const cache = new PageCache(variantOf(services));
    const app = createApp(services, openAssets(path.join(projectRoot(), 'dist', 'assets')), cache);
    // Answers are then plain lists of status, headers and body until somebody needs more of them.
    const listener = getRequestListener(app.fetch);
    answerWith(server, (request: IncomingMessage, response: ServerResponse) => {
      if (!cache.answer(request, response)) void listener(request, response);
    });
    say(io, 'serve.listening', { address });
    const token = await firstAdministratorLink(db, services.clock());
    if (token !== undefined) say(io, 'serve.setup', { link: `${address}/setup/${token}` });
    // The database may notice a little later than we that the server before us is gone.
    const interrupted = () =>
      void failInterrupted(services).catch((error: unknown) => log.warn(errorFacts(error), 'jobs'));
    setInterval(interrupted, 15_000).unref();
    const begun = failInterrupted(services)
      .then(async () => await jobs.begin(services))
      .catch((error: unknown) => log.error(errorFacts(error), 'the job queue does not start'));
    void files.tidy().catch((error: unknown) => log.warn(errorFacts(error), 'tidy'));
    // Names of those invited lie in a hall: it must go in time also where no other is opened.
    const purge = () =>
      void purgeHalls(db, services.clock()).catch((error: unknown) => log.warn(errorFacts(error), 'halls'));
    purge();
    setInterval(purge, 86_400_000).unref();
    // Where every chain of the log ends is noted in the system's own: see platform/audit/anchor.ts.
    const note = () =>
      void noteHeads(db, services.clock(), asSystem).catch((error: unknown) =>
        log.warn(errorFacts(error), 'heads of the log'),
      );
    note();
    setInterval(note, 86_400_000).unref();
    await stopping;
    say(io, 'serve.stopping');
    endStreams();
    await closeServer(server);
    await begun;
    stopped = true;
    return exitCode.done;
  } finally {
    await jobs.stop();
    mail.close();
    await db.close();
    if (stopped) say(io, 'serve.stopped');
  }
}

/** The address people type: the public one when the operator named it, else what we listen on. */
function addressOf(server: Server, env: Environment): string {
  if (env.baseUrl !== undefined) return env.baseUrl;
  const port = portOf(server, env.port);
  const anywhere = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(env.host);
  const host = anywhere ? 'localhost' : env.host.includes(':') ? `[${env.host}]` : env.host;
  return `http://${host}:${port}`;
}
