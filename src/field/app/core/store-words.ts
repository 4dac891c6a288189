import type { Translate } from '../../../platform/i18n/translate.ts';
import { KeepError } from './handle.ts';

/** What a browser says that gives this window no store at all: cookies blocked, or a private window. */
const blockedNames: ReadonlySet<string> = new Set(['SecurityError', 'NotAllowedError', 'InvalidStateError']);

function isFull(error: unknown): boolean {
  return error instanceof KeepError && error.full;
}

function isBlocked(error: unknown): boolean {
  if (typeof indexedDB === 'undefined') return true;
  const cause = error instanceof KeepError ? error.cause : error;
  return cause instanceof DOMException && blockedNames.has(cause.name);
}

/** What was not kept, and what helps: free space is asked for only when it is space that lacks. */
export function notKept(t: Translate, what: string, error: unknown): string {
  return `${t(what)} ${t(isFull(error) ? 'field.core.keep.full' : 'field.core.keep.broken')}`;
}

/** Why there is no store to begin with. */
export function noStore(t: Translate, error: unknown): { readonly title: string; readonly text: string } {
  if (isFull(error)) return { title: t('field.core.start.no-space'), text: t('field.core.keep.full') };
  return isBlocked(error)
    ? { title: t('field.core.start.no-store'), text: t('field.core.start.no-store-text') }
    : { title: t('field.core.start.store-shut'), text: t('field.core.start.store-shut-text') };
}
