import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

// What the data folder knows of its backups: pages tell administrators how old the last one is.

const shape = z.object({
  /** When it was made. */
  at: z.string(),
  /** Where the archive was written. */
  file: z.string(),
  bytes: z.number(),
  rows: z.number(),
  /** When an archive was last read to its end and found whole. */
  triedAt: z.string().optional(),
});

export type LastBackup = z.output<typeof shape>;

const place = (dataFolder: string) => path.join(dataFolder, 'last-backup.json');

/** The last backup; undefined when there was none, or when it cannot be read. */
export function lastBackup(dataFolder: string): LastBackup | undefined {
  try {
    return shape.safeParse(JSON.parse(readFileSync(place(dataFolder), 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Notes a backup or a trial of one; what is not given stays as it was. @throws Error when the disk refuses. */
export async function noteBackup(dataFolder: string, facts: Partial<LastBackup>): Promise<void> {
  const draft = `${place(dataFolder)}.${process.pid}.part`;
  await writeFile(draft, JSON.stringify({ ...lastBackup(dataFolder), ...facts }), { mode: 0o600 });
  await rename(draft, place(dataFolder));
}
