import { translator } from './catalogues.ts';
import type { I18n } from './context.ts';
import { fmt } from './format.ts';
import { hrefFor, type Lang } from './lang.ts';

/** Everything a view or a document needs in one language, outside a request (documents, mail, jobs, tests). */
export function i18nFor(lang: Lang): I18n {
  return { lang, t: translator(lang), fmt: fmt(lang), href: hrefFor(lang) };
}
