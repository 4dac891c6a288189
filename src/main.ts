import path from 'node:path';
import v8 from 'node:v8';
import { fileURLToPath } from 'node:url';
import { createServer } from 'node:http';
import { startTrouble } from './cli/start-errors.ts';
import { type CommandIo, exitCode, type Language, words } from './cli/words.ts';
import { openDatabase } from './platform/db/connect.ts';
import { loadEnvironment, projectRoot, type Environment } from './platform/env.ts';
import { listen, stopSignal } from './platform/http/listening.ts';
import { errorFacts, openLog } from './platform/http/request-log.ts';
import { loadCatalogues } from './platform/i18n/catalogues.ts';

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
    let spawned: () => void = () => undefined;
    const running = new Promise<void>((resolve) => (spawned = resolve));
    const opening = openDatabase(found, {
      purpose: 'server',
      onSpawned: () => spawned(),
      onNotice: (line) => log.warn({ line }, 'database'),
      onGone: (error) => {
        io.stderr.write(`${error.message}\n`);
        process.exit(1);
      },
    });
    opening.catch(() => undefined);
    // The rooms are read while the database starts: both take about half a second, one here, one in a process of its own.
    await Promise.race([running, opening]);
    loadCatalogues(path.join(projectRoot(), 'src'));
    const { serveRooms } = await import('./serve-rooms.ts');
    return await serveRooms({ db: await opening, server, log, io, demo, stopping, say, complain });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await run(process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr });
}
