import type { Readiness } from '../../cycle/rules/readiness.ts';
import type { Translate } from '../../platform/i18n/translate.ts';

/** What is known of a question, in words. */
export function readinessNote(t: Translate, { question, note, params, words }: Readiness): string {
  const key = `cycle.readiness.${question}.${note}`;
  return [t(t.has(key) ? key : `cycle.readiness.${note}`, params), words].filter(Boolean).join(' ');
}
