/**
 * Stems of Russian words by the Snowball rules (M. Porter, «Russian stemming algorithm»). Written out here because
 * the package of all 25 languages is 350 KB, which an old phone would load for one language. The test holds it against
 * that package.
 */

const vowels = 'аеиоуыэюя';
const isVowel = (letter: string | undefined): boolean => letter !== undefined && vowels.includes(letter);

/** Endings by length, the longest first: of several that fit, the longest is taken. */
function endings(words: string): readonly (readonly [length: number, spellings: ReadonlySet<string>])[] {
  const byLength = new Map<number, Set<string>>();
  for (const word of words.split(' ')) {
    const same = byLength.get(word.length);
    if (same) same.add(word);
    else byLength.set(word.length, new Set([word]));
  }
  return [...byLength].sort(([a], [b]) => b - a);
}
type Endings = ReturnType<typeof endings>;

/** Endings that stand only after а or я, which stays. */
const gerundAfterA = new Set(['в', 'вши', 'вшись']);
const gerund = endings('в ив ыв вши ивши ывши вшись ившись ывшись');
const adjective = endings(
  'ее ие ое ые ими ыми ей ий ой ый ем им ом ым его ого ему ому их ых ею ою ую юю ая яя',
);
const participleAfterA = new Set(['ем', 'нн', 'вш', 'щ', 'ющ']);
const participle = endings('ем нн вш ивш ывш щ ющ ующ');
const reflexive = endings('сь ся');
const verbAfterA = new Set('ла на ете йте ли й л ем н ло но нно ет ют ны ть ешь'.split(' '));
const verb = endings(
  'ла ила ыла на ена ете ите йте ейте уйте ли или ыли й ей уй л ил ыл ем им ым н ен ло ило ыло но ено нно ет ует ит ыт ' +
    'ют уют ят ны ены ть ить ыть ешь ишь ю ую',
);
const noun = endings(
  'а ев ов е ие ье и еи ии ами ями иями й ей ией ий ой ам ем ием ом ям иям о у ах ях иях ы ь ю ию ью я ия ья',
);
const derivational = endings('ост ость');

/** The longest of the endings that lies wholly after `from`. */
function endingOf(word: string, from: number, list: Endings): string | undefined {
  for (const [length, spellings] of list) {
    if (word.length - length < from) continue;
    const end = word.slice(-length);
    if (spellings.has(end)) return end;
  }
  return undefined;
}

/** The word without an ending; undefined when there is none, or when it wants а or я before it and has another. */
function without(
  word: string,
  from: number,
  list: Endings,
  afterA?: ReadonlySet<string>,
): string | undefined {
  const end = endingOf(word, from, list);
  if (end === undefined) return undefined;
  const rest = word.slice(0, -end.length);
  if (afterA?.has(end)) {
    const last = rest.at(-1);
    if (rest.length <= from || (last !== 'а' && last !== 'я')) return undefined;
  }
  return rest;
}

/** First place after a consonant that follows a vowel, from `start`; the end when there is none. */
function region(word: string, start: number): number {
  let at = start;
  while (at < word.length && !isVowel(word[at])) at += 1;
  while (at < word.length && isVowel(word[at])) at += 1;
  return Math.min(word.length, at + 1);
}

/** The stem of a word in lower case, ё already read as е. A word without Russian vowels stays as it is. */
export function russianStemOf(word: string): string {
  // RV, after the first vowel: nothing before it is ever taken off.
  let rv = 0;
  while (rv < word.length && !isVowel(word[rv])) rv += 1;
  rv += 1;
  if (rv > word.length) return word;
  const r2 = region(word, region(word, 0));

  let stem = without(word, rv, gerund, gerundAfterA) ?? '';
  if (stem === '') {
    const base = without(word, rv, reflexive) ?? word;
    const asAdjective = without(base, rv, adjective);
    stem =
      asAdjective === undefined
        ? (without(base, rv, verb, verbAfterA) ?? without(base, rv, noun) ?? base)
        : (without(asAdjective, rv, participle, participleAfterA) ?? asAdjective);
  }
  if (stem.length > rv && stem.endsWith('и')) stem = stem.slice(0, -1);
  const derived = endingOf(stem, rv, derivational);
  if (derived !== undefined && stem.length - derived.length >= r2) stem = stem.slice(0, -derived.length);

  const superlative = endingOf(stem, rv, tidy);
  if (superlative === 'ейш' || superlative === 'ейше') {
    stem = stem.slice(0, -superlative.length);
    return stem.length - 2 >= rv && stem.endsWith('нн') ? stem.slice(0, -1) : stem;
  }
  if (superlative === 'н') return stem.length - 2 >= rv && stem.endsWith('нн') ? stem.slice(0, -1) : stem;
  return superlative === 'ь' ? stem.slice(0, -1) : stem;
}
const tidy = endings('ейше ейш н ь');
