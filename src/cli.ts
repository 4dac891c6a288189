import { exitCode, isLanguage, type CommandIo, type Language, words } from './cli/words.ts';

type CommandRun = (argv: readonly string[], io: CommandIo) => Promise<number>;

/**
 * The commands. Each is loaded when it is asked for, so that `ashar tally` does not wait for the server's parts.
 * `check` is three things in one word: an election file, the chain of the audit log, or an archive.
 */
const commands: Readonly<Record<string, () => Promise<CommandRun>>> = {
  serve: async () => (await import('./main.ts')).run,
  hub: async () => (await import('./cli/hub.ts')).run,
  demo: async () => (await import('./main.ts')).runDemo,
  tally: async () => (await import('./cli/tally.ts')).run,
  select: async () => (await import('./cli/select.ts')).run,
  check: async () => async (argv, io) => {
    const [what] = argv;
    if (what === 'audit') return await (await import('./cli/check-audit.ts')).run(argv.slice(1), io);
    if (what === 'backup') return await (await import('./cli/check-backup.ts')).run(argv.slice(1), io);
    return await (await import('./cli/check.ts')).run(argv, io);
  },
  administrators: async () => (await import('./cli/administrators.ts')).run,
  backup: async () => (await import('./cli/backup.ts')).run,
  restore: async () => (await import('./cli/restore.ts')).run,
  'seed-national': async () => (await import('./cli/seed-national.ts')).run,
};

/** `--lang en`, wherever it stands; Kyrgyz otherwise. */
function languageOf(argv: readonly string[]): Language {
  const at = argv.indexOf('--lang');
  const named = at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith('--lang='))?.slice(7);
  return named !== undefined && isLanguage(named) ? named : 'ky';
}

/**
 * Runs the command that the words name and answers its exit code: 2 when there is no such command.
 */
export async function runCli(argv: readonly string[], io: CommandIo): Promise<number> {
  const [name = '', ...rest] = argv;
  const language = languageOf(argv);
  if (['help', '--help', '-h'].includes(name)) {
    io.stdout.write(`${words(language, 'ashar.help')}\n`);
    return exitCode.done;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    const said = name === '' ? '' : `${words(language, 'ashar.unknown', { name })}\n`;
    io.stderr.write(`${said}${words(language, 'ashar.usage')}\n`);
    return exitCode.usage;
  }
  const run = await load();
  return await run(rest, io);
}

/** The process: what bin/ashar.mjs calls. */
export async function main(argv: readonly string[]): Promise<void> {
  // `ashar tally … | head`: a reader that went away is not a fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  process.exitCode = await runCli(argv, { stdout: process.stdout, stderr: process.stderr });
}
