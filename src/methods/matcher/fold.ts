import { foldLetters } from '../names.ts';

/**
 * Folding of Kyrgyz words for comparing only, never for showing: people type Kyrgyz on Russian keyboards, so көчө is
 * written кочо as often (methods 6.2). Letters are those of names; words lose more than names may.
 */
export function fold(text: string): string {
  return foldLetters(text)
    .replaceAll('ө', 'о')
    .replaceAll('ү', 'у')
    .replaceAll('ң', 'н')
    .replaceAll('э', 'е')
    .replace(/[ъь]/g, '');
}

/** The words of a statement, in lower case, as written otherwise. Figures are words too. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/**
 * The language a word must be in by its letters alone; undefined when both are possible.
 * `ө ү ң` are not in the Russian alphabet; `щ`, `ъ` and the ending «-ция» come in Kyrgyz only in borrowed Russian words.
 */
export function languageOfWord(word: string): 'ky' | 'ru' | undefined {
  if (/[өүң]/.test(word)) return 'ky';
  if (/[щъ]/.test(word) || /ци[яию]$/.test(word)) return 'ru';
  return undefined;
}
