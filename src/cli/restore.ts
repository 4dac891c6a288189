import { restoreBackup } from '../platform/db/backup/restore.ts';
import { verifyBackup } from '../platform/db/backup/verify.ts';
import { openDatabase } from '../platform/db/connect.ts';
import { loadEnvironment, parseEnvironment } from '../platform/env.ts';
import { fmt } from '../platform/i18n/format.ts';
import { breakLine } from './check-audit.ts';
import { explain, readStoreCommand } from './data-store.ts';
import { type CommandIo, exitCode, grouped, words } from './words.ts';

/**
 * `ashar restore FILE [--replace NAME]`: puts an archive back into an empty database, or into the named one.
 * Exit code 0 when restored and the audit log is whole, 1 when refused or the log is broken, 2 when the command is wrong.
 */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  const command = readStoreCommand(argv, io);
  if (!command) return exitCode.usage;
  const { language, file } = command;
  if (command.help || file === undefined) {
    io[command.help ? 'stdout' : 'stderr'].write(
      `${words(language, command.help ? 'restore.help' : 'store.usage')}\n`,
    );
    return command.help ? exitCode.done : exitCode.usage;
  }
  const env = loadEnvironment();
  const secretGiven = parseEnvironment(process.env).secret !== undefined;
  try {
    // Before a database is started or made: a damaged archive leaves no trace at all.
    await verifyBackup(file);
    const db = await openDatabase(env, { purpose: 'restore' });
    try {
      const { replace } = command;
      const report = await restoreBackup(db.owner, file, { ...env, secretGiven, replace });
      const { madeAt, files } = report.manifest;
      const done = {
        madeAt: fmt(language).dateTime(new Date(madeAt)),
        rows: grouped(report.rows),
        files: grouped(files.count),
      };
      io.stdout.write(`${words(language, 'restore.done', done)}\n`);
      if (report.secret !== 'same')
        io.stdout.write(`${words(language, `restore.secret-${report.secret}`)}\n`);
      const broken = report.audit.filter((chain) => chain.broken);
      for (const chain of broken) io.stderr.write(`${breakLine(language, chain)}\n`);
      return broken.length === 0 ? exitCode.done : exitCode.badInput;
    } finally {
      await db.close();
    }
  } catch (error) {
    return explain(error, language, io);
  }
}
