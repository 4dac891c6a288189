import { useI18n } from '../i18n/context.ts';
import type { Lang } from '../i18n/lang.ts';

/** Beside a paper that is not Kyrgyz: what people typed (posts, reasons, venues) is not translated. On the page only. */
export function TypedWords({ lang }: { lang: Lang }) {
  const { t } = useI18n();
  return lang === 'ky' ? null : <p class="hint paper-note">{t('ui.paper.typed-words')}</p>;
}
