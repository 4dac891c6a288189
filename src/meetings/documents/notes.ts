import type { FlowBlock } from '../../platform/documents/model.ts';
import type { I18n } from '../../platform/i18n/context.ts';
import { onlyTyped } from '../../platform/i18n/typed-text.ts';

/**
 * Notes of a meeting on its paper, a paragraph a line. In the other language they stand as they were typed, marked so;
 * of notes whose language nobody said (phones do not say it) nothing is claimed.
 */
export const notesOnPaper = (
  i18n: Pick<I18n, 't' | 'lang'>,
  text: string,
  lang: 'ky' | 'ru' | null,
): FlowBlock[] =>
  (lang === null ? text : onlyTyped(i18n, text, lang))
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => ({ type: 'paragraph', text: line.trim() }));
