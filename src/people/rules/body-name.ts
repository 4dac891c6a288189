import type { Lang } from '../../platform/i18n/lang.ts';

/** A body's name in a language; English readers get the Russian form. */
export function bodyName(body: { readonly nameKy: string; readonly nameRu: string }, lang: Lang): string {
  return lang === 'ky' ? body.nameKy : body.nameRu;
}
