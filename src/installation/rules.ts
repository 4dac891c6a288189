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
