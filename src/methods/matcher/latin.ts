/** Kyrgyz and Russian typed in Latin letters, as phones without a Cyrillic keyboard send them. */

const several: readonly (readonly [latin: RegExp, cyrillic: string])[] = [
  [/shch/g, 'щ'],
  [/dzh|dj|zh/g, 'ж'],
  [/sh/g, 'ш'],
  [/ch/g, 'ч'],
  [/kh/g, 'х'],
  [/ts/g, 'ц'],
  [/yu|iu/g, 'ю'],
  [/ya|ia/g, 'я'],
  [/yo|io/g, 'е'],
  // Between consonants y is ы («jyly»), beside a vowel й («aiyl», «ayil»).
  [/(?<=[aeou])[yi]|y(?=[aeiou])/g, 'й'],
  [/y/g, 'ы'],
];
const letters = new Map(
  [...'abcdefghijklmnopqrstuvwxz'].map((letter, at) => [letter, 'абкдефгхижклмнопкрстуввхз'[at] ?? letter]),
);

const latin = /^[a-z]{3,}$/;

/** A word of Latin letters as it would stand in Cyrillic; any other word as it is. Takes and gives lower case. */
export function fromLatin(word: string): string {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '');
  if (!latin.test(plain)) return word;
  let text = plain;
  for (const [pattern, cyrillic] of several) text = text.replace(pattern, cyrillic);
  return [...text].map((letter) => letters.get(letter) ?? letter).join('');
}
