import { mixesAlphabets } from './names.ts';

/** Why a written text is no name; each has its words where names are asked for. */
export const nameFaults = [
  'date-for-name',
  'number-for-name',
  'formula-error-for-name',
  'markup-in-name',
  'letters-lost-in-name',
  'no-letter-in-name',
  'alphabets-mixed-in-name',
] as const;
export type NameFault = (typeof nameFaults)[number];

const monthShort =
  'янв|фев|мар|апр|июн|июл|авг|сен|сент|окт|ноя|нояб|дек|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec';

/**
 * What spreadsheets make of «1-Май», «8-Март», «5/3»: full dates, «01.май», «08.мар», «1-May», «май.26». «1-Май»,
 * «8-Март» and «9 май» themselves are villages and streets, so the months in full are names.
 */
const eatenDates: readonly RegExp[] = [
  /^\d{4}[-./]\d{1,2}[-./]\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2})?)?$/,
  /^\d{1,2}[-./]\d{1,2}[-./](\d{2}|\d{4})$/,
  new RegExp(`^\\d{1,2}[-. ](${monthShort}|may)\\.?([-. ](\\d{2}|\\d{4}))?$`, 'i'),
  new RegExp(`^(${monthShort}|май|may)\\.?[-. ](\\d{2}|\\d{4})$`, 'i'),
  /^(0\d|\d{1,2}\.)[-. ]?май\.?([-. ](\d{2}|\d{4}))?$/i,
];

/** Characters of a text that are looked at. */
const longestLooked = 500;

/**
 * Why a text cannot be the name of a place or a person; null when it can. `taken` says that the spreadsheet stored the
 * cell as a date or a number, whatever its text looks like. No place and no person has a question mark: there was a
 * letter that the file could not keep.
 */
export function nameFault(text: string, taken?: 'date' | 'number'): NameFault | null {
  return faultOf(text, (looked) => /[?\ufffd]/.test(looked), taken);
}

/** The same for what people named in words, which may be a question: «Суу жокпу?». */
export function titleFault(text: string): NameFault | null {
  return faultOf(text, lostLetters);
}

function faultOf(
  text: string,
  lost: (looked: string) => boolean,
  taken?: 'date' | 'number',
): NameFault | null {
  // No name is so long; what is looked at must not grow with what somebody pastes.
  const looked = text.slice(0, longestLooked);
  return (
    eatenName(looked, taken) ??
    (/<\/?[a-z!][^>]*>|&(lt|gt|amp|nbsp|#\d+);/i.test(looked) ? 'markup-in-name' : null) ??
    (lost(looked) ? 'letters-lost-in-name' : null) ??
    (/\p{L}/u.test(looked) ? null : 'no-letter-in-name') ??
    (mixesAlphabets(looked) ? 'alphabets-mixed-in-name' : null)
  );
}

/** Only what a spreadsheet did to a text: enough for a sticker or a place, which need not be names. */
export function eatenName(text: string, taken?: 'date' | 'number'): NameFault | null {
  const trimmed = text.slice(0, longestLooked).trim();
  if (taken === 'date' || eatenDates.some((pattern) => pattern.test(trimmed))) return 'date-for-name';
  if (taken === 'number') return 'number-for-name';
  // 20,000 to 79,999 are days from 1954 to 2119 in the calendar of Excel: the same accident after "as number".
  if (/^[2-7]\d{4}([.,]0+)?$/.test(trimmed)) return 'date-for-name';
  if (/^[+-]?\d[\d\s]*([.,]\d+)?(e[+-]?\d+)?$/i.test(trimmed)) return 'number-for-name';
  if (/^#([A-ZА-ЯЁ0-9/]+[!?]?)$/.test(trimmed)) return 'formula-error-for-name';
  return null;
}

/** A question mark inside a word or before it, several behind a letter, or the sign of an unknown character: saved in a too small encoding. */
export function lostLetters(text: string): boolean {
  return /\ufffd|\p{L}\?+\p{L}|(^|[\s-])\?+\p{Ll}|\p{L}-?\?{2,}/u.test(text);
}
