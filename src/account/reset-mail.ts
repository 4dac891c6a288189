import { z } from 'zod';
import { findAccount } from '../platform/auth/accounts.ts';
import { mailResetLink, makeLink } from '../platform/auth/one-time-links.ts';
import { defineJob } from '../platform/jobs/jobs.ts';

/**
 * Sends the link for a new password, when there is an account of this address. A job of its own, so that the page
 * does the same work for an address that is known and for one that is not, and the time tells nothing.
 */
export const sendReset = defineJob({
  name: 'account.send-reset',
  data: z.object({ email: z.string() }),
  run: async ({ db, clock }, { email }) => {
    const account = await findAccount(db, email);
    if (!account?.email || account.demo) return;
    const owner = { ...account, email: account.email };
    await db.appQueries.transaction(async (tx) => {
      await mailResetLink(tx, owner, await makeLink(tx, 'reset', account.id, clock()));
    });
  },
});
