import { nameKey } from './names.ts';

/**
 * Kyrgyz names in Latin letters, as they stand in addresses and as people type them.
 *
 * Addresses follow the BGN/PCGN system for Kyrgyz of 1979, the one of maps and road signs («Жалал-Абад» Jalal-Abad,
 * «Дөң-Арык» Döng-Aryk), without what a keyboard lacks: ö and ü lose their dots, the signs ъ and ь are left out, and х
 * is h, as people of the country write it, not kh.
 */
const letters: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    е: 'e',
    ё: 'yo',
    ж: 'j',
    з: 'z',
    и: 'i',
    й: 'y',
    к: 'k',
    л: 'l',
  },
  ...{
    м: 'm',
    н: 'n',
    ң: 'ng',
    о: 'o',
    ө: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ү: 'u',
    ф: 'f',
    х: 'h',
  },
  ...{ ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya' },
};

/** Longest word of an address, in letters: what still fits on a line of a poster. */
const longest = 60;

/** A text in small Latin letters; marks over Latin letters are dropped, what is no letter stays. */
export function latin(text: string): string {
  return [...text.normalize('NFC').toLowerCase()]
    .map((letter) => letters[letter] ?? letter.normalize('NFD').replace(/\p{M}/gu, '').replace('ı', 'i'))
    .join('');
}

/** A name as a word of an address: «Көк-Ирим» kok-irim, «Кызыл Туу (2)» kyzyl-tuu-2. Empty for a name without letters and figures. */
export function addressWord(name: string): string {
  return latin(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, longest)
    .replace(/-$/, '');
}

/** What sounds alike is written in many ways: from each to the one that is compared. */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/[^a-z0-9]+/g, ''],
  [/d?zh|dj/g, 'j'],
  [/shch/g, 'sh'],
  [/kh/g, 'h'],
  [/ng/g, 'n'],
  [/c(?!h)|q/g, 'k'],
  [/w/g, 'v'],
  [/y/g, 'i'],
  [/([a-z])\1+/g, '$1'],
];

/**
 * A name by its sound, for searches: «Жаңы-Жол», Jangy-Jol, Zhany Zhol and jani jol have one key. Never used to join
 * names: it tells far fewer names apart than `possibleKey`.
 */
export function soundKey(name: string): string {
  const folded = /\p{Script=Cyrillic}/u.test(name) ? nameKey(name) : name;
  return sounds.reduce((key, [from, to]) => key.replace(from, to), latin(folded));
}

/** Whether two keys differ by at most `most` letters (one more, one less, another, or two neighbours changed round). */
export function isNear(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1);
      next.push(cost);
    }
    if (Math.min(...next) > most) return false;
    [before, row] = [row, next];
  }
  return row[b.length]! <= most;
}
