import type { Lang } from './lang.ts';
import { bishkekClock, daysBetween, parseDay, type DayParts, type IsoDate } from './calendar.ts';
import { fullDate } from './kyrgyz.ts';
import {
  CURRENCY,
  FILE_UNITS,
  LIST_WORDS,
  MAGNITUDES,
  MONTHS,
  MONTHS_ALONE,
  RELATIVE,
  WEEKDAYS,
  WEEKDAYS_SHORT,
} from './words.ts';

/** U+00A0: a number never breaks from its unit, nor its thousands from each other. */
const NBSP = '\u00a0';
const MINUS = '\u2212';

/** Formats for people. Everything an office reads comes from here, in the server and in client scripts alike. */
export interface Formats {
  lang: Lang;
  /** `1 234 567`; `digits` fixes the decimals (comma in ky and ru). */
  number(value: number | bigint, digits?: number): string;
  /** A share of one, 0 to 1: `0.614` → «61 %» (en `61%`). */
  percent(share: number, digits?: number): string;
  /** Tyiyn as som: `123456700n` → «1 234 567 сом»; tyiyn are shown only when there are any. */
  money(tyiyn: bigint): string;
  /** The same without the word, for table columns whose heading names the unit. */
  moneyNumber(tyiyn: bigint): string;
  /** Short for charts: «1,2 млн сом». */
  moneyShort(tyiyn: bigint): string;
  /** «12-май, 2026-ж.» · «12 мая 2026 г.» · `12 May 2026`. */
  date(date: IsoDate): string;
  /** As documents write it: «2026-жылдын 12-майы» · «12 мая 2026 года» · `12 May 2026`. */
  dateLong(date: IsoDate): string;
  /** When something happened, inside a sentence: «2026-жылдын 12-майында» · «12 мая 2026 г.» · `on 12 May 2026`. */
  onDay(date: IsoDate): string;
  /**
   * The same of two days: «2026-жылдын 12–14-майында», over months «2026-жылдын 28-майынан 2-июнуна чейин» ·
   * «12–14 мая 2026 г.», «с 28 мая по 2 июня 2026 г.» · `on 12–14 May 2026`, `from 28 May to 2 June 2026`.
   */
  onDays(from: IsoDate, to: IsoDate): string;
  /** `12.05.2026` in every language (tables, registers). */
  dateShort(date: IsoDate): string;
  /** «12-май» · «12 мая» · `12 May`. */
  dayMonth(date: IsoDate): string;
  /** «дш., 12-май» · «пн, 12 мая» · `Mon, 12 May`. */
  weekdayDate(date: IsoDate): string;
  /** The full weekday name. */
  weekday(date: IsoDate): string;
  /** «май, 2026-ж.» · «май 2026 г.» · `May 2026`; takes a date or `YYYY-MM`. */
  month(date: IsoDate): string;
  /** Two days as one period, repeating nothing: «12–14-май, 2026-ж.». */
  dateRange(from: IsoDate, to: IsoDate): string;
  /** Wall time, `10:00` → «10.00» (en `10:00`); a Date is read in Bishkek. */
  time(time: string | Date): string;
  /** «10.00–12.30». */
  timeRange(from: string, to: string): string;
  /** An instant in Bishkek: date and time. */
  dateTime(instant: Date | string): string;
  /** How far a deadline is: «2 күн калды», «бүгүн», «эртең», «3 күн өтүп кетти». */
  deadline(date: IsoDate, today: IsoDate): string;
  /** How long ago: «5 мүнөт мурун»; older than a week gives the date. */
  ago(instant: Date, now: Date): string;
  /** «а, б жана в». */
  list(items: readonly string[]): string;
  /** «а, б же в». */
  listOr(items: readonly string[]): string;
  /** «18–35». */
  range(from: number, to: number): string;
  /** «1,2 МБ», «75,3 ГБ». */
  fileSize(bytes: number): string;
  /** Order of the alphabet (ң after н, ө after о, ү after у); digits inside words count as numbers. Server only. */
  compare(a: string, b: string): number;
}

function group(digits: string, lang: Lang): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, lang === 'en' ? ',' : NBSP);
}

function plainNumber(value: number | bigint, lang: Lang, digits?: number): string {
  // Most numbers of a page, and dear to take apart a hundred times.
  if (value >= 0 && value < 1000 && digits === undefined && Number.isInteger(value)) return String(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return '–';
  let text = typeof value === 'bigint' || digits === undefined ? String(value) : value.toFixed(digits);
  // Numbers so large that they print with an exponent are grouped from their exact integer.
  if (text.includes('e')) text = typeof value === 'number' ? BigInt(Math.round(value)).toString() : text;
  const negative = text.startsWith('-') && /[1-9]/.test(text);
  const [whole = '0', rest] = text.replace('-', '').split('.');
  const point = lang === 'en' ? '.' : ',';
  return `${negative ? MINUS : ''}${group(whole, lang)}${rest ? point + rest : ''}`;
}

function moneyNumber(tyiyn: bigint, lang: Lang): string {
  const absolute = tyiyn < 0n ? -tyiyn : tyiyn;
  const small = absolute % 100n;
  const text = group((absolute / 100n).toString(), lang);
  const point = lang === 'en' ? '.' : ',';
  return `${tyiyn < 0n ? MINUS : ''}${text}${small ? point + small.toString().padStart(2, '0') : ''}`;
}

function moneyShort(tyiyn: bigint, lang: Lang): string {
  const som = Number(tyiyn) / 100;
  const steps: [number, string][] = [
    [1e9, MAGNITUDES[lang][2]],
    [1e6, MAGNITUDES[lang][1]],
    [1e3, MAGNITUDES[lang][0]],
  ];
  for (const [size, word] of steps) {
    // 999 950 and more already reads as «1 млн» after rounding to one decimal.
    if (Math.abs(som) < size * 0.99995) continue;
    const scaled = Math.round((som / size) * 10) / 10;
    return `${plainNumber(scaled, lang)}${NBSP}${word}${NBSP}${CURRENCY[lang]}`;
  }
  return `${moneyNumber(tyiyn, lang)}${NBSP}${CURRENCY[lang]}`;
}

function dayMonthOf(day: DayParts, lang: Lang): string {
  const month = MONTHS[lang][day.month - 1]!;
  return lang === 'ky' ? `${day.day}-${month}` : `${day.day}${NBSP}${month}`;
}

function withYear(text: string, year: number, lang: Lang): string {
  if (lang === 'ky') return `${text}, ${year}-ж.`;
  return lang === 'ru' ? `${text} ${year}${NBSP}г.` : `${text} ${year}`;
}

function dateRange(from: IsoDate, to: IsoDate, lang: Lang, one: (date: IsoDate) => string): string {
  const [a, b] = [parseDay(from), parseDay(to)];
  if (!a || !b || from === to) return one(from);
  if (a.year !== b.year) return `${one(from)} – ${one(to)}`;
  if (a.month !== b.month) return withYear(`${dayMonthOf(a, lang)} – ${dayMonthOf(b, lang)}`, b.year, lang);
  return withYear(`${a.day}–${dayMonthOf(b, lang)}`, b.year, lang);
}

function onDays(from: IsoDate, to: IsoDate, lang: Lang): string {
  const [a, b] = [parseDay(from), parseDay(to)];
  if (!a || !b) return from === to ? from : `${from} – ${to}`;
  const sameMonth = a.year === b.year && a.month === b.month;
  if (lang === 'ky') {
    if (from === to) return fullDate(from, 'locative');
    if (sameMonth) return fullDate(to, 'locative').replace(/(?<= )(?=\d)/, `${a.day}–`);
    const end = fullDate(to, 'dative');
    return `${fullDate(from, 'ablative')} ${a.year === b.year ? end.replace(/^\S+ /, '') : end} чейин`;
  }
  const whole = (day: DayParts) => withYear(dayMonthOf(day, lang), day.year, lang);
  const days = from === to ? whole(b) : `${a.day}–${whole(b)}`;
  if (from === to || sameMonth) return lang === 'en' ? `on ${days}` : days;
  const begin = a.year === b.year ? dayMonthOf(a, lang) : whole(a);
  return lang === 'ru' ? `с ${begin} по ${whole(b)}` : `from ${begin} to ${whole(b)}`;
}

function timeText(time: string | Date, lang: Lang): string {
  const text = typeof time === 'string' ? time : bishkekClock(time).time;
  const match = /^(\d{1,2})[:.](\d{2})/.exec(text);
  if (!match) return text;
  return `${match[1]!.padStart(2, '0')}${lang === 'en' ? ':' : '.'}${match[2]!}`;
}

function joined(items: readonly string[], word: string): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${word} ${items[items.length - 1]!}`;
}

function makeFormats(lang: Lang): Formats {
  const rules = new Intl.PluralRules(lang);
  const collator = new Intl.Collator(lang, { numeric: true, sensitivity: 'variant' });
  const words = RELATIVE[lang];
  const counted = (forms: (typeof words)['daysLeft'], n: number) =>
    (forms[rules.select(n)] ?? forms.other).replace('{n}', plainNumber(n, lang));

  const day = (text: IsoDate, show: (parts: DayParts) => string): string => {
    const parts = parseDay(text);
    // A value that is no date is shown as it came: hiding it would hide the mistake.
    return parts ? show(parts) : text;
  };
  const date = (text: IsoDate) => day(text, (d) => withYear(dayMonthOf(d, lang), d.year, lang));

  return {
    lang,
    number: (value, digits) => plainNumber(value, lang, digits),
    percent: (share, digits = 0) => {
      const text = plainNumber(share * 100, lang, digits);
      return lang === 'en' ? `${text}%` : `${text}${NBSP}%`;
    },
    money: (tyiyn) => `${moneyNumber(tyiyn, lang)}${NBSP}${CURRENCY[lang]}`,
    moneyNumber: (tyiyn) => moneyNumber(tyiyn, lang),
    moneyShort: (tyiyn) => moneyShort(tyiyn, lang),
    date,
    dateLong: (text) => {
      if (lang === 'ky') return fullDate(text);
      return day(text, (d) =>
        lang === 'ru' ? `${dayMonthOf(d, lang)} ${d.year}${NBSP}года` : `${dayMonthOf(d, lang)} ${d.year}`,
      );
    },
    onDay: (text) => onDays(text, text, lang),
    onDays: (from, to) => onDays(from, to, lang),
    dateShort: (text) =>
      day(text, (d) => [d.day, d.month].map((n) => String(n).padStart(2, '0')).join('.') + `.${d.year}`),
    dayMonth: (text) => day(text, (d) => dayMonthOf(d, lang)),
    weekdayDate: (text) => day(text, (d) => `${WEEKDAYS_SHORT[lang][d.weekday]!}, ${dayMonthOf(d, lang)}`),
    weekday: (text) => day(text, (d) => WEEKDAYS[lang][d.weekday]!),
    month: (text) =>
      day(`${text.slice(0, 7)}-01`, (d) => withYear(MONTHS_ALONE[lang][d.month - 1]!, d.year, lang)),
    dateRange: (from, to) => dateRange(from, to, lang, date),
    time: (time) => timeText(time, lang),
    timeRange: (from, to) => `${timeText(from, lang)}–${timeText(to, lang)}`,
    dateTime: (instant) => {
      const at = typeof instant === 'string' ? new Date(instant) : instant;
      if (Number.isNaN(at.getTime())) return String(instant);
      const clock = bishkekClock(at);
      return `${date(clock.date)}${lang === 'ky' ? ' ' : ', '}${timeText(clock.time, lang)}`;
    },
    deadline: (due, today) => {
      const left = daysBetween(today, due);
      if (Number.isNaN(left)) return due;
      if (left === 0) return words.today;
      if (left === 1) return words.tomorrow;
      return left > 0 ? counted(words.daysLeft, left) : counted(words.daysOver, -left);
    },
    ago: (instant, now) => {
      const minutes = Math.floor((now.getTime() - instant.getTime()) / 60_000);
      if (minutes < 1) return words.justNow;
      if (minutes < 60) return counted(words.minutesAgo, minutes);
      const days = daysBetween(bishkekClock(instant).date, bishkekClock(now).date);
      if (days === 0) return counted(words.hoursAgo, Math.floor(minutes / 60));
      if (days === 1) return words.yesterday;
      return days <= 7 ? counted(words.daysAgo, days) : date(bishkekClock(instant).date);
    },
    list: (items) => joined(items, LIST_WORDS[lang].and),
    listOr: (items) => joined(items, LIST_WORDS[lang].or),
    range: (from, to) => `${plainNumber(from, lang)}–${plainNumber(to, lang)}`,
    fileSize: (bytes) => {
      const [one, kilo, mega, giga] = FILE_UNITS[lang];
      const tenths = (of: number) => plainNumber(Math.round((bytes / of) * 10) / 10, lang);
      if (bytes < 1024) return `${plainNumber(bytes, lang)}${NBSP}${one}`;
      if (bytes < 1024 * 1024) return `${plainNumber(Math.round(bytes / 1024), lang)}${NBSP}${kilo}`;
      if (bytes < 1024 ** 3) return `${tenths(1024 ** 2)}${NBSP}${mega}`;
      return `${tenths(1024 ** 3)}${NBSP}${giga}`;
    },
    compare: (a, b) => collator.compare(a, b),
  };
}

const made = new Map<Lang, Formats>();

/** The formats of one language; made once. */
export function fmt(lang: Lang): Formats {
  let formats = made.get(lang);
  if (!formats) made.set(lang, (formats = makeFormats(lang)));
  return formats;
}
