import { readSom } from '../../methods/written-som.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { readDay } from '../../platform/i18n/written-day.ts';
import { isTotal, sourceOfWords } from './plan-file-columns.ts';
import type { SourceKind } from './words.ts';

/** Lines of a cell without what numbers or points them: «1. Смета», «– смета»; one line with «;» is several. */
export function linesOf(cell: string): { readonly number: number | null; readonly text: string }[] {
  const all = cell.split('\n').filter((line) => line.trim() !== '');
  const lines = all.length === 1 ? all[0]!.split(/;\s/) : all;
  return lines.flatMap((line) => {
    const text = line.trim();
    const numbered = /^(\d{1,2})[.)]\s+(.*)$/su.exec(text);
    const words = (numbered?.[2] ?? text.replace(/^[-–—•]\s*/u, '')).trim();
    return words === '' ? [] : [{ number: numbered ? Number(numbered[1]) : null, text: words }];
  });
}

/**
 * Steps with their results: a numbered result belongs to the step of its number, others follow each other.
 * `loose`: results that no step has.
 */
export function stepsOf(
  steps: string,
  results: string,
): { readonly steps: { text: string; result: string }[]; readonly loose: readonly string[] } {
  const read = linesOf(steps).map(({ text }) => ({ text, result: '' }));
  const loose: string[] = [];
  for (const [at, { number, text }] of linesOf(results).entries()) {
    const step = read[number === null ? at : number - 1];
    if (step && step.result === '') step.result = text;
    else loose.push(text);
  }
  return { steps: read, loose };
}

export type ReadIndicator = {
  readonly text: string;
  readonly unit: string;
  readonly baseline: string | null;
  readonly target: string | null;
};

/** «Узундугу: 0 – 12 чакырым», as our own files write it; anything else is the words of the indicator alone. */
export function indicatorsOf(cell: string): ReadIndicator[] {
  const value = (written: string) => (/^_+$/.test(written) ? null : written);
  return linesOf(cell).map(({ text }) => {
    const at = text.lastIndexOf(': ');
    const [from = '', dash, to = '', ...unit] = at < 0 ? [] : text.slice(at + 2).split(' ');
    const whole = dash === '–' && /^[\d_]/.test(from) && /^[\d_]/.test(to);
    return whole
      ? { text: text.slice(0, at), baseline: value(from), target: value(to), unit: unit.join(' ') }
      : { text, unit: '', baseline: null, target: null };
  });
}

export type ReadTerm =
  | { readonly ok: true; readonly startsOn: IsoDate | null; readonly endsOn: IsoDate | null }
  | { readonly ok: false; readonly code: string };

/** Words around a day that do not change it: «до 31.12.2026», «31.12.2026 чейин», «с», «по». */
const around = /^(с|по|до)\s+|\s+(чейин|баштап|дейре)$/giu;

/**
 * A time as one cell writes it: a day («31.12.2026», «31.12.2026 чейин») is when it ends, «01.03.2026 – 30.11.2026» is
 * from when until when, a year or two are the whole of them (seed-003: year or range → 31 December of the last).
 */
export function termOf(cell: string): ReadTerm {
  const text = cell.replace(/\s+/g, ' ').trim();
  if (text === '') return { ok: true, startsOn: null, endsOn: null };
  const years = /^(20\d\d)(?: ?[-–—] ?(20\d\d))? ?(?:-?ж\.?|-?жыл(?:дар)?|г\.?г?\.?|год(?:ы)?)?$/u.exec(text);
  if (years) {
    const [, first = '', last = first] = years;
    return { ok: true, startsOn: `${first}-01-01`, endsOn: `${last}-12-31` };
  }
  // A dash stands between days only with spaces, or after figures of a year.
  const parts = text.split(/ [-–—] |(?<=\.\d{4})[-–—](?=\d)| по (?=\d)/u);
  if (parts.length > 2) return { ok: false, code: 'term-unclear' };
  const read = parts.map((part) => readDay(part.trim().replace(around, '').trim()));
  const wrong = read.find((one) => !one.ok);
  if (wrong && !wrong.ok) return { ok: false, code: wrong.code };
  const days = read.flatMap((one) => (one.ok ? [one.day] : []));
  return days.length === 2
    ? { ok: true, startsOn: days[0]!, endsOn: days[1]! }
    : { ok: true, startsOn: null, endsOn: days[0]! };
}

export type ReadSource = { readonly source: SourceKind; readonly amount: bigint };

/** Amounts by source as the official form lists them in one cell: «Баары: 580 000», «Демөөрчү: 100 000». */
export function resourcesOf(cell: string): {
  readonly cost: bigint | null;
  readonly sources: readonly ReadSource[];
  readonly wrong: readonly string[];
} {
  let cost: bigint | null = null;
  const sources: ReadSource[] = [];
  const wrong: string[] = [];
  for (const { text } of linesOf(cell)) {
    const colon = text.lastIndexOf(':');
    const words = text.slice(0, Math.max(0, colon)).trim();
    const amount = colon < 0 ? undefined : readSom(text.slice(colon + 1));
    const source = sourceOfWords(words);
    if (amount === undefined || amount === null) wrong.push(text);
    else if (isTotal(words)) cost = amount;
    else if (source) sources.push({ source, amount });
    // What is missing is counted, never taken in.
    else if (!/^(азырынча каражат жок|пока нет средств|no money yet)$/iu.test(words)) wrong.push(text);
  }
  return { cost, sources, wrong };
}
