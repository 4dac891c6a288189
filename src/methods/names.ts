/**
 * Whether two written names are one name. Everything in the program that compares names asks here, so that a village
 * is the same village in a file of votes, in a list of units, in a search and in a form.
 *
 * Two levels and no third. Names are THE SAME ({@link nameKey}) when they differ only in what nobody means by it:
 * letter case, kinds of spaces and dashes, characters that cannot be seen, Latin or Greek letters that look like
 * Cyrillic ones, ё and е. They are POSSIBLY one ({@link possibleKey}) when they differ in ө/о, ү/у, ң/н, punctuation
 * or writing apart and together: a Russian keyboard lacks these letters, but Кара-Тоо and Кара-Төө are two villages.
 */

/** What nobody sees: soft hyphens, zero-width spaces and joiners, marks of direction, byte order and emoji style. */
const unseen = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|[\ufe00-\ufe0f]/g;
/** Such a character where a hyphen was: «Кара», soft hyphen, «Суу». */
const unseenHyphen = /(?<=\p{Ll}{2})[\u00ad\u200b\u2060\ufeff]+(?=\p{Lu}\p{Ll})/gu;
/** Hyphens that programs set for the one on the keyboard. */
const otherHyphens = /[\u2010\u2011\u2027\u2212\ufe58\ufe63\uff0d]/g;
const quotes = /["«»„“”‟]/g;
/** Runs of spaces (also those that do not break) and dashes of any kind. */
const gaps = /[\s\p{Pd}\u2027\u2212]+/gu;
const word = /[\p{L}\p{M}]+/gu;

/** Letters of other alphabets, and rarer Cyrillic ones, with the letter they are taken for by the eye. */
const lookAlikes: ReadonlyMap<string, string> = new Map([
  ...zip('abcehikmoptxy', 'авсенiкмортху'),
  ...zip('ëöüñɵ', 'еөүңө'),
  ...zip('αβεηικμορτυχθ', 'авенiкмортухө'),
]);
const cyrillicLookAlikes: ReadonlyMap<string, string> = new Map(zip('іӏѳӫұҥӊӈѐѝ', 'iiөөүңңңеи'));

function zip(from: string, to: string): [string, string][] {
  const targets = [...to];
  return [...from].map((letter, index) => [letter, targets[index] ?? letter]);
}

/** Kyrgyz and Russian text without anything to mend, the usual case. */
const plain = /^[ -@[-`{-~А-Яа-яЁёҢңӨөҮү]*$/;
const isCyrillic = /\p{Script=Cyrillic}/u;
const isForeign = /[\p{Script=Latin}\p{Script=Greek}]/u;

/**
 * The letters of a text as they are compared, in lower case: composed, without unseen characters and stress marks,
 * look-alikes of a Cyrillic word turned into what they look like, ё as е. Spaces and punctuation stay. A word wholly
 * of Latin letters is taken for Cyrillic only when each of its letters has a look-alike («Opo» is Оро, «Wi» is not).
 */
export function foldLetters(text: string): string {
  if (plain.test(text)) return text.toLowerCase().replaceAll('ё', 'е');
  return text
    .normalize('NFC')
    .replace(unseenHyphen, '-')
    .replace(unseen, '')
    .normalize('NFKC')
    .replace(/[\u0300\u0301]/g, '')
    .toLowerCase()
    .replace(word, cyrillicWord)
    .replaceAll('ё', 'е');
}

function cyrillicWord(letters: string): string {
  let foreign = '';
  let cyrillic = false;
  let changed = false;
  for (const letter of letters) {
    if (isForeign.test(letter)) foreign += letter;
    else if (cyrillicLookAlikes.has(letter)) changed = true;
    else cyrillic = true;
  }
  const all = cyrillic || [...foreign].every((letter) => lookAlikes.has(letter));
  if (foreign === '' && !changed) return letters;
  return [...letters]
    .map((letter) => cyrillicLookAlikes.get(letter) ?? (all ? lookAlikes.get(letter) : undefined) ?? letter)
    .join('');
}

/** Names with one key are the same name. Empty when nothing is written. */
export function nameKey(name: string): string {
  return foldLetters(name)
    .replace(quotes, '')
    .replace(/[’‘ʼʻ`´′]/g, "'")
    .replace(gaps, ' ')
    .trim();
}

const withoutKyrgyzLetters = (text: string): string =>
  text.replaceAll('ө', 'о').replaceAll('ү', 'у').replaceAll('ң', 'н');

/**
 * Names with one key may be one name: somebody has to say. Figures stay apart from each other (5-1 is not 51). Never
 * used to join anything silently.
 */
export function possibleKey(name: string): string {
  return withoutKyrgyzLetters(nameKey(name))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(?<!\p{N}) | (?!\p{N})/gu, '');
}

/** A text as it is searched through: ө is found typed as о and the other way round; words stand apart by one space. */
export function searchKey(text: string): string {
  return withoutKyrgyzLetters(nameKey(text));
}

/**
 * The widest fold letter by letter, for searches that the database makes: each letter of `from` becomes the one at its
 * place in `to`, and goes where `to` has ended (PostgreSQL's `translate`). Words wholly of Latin letters are turned as
 * well, which is harmless where both sides are.
 */
export const wideLetters: { readonly from: string; readonly to: string } = wideTable();

function wideTable(): { from: string; to: string } {
  const all = [...lookAlikes, ...cyrillicLookAlikes, ...zip('ёөүң', 'еоун')];
  const turned = new Map(all.filter(([from, to]) => from !== to));
  // What becomes Kyrgyz by one step becomes Russian by the next: ñ, ң, н.
  const end = (letter: string): string => {
    const next = turned.get(letter);
    return next === undefined ? letter : end(next);
  };
  const spans = [
    [0xad, 0xad],
    [0x300, 0x301],
    [0x61c, 0x61c],
    [0x200b, 0x200f],
    [0x202a, 0x202e],
    [0x2060, 0x2064],
    [0x2066, 0x2069],
    [0xfe00, 0xfe0f],
    [0xfeff, 0xfeff],
  ] as const;
  const gone = spans.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
  );
  const letters = [...turned.keys()];
  return { from: [...letters, ...gone].join(''), to: letters.map(end).join('') };
}

/** A text as the database folds it with {@link wideLetters}: composed, in lower case, letter by letter. */
export function wideKey(text: string): string {
  const { from, to } = wideLetters;
  return [...text.normalize('NFKC').toLowerCase()]
    .map((letter) => {
      const at = from.indexOf(letter);
      return at < 0 ? letter : (to[at] ?? '');
    })
    .join('');
}

/**
 * A name as it is kept: letters composed, spaces single, nothing unseen, one kind of hyphen. What somebody can see of
 * the spelling stays.
 */
export function cleanName(text: string): string {
  return text
    .normalize('NFC')
    .replace(unseenHyphen, '-')
    .replace(unseen, '')
    .replace(otherHyphens, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Latin or Greek letters standing in Cyrillic words of a name, as written and in their order: «Aрал» has A. Empty for
 * most names. Roman figures are no strangers: «ХХI кылым».
 */
export function strangeLetters(name: string): string[] {
  const found: string[] = [];
  for (const [letters] of name.normalize('NFC').matchAll(word)) {
    const foreign = [...letters].filter((letter) => isForeign.test(letter));
    if (foreign.length === 0) continue;
    const mixed = isCyrillic.test(letters);
    // A word of Latin letters alone is strange only where it reads as a Cyrillic one.
    if (!mixed && !foreign.every((letter) => lookAlikes.has(letter.toLowerCase()))) continue;
    if (/^[IVXLCMХСМ]+$/.test(letters)) continue;
    found.push(...foreign);
  }
  return found;
}

/** Whether a word of the name mixes alphabets: no name does, a keyboard left in the other layout did. */
export function mixesAlphabets(name: string): boolean {
  return [...name.normalize('NFC').matchAll(word)].some(
    ([letters]) => isCyrillic.test(letters) && strangeLetters(letters).length > 0,
  );
}
