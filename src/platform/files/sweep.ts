import type { FileStore } from './store.ts';

/** Files asked about at once. */
const batch = 500;

/**
 * Removes files that no row names and that nobody stored since `before`. Whoever stores the same content again while
 * this runs keeps it: `removeUnused` looks at the moment of the last storing after it has taken the file out of sight.
 * Safe with several servers and while a backup reads: what a backup's rows name is named here too.
 * @param named which of some ids a row names
 * @returns how many were removed
 */
export async function sweepFiles(
  files: FileStore,
  before: Date,
  named: (ids: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<number> {
  let removed = 0;
  let ids: string[] = [];
  const look = async () => {
    const kept = await named(ids);
    for (const id of ids) if (!kept.has(id) && (await files.removeUnused(id, before))) removed += 1;
    ids = [];
  };
  for await (const id of files.storedBefore(before)) {
    ids.push(id);
    if (ids.length >= batch) await look();
  }
  if (ids.length > 0) await look();
  return removed;
}
