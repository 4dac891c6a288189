import { MONTHS } from './words.ts';
import { parseDay, type IsoDate } from './calendar.ts';

// Kyrgyz endings follow the last vowel of the word (four harmonies) and its last sound (vowel, voiced, voiceless).
// Rules as in the school grammar of the literary language; the tests hold the words people actually write.

/** The endings a document needs; `possessive` is the third person («майы», «аймагы»). */
export type KyrgyzCase = 'nominative' | 'genitive' | 'dative' | 'accusative' | 'locative' | 'ablative';

interface Harmony {
  /** Vowel of the endings with a low vowel (-га/-ге/-го/-гө). */
  low: 'а' | 'е' | 'о' | 'ө';
  /** Vowel of the endings with a high vowel (-нын/-нин/-нун/-нүн). */
  high: 'ы' | 'и' | 'у' | 'ү';
}

const HARMONY: Record<string, Harmony> = {
  а: { low: 'а', high: 'ы' },
  ы: { low: 'а', high: 'ы' },
  я: { low: 'а', high: 'ы' },
  е: { low: 'е', high: 'и' },
  э: { low: 'е', high: 'и' },
  и: { low: 'е', high: 'и' },
  о: { low: 'о', high: 'у' },
  ё: { low: 'о', high: 'у' },
  // After у the low vowel is а: «сууга», «кулга».
  у: { low: 'а', high: 'у' },
  ю: { low: 'а', high: 'у' },
  ө: { low: 'ө', high: 'ү' },
  ү: { low: 'ө', high: 'ү' },
};
const VOICELESS = new Set('кпстфхцчшщ');

function harmonyOf(word: string): Harmony {
  for (let i = word.length - 1; i >= 0; i--) {
    const found = HARMONY[word[i]!.toLowerCase()];
    if (found) return found;
  }
  return { low: 'а', high: 'ы' };
}

function endsInVowel(word: string): boolean {
  return HARMONY[(word[word.length - 1] ?? '').toLowerCase()] !== undefined;
}

/** The soft sign of borrowed words falls before an ending: «июнь» → «июну». */
function stem(word: string): string {
  return word.replace(/ь$/i, '');
}

/** The ending alone, for a word that stands before it: `caseEnding('май', 'dative')` → «га». */
export function caseEnding(word: string, kyrgyzCase: KyrgyzCase): string {
  if (kyrgyzCase === 'nominative') return '';
  const base = stem(word);
  const { low, high } = harmonyOf(base);
  const last = (base[base.length - 1] ?? '').toLowerCase();
  const vowel = endsInVowel(base);
  const voiceless = VOICELESS.has(last);
  switch (kyrgyzCase) {
    case 'genitive':
      return `${vowel ? 'н' : voiceless ? 'т' : 'д'}${high}н`;
    case 'dative':
      return `${voiceless ? 'к' : 'г'}${low}`;
    case 'accusative':
      return `${vowel ? 'н' : voiceless ? 'т' : 'д'}${high}`;
    case 'locative':
      return `${voiceless ? 'т' : 'д'}${low}`;
    case 'ablative':
      return `${voiceless ? 'т' : 'д'}${low}н`;
  }
}

/** A word with its case ending: `inCase('Арал', 'genitive')` → «Аралдын», `inCase('Бирдик', 'dative')` → «Бирдикке». */
export function inCase(word: string, kyrgyzCase: KyrgyzCase): string {
  if (kyrgyzCase === 'nominative') return word;
  return stem(word) + caseEnding(word, kyrgyzCase);
}

/**
 * A word with the third-person possessive and, after it, a case: «аймак» → «аймагы», `'dative'` → «аймагына».
 * Final к and п become г and б before the vowel, as in native words; pass `voicing: false` for names that keep them.
 */
export function possessive(
  word: string,
  kyrgyzCase: KyrgyzCase = 'nominative',
  options: { voicing?: boolean } = {},
): string {
  let base = stem(word);
  const { low, high } = harmonyOf(base);
  if (options.voicing !== false) base = base.replace(/к$/, 'г').replace(/п$/, 'б');
  const owned = endsInVowel(base) ? `${base}с${high}` : `${base}${high}`;
  switch (kyrgyzCase) {
    case 'nominative':
      return owned;
    case 'genitive':
      return `${owned}н${high}н`;
    case 'dative':
      return `${owned}н${low}`;
    case 'accusative':
      return `${owned}н`;
    case 'locative':
      return `${owned}нд${low}`;
    case 'ablative':
      return `${owned}н${low}н`;
  }
}

const ONES = ['нөл', 'бир', 'эки', 'үч', 'төрт', 'беш', 'алты', 'жети', 'сегиз', 'тогуз'];
const TENS = ['', 'он', 'жыйырма', 'отуз', 'кырк', 'элүү', 'алтымыш', 'жетимиш', 'сексен', 'токсон'];

/** The last word of a whole number as it is read aloud; the ending of a number in digits follows it. */
export function lastWordOfNumber(n: number): string {
  const value = Math.abs(Math.trunc(n));
  if (value === 0) return ONES[0]!;
  if (value % 10 !== 0) return ONES[value % 10]!;
  if (value % 100 !== 0) return TENS[(value % 100) / 10]!;
  if (value % 1000 !== 0) return 'жүз';
  if (value % 1_000_000 !== 0) return 'миң';
  return value % 1_000_000_000 === 0 ? 'миллиард' : 'миллион';
}

/** A whole number in digits with a case ending, written together: 25 → «25тен», 20 → «20дан», 6 → «6га». */
export function numberInCase(n: number, kyrgyzCase: KyrgyzCase, digits = String(n)): string {
  return digits + caseEnding(lastWordOfNumber(n), kyrgyzCase);
}

/** An ordinal in digits before its noun: 3, «жыйын» → «3-жыйын». */
export function ordinal(n: number, noun: string): string {
  return `${n}-${noun}`;
}

/** A day and month in a case, as in running text: «12-май», `'dative'` → «12-майга». */
export function dayMonth(date: IsoDate, kyrgyzCase: KyrgyzCase = 'nominative'): string {
  const day = parseDay(date);
  if (!day) return date;
  return `${day.day}-${inCase(MONTHS.ky[day.month - 1]!, kyrgyzCase)}`;
}

/** A full date as documents write it: «2026-жылдын 12-майы», `'dative'` → «2026-жылдын 12-майына». */
export function fullDate(date: IsoDate, kyrgyzCase: KyrgyzCase = 'nominative'): string {
  const day = parseDay(date);
  if (!day) return date;
  return `${day.year}-жылдын ${day.day}-${possessive(MONTHS.ky[day.month - 1]!, kyrgyzCase)}`;
}
