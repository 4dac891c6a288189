import { z } from 'zod';
import { findAccount } from '../platform/auth/accounts.ts';
import { makeLink } from '../platform/auth/one-time-links.ts';
import { defineJob } from '../platform/jobs/jobs.ts';
import { i18nFor } from '../platform/i18n/i18n.ts';
import { originHole, queueMail } from '../platform/mail/queue-mail.ts';

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
    const { t, href } = i18nFor(account.lang);
    const to = account.email;
    await db.appQueries.transaction(async (tx) => {
      const token = await makeLink(tx, 'reset', account.id, clock());
      await queueMail(tx, {
        to,
        subject: t('account.mail.reset.subject'),
        text: t('account.mail.reset.text', {
          name: account.name,
          link: `${originHole}${href(`/reset/${token}`)}`,
        }),
      });
    });
  },
});
