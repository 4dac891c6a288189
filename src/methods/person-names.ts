import { wideKey } from './names.ts';

/** Words of a name that many people share: son and daughter of. */
const shared = new Set(['уулу', 'кызы', 'тегин'].map(wideKey));
const mostWords = 6;

/** The words by which a person is looked for, folded ({@link wideKey}), each once; at most 6. */
export function personWords(name: string): string[] {
  const words = wideKey(name).match(/\p{L}{2,}/gu) ?? [];
  return [...new Set(words)].filter((word) => !shared.has(word)).slice(0, mostWords);
}

/**
 * An expression, alike for PostgreSQL and JavaScript, that finds a person in a folded text whatever the order in which
 * the name is written: two of its words beside each other, with an ending («Асановго»), and with at most one word
 * between them, which may be a patronymic. Undefined for a name of one word: that is nobody in particular.
 */
export function personPattern(words: readonly string[]): string | undefined {
  if (words.length < 2) return undefined;
  return pairsOf(words)
    .map(([first, second]) => `${first}${letter}*${apart}(${letter}+${apart})?${second}`)
    .join('|');
}

/**
 * The same for one word of the name beside the first letter of another: «Асанова Г.», «Г. Асанова», «Г. Б. Асановага».
 * Others may be called so too: what it finds is for somebody to look at, and nothing is done to it by itself.
 */
export function initialsPattern(words: readonly string[]): string | undefined {
  if (words.length < 2) return undefined;
  const other = `[^${letters}]`;
  return pairsOf(words)
    .flatMap(([word, { 0: initial = '' }]) => [
      `${word}${letter}*${apart}${initial}(${other}|$)`,
      `(^|${other})${initial}${apart}(${letter}${apart})?${word}`,
    ])
    .join('|');
}

/** Letters as they are folded. */
const letters = 'a-zа-яi';
const letter = `[${letters}]`;
/** Rows of kept data stand apart: whoever ends one row and whoever begins the next are two people. */
const apart = String.raw`[^${letters}{}\[\]]+`;

const pairsOf = (words: readonly string[]) =>
  words.flatMap((first) =>
    words.filter((second) => second !== first).map((second) => [first, second] as const),
  );
