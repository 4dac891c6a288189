import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What must be in an archive, so that nothing can be missing unnoticed; its own hash is the last entry. */
export const manifestShape = z.object({
  format: z.literal('ashar-backup'),
  formatVersion: z.literal(1),
  /** Version of the program that made it. */
  program: z.string(),
  /** Hash of the last migration: the tables' shape. */
  migration: z.string(),
  madeAt: z.string(),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.number().int().min(0),
      sha256: z.string(),
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), lastValue: z.string(), isCalled: z.boolean() })),
  files: z.object({ count: z.number().int(), bytes: z.number().int(), sha256: z.string() }),
  /** Whether the kept secret is inside; the fingerprint tells whether another secret is the same. */
  secret: z.object({ inside: z.boolean(), fingerprint: z.string() }),
});

export type Manifest = z.output<typeof manifestShape>;

export const manifestName = 'manifest.json';
export const manifestHashName = 'manifest.sha256';
export const fileListName = 'files.sha256';
export const secretName = 'secret';
export const tablePrefix = 'tables/';
export const filePrefix = 'files/';

/** Tells secrets apart without giving anything away. */
export function secretFingerprint(secret: string): string {
  return createHash('sha256').update(`ashar backup ${secret}`).digest('hex').slice(0, 16);
}

/** Why a backup or restore was refused; the messages are in the commands' catalogue. */
export type BackupRefusalCode =
  | 'damaged'
  | 'changed'
  | 'nothing'
  | 'not-empty'
  | 'in-use'
  | 'files-elsewhere'
  | 'other-version'
  | 'wrong-name'
  | 'file-exists'
  | 'file-missing'
  | 'not-saved'
  | 'left-over'
  | 'unfinished';

/**
 * An expected refusal: the database and the files are as they were. Only `unfinished` leaves the answer to the next
 * start, which finds the old or the new, whole.
 */
export class BackupRefused extends Error {
  readonly code: BackupRefusalCode;
  readonly params: Readonly<Record<string, string>>;
  constructor(code: BackupRefusalCode, params: Readonly<Record<string, string>> = {}) {
    super(`${code} ${JSON.stringify(params)}`);
    this.code = code;
    this.params = params;
  }
}
