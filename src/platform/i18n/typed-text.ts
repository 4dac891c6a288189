import type { I18n } from './context.ts';

/** A text that somebody typed: in its own language, and by hand in the other, or not. */
export type Typed = { readonly text: string; readonly lang: 'ky' | 'ru'; readonly other: string };

/**
 * A typed text for a reader of a language: as it was typed, or by hand in the other. Nothing is translated by a
 * program: what nobody wrote in the other language stands as it was typed, marked «которулган эмес / не переведено».
 * English readers are given the original, unmarked: nobody writes them a version.
 */
export function typedText({ t, lang }: Pick<I18n, 't' | 'lang'>, { text, lang: own, other }: Typed): string {
  if (text === '' || lang === own || lang === 'en') return text;
  return other === '' ? t('ui.not-translated', { text }) : other;
}

/** A typed text that has no version in the other language: as it was typed, marked for readers of the other. */
export const onlyTyped = (i18n: Pick<I18n, 't' | 'lang'>, text: string, lang: Typed['lang']): string =>
  typedText(i18n, { text, lang, other: '' });
