import { z } from 'zod';
import { readCount } from '../../methods/written-count.ts';
import { readShare, wholePie } from '../../methods/written-share.ts';
import { readSom } from '../../methods/written-som.ts';
import { isId } from '../db/id.ts';
import type { IsoDate } from '../i18n/calendar.ts';
import { readDay } from '../i18n/written-day.ts';
import { blank, factsOf, field, several } from './field.ts';

// What people and programs may send, said once: a command's shape is made of these, and its form, its poster and its
// refusals know from them what a field is. A form sends texts, a program numbers and null: both mean the same.

/** One or several lines; spaces around it are dropped. A text that is too long is asked nothing more. */
export const text = (max: number, min = 1) =>
  field({ kind: 'text', required: true, max }, z.string().trim().min(min).max(max, { abort: true }));

/** Digits with the signs people put between them; kept as typed, so that an office recognises its own number. */
export const phone = () =>
  field(
    { kind: 'phone', required: true, max: 30 },
    text(30).refine(
      (typed) => /^\+?[\d\s()-]+$/.test(typed) && typed.replace(/\D/g, '').length >= 6,
      'not-a-phone',
    ),
  );

export const email = () =>
  field(
    { kind: 'email', required: true, max: 200 },
    text(200).refine((typed) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed), 'not-an-email'),
  );

/** A day as people write it (`readDay`) → `2026-05-12`, within the days given. */
export function day(from: IsoDate = '2000-01-01', to: IsoDate = '2100-12-31') {
  const schema = z.string().transform((typed, context): IsoDate => {
    const read = readDay(typed);
    if (read.ok && read.day >= from && read.day <= to) return read.day;
    const said = !read.ok && read.code !== 'day-malformed' && read.code !== 'day-number';
    context.issues.push({ code: 'custom', input: typed, message: said ? read.code : 'not-a-date' });
    return z.NEVER;
  });
  return field({ kind: 'day', required: true }, schema);
}

/** `10:00`, «10.00» or «9:30» → `09:30`. */
export const time = () =>
  field(
    { kind: 'time', required: true },
    z
      .string()
      .transform((typed) =>
        typed
          .trim()
          .replace('.', ':')
          .replace(/^(\d):/, '0$1:')
          .slice(0, 5),
      )
      .refine((typed) => /^([01]\d|2[0-3]):[0-5]\d$/.test(typed), 'not-a-time'),
  );

/** A whole number as people write it (`readCount`), spaces between thousands allowed. */
export function count(min: number, max: number) {
  const typed = z.unknown().transform((value, context) => {
    if (typeof value !== 'string' || blank(value)) return value;
    const read = readCount(value);
    if (read.ok) return read.value;
    context.issues.push({ code: 'custom', input: value, message: read.code });
    return z.NEVER;
  });
  return field({ kind: 'count', required: true }, typed.pipe(z.number().int().min(min).max(max)));
}

/** A year of four figures, said without the space that numbers have between thousands. */
export function year(from: number, to: number) {
  const asked = count(0, 9999).superRefine((value, context) => {
    if (value >= from && value <= to) return;
    context.addIssue({
      code: 'custom',
      message: 'year-between',
      params: { from: String(from), to: String(to) },
    });
  });
  return field({ kind: 'count', required: true }, asked);
}

/** An amount as people write it in som (`readSom`) → tyiyn; a program sends tyiyn. */
export const money = () => typed('money', readSom, 'not-money', z.bigint().min(0n));

/** A share as people write it in per cent (`readShare`) → hundredths of a per cent; a program sends those. */
export const share = () => typed('share', readShare, 'share-invalid', z.number().int().min(0).max(wholePie));

/** Read from what people write, and taken as it is from a program. */
function typed<T>(
  kind: 'money' | 'share',
  read: (text: string) => T | null | undefined,
  fault: string,
  inner: z.ZodType<T>,
) {
  const schema = z.unknown().transform((value, context) => {
    if (typeof value !== 'string' || blank(value)) return value;
    const understood = read(value) ?? undefined;
    if (understood !== undefined) return understood;
    context.issues.push({ code: 'custom', input: value, message: fault });
    return z.NEVER;
  });
  return field({ kind, required: true }, schema.pipe(inner));
}

/** A moment by the clock of a device, ISO 8601 in UTC; forms never send one. */
export const instant = () => z.iso.datetime();

/** A tick: `yes` or true; a box left alone is not sent, which means no. */
export const tick = () =>
  field(
    { kind: 'tick', required: false },
    z.preprocess((value) => value === true || value === 'yes', z.boolean()).prefault(false),
  );

/** One of a list. Its values are named by `<words>.<value>`, `<room>.<field>.<value>` when left out. */
export const choice = <const T extends string>(values: readonly T[], words?: string) =>
  field({ kind: 'choice', required: true, values, words }, z.enum(values as readonly [T, ...T[]]));

/** An id of a row. */
export const id = () => field({ kind: 'id', required: true }, z.string().refine(isId, 'invalid'));

/** Ids of rows; none when nothing was sent. */
export const ids = (max = 2000) => {
  const inner = several(id(), 0, max);
  return field(factsOf(inner)!, inner.prefault([]));
};

/**
 * Rows filled in at once, sent as `rows.<n>.<name>`. A row that stands already has its `id` among the fields;
 * one that is ticked `remove` does not reach the command.
 * @param said whether a row of the form says something, asked which of its fields are filled in; one that does not was
 *   left empty and does not reach the command either.
 */
export const rows = <Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  max: number,
  said: (filled: (name: keyof Shape & string) => boolean) => boolean,
) =>
  field(
    {
      kind: 'rows',
      required: false,
      max,
      shape,
      said: (filled) => said(filled),
    },
    z.array(z.strictObject(shape)).max(max),
  );

/** The version of the thing that the form was opened with; the form sends it back by itself. */
export const revision = () =>
  field(
    { kind: 'revision', required: true },
    z.preprocess(
      (value) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value),
      z.number().int().min(0),
    ),
  );
