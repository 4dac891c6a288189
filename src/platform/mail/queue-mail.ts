import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { newId } from '../db/id.ts';
import type { Tx } from '../db/scope.ts';
import { defineJob, enqueue } from '../jobs/jobs.ts';
import { letterFailure } from './failure.ts';
import { forgetUnsent, noteUnsent, type QueuedLetter } from './unsent.ts';

const sendLetter = defineJob({
  name: 'mail.send-letter',
  data: z.object({
    /** A letter queued by an Ashar of before has none, and is not kept when it fails. */
    id: z.string().optional(),
    municipalityId: z.string().nullable().default(null),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
  }),
  run: async ({ db, mail, origin, clock }, letter) => {
    const { id, to, subject, text } = letter;
    try {
      await mail.deliver({ to, subject, text: text.replaceAll(originHole, origin) });
    } catch (error) {
      const failure = letterFailure(error);
      if (id !== undefined) await noteUnsent(db, { ...letter, id }, failure.letterCause, clock());
      throw failure;
    }
    if (id !== undefined) await forgetUnsent(db, id);
  },
});

/** Stands in a letter's text for the server's own address, which only the worker knows. */
export const originHole = '{origin}';

/**
 * Queues a letter in the transaction of the work that it tells about: no work, no letter.
 * Links are written `${originHole}/ru/path`. Those who invite people in the municipality of the transaction's scope see
 * it when the letter did not go.
 */
export async function queueMail(
  tx: Tx,
  letter: { readonly to: string; readonly subject: string; readonly text: string },
): Promise<void> {
  const scope = await tx.execute<{ id: string | null }>(
    sql`select nullif(current_setting('ashar.municipality', true), '') as id`,
  );
  await queueAgain(tx, { id: newId(), municipalityId: scope.rows[0]?.id ?? null, ...letter });
}

/** Queues a letter that did not go once more. */
export async function queueAgain(tx: Tx, letter: QueuedLetter): Promise<void> {
  await enqueue(tx, sendLetter, letter);
}
