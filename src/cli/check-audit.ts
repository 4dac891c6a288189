import { checkAudit, type ChainReport } from '../platform/audit/check.ts';
import { openDatabase } from '../platform/db/connect.ts';
import { loadEnvironment } from '../platform/env.ts';
import { explain, readStoreCommand } from './data-store.ts';
import { type CommandIo, exitCode, grouped, type Language, words } from './words.ts';

/**
 * `ashar check audit [--json]` (given the words after `check audit`): walks every chain of the log.
 * Exit code 0 when all are whole, 1 when one is broken or the store cannot be read, 2 when the command is wrong.
 */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  const command = readStoreCommand(argv, io);
  if (!command) return exitCode.usage;
  const { language } = command;
  if (command.help) {
    io.stdout.write(`${words(language, 'check.help')}\n`);
    return exitCode.done;
  }
  const env = loadEnvironment();
  try {
    const db = await openDatabase(env, { purpose: 'check', join: true, migrate: false });
    try {
      const client = await db.owner.connect();
      const reports = await checkAudit(client).finally(() => client.release());
      if (command.json) io.stdout.write(`${JSON.stringify(reports.map(plain), null, 2)}\n`);
      else if (reports.length === 0) io.stdout.write(`${words(language, 'check.empty')}\n`);
      else for (const report of reports) io.stdout.write(`${breakLine(language, report)}\n`);
      return reports.every((report) => report.broken === undefined) ? exitCode.done : exitCode.badInput;
    } finally {
      await db.close();
    }
  } catch (error) {
    return explain(error, language, io);
  }
}

function plain(report: ChainReport) {
  return { ...report, broken: report.broken ?? null };
}

/** One chain in words: whole, or where it breaks. */
export function breakLine(language: Language, report: ChainReport): string {
  const { chain, entries, hash, broken } = report;
  if (!broken) return words(language, 'check.whole', { chain, entries: grouped(entries), hash });
  return words(language, `check.${broken.reason}`, { chain, seq: broken.seq });
}
