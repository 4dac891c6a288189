import { z } from 'zod';
import type { Tx } from '../db/scope.ts';
import { defineJob, enqueue } from '../jobs/jobs.ts';

const sendLetter = defineJob({
  name: 'mail.send-letter',
  data: z.object({ to: z.string(), subject: z.string(), text: z.string() }),
  run: async (services, letter) =>
    await services.mail.deliver({ ...letter, text: letter.text.replaceAll(originHole, services.origin) }),
});

/** Stands in a letter's text for the server's own address, which only the worker knows. */
export const originHole = '{origin}';

/**
 * Queues a letter in the transaction of the work that it tells about: no work, no letter.
 * Links are written `${originHole}/ru/path`.
 */
export async function queueMail(
  tx: Tx,
  letter: { readonly to: string; readonly subject: string; readonly text: string },
): Promise<void> {
  await enqueue(tx, sendLetter, letter);
}
