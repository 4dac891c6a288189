import path from 'node:path';
import v8 from 'node:v8';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createApp } from './app.ts';
import { startTrouble } from './cli/start-errors.ts';
import { type CommandIo, exitCode, type Language, words } from './cli/words.ts';
import { noteHeads } from './platform/audit/anchor.ts';
import { asSystem } from './platform/auth/events.ts';
import { firstAdministratorLink } from './platform/auth/one-time-links.ts';
import { openDatabase } from './platform/db/connect.ts';
import { purgeHalls } from './hall/data/halls.ts';
import { endStreams } from './hall/live.ts';
import { loadEnvironment, projectRoot, type Environment } from './platform/env.ts';
import { FolderStore } from './platform/files/folder-store.ts';
import { variantOf } from './platform/http/client.ts';
import { openAssets } from './platform/http/assets.ts';
import { answerWith, closeServer, listen, portOf, stopSignal } from './platform/http/listening.ts';
import { PageCache } from './platform/http/page-cache.ts';
import { errorFacts, openLog } from './platform/http/request-log.ts';
import type { Services } from './platform/http/services.ts';
import { loadCatalogues } from './platform/i18n/catalogues.ts';
import { openJobs } from './platform/jobs/jobs.ts';
import { failInterrupted } from './platform/jobs/tracked.ts';
import { giveMissingAddresses } from './territory/commands/give-missing-addresses.ts';
// Known to the workers by being loaded.
import './privacy/nightly.ts';
import { openMailer } from './platform/mail/mailer.ts';

/** `ashar serve`: runs until Ctrl-C. Exit code 0 when stopped, 1 when it could not start, 2 for a wrong command. */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  return await command(argv, io, false);
}

/** `ashar demo`: the same with the textbook municipality in an empty store. */
export async function runDemo(argv: readonly string[], io: CommandIo): Promise<number> {
  return await command(argv, io, true);
}

/** Lines for the operator, in Kyrgyz and English: whoever starts a server may read either. */
function say(io: CommandIo, key: string, params: Record<string, string | number> = {}): void {
  const said = (['ky', 'en'] satisfies Language[]).map((language) => words(language, key, params));
  io.stdout.write(`${said.join('\n')}\n`);
}

function complain(io: CommandIo, key: string, params: Record<string, string | number>): number {
  io.stderr.write(`${words('ky', key, params)} / ${words('en', key, params)}\n`);
  return exitCode.badInput;
}

/**
 * The memory of what was answered is given back soon: left to itself, V8 lets the heap grow to four times of what is
 * alive before it looks. An office's server shares a small machine with the office's other programs.
 */
function keepMemorySmall(): void {
  v8.setFlagsFromString('--heap-growing-percent=50');
  v8.setFlagsFromString('--semi-space-growth-factor=1');
}

async function command(argv: readonly string[], io: CommandIo, demo: boolean): Promise<number> {
  const language: Language = argv.includes('en') ? 'en' : argv.includes('ru') ? 'ru' : 'ky';
  const left = argv.filter((word, at) => !(word === '--lang' || argv[at - 1] === '--lang'));
  if (left.length > 0) {
    const help = ['--help', '-h'].includes(left[0] ?? '');
    io[help ? 'stdout' : 'stderr'].write(`${words(language, help ? 'serve.help' : 'serve.usage')}\n`);
    return help ? exitCode.done : exitCode.usage;
  }
  keepMemorySmall();
  const env = loadEnvironment();
  try {
    return await serve(env, io, demo);
  } catch (error) {
    const trouble = startTrouble(error, ['ky', 'ru', 'en']);
    if (trouble === undefined) throw error;
    io.stderr.write(`${trouble}\n`);
    return exitCode.badInput;
  }
}

async function serve(found: Environment, io: CommandIo, demo: boolean): Promise<number> {
  const log = openLog(process.stderr.isTTY ? 'warn' : 'info');
  // A promise nobody waited for is a fault of ours, to be found in the log; the people at work are not to pay for it.
  process.on('unhandledRejection', (error) => log.error(errorFacts(error), 'a promise nobody waited for'));
  loadCatalogues(path.join(projectRoot(), 'src'));
  // The port first: the most common trouble is said before anything is begun.
  const server = createServer();
  try {
    await listen(server, found);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const { host, port } = found;
    if (code === 'EADDRINUSE') return complain(io, 'serve.port-in-use', { host, port });
    return complain(io, 'serve.cannot-listen', { host, port, reason: message });
  }
  const stopping = stopSignal();
  try {
    const db = await openDatabase(found, {
      purpose: 'server',
      onNotice: (line) => log.warn({ line }, 'database'),
      onGone: (error) => {
        io.stderr.write(`${error.message}\n`);
        process.exit(1);
      },
    });
    await giveMissingAddresses(db, new Date());
    // Again: opening may have finished a restore that was cut short, which brings the secret of its archive.
    const env = loadEnvironment();
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
  } finally {
    server.closeAllConnections();
    server.close();
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

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await run(process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr });
}
