import type { LastBackup } from '../platform/db/backup/last-backup.ts';
import { isLocal } from '../platform/http/own-host.ts';

/** What an administrator is told about; each has its cure in one sentence, `installation.trouble.<name>`. */
export const troubles = ['address', 'mail', 'letters', 'backup', 'backup-untried', 'disk'] as const;
export type Trouble = (typeof troubles)[number];

export type Facts = {
  readonly origin: string;
  readonly mail: boolean;
  readonly givenUp: number;
  readonly backup: LastBackup | undefined;
  readonly disk: { readonly free: number; readonly size: number } | undefined;
};

const day = 86_400_000;
/** Days after which a backup is old, and months after which one should be tried again. */
export const backupDays = 14;
const triedDays = 183;
/** Bytes of the disk that must be free: a backup and a year of photos. */
const leastFree = 2 * 1024 ** 3;

const plain = /^[\w@%+=:,./-]+$/;

/**
 * What must stand before `npx ashar …` in a terminal so that the command finds the data of this server: its folder when
 * it is not the usual one, and that there is a database of one's own (its address holds a password and is not shown).
 */
export function commandPrefix(
  { dataFolder, databaseUrl }: { readonly dataFolder: string; readonly databaseUrl: string | undefined },
  usual: string,
): string {
  const quoted = plain.test(dataFolder) ? dataFolder : `'${dataFolder.replaceAll("'", "'\\''")}'`;
  return [
    ...(databaseUrl === undefined ? [] : ['DATABASE_URL=…']),
    ...(dataFolder === usual ? [] : [`ASHAR_DATA=${quoted}`]),
  ]
    .map((one) => `${one} `)
    .join('');
}

/** What is not connected, too old or too full. */
export function troublesOf(facts: Facts, now: Date): Trouble[] {
  const older = (moment: string | undefined, days: number) =>
    moment === undefined || now.getTime() - Date.parse(moment) > days * day;
  const { backup, disk } = facts;
  const found: Record<Trouble, boolean> = {
    address: isLocal(facts.origin),
    mail: !facts.mail,
    letters: facts.givenUp > 0,
    backup: older(backup?.at, backupDays),
    'backup-untried': !older(backup?.at, backupDays) && older(backup?.triedAt, triedDays),
    disk: disk !== undefined && (disk.free < leastFree || disk.free < disk.size / 20),
  };
  return troubles.filter((one) => found[one]);
}
