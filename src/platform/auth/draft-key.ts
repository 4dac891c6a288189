import { createHmac, hkdfSync } from 'node:crypto';
import type { DraftsOf } from '../ui/page-context.ts';

/**
 * What the pages of an account need to keep drafts in the browser: a key that pages of nobody else get, and that is the
 * same after a new sign-in, so that a text outlives the sign-in in which it was typed. Names are signed with it as well:
 * they tell nobody else on which page somebody wrote.
 */
export function draftsOf(secret: string, accountId: string): DraftsOf {
  const key = Buffer.from(hkdfSync('sha256', secret, accountId, 'ashar:drafts', 32));
  const name = (text: string) =>
    createHmac('sha256', key).update(text).digest('base64url').replace(/-/g, '_').slice(0, 22);
  return { tag: name('account'), key: key.toString('base64url'), nameOf: (form) => name(`form ${form}`) };
}
