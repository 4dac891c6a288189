import { z } from 'zod';
import { isId } from '../../../platform/db/id.ts';
import { readCount } from '../../../methods/written-count.ts';
import { parseDay } from '../../../platform/i18n/calendar.ts';
import { readDay } from '../../../platform/i18n/written-day.ts';

// Fields as forms send them (texts) and as programs do (numbers, null): both mean the same.

const blank = (value: unknown) => typeof value === 'string' && value.trim() === '';

/** An id of a row. */
export const idField = z.string().refine(isId, 'invalid');

/** A list of ids; one value of a form stands for a list of one. */
export const idsField = z.preprocess(
  (value): unknown => (value === undefined || blank(value) ? [] : Array.isArray(value) ? value : [value]),
  z.array(idField).max(2000),
);

/** A day as people write it → `2026-05-12`; other texts stay as they are. */
export function isoDay(text: string): string {
  const read = readDay(text);
  return read.ok ? read.day : text.trim();
}

/** A day between 2000 and 2100, or null for an empty field. */
export const dayField = z.preprocess(
  (value) => (blank(value) ? null : typeof value === 'string' ? isoDay(value) : value),
  z
    .string()
    .refine((text) => {
      const day = parseDay(text);
      return day !== null && day.year >= 2000 && day.year <= 2100;
    }, 'not-a-date')
    .nullable(),
);

/** `10:00`, «10.00» or «9:30»; null for an empty field. */
export const timeField = z.preprocess(
  (value) =>
    blank(value)
      ? null
      : typeof value === 'string'
        ? value
            .trim()
            .replace('.', ':')
            .replace(/^(\d):/, '0$1:')
            .slice(0, 5)
        : value,
  z
    .string()
    .refine((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), 'not-a-time')
    .nullable(),
);

/** A whole number typed by hand, spaces between thousands allowed; null for an empty field. */
export const numberField = (min: number, max: number) =>
  z.preprocess((value) => {
    if (value === undefined) return undefined;
    if (blank(value)) return null;
    if (typeof value !== 'string') return value;
    const read = readCount(value);
    if (read.ok) return read.value;
    return read.code === 'count-negative' ? -1 : value;
  }, z.number().int().min(min).max(max).nullable());

/** Number of the form's version, sent back with it. */
export const revisionField = z.preprocess(
  (value) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value),
  z.number().int().min(0),
);

export const textField = (max: number) => z.string().trim().max(max);

/** One of a list; an empty field is null. */
export const choiceField = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.preprocess((value) => (blank(value) ? null : value), z.enum(values).nullable());

/** A tick: `yes` or true. */
export const tickField = z.preprocess((value) => value === true || value === 'yes', z.boolean());
