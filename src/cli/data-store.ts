import { parseArgs } from 'node:util';
import { BackupRefused } from '../platform/db/backup/manifest.ts';
import { FolderInUse } from '../platform/db/folder-lock.ts';
import { startTrouble } from './start-errors.ts';
import { type CommandIo, exitCode, isLanguage, type Language, words } from './words.ts';

/** What the commands about the whole store (backup, restore, check) have in common. */

export type StoreCommand = {
  readonly language: Language;
  /** The one word after the command, if any. */
  readonly file: string | undefined;
  readonly replace: string | undefined;
  readonly json: boolean;
  readonly help: boolean;
};

/** Reads the words after the command; undefined when they do not fit (the usage line was written then). */
export function readStoreCommand(argv: readonly string[], io: CommandIo): StoreCommand | undefined {
  let language: Language = 'ky';
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        replace: { type: 'string' },
        json: { type: 'boolean' },
        lang: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const wanted = values.lang ?? 'ky';
    if (isLanguage(wanted)) {
      language = wanted;
      if (positionals.length <= 1) {
        return {
          language,
          file: positionals[0],
          replace: values.replace,
          json: values.json === true,
          help: values.help === true,
        };
      }
    }
  } catch {
    // An option that is not known: the usage line names those that are.
  }
  io.stderr.write(`${words(language, 'store.usage')}\n`);
  return undefined;
}

/** Says in words why the store could not be used; answers the exit code. */
export function explain(error: unknown, language: Language, io: CommandIo): number {
  if (error instanceof BackupRefused)
    io.stderr.write(`${words(language, `store.${error.code}`, error.params)}\n`);
  else if (error instanceof FolderInUse) {
    io.stderr.write(`${words(language, 'store.running', { holder: error.holder })}\n`);
  } else {
    const said = error instanceof Error ? error.message : String(error);
    const reason = startTrouble(error, [language]) ?? said;
    io.stderr.write(`${words(language, 'store.trouble', { reason })}\n`);
  }
  return exitCode.badInput;
}
