import type { Database } from '../db/connect.ts';
import { countAttempt, type Attempt } from './attempts.ts';
import { recordAlone, type EventKind } from './events.ts';

export type Tried<T> = { readonly ok: true; readonly value: T } | TriedRefusal;
export type TriedRefusal =
  | { readonly ok: false; readonly code: 'sign-in-wrong' | 'second-factor-wrong' | 'password-wrong' }
  | { readonly ok: false; readonly code: 'too-many-attempts'; readonly minutes: number };

/** Counts an attempt; answers the refusal when it must wait. The moment a brake begins to hold is an event. */
export async function hear(
  db: Database,
  attempt: Attempt,
  accountId: string | undefined,
  now: Date,
): Promise<TriedRefusal | undefined> {
  const { wait, braked } = await countAttempt(db, attempt, now);
  if (braked) await recordFew(db, 'sign-in-braked', accountId, now);
  if (wait === 0) return undefined;
  return { ok: false, code: 'too-many-attempts', minutes: Math.ceil(wait / 60) };
}

/** Writes down that an attempt was wrong. */
export async function failed(
  db: Database,
  kind: Extract<EventKind, 'sign-in-failed' | 'second-factor-failed'>,
  accountId: string | undefined,
  now: Date,
): Promise<void> {
  await recordFew(db, kind, accountId, now);
}

/** Rows about nobody that are written in a minute: names tried at random must not fill a log that is never emptied. */
const UNKNOWN_A_MINUTE = 30;
let minute = 0;
let written = 0;
let unwritten = 0;

async function recordFew(
  db: Database,
  kind: EventKind,
  accountId: string | undefined,
  now: Date,
): Promise<void> {
  if (accountId !== undefined) return await recordAlone(db, { kind, accountId }, now);
  const current = Math.floor(now.getTime() / 60_000);
  if (current !== minute) [minute, written] = [current, 0];
  if (written >= UNKNOWN_A_MINUTE) {
    unwritten += 1;
    return;
  }
  written += 1;
  // How many came before this row and have none of their own.
  const details = unwritten > 0 ? { unwritten } : {};
  unwritten = 0;
  await recordAlone(db, { kind, accountId: undefined, details }, now);
}
