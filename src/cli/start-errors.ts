import { EmbeddedDatabaseError } from '../platform/db/embedded-files.ts';
import { UnfitDatabase } from '../platform/db/fitness.ts';
import { FolderInUse } from '../platform/db/folder-lock.ts';
import { MigrationError } from '../platform/db/migrate.ts';
import { WallError } from '../platform/db/walls.ts';
import { isFullDisk } from '../platform/http/errors.ts';
import { type Language, words } from './words.ts';

/** What an operator can mend when a database does not open, in these languages; undefined for a fault of the program. */
export function startTrouble(error: unknown, languages: readonly Language[]): string | undefined {
  if (error instanceof UnfitDatabase) {
    return languages.map((language) => words(language, `start.${error.code}`, error.params)).join('\n');
  }
  // At the first start, while the database is made, and while migrations run.
  const said = error instanceof Error ? error.message : '';
  if (isFullDisk(error) || /No space left on device|ENOSPC/.test(said)) {
    return languages
      .map((language) => words(language, 'start.disk-full', { reason: lastLine(said) }))
      .join('\n');
  }
  const expected = [EmbeddedDatabaseError, FolderInUse, MigrationError, WallError];
  return expected.some((kind) => error instanceof kind) ? (error as Error).message : undefined;
}

function lastLine(text: string): string {
  const lines = text.trim().split('\n');
  return (lines.findLast((line) => /space left|ENOSPC/.test(line)) ?? lines.at(-1) ?? '').trim();
}
