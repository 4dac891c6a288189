import { writeBackup } from '../platform/db/backup/export.ts';
import { openDatabase } from '../platform/db/connect.ts';
import { loadEnvironment } from '../platform/env.ts';
import { explain, readStoreCommand } from './data-store.ts';
import { type CommandIo, exitCode, grouped, words } from './words.ts';

/**
 * `ashar backup FILE`: everything into one archive, also beside a running server.
 * Exit code 0 when written, 1 when refused, 2 when the command is wrong.
 */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  const command = readStoreCommand(argv, io);
  if (!command) return exitCode.usage;
  const { language, file } = command;
  if (command.help || file === undefined) {
    io[command.help ? 'stdout' : 'stderr'].write(
      `${words(language, command.help ? 'backup.help' : 'store.usage')}\n`,
    );
    return command.help ? exitCode.done : exitCode.usage;
  }
  const env = loadEnvironment();
  try {
    const db = await openDatabase(env, { purpose: 'backup', join: true, migrate: false });
    try {
      const report = await writeBackup(db.owner, env, file);
      const [bytes, rows] = [grouped(report.bytes), grouped(report.rows)];
      io.stdout.write(`${words(language, 'backup.done', { ...report, bytes, rows })}\n`);
      return exitCode.done;
    } finally {
      await db.close();
    }
  } catch (error) {
    return explain(error, language, io);
  }
}
