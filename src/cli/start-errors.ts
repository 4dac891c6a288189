import { EmbeddedDatabaseError } from '../platform/db/embedded-files.ts';
import { UnfitDatabase } from '../platform/db/fitness.ts';
import { FolderInUse } from '../platform/db/folder-lock.ts';
import { MigrationError } from '../platform/db/migrate.ts';
import { WallError } from '../platform/db/walls.ts';
import { type Language, words } from './words.ts';

/** What an operator can mend when a database does not open, in these languages; undefined for a fault of the program. */
export function startTrouble(error: unknown, languages: readonly Language[]): string | undefined {
  if (error instanceof UnfitDatabase) {
    return languages.map((language) => words(language, `start.${error.code}`, error.params)).join('\n');
  }
  const expected = [EmbeddedDatabaseError, FolderInUse, MigrationError, WallError];
  return expected.some((kind) => error instanceof kind) ? (error as Error).message : undefined;
}
