import type { Translate } from '../../../platform/i18n/translate.ts';
import type { Reply } from './api.ts';

/** Why the office did not do what was asked, in words. */
export function replyText(t: Translate, reply: Extract<Reply<unknown>, { ok: false }>): string {
  if (reply.message !== undefined && reply.message !== '') return reply.message;
  const own = `field.core.reply.${reply.code}`;
  return t.has(own) ? t(own) : t('field.core.reply.other', { code: reply.code });
}
