import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { checkAudit, type ChainReport, type NotedHead } from '../platform/audit/check.ts';
import { openDatabase } from '../platform/db/connect.ts';
import { loadEnvironment } from '../platform/env.ts';
import { explain, readStoreCommand } from './data-store.ts';
import { type CommandIo, exitCode, grouped, type Language, words } from './words.ts';

/**
 * `ashar check audit [EARLIER.json] [--json]` (given the words after `check audit`): walks every chain of the log. With
 * the output of an earlier `--json`, kept outside of the database, the rows noted there must still stand.
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
    const noted = command.file === undefined ? [] : notedIn(command.file);
    if (noted === undefined) {
      io.stderr.write(`${words(language, 'check.noted-unreadable', { file: command.file ?? '' })}\n`);
      return exitCode.badInput;
    }
    const db = await openDatabase(env, { purpose: 'check', join: true, migrate: false });
    try {
      const client = await db.owner.connect();
      const reports = await checkAudit(client, noted).finally(() => client.release());
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

/** The last rows of an earlier result; undefined when the file is none. */
function notedIn(file: string): NotedHead[] | undefined {
  try {
    const reports = earlier.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return reports.data?.filter(({ entries }) => entries > 0).map((one) => ({ ...one, seq: one.entries }));
  } catch {
    return undefined;
  }
}

const earlier = z.array(z.object({ chain: z.string(), entries: z.number(), hash: z.string() }));

function plain(report: ChainReport) {
  return { ...report, coveredFrom: report.coveredFrom ?? null, broken: report.broken ?? null };
}

/** One chain in words: whole, or where it breaks. */
export function breakLine(language: Language, report: ChainReport): string {
  const { chain, entries, hash, broken } = report;
  if (!broken) {
    const covered = report.coveredFrom ?? 0;
    const from = covered > 1 ? `\n${words(language, 'check.covered', { seq: covered })}` : '';
    return `${words(language, 'check.whole', { chain, entries: grouped(entries), hash })}${from}`;
  }
  return words(language, `check.${broken.reason}`, { chain, seq: broken.seq });
}
