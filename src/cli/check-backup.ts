import { existsSync } from 'node:fs';
import { noteBackup } from '../platform/db/backup/last-backup.ts';
import { verifyBackup } from '../platform/db/backup/verify.ts';
import { loadEnvironment } from '../platform/env.ts';
import { fmt } from '../platform/i18n/format.ts';
import { explain, readStoreCommand } from './data-store.ts';
import { type CommandIo, exitCode, words } from './words.ts';

/**
 * `ashar check backup FILE` (given the words after `check backup`): reads an archive to its end and compares every hash
 * and count, and notes in the data folder that it was tried.
 * Exit code 0 when it is whole, 1 when it is not, 2 when the command is wrong.
 */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  const command = readStoreCommand(argv, io);
  if (!command) return exitCode.usage;
  const { language, file } = command;
  if (command.help || file === undefined) {
    io[command.help ? 'stdout' : 'stderr'].write(`${words(language, 'store.usage')}\n`);
    return command.help ? exitCode.done : exitCode.usage;
  }
  try {
    const { madeAt } = await verifyBackup(file);
    const { dataFolder } = loadEnvironment();
    if (existsSync(dataFolder)) await noteBackup(dataFolder, { triedAt: new Date().toISOString() });
    io.stdout.write(
      `${words(language, 'check.backup-whole', { file, madeAt: fmt(language).dateTime(new Date(madeAt)) })}\n`,
    );
    return exitCode.done;
  } catch (error) {
    return explain(error, language, io);
  }
}
