import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Lang } from './lang.ts';
import type { Formats } from './format.ts';
import type { Translate } from './catalogues.ts';

/** What a view needs to speak: texts, formats and addresses of the reader's language. */
export interface I18n {
  lang: Lang;
  t: Translate;
  fmt: Formats;
  /** Adds the language prefix to a path of ours. */
  href: (path: string) => string;
}

export const I18nContext = createContext<I18n | null>(null);

/** The language of the page being rendered. @throws Error when rendered outside a page. */
export function useI18n(): I18n {
  const value = useContext(I18nContext);
  if (!value) throw new Error('useI18n outside I18nContext');
  return value;
}
