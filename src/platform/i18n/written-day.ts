import { foldLetters } from '../../methods/names.ts';
import { dayOfDate, parseDay, type IsoDate } from './calendar.ts';

/** Why a written day could not be read; `day` is the day it might have meant. */
export type DayFault =
  | { readonly code: 'day-malformed' }
  /** `05/12/2026`: the fifth of December or the twelfth of May. */
  | { readonly code: 'day-ambiguous' }
  | { readonly code: 'day-without-year' }
  /** 31.02.2026. */
  | { readonly code: 'day-not-there' }
  /** 46154: the number of a day in a spreadsheet, which may count from two beginnings. */
  | { readonly code: 'day-number'; readonly day: IsoDate };

export type WrittenDay = { readonly ok: true; readonly day: IsoDate } | ({ readonly ok: false } & DayFault);

export const dayFaults = [
  'day-malformed',
  'day-ambiguous',
  'day-without-year',
  'day-not-there',
  'day-number',
] as const satisfies readonly DayFault['code'][];

const months = [
  ['янв', 'jan'],
  ['фев', 'feb'],
  ['мар', 'mar'],
  ['апр', 'apr'],
  ['май', 'мая', 'may'],
  ['июн', 'jun'],
  ['июл', 'jul'],
  ['авг', 'aug'],
  ['сен', 'sep'],
  ['окт', 'oct'],
  ['ноя', 'nov'],
  ['дек', 'dec'],
] as const;

/** Letters are compared as names are, so that «мaй» with a Latin a is May; English months keep their own letters. */
const monthOf = new Map(
  months.flatMap((words, index) => words.map((word) => [foldLetters(word), index + 1])),
);

function monthNumber(word: string): number | undefined {
  return monthOf.get(foldLetters(word).slice(0, 3));
}

/**
 * A day as people write it: `2026-05-12` (a time after it is passed over), `12.05.2026`, `12.5.26`, `12-05-2026`,
 * `12 мая 2026 г.`, `12-май 2026`, `2026-жылдын 12-майы`, `May 12, 2026`. The day stands before the month, but with
 * slashes American programs write it after, so `05/12/2026` is refused. Two figures of a year are of this century.
 */
export function readDay(text: string): WrittenDay {
  // Nobody writes a day so long, and some of the expressions look at a run of spaces many times.
  if (text.length > 80) return { ok: false, code: 'day-malformed' };
  const trimmed = text.replace(/\s+/g, ' ').trim();
  const plain = trimmed
    .replace(/^(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}.*$/, '$1')
    .replace(/[\s,-]*(г\.?|года|год|ж\.?|жыл|жылы)$/iu, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-');
  const iso = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(plain);
  if (iso) return day(iso[1], iso[2], iso[3]);
  const figures = /^(\d{1,2})\s?([-./])\s?(\d{1,2})\s?[-./]\s?(\d{4}|\d{2})$/.exec(plain);
  if (figures) return byFigures(figures[1]!, figures[3]!, figures[4]!, figures[2] === '/');
  if (/^\d{5}([.,]\d+)?$/.test(plain)) return serial(Number.parseInt(plain, 10));
  return byWords(plain);
}

function byFigures(first: string, second: string, year: string, slashed: boolean): WrittenDay {
  if (!slashed || Number(first) > 12 || first === second) return day(year, second, first);
  if (Number(second) > 12) return day(year, first, second);
  return { ok: false, code: 'day-ambiguous' };
}

function byWords(text: string): WrittenDay {
  const words = /(\p{L}{3,})/gu;
  const month = [...text.matchAll(words)].map(([word]) => monthNumber(word)).find((one) => one !== undefined);
  if (month === undefined) return { ok: false, code: 'day-malformed' };
  const numbers = text.match(/\d+/g) ?? [];
  const years = numbers.filter((number) => number.length === 4);
  const days = numbers.filter((number) => number.length <= 2);
  if (years.length === 1 && days.length === 1 && numbers.length === 2)
    return day(years[0], String(month), days[0]);
  if (years.length === 0 && days.length === 1 && numbers.length === 1)
    return { ok: false, code: 'day-without-year' };
  // «12 мая 26».
  if (years.length === 0 && days.length === 2 && /^\d/.test(text))
    return day(days[1], String(month), days[0]);
  return { ok: false, code: 'day-malformed' };
}

function day(year = '', month = '', of = ''): WrittenDay {
  if (year.length === 2 && Number(year) > 69) return { ok: false, code: 'day-malformed' };
  const full = year.length === 2 ? `20${year}` : year;
  const written = `${full}-${month.padStart(2, '0')}-${of.padStart(2, '0')}`;
  return parseDay(written) === null ? { ok: false, code: 'day-not-there' } : { ok: true, day: written };
}

/** Day 1 of Excel is 1 January 1900, and it believes in 29 February 1900. */
function serial(number: number): WrittenDay {
  const at = new Date(Date.UTC(1899, 11, 30) + number * 86_400_000);
  return { ok: false, code: 'day-number', day: dayOfDate(at) };
}
