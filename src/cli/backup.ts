import { existsSync } from 'node:fs';
import path from 'node:path';
import { writeBackup } from '../platform/db/backup/export.ts';
import { noteBackup } from '../platform/db/backup/last-backup.ts';
import { BackupRefused } from '../platform/db/backup/manifest.ts';
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
  const found = loadEnvironment();
  try {
    if (found.databaseUrl === undefined && !existsSync(path.join(found.dataFolder, 'postgres')))
      throw new BackupRefused('nothing', { where: found.dataFolder });
    const db = await openDatabase(found, { purpose: 'backup', join: true, migrate: false });
    try {
      // Again: opening may have finished a restore that was cut short, which brings the secret of its archive.
      const report = await writeBackup(db.owner, loadEnvironment(), file);
      const { tables, files } = report;
      const at = new Date().toISOString();
      await noteBackup(found.dataFolder, { at, file: report.file, bytes: report.bytes, rows: report.rows });
      const [bytes, rows] = [grouped(report.bytes), grouped(report.rows)];
      io.stdout.write(
        `${words(language, 'backup.done', { file: report.file, tables, files, bytes, rows })}\n`,
      );
      if (!report.nameKept) io.stderr.write(`${words(language, 'backup.unsynced')}\n`);
      return exitCode.done;
    } finally {
      await db.close();
    }
  } catch (error) {
    return explain(error, language, io);
  }
}
